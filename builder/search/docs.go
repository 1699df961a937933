package search

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	docsPerBlock = 12
	batch        = 256 // blocks that are compressed together

	maxTitle   = 200 // characters
	maxSummary = 160
	maxName    = 60 // author, tag
	maxTags    = 12
)

// Characters between values: of a list, of a column, between columns.
const (
	betweenParts   = "\x1d"
	betweenColumns = "\x1e"
	betweenValues  = "\x1f"
)

// Columns of a document block, in order.
const (
	columnTitle = iota
	columnSlug
	columnPlace
	columnKind
	columnSummary
	columnAuthor
	columnTags
	columnDate
	columnSections
	numColumns
)

// A row is a document as a block has it, a value for each column.
type row [numColumns]string

// A docWriter writes documents in blocks of twelve, by column: like beside like
// compresses best.
type docWriter struct {
	options   Options
	rows      []row    // of the current block
	raw       [][]byte // blocks not compressed yet
	blocks    [][]byte // compressed
	places    table    // folder, what ends the URL, category
	kinds     table    // state, rank, accepted
	docs      int
	lastPrior int
	priors    []int // first id, prior, first id, prior …
}

// A table numbers the strings that come first; the manifest holds it.
type table struct {
	index map[string]int
	list  []string
}

const maxTable = 400

// code returns the number of s, or "=" and s when the table is full.
func (t *table) code(s string) string {
	if n, ok := t.index[s]; ok {
		return strconv.Itoa(n)
	}
	if len(t.list) == maxTable {
		return "=" + s
	}
	if t.index == nil {
		t.index = map[string]int{}
	}
	t.index[s] = len(t.list)
	t.list = append(t.list, s)
	return strconv.Itoa(len(t.list) - 1)
}

// add writes the next document, with its sections as they stand in the bag, and
// returns its row.
func (w *docWriter) add(d *Document, sections string) row {
	title := clean(d.Title, maxTitle)
	folder, slug, end := splitURL(d.URL)
	accepted := ""
	if d.Accepted {
		accepted = "1"
	}
	r := row{
		columnTitle:    title,
		columnSlug:     shortSlug(slug, slugOf(title)),
		columnPlace:    w.places.code(parts(folder, end, clean(d.Category, maxTitle))),
		columnKind:     w.kinds.code(parts(clean(d.State, maxName), clean(d.Rank, maxName), accepted)),
		columnSummary:  clean(d.Summary, maxSummary),
		columnAuthor:   clean(d.Author, maxName),
		columnTags:     tagList(d.Tags),
		columnDate:     shortDate(d.Date),
		columnSections: sections,
	}
	w.rows = append(w.rows, r)
	w.prior(d)
	if w.docs++; w.docs%docsPerBlock == 0 {
		w.endBlock()
	}
	return r
}

// endBlock closes the current block.
func (w *docWriter) endBlock() {
	if len(w.rows) == 0 {
		return
	}
	w.raw = append(w.raw, byColumn(w.rows))
	clear(w.rows)
	w.rows = w.rows[:0]
	if len(w.raw) == batch {
		w.compress()
	}
}

// byColumn writes rows, one column after the other.
func byColumn(rows []row) (out []byte) {
	for i := range numColumns {
		if i > 0 {
			out = append(out, betweenColumns...)
		}
		for k := range rows {
			if k > 0 {
				out = append(out, betweenValues...)
			}
			out = append(out, rows[k][i]...)
		}
	}
	return out
}

func (w *docWriter) compress() {
	w.blocks = append(w.blocks, compressAll(w.raw, w.options)...)
	w.raw = w.raw[:0]
}

// finish closes the last block.
func (w *docWriter) finish() {
	w.endBlock()
	w.compress()
}

// maxPrior is the prior of the most trusted article.
const maxPrior = 63

// prior notes where the prior changes: verified articles are above published
// ones, these above outdated ones, and within each it follows the order value.
func (w *docWriter) prior(d *Document) {
	value := min(max(d.Value, 0), 1_000_000)
	p := 0
	switch {
	case d.Tier <= 0:
		p = 53 + int(value*10/1_000_000)
	case d.Tier == 1:
		p = 1 + int(value*51/1_000_000)
	}
	if w.docs == 0 || p < w.lastPrior {
		w.priors = append(w.priors, w.docs, p)
		w.lastPrior = p
	}
}

func parts(s ...string) string { return strings.Join(s, betweenParts) }

// clean returns s on one line without control characters, at most n characters
// long, cut between words where there is one near.
func clean(s string, n int) string {
	plain := func(s string) bool {
		for i := range len(s) {
			if s[i] < 0x20 || s[i] == 0x7F {
				return false
			}
		}
		return utf8.ValidString(s)
	}
	if !plain(s) {
		s = strings.Map(func(r rune) rune {
			if r < 0x20 || r == 0x7F {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(s, "\uFFFD"))
	}
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	s = string(cut([]byte(s), n-1))
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		s = s[:i]
	}
	return s + "…"
}

func tagList(tags []string) string {
	var b strings.Builder
	for i, t := range tags[:min(len(tags), maxTags)] {
		if i > 0 {
			b.WriteString(betweenParts)
		}
		b.WriteString(clean(t, maxName))
	}
	return b.String()
}

// splitURL takes "wifi/slow-5ghz/" apart into "wifi/", "slow-5ghz" and "/".
func splitURL(url string) (folder, slug, end string) {
	url = clean(url, 4096)
	if s, ok := strings.CutSuffix(url, "/"); ok {
		url, end = s, "/"
	}
	i := strings.LastIndexByte(url, '/') + 1
	return url[:i], url[i:], end
}

// slugOf returns the ASCII letters and digits of a title, in lower case, runs
// joined by hyphens.
func slugOf(title string) string {
	b := make([]byte, 0, len(title))
	open := false
	for i := range len(title) {
		if class[title[i]]&(lower|upper) == 0 {
			open = true
			continue
		}
		if open && len(b) > 0 {
			b = append(b, '-')
		}
		open = false
		b = append(b, lowered([]byte{title[i]})...)
	}
	return string(b)
}

// shortSlug says how a slug differs from the one of the title: "" not at all,
// else how many characters it shares (nothing for 0), a colon and the rest.
func shortSlug(slug, ofTitle string) string {
	if slug == ofTitle {
		return ""
	}
	n := 0
	for n < min(len(slug), len(ofTitle)) && slug[n] == ofTitle[n] {
		n++
	}
	if n < 3 {
		return ":" + slug
	}
	return strconv.Itoa(n) + ":" + slug[n:]
}

// shortDate returns a day as days since 1970 in base 36, "=" and s otherwise.
func shortDate(s string) string {
	if s == "" {
		return ""
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Unix() < 0 {
		return "=" + clean(s, maxName)
	}
	return strconv.FormatInt(t.Unix()/86400, 36)
}

// packed returns each block as its length, its bytes and zeros up to a multiple of
// the unit. The larger the unit, the fewer bytes the sizes take.
func packed(blocks [][]byte) (out [][]byte, p packing) {
	unit := max(16, min(256, len(blocks)/32), (longest(blocks)+5+maxSize-1)/maxSize)
	codes := make([]byte, len(blocks))
	for i, b := range blocks {
		b = appendBytes(nil, b)
		n := (len(b) + unit - 1) / unit
		out = append(out, append(b, make([]byte, n*unit-len(b))...))
		codes[i] = sizeCode(n)
	}
	return out, packing{Unit: unit, Sizes: string(codes)}
}

// cutFiles cuts all padded blocks, one after the other, into files of size bytes: no
// room is lost, and there are as few files as there can be.
func cutFiles(blocks [][]byte, size int) [][]byte {
	return slices.Collect(slices.Chunk(slices.Concat(blocks...), size))
}

// Sizes are written as characters from '#' on, without the backslash.
const maxSize = 90

func sizeCode(n int) byte {
	c := byte('#' + n)
	if c >= '\\' {
		c++
	}
	return c
}

func sizeOf(code byte) int {
	if code > '\\' {
		code--
	}
	return int(code) - '#'
}
