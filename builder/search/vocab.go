package search

import (
	"slices"
	"strings"

	"winnow/builder/search/words"
)

// A surface is a token as it occurs in text and the group its articles are
// listed under: all surfaces with one stem are one group.
type surface struct {
	text  string
	group uint32
}

// A vocabulary numbers surfaces and groups in order of first occurrence, so
// that frequent ones have small numbers. A surface has one stem only, that of
// the language of the most trusted article with it: else a query word would
// stand for several groups and could miss articles that contain it.
type vocabulary struct {
	surfaces []surface
	index    map[string]uint32 // surface → its number
	groups   map[string]uint32 // stem → its number
	also     []surface         // how else surfaces may be typed
}

func newVocabulary() *vocabulary {
	return &vocabulary{index: map[string]uint32{}, groups: map[string]uint32{}}
}

// group returns the number of the token's group.
func (v *vocabulary) group(stem stemmer, token, original []byte) uint32 {
	if i, ok := v.index[string(token)]; ok {
		return v.surfaces[i].group
	}
	text := string(token)
	if len(original) == 0 {
		original = token
	}
	key, ok := words.Joined(text)
	if !ok {
		key = stemOf(stem, text, string(original))
	} else {
		v.also = append(v.also, surface{text: key})
	}
	g := v.groupOf(key, text)
	if ok {
		v.also[len(v.also)-1].group = g
	}
	if digits := words.Digits(key); digits != "" {
		v.also = append(v.also, surface{digits, g})
	}
	if plain := umlauts(string(original)); plain != "" {
		v.also = append(v.also, surface{plain, g})
	}
	v.index[text] = uint32(len(v.surfaces))
	v.surfaces = append(v.surfaces, surface{text, g})
	return g
}

func (v *vocabulary) groupOf(stem, text string) uint32 {
	if g, ok := v.groups[stem]; ok {
		return g
	}
	if stem == text {
		stem = text // one string in memory instead of two
	}
	g := uint32(len(v.groups))
	v.groups[stem] = g
	return g
}

// umlauts returns a word as it is typed where the keyboard has none: kuehlschrank. It
// returns nothing for one without umlauts.
func umlauts(word string) string {
	if !strings.ContainsAny(word, "äöü") {
		return ""
	}
	plain, _ := words.Fold([]byte(strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue").Replace(word)))
	return string(words.Cut(plain, words.MaxToken))
}

// sorted gives up the maps and returns the surfaces in the order of their bytes, and
// what they are typed as where no article has that.
func (v *vocabulary) sorted() []surface {
	for _, s := range v.also {
		if _, ok := v.index[s.text]; !ok {
			v.index[s.text] = s.group
			v.surfaces = append(v.surfaces, s)
		}
	}
	v.index, v.groups, v.also = nil, nil, nil
	slices.SortFunc(v.surfaces, func(a, b surface) int { return strings.Compare(a.text, b.text) })
	return v.surfaces
}

// groupsOf calls each with the words that articles have, and their groups.
func groupsOf(surfaces []surface, list string, each func(word string, group uint32)) {
	for w := range strings.FieldsSeq(list) {
		i, ok := slices.BinarySearchFunc(surfaces, w, func(s surface, w string) int { return strings.Compare(s.text, w) })
		if ok {
			each(w, surfaces[i].group)
		}
	}
}
