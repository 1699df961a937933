package query

import (
	"slices"

	"winnow/builder/search/format"
)

// A finder finds what the words of a query stand for in the index.
type finder struct {
	*files
	literal bool // words are searched for as they are typed

	terms     []*term // each group once, at most maxWords
	need      uint32  // terms that an article must have, one bit each
	report    []Term
	corrected map[string]string // word of the query → the one searched for instead
	suggested map[string]string // word of the query → a much more frequent one
}

// understand finds the terms of a query.
func (f *finder) understand(items []item) {
	list := f.wordsOf(items)
	for _, w := range list {
		f.find(w)
	}
	list = slices.DeleteFunc(list, func(w *word) bool { return w.light })
	if others := len(list) - quotedIn(list); others > maxBeside {
		f.need = 0
	}
	f.widen(list)
}

// find notes the group that a word means, or those of its parts where the
// word as a whole is not known.
func (f *finder) find(w *word) {
	n := f.shardOf(w.text)
	if w.light {
		if sh := f.shard(n); sh != nil {
			if i, ok := sh.Index(w.text); ok {
				f.add(w, n, i)
			}
		}
		return
	}
	if sh := f.shard(n); sh != nil {
		if i, ok := lookup(sh, w); ok && !(f.literal && slipped(w.text, sh.Surfaces[i])) {
			f.add(w, n, i)
			f.doubt(w, sh, i)
			return
		}
	}
	for _, part := range w.parts {
		f.find(part)
	}
	if len(w.parts) == 0 && !f.correct(w) {
		f.report = append(f.report, Term{Word: w.text, Synonyms: []string{}})
	}
}

// correct finds the word that was most likely meant by one that no article has.
func (f *finder) correct(w *word) bool {
	if f.literal || w.quoted || len(f.synonyms[w.text]) > 0 {
		return false
	}
	near, ok := nearest(f.files, w.text)
	if !ok {
		return false
	}
	n := f.shardOf(near.Text)
	sh := f.shard(n)
	if sh == nil {
		return false
	}
	i, ok := sh.Index(near.Text)
	if ok {
		f.corrected[w.text] = near.Text
		f.add(w, n, i)
	}
	return ok
}

// doubt notes a correction where what was taken for another inflection is a slip
// within the word, and a suggestion where a word is rare and a near one of its
// shard is not.
func (f *finder) doubt(w *word, sh *format.Shard, i int) {
	as, df := sh.Surfaces[i], sh.DF(i)
	switch {
	case f.literal || w.quoted:
	case as == w.text && df <= rareWord:
		if near, ok := nearestIn(sh, w.text); ok && int(near.Weight)-int(format.Weight(df)) >= clearlyFar {
			f.suggested[w.text] = near.Text
		}
	case as != w.text:
		if slipped(w.text, as) {
			f.corrected[w.text] = as
		}
	}
}

// slipped reports whether one word is another with a slip before its last letters.
func slipped(word, as string) bool {
	a, b := []rune(word), []rune(as)
	return word != as && slip(a, b) != farCost && shared(a, b) < min(len(a), len(b))-1
}

// rareWord is how many articles may have a word for which another is suggested.
const rareWord = 2

// add notes that a word was found as surface i of shard n.
func (f *finder) add(w *word, n, i int) {
	sh := f.shards[n]
	g := sh.Group[i]
	f.report = append(f.report, Term{Word: w.text, As: sh.Surfaces[i], DF: sh.Heads[g].DF, Synonyms: []string{}})
	t := slices.IndexFunc(f.terms, func(t *term) bool { return t.shard == n && t.group == g })
	switch {
	case t >= 0:
		f.terms[t].times += w.times
	case len(f.terms) == maxWords:
		return
	default:
		t = len(f.terms)
		f.terms = append(f.terms, &term{word: w.text, shard: n, group: g, head: sh.Heads[g], idf: idf(f.manifest.Docs, sh.Heads[g].DF), forms: sh.Forms(g), times: w.times, light: w.light})
	}
	if w.quoted && !w.light {
		f.need |= 1 << t
	}
}

// whole returns what all words of the query are worth, those that no article has
// more than any other.
func (f *finder) whole() (sum int) {
	for _, t := range f.terms {
		sum += t.worth(t.idf)
	}
	for _, t := range f.report {
		if t.As == "" && len(t.Synonyms) == 0 {
			sum += idf(f.manifest.Docs, 0)
		}
	}
	return sum
}

// onlyLight reports whether nothing but stop words was found, or nothing at all.
func (f *finder) onlyLight() bool {
	return !slices.ContainsFunc(f.terms, func(t *term) bool { return !t.light })
}
