package search

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// formatVersion is the version of the files. A reader refuses any other.
//
//	1  trust-ordered ids, 15 levels, head of 512, overflow, document blocks
//	2  filters among the terms, dictionary, synonyms
//	3  sections, titles by prefix, a manifest of its own, several shards in a file
const formatVersion = 3

// manifestFile is a script, so that pages opened from disk can load it, too. Its
// one line begins with manifestLine; JSON and a semicolon follow.
const (
	manifestFile = "manifest.js"
	manifestLine = "globalThis.winnowManifest="
)

// The manifest is all that a reader must know before it asks for a file.
type manifest struct {
	Format int    `json:"format"`
	Folder string `json:"folder"` // of all files but search.js and this one
	Docs   int    `json:"docs"`
	Trust  int    `json:"trust"`  // Options.Trust in 1/256
	Levels levels `json:"levels"` // the impacts, in 1/1024, that the levels 0 … 14 stand for
	Prior  []int  `json:"prior"`  // first id, prior (0 … 63), first id, prior …
	Stop   string `json:"stop"`   // stop words, between spaces
	Terms  string `json:"terms"`  // separators of term shards 1, 2 …, one a line

	Dictionary [2]int   `json:"dictionary"`         // how many files w/ and e/ have
	Words      string   `json:"words"`              // separators of w/1, w/2 …, one a line
	Ends       string   `json:"ends"`               // separators of e/1, e/2 …, one a line
	Titles     int      `json:"titles"`             // how many files p/ has
	Starts     string   `json:"starts"`             // separators of p/1, p/2 …, one a line
	Synonyms   []string `json:"synonyms"`           // groups, members between vertical bars
	FromDisk   bool     `json:"fromDisk,omitempty"` // there is a script of each file

	Places []string `json:"places"` // folder, end of the URL, category
	Kinds  []string `json:"kinds"`  // state, rank, "1" if accepted

	Shards packing `json:"shards"` // of t/
	Blocks struct {
		Docs int `json:"docs"` // documents in a block
		packing
	} `json:"blocks"` // of d/
}

// A packing tells where blocks lie that were put one after the other and then cut
// into files.
type packing struct {
	FileSize int    `json:"fileSize"` // of all files but the last
	Unit     int    `json:"unit"`     // bytes that sizes are counted in
	Sizes    string `json:"sizes"`    // of all blocks, a character each: '#' + units, the backslash left out
}

// json returns the manifest on one line.
func (m manifest) json() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is no part of a page
	_ = e.Encode(m)        // a buffer takes everything, and every field can be encoded
	return bytes.TrimSpace(b.Bytes())
}

// readManifest reads manifest.js.
func readManifest(js []byte) (m manifest, err error) {
	line, ok := bytes.CutPrefix(js, []byte(manifestLine))
	if !ok {
		return m, errors.New("manifest.js holds no index: build the site again")
	}
	line = bytes.TrimRight(line, ";\r\n ")
	var version struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(line, &version); err != nil {
		return m, fmt.Errorf("manifest.js is damaged: %w", err)
	}
	if version.Format != formatVersion {
		return m, fmt.Errorf("the search index has format %d, this program reads format %d: build the site again with it", version.Format, formatVersion)
	}
	if err := json.Unmarshal(line, &m); err != nil {
		return m, fmt.Errorf("manifest.js is damaged: %w", err)
	}
	return m, m.check()
}

// check refuses numbers that no writer writes and that would mislead a reader.
func (m manifest) check() error {
	b := m.Blocks
	switch {
	case m.Docs < 0 || m.Docs > maxDocs, m.Trust < 0 || m.Trust > 256,
		m.Shards.bad(), len(m.Shards.Sizes) != 1+len(lines(m.Terms)), b.Docs < 1, b.bad(),
		len(b.Sizes) != (m.Docs+b.Docs-1)/b.Docs, len(m.Prior)%2 != 0,
		strings.ContainsAny(m.Folder, `/\.`):
		return errors.New("manifest.js is damaged: its numbers contradict each other")
	}
	return nil
}

// bad tells of numbers with which a block would lie in many files.
func (p packing) bad() bool {
	return p.FileSize < 1 || p.Unit < 1 || p.Unit > 1<<20 || p.Unit*maxSize > 100*p.FileSize
}

// A place is where a block lies in all files together.
type place struct{ from, to int }

func (p packing) places() []place {
	places := make([]place, len(p.Sizes))
	at := 0
	for i := range places {
		places[i].from = at
		at += max(0, sizeOf(p.Sizes[i])) * p.Unit
		places[i].to = at
	}
	return places
}
