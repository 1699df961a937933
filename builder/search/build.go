package search

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"
)

// Build writes the index of all documents. language is the site's; it decides
// nothing but the stop list, since bags are analyzed by their own language.
// It fails when the options are out of range or a bag is not one of this
// version of Analyze.
func Build(docs iter.Seq[Document], language string, o Options) ([]File, error) {
	if err := o.Check().Err(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	words := &gatherer{words: newVocabulary()}
	list := &docWriter{options: o}
	for d := range docs {
		if list.docs == maxDocs {
			return nil, fmt.Errorf("search: more than %d articles", maxDocs)
		}
		if err := words.add(d.Bag); err != nil {
			return nil, fmt.Errorf("search: %s: %w", d.URL, err)
		}
		list.add(&d)
	}
	list.finish()
	stop := stopWords(language)
	surfaces := words.words.sorted()
	w := newGroupWriter(words.invert(), groupsOf(surfaces, stop))
	shards, separators := termShards(surfaces, w, o)

	m := manifest{
		Format: formatVersion, Docs: list.docs, Trust: int(math.Round(o.Trust * 256)), Stop: stop,
		Levels: w.levels, Terms: strings.Join(separators, "\n"),
		Prior: list.priors, Places: list.places.list, Kinds: list.kinds.list,
	}
	files := numbered("t/", shards)
	files = append(files, numbered("o/", compressAll(w.overflow.files, o))...)
	m.Blocks.Docs = docsPerBlock
	m.Blocks.FileSize = fileSize(list, len(files))
	docFiles, unit, sizes := docFiles(list.blocks, m.Blocks.FileSize)
	m.Blocks.Unit, m.Blocks.Sizes = unit, sizes
	return publish(append(files, numbered("d/", docFiles)...), m), nil
}

func newGroupWriter(v inverted, headOnly map[uint32]bool) *groupWriter {
	l := levelsOf(v.all)
	return &groupWriter{inverted: v, levels: l, near: l.table(), headOnly: headOnly, at: make([][2]uint32, len(v.start)-1)}
}

// Index files are few, since some hosts count them: at most one for 40 articles
// once there are thousands of articles.
const (
	docsPerFile = 40
	fewFiles    = 120
)

// maxFile is the size that no index file but the engine exceeds: what a server
// sends in the first round trip of a connection.
const maxFile = 14_000

// fileSize returns how large document files must be so that there are few
// enough of them beside the others. Small ones are better for readers whose
// server does not send ranges.
func fileSize(w *docWriter, others int) int {
	files := max(1, max(w.docs/docsPerFile, fewFiles)-others)
	blockSize := total(w.blocks) / max(1, len(w.blocks))
	return min(maxFile, total(w.blocks)*51/50/files+blockSize)
}

// publish puts the files into a folder named after their content, so that they
// can be cached for ever and never mix with those of another build, and adds
// search.js, which knows the folder.
func publish(files []File, m manifest) []File {
	sum := sha256.New()
	for _, f := range files {
		fmt.Fprintf(sum, "%s %d\n", f.Path, len(f.Data))
		sum.Write(f.Data)
	}
	sum.Write(m.json())
	m.Folder = hex.EncodeToString(sum.Sum(nil)[:5])
	for i := range files {
		files[i].Path = m.Folder + "/" + files[i].Path
	}
	js := bytes.Join([][]byte{engine(), []byte(manifestLine), m.json(), []byte(";\n")}, nil)
	return append(files, File{Path: "search.js", Data: js})
}

func numbered(folder string, data [][]byte) []File {
	files := make([]File, len(data))
	for i, d := range data {
		files[i] = File{Path: folder + strconv.Itoa(i) + ".bin", Data: d}
	}
	return files
}

// compressAll compresses each part by itself, a few streams at a time.
func compressAll(raw [][]byte, o Options) [][]byte {
	const streams = 8
	out := make([][]byte, len(raw))
	o.each(min(streams, len(raw)), func(k int) {
		var b bytes.Buffer
		w, _ := zlib.NewWriterLevel(&b, zlib.BestCompression) // fails for unknown levels only
		for i := k; i < len(raw); i += streams {
			b.Reset()
			w.Reset(&b)
			_, _ = w.Write(raw[i]) // a buffer takes everything
			_ = w.Close()
			out[i] = bytes.Clone(b.Bytes())
		}
	})
	return out
}
