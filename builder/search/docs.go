package search

import "winnow/builder/search/format"

const batch = 256 // blocks that are compressed together

// A docWriter writes documents in blocks of twelve, by column: like beside like
// compresses best.
type docWriter struct {
	options   Options
	rows      []format.Row // of the current block
	raw       [][]byte     // blocks not compressed yet
	blocks    [][]byte     // compressed
	tables    format.Tables
	docs      int
	texts     textWriter
	lastPrior int
	priors    []int // first id, prior, first id, prior …
}

// add writes the next document, with its sections and text as the bag has them, and
// returns its row.
func (w *docWriter) add(d *Document, x extras) format.Row {
	r := w.tables.Row(d.shown(), x.sections, w.texts.add(x.text))
	w.rows = append(w.rows, r)
	w.prior(d)
	if w.docs++; w.docs%format.DocsPerBlock == 0 {
		w.endBlock()
	}
	return r
}

// endBlock closes the current block.
func (w *docWriter) endBlock() {
	if len(w.rows) == 0 {
		return
	}
	w.raw = append(w.raw, format.Block(w.rows))
	clear(w.rows)
	w.rows = w.rows[:0]
	if len(w.raw) == batch {
		w.compress()
	}
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
