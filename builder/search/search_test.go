package search

import (
	"fmt"
	"slices"
	"testing"
)

// openBuilt builds an index of docs and opens it.
func openBuilt(t testing.TB, docs []Document) *Index {
	t.Helper()
	files, err := Build(slices.Values(docs), "en", DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	x, err := Open(reader(files))
	if err != nil {
		t.Fatal(err)
	}
	return x
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

// cached asks read for each file once.
func cached(read func(string) ([]byte, error)) func(string) ([]byte, error) {
	kept := map[string][]byte{}
	return func(path string) ([]byte, error) {
		if data, ok := kept[path]; ok {
			return data, nil
		}
		data, err := read(path)
		if err == nil {
			kept[path] = data
		}
		return data, err
	}
}
