package builder

import (
	"encoding/binary"

	"winnow/builder/markdown"
	"winnow/builder/outline"
)

// A kept is what a record holds of a converted article beside its HTML and
// words.
type kept struct {
	doc    *markdown.Document // without its texts when it comes from the store
	sketch []byte             // see package neardup; empty for pages
}

// appendMeta writes the part of a converted article that is read with its file.
// Every string and list is preceded by its length as a varint.
func appendMeta(to []byte, k kept) []byte {
	w, d := metaWriter{to}, k.doc
	w.text(string(k.sketch))
	w.text(d.Summary)
	w.text(d.FirstHeading)
	w.number(len(d.Headings))
	for _, h := range d.Headings {
		w.number(h.Level)
		w.text(h.ID)
		w.text(h.Text)
	}
	w.number(len(d.Anchors))
	for _, id := range d.Anchors {
		w.text(id)
	}
	w.number(len(d.Links))
	for _, l := range d.Links {
		w.text(l.Href)
		w.text(l.Path)
		w.text(l.Fragment)
		w.text(l.Else)
		w.flag(l.Image)
		w.number(l.Line)
	}
	w.number(len(d.Images))
	for _, m := range d.Images {
		w.text(m.Path)
		w.number(m.Width)
		w.number(m.Height)
	}
	w.number(len(d.Risks))
	for _, r := range d.Risks {
		w.text(r.Kind)
		w.flag(r.Block)
		w.number(r.Line)
		w.text(r.Command)
	}
	return w.data
}

// decodeMeta is the inverse of appendMeta.
func decodeMeta(data []byte) (kept, error) {
	r := metaReader{data: data}
	sketch := []byte(r.text())
	d := new(markdown.Document)
	d.Summary, d.FirstHeading = r.text(), r.text()
	d.Headings = make([]outline.Heading, r.count())
	for i := range d.Headings {
		d.Headings[i] = outline.Heading{Level: r.number(), ID: r.text(), Text: r.text()}
	}
	for n := r.count(); n > 0 && !r.bad; n-- { // mostly none
		d.Anchors = append(d.Anchors, r.text())
	}
	d.Links = make([]outline.Link, r.count())
	for i := range d.Links {
		d.Links[i] = outline.Link{Href: r.text(), Path: r.text(), Fragment: r.text(), Else: r.text(), Image: r.number() == 1, Line: r.number()}
	}
	d.Images = make([]outline.Image, r.count())
	for i := range d.Images {
		d.Images[i] = outline.Image{Path: r.text(), Width: r.number(), Height: r.number()}
	}
	d.Risks = make([]outline.Risk, r.count())
	for i := range d.Risks {
		d.Risks[i] = outline.Risk{Kind: r.text(), Block: r.number() == 1, Line: r.number(), Command: r.text()}
	}
	if r.bad || len(r.data) > 0 {
		return kept{}, errDamaged
	}
	return kept{d, sketch}, nil
}

type metaWriter struct{ data []byte }

func (w *metaWriter) number(n int) { w.data = binary.AppendUvarint(w.data, uint64(n)) }

func (w *metaWriter) flag(b bool) {
	if b {
		w.number(1)
	} else {
		w.number(0)
	}
}

func (w *metaWriter) text(s string) {
	w.number(len(s))
	w.data = append(w.data, s...)
}

// A metaReader returns zero values after the first mistake.
type metaReader struct {
	data []byte
	bad  bool
}

func (r *metaReader) number() int {
	n, used := binary.Uvarint(r.data)
	if used <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[used:]
	return int(n)
}

// count reads the length of a list or text; each element takes a byte or more.
func (r *metaReader) count() int {
	n := r.number()
	if n < 0 || n > len(r.data) {
		r.bad, r.data = true, nil
		return 0
	}
	return n
}

func (r *metaReader) text() string {
	n := r.count()
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}
