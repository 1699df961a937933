package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Version is the version of the files. A reader refuses any other.
//
//	1  trust-ordered ids, 15 levels, head of 512, overflow, document blocks
//	2  filters among the terms, dictionary, synonyms
//	3  sections, titles by prefix, a manifest of its own, several shards in a file
//	4  fields saturate apart, stop words count in titles
const Version = 4

// ManifestFile is a script, so that pages opened from disk can load it, too. Its
// one line begins with ManifestLine; JSON and a semicolon follow.
const (
	ManifestFile = "manifest.js"
	ManifestLine = "globalThis.winnowManifest="
)

// A Manifest is all that a reader must know before it asks for a file.
type Manifest struct {
	Format  int    `json:"format"`
	Folder  string `json:"folder"` // of all files but search.js and this one
	Docs    int    `json:"docs"`
	Trust   int    `json:"trust"`   // weight of trust, 0 … 256
	Levels  Levels `json:"levels"`  // the impacts, in 1/1024, that the levels 0 … 14 stand for
	Prior   []int  `json:"prior"`   // first id, prior (0 … 63), first id, prior …
	Stop    string `json:"stop"`    // stop words, between spaces
	Common  string `json:"common"`  // those of them that are in most articles
	Endings string `json:"endings"` // of the forms of words, between spaces
	Terms   string `json:"terms"`   // separators of term shards 1, 2 …, one a line

	Dictionary [2]int   `json:"dictionary"`         // how many files w/ and e/ have
	Words      string   `json:"words"`              // separators of w/1, w/2 …, one a line
	Ends       string   `json:"ends"`               // separators of e/1, e/2 …, one a line
	Titles     int      `json:"titles"`             // how many files p/ has
	Starts     string   `json:"starts"`             // separators of p/1, p/2 …, one a line
	Synonyms   []string `json:"synonyms"`           // groups, members between vertical bars
	FromDisk   bool     `json:"fromDisk,omitempty"` // there is a script of each file

	Places []string `json:"places"` // folder, end of the URL, category
	Kinds  []string `json:"kinds"`  // state, rank, "1" if accepted

	Shards Packing `json:"shards"` // of t/
	Blocks struct {
		Docs int `json:"docs"` // documents in a block
		Packing
	} `json:"blocks"` // of d/
}

// JSON returns the manifest on one line.
func (m Manifest) JSON() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is no part of a page
	_ = e.Encode(m)        // a buffer takes everything, and every field can be encoded
	return bytes.TrimSpace(b.Bytes())
}

// Script returns manifest.js.
func (m Manifest) Script() []byte {
	return slices.Concat([]byte(ManifestLine), m.JSON(), []byte(";\n"))
}

// ReadManifest reads manifest.js. It refuses other versions, and numbers that no
// writer writes and that would mislead a reader.
func ReadManifest(js []byte) (m Manifest, err error) {
	line, ok := bytes.CutPrefix(js, []byte(ManifestLine))
	if !ok {
		return m, errors.New("manifest.js holds no index: rebuild the site")
	}
	line = bytes.TrimRight(line, ";\r\n ")
	var version struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(line, &version); err != nil {
		return m, fmt.Errorf("manifest.js is damaged: %w", err)
	}
	if version.Format != Version {
		return m, fmt.Errorf("the search index has format %d, this program reads format %d: rebuild the site with it", version.Format, Version)
	}
	if err := json.Unmarshal(line, &m); err != nil {
		return m, fmt.Errorf("manifest.js is damaged: %w", err)
	}
	return m, m.check()
}

func (m Manifest) check() error {
	b := m.Blocks
	switch {
	case m.Docs < 0 || m.Docs > MaxDocs, m.Trust < 0 || m.Trust > 256,
		m.Shards.bad(), len(m.Shards.Sizes) != 1+len(Lines(m.Terms)), b.Docs < 1, b.bad(),
		len(b.Sizes) != (m.Docs+b.Docs-1)/b.Docs, len(m.Prior)%2 != 0,
		strings.ContainsAny(m.Folder, `/\.`):
		return errors.New("manifest.js is damaged: its numbers contradict each other")
	}
	return nil
}

// MaxMember is how many words a member of a group of synonyms may have.
const MaxMember = 6

// MaxPrior is the prior of the most trusted article.
const MaxPrior = 63

// PriorOf returns the prior of an article, 0 … MaxPrior.
func (m *Manifest) PriorOf(id int) int {
	p := 0
	for i := 0; i+1 < len(m.Prior) && m.Prior[i] <= id; i += 2 {
		p = m.Prior[i+1]
	}
	return p
}

// Lines returns the separators of a field of the manifest.
func Lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// FileName returns the name of a file of a folder: "t/0.bin".
func FileName(folder string, i int) string { return folder + "/" + strconv.Itoa(i) + ".bin" }
