package search

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"winnow/builder/search/format"
)

// Build writes the index of all documents. language is the site's; it decides
// nothing but the stop list, since bags are analyzed by their own language.
// It fails when the options are out of range or a bag is not one of this
// version of Analyze.
func Build(docs iter.Seq[Document], language string, o Options) ([]File, error) {
	if err := o.Check().Err(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	stop := setOf(stopWords(language))
	c := &corpus{words: &gatherer{words: newVocabulary()}, list: &docWriter{options: o}, filters: &filterIndex{}, titles: newTitleIndex(stop), stop: stop, options: o}
	for d := range docs {
		if err := c.add(&d); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
	}
	c.list.finish()
	return c.write(language), nil
}

// A corpus is what Build gathers from all documents.
type corpus struct {
	words   *gatherer
	list    *docWriter
	filters *filterIndex
	titles  *titleIndex
	short   abbreviations
	stop    map[string]bool
	options Options
}

func (c *corpus) add(d *Document) error {
	if c.list.docs == format.MaxDocs {
		return fmt.Errorf("more than %d articles", format.MaxDocs)
	}
	id := c.list.docs
	extra, err := c.words.add(d.Bag, func(token []byte) { c.titles.note(id, token) })
	if err != nil {
		return fmt.Errorf("%s: %w", d.URL, err)
	}
	c.short.add(extra.pairs)
	c.titles.keep(id, c.list.add(d, extra))
	c.filters.add(d)
	return nil
}

// write makes the files.
func (c *corpus) write(language string) []File {
	stop := stopWords(language)
	o, df, inTitles := c.options, c.words.df, c.words.titles
	surfaces := c.words.words.sorted()
	inflected := endings(surfaces, language)
	surfaces = append(surfaces, c.filters.surfaces(len(df))...)
	slices.SortFunc(surfaces, func(a, b surface) int { return strings.Compare(a.text, b.text) })
	stopped, common := map[uint32]int{}, []string(nil)
	groupsOf(surfaces, stop, func(word string, group uint32) {
		stopped[group] = int(inTitles[group])
		if isCommon(int(df[group]), c.list.docs) {
			common = append(common, word)
		}
	})
	w := newGroupWriter(c.words.invert(), c.filters, stopped)
	shards, separators := termShards(surfaces, w, o)
	known := entries(surfaces, df, c.list.docs)
	byStart, words := dictionary(known, o)
	byEnd, ends := dictionary(backwards(known), o)
	shards, shardSizes := format.Pack(shards)
	files := slices.Concat(numbered("t", cutFiles(shards, maxFile)), numbered("o", compressAll(w.overflow.files, o)),
		numbered("w", byStart), numbered("e", byEnd))
	titles, starts := c.titles.files(titleFiles(c.list.docs, total(c.list.blocks)*21/20, len(files)+len(c.list.texts.files)), o)
	files = slices.Concat(files, numbered("p", titles), numbered("x", c.list.texts.files))

	m := format.Manifest{
		Format: format.Version, Docs: c.list.docs, Trust: int(math.Round(o.Trust * 256)), Stop: stop, Common: strings.Join(common, " "), Endings: inflected,
		Levels: w.levels, Terms: strings.Join(separators, "\n"),
		Dictionary: [2]int{len(byStart), len(byEnd)}, Words: strings.Join(words, "\n"), Ends: strings.Join(ends, "\n"),
		Titles: len(titles), Starts: strings.Join(starts, "\n"),
		Synonyms: c.synonyms(), FromDisk: o.FromDisk,
		Prior: c.list.priors, Places: c.list.tables.Places.List, Kinds: c.list.tables.Kinds.List,
	}
	blocks, blockSizes := format.Pack(c.list.blocks)
	m.Blocks.Docs, m.Blocks.Packing, m.Shards = format.DocsPerBlock, blockSizes, shardSizes
	m.Blocks.FileSize, m.Shards.FileSize = fileSize(c.list.docs, total(blocks), len(files)), maxFile
	return publish(append(files, numbered("d", cutFiles(blocks, m.Blocks.FileSize))...), m)
}

// isCommon reports whether a stop word is in so many articles that it tells none from
// the others: in more than two of three, where there are enough to count.
func isCommon(df, docs int) bool { return docs >= 100 && 3*df > 2*docs }

func newGroupWriter(v inverted, f *filterIndex, stop map[uint32]int) *groupWriter {
	l := levelsOf(v.all)
	n := len(v.start) - 1
	return &groupWriter{inverted: v, filters: f, words: n, levels: l, near: nearest(l), stop: stop, at: make([][2]uint32, n+len(f.lists))}
}

// Index files are few, since some hosts count them: at most one for 40 articles
// once there are thousands of articles.
const (
	docsPerFile = 40
	fewFiles    = 120
)

// maxFile is the size that no index file but the engine exceeds, and those of texts, of
// which a reader asks for ranges alone: what a server
// sends in the first round trip of a connection.
const maxFile = 14_000

// mostFiles is how many files of the index there may be, without the engine,
// the manifest, and what is lost where blocks do not fill a file.
func mostFiles(docs int) int { return max(docs/docsPerFile, fewFiles) - 6 }

// titleFiles returns how many files of titles there may be beside the others and
// the fewest files of documents, of so many bytes.
func titleFiles(docs, bytes, others int) int {
	return min(mostFiles(docs)-others-bytes/maxFile-1, max(fewTitles, docs/docsPerFew))
}

// fileSize returns how large document files must be so that there are few
// enough of them beside the others. Small ones are better for readers whose
// server does not send ranges.
func fileSize(docs, bytes, others int) int {
	return min(maxFile, max(1000, bytes/max(1, mostFiles(docs)-others)+1))
}

// publish puts the files into a folder named after their content, so that they
// can be cached for ever and never mix with those of another build, and adds
// manifest.js, which knows the folder, and the engine.
func publish(files []File, m format.Manifest) []File {
	sum := sha256.New()
	for _, f := range files {
		fmt.Fprintf(sum, "%s %d\n", f.Path, len(f.Data))
		sum.Write(f.Data)
	}
	sum.Write(m.JSON())
	m.Folder = hex.EncodeToString(sum.Sum(nil)[:5])
	for i := range files {
		files[i].Path = m.Folder + "/" + files[i].Path
	}
	if m.FromDisk {
		files = append(files, scripts(files)...)
	}
	return append(files, File{Path: format.ManifestFile, Data: m.Script()}, File{Path: "search.js", Data: engine()})
}

// scripts returns a script beside each file that hands its bytes to the engine:
// t/0.js for t/0.bin. Texts have none: a script cannot be loaded in part.
func scripts(files []File) (out []File) {
	for _, f := range files {
		if strings.Contains(f.Path, "/x/") {
			continue
		}
		name := strings.TrimSuffix(f.Path, ".bin")
		out = append(out, File{name + ".js", fmt.Appendf(nil, "winnowSearch.file(%q,%q);\n", name, base64.StdEncoding.EncodeToString(f.Data))})
	}
	return out
}

func numbered(folder string, data [][]byte) []File {
	files := make([]File, len(data))
	for i, d := range data {
		files[i] = File{Path: format.FileName(folder, i), Data: d}
	}
	return files
}

// cutFiles cuts all padded blocks, one after the other, into files of size bytes: no
// room is lost, and there are as few files as there can be.
func cutFiles(blocks [][]byte, size int) [][]byte {
	return slices.Collect(slices.Chunk(slices.Concat(blocks...), size))
}

// compressAll compresses each part by itself, a few streams at a time.
func compressAll(raw [][]byte, o Options) [][]byte {
	const streams = 8
	out := make([][]byte, len(raw))
	o.each(min(streams, len(raw)), func(k int) {
		var b bytes.Buffer
		w, _ := zlib.NewWriterLevel(&b, zlib.BestCompression) // fails for unknown levels only
		for i := k; i < len(raw); i += streams {
			out[i] = o.packed(raw[i], func() []byte {
				b.Reset()
				w.Reset(&b)
				_, _ = w.Write(raw[i]) // a buffer takes everything
				_ = w.Close()
				return bytes.Clone(b.Bytes())
			})
		}
	})
	return out
}
