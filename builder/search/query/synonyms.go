package query

import (
	"slices"
	"strings"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// Synonyms are in the manifest as groups, one a string: its members between
// vertical bars, each of one word or more.

const maxOthers = 4 // synonyms of one word that are searched for

// alternatives returns, for each member of a group, the other members.
func alternatives(groups []string) map[string][]string {
	out := map[string][]string{}
	for _, g := range groups {
		members := strings.Split(g, "|")
		for i, m := range members {
			for j, other := range members {
				if i != j && len(out[m]) < maxOthers && !slices.Contains(out[m], other) {
					out[m] = append(out[m], other)
				}
			}
		}
	}
	return out
}

// widen adds synonyms to the terms of a query: of each word, and of each run of
// words that is a member of a group, where they count for each of its words.
// Quoted words have none.
func (f *finder) widen(list []*word) {
	for i := range list {
		for n := 1; n <= min(format.MaxMember, len(list)-i); n++ {
			run := list[i : i+n]
			if slices.ContainsFunc(run, func(w *word) bool { return w.quoted }) {
				break
			}
			for _, other := range f.synonyms[strings.Join(texts(run), " ")] {
				f.replace(other, run)
			}
		}
	}
}

// replace lets a synonym count for the words of a run.
func (f *finder) replace(synonym string, run []*word) {
	var lists [][]format.Posting
	var forms []string
	rarest := 0
	for w := range strings.FieldsSeq(synonym) {
		h, ok := f.exact(w)
		if !ok {
			return
		}
		lists = append(lists, h.Postings)
		rarest = max(rarest, idf(f.manifest.Docs, h.DF))
		forms = append(forms, w)
	}
	postings := intersect(lists)
	for _, w := range run {
		t := f.termFor(w, synonym)
		if t == nil {
			continue
		}
		o := other{idf: rarest, postings: postings}
		if t.head.DF > 0 {
			o.idf = min(o.idf, t.idf)
		} else {
			t.idf = max(t.idf, rarest)
		}
		t.others = append(t.others, o)
		t.forms = append(t.forms, forms...)
	}
}

// termFor returns the term of a word, a new one where no article has the word,
// and notes the synonym in the report.
func (f *finder) termFor(w *word, synonym string) *term {
	i := slices.IndexFunc(f.report, func(t Term) bool { return t.Word == w.text })
	if i < 0 {
		return nil // it was found by its parts
	}
	f.report[i].Synonyms = append(f.report[i].Synonyms, synonym)
	known := slices.IndexFunc(f.terms, func(t *term) bool { return t.word == w.text })
	if known >= 0 {
		return f.terms[known]
	}
	if f.report[i].As != "" || len(f.terms) == maxWords {
		return nil // another word of the query has the same group
	}
	t := &term{word: w.text, shard: -1, times: w.times, names: words.IsIdentifier(w.text)}
	f.terms = append(f.terms, t)
	return t
}
