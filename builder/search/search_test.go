package search

import (
	"fmt"
	"slices"
	"testing"
)

// openBuilt builds an index of docs and opens it.
func openBuilt(t testing.TB, docs []Document) *session {
	t.Helper()
	files, err := Build(slices.Values(docs), "en", DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	return openSession(t, reader(files))
}

// reader reads from files in memory.
func reader(files []File) func(string) ([]byte, error) {
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
func wordsIn(text string) []*queryWord {
	left := 4 * maxWords
	return words(text, &left)
}
