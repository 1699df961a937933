package query

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"winnow/builder/search"
)

// openBuilt builds an index of docs and opens it.
func openBuilt(t testing.TB, docs []search.Document) *session {
	t.Helper()
	files, err := search.Build(slices.Values(docs), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	return openSession(t, reader(files))
}

// reader reads from files in memory.
func reader(files []search.File) func(string) ([]byte, error) {
	m := map[string][]byte{}
	for _, f := range files {
		m[f.Path] = f.Data
	}
	return func(path string) ([]byte, error) {
		if data, ok := m[path]; ok {
			return data, nil
		}
		return nil, fmt.Errorf("%s: no such file", path)
	}
}

// openSession opens an index for many queries.
func openSession(t testing.TB, read func(string) ([]byte, error)) *session {
	t.Helper()
	x, err := Open(read)
	if err != nil {
		t.Fatal(err)
	}
	return x.session()
}

// again returns a session that knows the files that this one has read.
func (s *session) again() *session { return newSession(s.Index, s.cache) }

// wordsIn takes a text apart.
func wordsIn(text string) []*word {
	left := 4 * maxWords
	return tree(text, &left)
}

// mistyped makes one slip in one of the words of four letters or more: a letter
// left out, put in, mistaken, or swapped with the next.
func mistyped(rng *rand.Rand, query string) string {
	list := strings.Fields(query)
	var long []int
	for i, w := range list {
		if len(w) >= 4 && strings.IndexFunc(w, func(r rune) bool { return r < 'A' || r > 'z' }) < 0 {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return query
	}
	k := long[rng.IntN(len(long))]
	w := []byte(list[k])
	i, letter := rng.IntN(len(w)), byte('a'+rng.IntN(26))
	switch rng.IntN(4) {
	case 0:
		w = slices.Delete(w, i, i+1)
	case 1:
		w = slices.Insert(w, i, letter)
	case 2:
		w[i] = letter
	case 3:
		i = min(i, len(w)-2)
		w[i], w[i+1] = w[i+1], w[i]
	}
	list[k] = string(w)
	return strings.Join(list, " ")
}
