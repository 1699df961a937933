package corpus

import (
	"encoding/binary"

	"winnow/builder/cache"
	"winnow/builder/outline"
)

// Parts of a record in the store.
const (
	metaPart = iota // what stays in memory: outline, sketch
	bodyPart        // the HTML
	bagPart         // the words for search
)

// A Converted is what is made of the text of an article or page.
type Converted struct {
	Outline      outline.Outline
	FirstHeading string          // of the text; for files without a title
	Failure      string          // why the text is shown as it was written; empty = it was converted
	Images       []outline.Image // whose sizes its HTML names
	Sketch       []byte          // what it is compared with others by; empty for pages

	// These are in the store alone.
	Question, Solution []byte // HTML
	Words              []byte // for search
}

// appendMeta writes the part of a converted article that is read with its file.
func appendMeta(to []byte, k Converted) []byte {
	w, d := cache.Writer{Data: to}, &k.Outline
	w.Text(string(k.Sketch))
	w.Text(d.Summary)
	w.Text(k.FirstHeading)
	w.Text(k.Failure)
	w.Number(len(d.Headings))
	for _, h := range d.Headings {
		w.Number(h.Level)
		w.Text(h.ID)
		w.Text(h.Text)
	}
	w.Number(len(d.Anchors))
	for _, id := range d.Anchors {
		w.Text(id)
	}
	w.Number(len(d.Links))
	for _, l := range d.Links {
		w.Text(l.Href)
		w.Text(l.Path)
		w.Text(l.Fragment)
		w.Text(l.Else)
		w.Flag(l.Image)
		w.Flag(l.Name)
		w.Number(l.Line)
		w.Number(l.Col)
	}
	w.Number(len(k.Images))
	for _, m := range k.Images {
		w.Text(m.Path)
		w.Number(m.Width)
		w.Number(m.Height)
	}
	w.Number(len(d.Risks))
	for _, r := range d.Risks {
		w.Text(r.Kind)
		w.Flag(r.Block)
		w.Number(r.Line)
		w.Text(r.Command)
	}
	w.Number(len(d.Foreign))
	for _, f := range d.Foreign {
		w.Text(f.Name)
		w.Number(f.N)
	}
	w.Flag(d.Asks)
	w.Number(int(d.Substance))
	return w.Data
}

// decodeMeta is the inverse of appendMeta.
func decodeMeta(data []byte) (k Converted, err error) {
	r, d := cache.NewReader(data), &k.Outline
	k.Sketch = []byte(r.Text())
	d.Summary, k.FirstHeading, k.Failure = r.Text(), r.Text(), r.Text()
	d.Headings = make([]outline.Heading, r.Count())
	for i := range d.Headings {
		d.Headings[i] = outline.Heading{Level: r.Number(), ID: r.Text(), Text: r.Text()}
	}
	for n := r.Count(); n > 0 && r.Ok(); n-- { // mostly none
		d.Anchors = append(d.Anchors, r.Text())
	}
	d.Links = make([]outline.Link, r.Count())
	for i := range d.Links {
		d.Links[i] = outline.Link{Href: r.Text(), Path: r.Text(), Fragment: r.Text(), Else: r.Text(), Image: r.Flag(), Name: r.Flag(), Line: r.Number(), Col: r.Number()}
	}
	k.Images = make([]outline.Image, r.Count())
	for i := range k.Images {
		k.Images[i] = outline.Image{Path: r.Text(), Width: r.Number(), Height: r.Number()}
	}
	d.Risks = make([]outline.Risk, r.Count())
	for i := range d.Risks {
		d.Risks[i] = outline.Risk{Kind: r.Text(), Block: r.Flag(), Line: r.Number(), Command: r.Text()}
	}
	for n := r.Count(); n > 0 && r.Ok(); n-- { // mostly none
		d.Foreign = append(d.Foreign, outline.Count{Name: r.Text(), N: r.Number()})
	}
	d.Asks = r.Flag()
	d.Substance = outline.Substance(r.Number())
	return k, r.Err()
}

// put adds a converted article with its texts to the store.
func put(s *cache.Store, key cache.Fingerprint, k Converted) (cache.Record, error) {
	return s.Put(key,
		func(to []byte) []byte { return appendMeta(to, k) },
		func(to []byte) []byte {
			to = binary.AppendUvarint(to, uint64(len(k.Question)))
			return append(append(to, k.Question...), k.Solution...)
		},
		func(to []byte) []byte { return append(to, k.Words...) },
	)
}

// get finds a converted article of an earlier build; its texts stay in the store.
func get(s *cache.Store, key cache.Fingerprint) (cache.Record, Converted, bool) {
	r, meta, ok := s.Get(key)
	if !ok {
		return cache.Record{}, Converted{}, false
	}
	k, err := decodeMeta(meta)
	return r, k, err == nil
}

// HTML returns the question and the solution of an article as HTML, from the
// store.
func HTML(s *cache.Store, r cache.Record) (question, solution []byte, err error) {
	data, err := s.Part(nil, r, bodyPart)
	if err != nil {
		return nil, nil, err
	}
	n, used := binary.Uvarint(data)
	if used <= 0 || n > uint64(len(data)-used) {
		return nil, nil, cache.ErrDamaged
	}
	data = data[used:]
	return data[:n:n], data[n:], nil
}

// Words returns the words of an article for search, from the store; it may use
// room for them.
func Words(s *cache.Store, r cache.Record, room []byte) ([]byte, error) {
	return s.Part(room, r, bagPart)
}
