package search

import (
	"slices"
	"strings"
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
	g := v.groupOf(stemOf(stem, text, string(original)), text)
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

// sorted gives up the maps and returns the surfaces in the order of their bytes.
func (v *vocabulary) sorted() []surface {
	v.index, v.groups = nil, nil
	slices.SortFunc(v.surfaces, func(a, b surface) int { return strings.Compare(a.text, b.text) })
	return v.surfaces
}

// groupsOf calls each with the words that articles have, and their groups.
func groupsOf(surfaces []surface, words string, each func(word string, group uint32)) {
	for w := range strings.FieldsSeq(words) {
		i, ok := slices.BinarySearchFunc(surfaces, w, func(s surface, w string) int { return strings.Compare(s.text, w) })
		if ok {
			each(w, surfaces[i].group)
		}
	}
}
