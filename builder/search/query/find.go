package query

import (
	"slices"
	"strings"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
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
	pairs := f.joins(items, list)
	for _, w := range list {
		f.find(w)
	}
	list = slices.DeleteFunc(list, func(w *word) bool { return w.light })
	if others := len(list) - quotedIn(list); others > maxBeside {
		f.need = 0
	}
	f.widen(list)
	for _, p := range pairs {
		f.replace(p[0].text+p[1].text, p[:])
	}
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
		if i, ok := lookup(sh, w, f.endings); ok && !(f.literal && anotherForm(w, sh.Surfaces[i])) {
			f.add(w, n, i)
			f.doubt(w, sh, i)
			return
		}
	}
	if f.identifier(w) {
		return
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
	if f.literal || w.quoted || w.joined || len(f.synonyms[w.text]) > 0 {
		return false
	}
	near, ok := nearest(f.files, w.text)
	if !ok && f.split(w) {
		return true
	}
	if !ok {
		near, ok = farther(f.files, w.text)
	}
	if !ok || !f.addAs(w, near.Text) {
		return false
	}
	f.corrected[w.text] = near.Text
	return true
}

// addAs adds a word as a surface, if articles have that.
func (f *finder) addAs(w *word, surface string) bool {
	n := f.shardOf(surface)
	sh := f.shard(n)
	if sh == nil {
		return false
	}
	i, ok := sh.Index(surface)
	if ok {
		f.add(w, n, i)
	}
	return ok
}

// identifier finds a name with digits that articles write with other separators or
// none.
func (f *finder) identifier(w *word) bool {
	joined, ok := words.Joined(w.text)
	return ok && f.addAs(w, joined)
}

// minPart is how many letters each part of a word has that is split.
const minPart = 3

// split finds a word that articles write as two, of which the first one is as long as
// it can be.
func (f *finder) split(w *word) bool {
	letters := []rune(w.text)
	if !allLetters(w.text) || len(letters) > format.MaxEntry {
		return false
	}
	n := f.shardOf(w.text)
	sh := f.shard(n)
	for i := len(letters) - minPart; i >= minPart && sh != nil; i-- {
		first, second := string(letters[:i]), string(letters[i:])
		if _, ok := sh.Index(first); !ok || f.stop[first] || f.shardOf(first) != n {
			continue
		}
		if _, ok := f.exact(second); !ok || f.stop[second] {
			continue
		}
		f.corrected[w.text] = first + " " + second
		return f.addAs(&word{text: first, times: w.times}, first) && f.addAs(&word{text: second, times: w.times}, second)
	}
	return false
}

// joins returns pairs of words, one after the other, that articles write as one, and
// marks them. They are looked for where it costs no further file, and where one of them
// is in no article or a number.
func (f *finder) joins(items []item, list []*word) (pairs [][2]*word) {
	var before *word
	for _, it := range items {
		if !it.plain() {
			before = nil
			continue
		}
		for _, w := range it.words {
			at := slices.IndexFunc(list, func(v *word) bool { return v.text == w.text })
			if at < 0 || list[at].quoted || list[at].light {
				before = nil
				continue
			}
			if w = list[at]; before != nil && f.writtenAsOne(before, w) {
				before.joined, w.joined = true, true
				pairs = append(pairs, [2]*word{before, w})
			}
			before = w
		}
	}
	return pairs
}

func (f *finder) writtenAsOne(a, b *word) bool {
	text := a.text + b.text
	if f.shardOf(text) != f.shardOf(a.text) && !words.Continues(a.text, b.text) && f.known(a) && f.known(b) {
		return false
	}
	_, ok := f.exact(text)
	return ok
}

func (f *finder) known(w *word) bool {
	_, ok := f.exact(w.text)
	return ok
}

// doubt notes a correction where another form of a word was found, and a suggestion
// where a word is rare and a near one of its shard is not.
func (f *finder) doubt(w *word, sh *format.Shard, i int) {
	as, df := sh.Surfaces[i], sh.DF(i)
	switch {
	case f.literal || w.quoted:
	case as == w.text && df <= rareWord:
		if near, ok := nearestIn(sh, w.text); ok && int(near.Weight)-int(format.Weight(df)) >= clearlyFar {
			f.suggested[w.text] = near.Text
		}
	case anotherForm(w, as):
		f.corrected[w.text] = as
	}
}

// anotherForm reports whether what was found for a word is neither the word itself nor
// one that the reader has begun to type.
func anotherForm(w *word, as string) bool {
	return as != w.text && !(w.last && strings.HasPrefix(as, w.text))
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
		f.terms = append(f.terms, &term{word: w.text, shard: n, group: g, head: sh.Heads[g], idf: idf(f.manifest.Docs, sh.Heads[g].DF), forms: sh.Forms(g), times: w.times, light: w.light, names: words.IsIdentifier(w.text)})
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
