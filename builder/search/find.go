package search

import (
	"slices"
	"strings"
)

// find notes the group that a word stands for, or those of its parts where the
// word as a whole is not known.
func (s *session) find(w *queryWord) {
	n := s.shardOf(w.text)
	if sh := s.shard(n); sh != nil {
		if i, ok := sh.lookup(w); ok && !(s.literal && slipped(w.text, sh.surfaces[i])) {
			s.add(w, n, i)
			s.doubt(w, sh, i)
			return
		}
	}
	for _, part := range w.parts {
		s.find(part)
	}
	if len(w.parts) == 0 && !s.correct(w) {
		s.report = append(s.report, Term{Word: w.text, Synonyms: []string{}})
	}
}

// correct finds the word that was most likely meant by one that no article has.
func (s *session) correct(w *queryWord) bool {
	if s.literal || w.quoted || len(s.synonyms[w.text]) > 0 {
		return false
	}
	near, ok := s.nearest(w.text)
	if !ok {
		return false
	}
	n := s.shardOf(near.text)
	sh := s.shard(n)
	if sh == nil {
		return false
	}
	i, ok := sh.index(near.text)
	if ok {
		s.corrected[w.text] = near.text
		s.add(w, n, i)
	}
	return ok
}

// doubt notes a correction where what was taken for another inflection is a slip
// within the word, and a suggestion where a word is rare and a near one of its
// shard is not.
func (s *session) doubt(w *queryWord, sh *shard, i int) {
	as, df := sh.surfaces[i], sh.df(i)
	switch {
	case s.literal || w.quoted:
	case as == w.text && df <= rareWord:
		if near, ok := sh.nearest(w.text); ok && int(near.weight)-int(weightOf(df)) >= clearlyFar {
			s.suggested[w.text] = near.text
		}
	case as != w.text:
		if slipped(w.text, as) {
			s.corrected[w.text] = as
		}
	}
}

// slipped tells whether one word is another with a slip before its last letters.
func slipped(word, as string) bool {
	a, b := []rune(word), []rune(as)
	return word != as && slip(a, b) != farCost && shared(a, b) < min(len(a), len(b))-1
}

// rareWord is how many articles may have a word for which another is suggested.
const rareWord = 2

// add notes that a word was found as surface i of shard n.
func (s *session) add(w *queryWord, n, i int) {
	sh := s.shards[n]
	g := sh.group[i]
	s.report = append(s.report, Term{Word: w.text, As: sh.surfaces[i], DF: sh.heads[g].df, Synonyms: []string{}})
	t := slices.IndexFunc(s.terms, func(t *term) bool { return t.shard == n && t.group == g })
	if t < 0 {
		if len(s.terms) == maxWords {
			return
		}
		t = len(s.terms)
		s.terms = append(s.terms, &term{word: w.text, shard: n, group: g, head: sh.heads[g], idf: idf(s.manifest.Docs, sh.heads[g].df), forms: sh.forms(g)})
	}
	if w.quoted {
		s.need |= 1 << t
	}
}

// forms returns the surfaces of a group.
func (s *shard) forms(group int) (out []string) {
	for i, text := range s.surfaces {
		if s.group[i] == group {
			out = append(out, text)
		}
	}
	return out
}

// index returns the place of a surface.
func (s *shard) index(surface string) (int, bool) { return slices.BinarySearch(s.surfaces, surface) }

// rewritten returns the query with other words for some, or nothing when there
// are none to replace.
func rewritten(items []item, changes ...map[string]string) string {
	any := false
	var out []string
	for _, it := range items {
		text, changed := it.raw, false
		if it.plain() {
			text, changed = replaced(it, changes)
		}
		any = any || changed
		out = append(out, text)
	}
	if !any {
		return ""
	}
	return strings.Join(out, " ")
}

// replaced returns an item with other words for some. What stands between its
// words becomes a space where one of them changes.
func replaced(it item, changes []map[string]string) (text string, changed bool) {
	var out []string
	var each func(words []*queryWord)
	each = func(words []*queryWord) {
		for _, w := range words {
			better := ""
			for _, c := range changes {
				if c[w.text] != "" {
					better = c[w.text]
				}
			}
			switch {
			case better != "":
				changed = true
				out = append(out, better)
			case len(w.parts) > 0 && anyOf(w.parts, changes):
				each(w.parts)
			default:
				out = append(out, w.text)
			}
		}
	}
	each(it.words)
	if !changed {
		return it.raw, false
	}
	return strings.Join(out, " "), true
}

func anyOf(words []*queryWord, changes []map[string]string) bool {
	return slices.ContainsFunc(words, func(w *queryWord) bool {
		for _, c := range changes {
			if c[w.text] != "" {
				return true
			}
		}
		return anyOf(w.parts, changes)
	})
}
