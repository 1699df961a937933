package importer

import (
	"os"
)

// A revision is a place in PostHistory.xml that holds a body as it was written,
// in Markdown.
type revision struct {
	off  int64 // of the row; 0 = none, as no row begins a file
	when int64 // seconds
}

// Kinds of history that hold the body of a post: as first written, edited, set
// back.
const (
	bodyWritten  = 2
	bodyEdited   = 5
	bodySetBack  = 8
	questionSide = 0
	answerSide   = 1
)

// readHistory finds the last body of every question and answer that an article
// is made of.
func (d *dump) readHistory() error {
	return d.rows("PostHistory.xml", func(r *row) {
		kind, _ := r.int32("PostHistoryTypeId")
		if kind != bodyWritten && kind != bodyEdited && kind != bodySetBack {
			return
		}
		d.read.add("revisions of bodies", 1)
		id, _ := r.int32("PostId")
		p := d.posts.find(id)
		when, ok := r.time("CreationDate")
		if p == nil || p.article < 0 || !ok {
			return
		}
		side := answerSide
		if p.question {
			side = questionSide
		}
		if s := &d.articles[p.article].sources[side]; when.Unix() >= s.when || s.off == 0 {
			*s = revision{r.off, when.Unix()}
		}
	})
}

// A rowFile reads single rows of one table. The zero rowFile is ready to use.
type rowFile struct{ f *os.File }

// at returns the row at an offset.
func (r *rowFile) at(d *dump, table string, off int64) (*row, error) {
	if r.f == nil {
		f, err := d.open(table)
		if err != nil {
			return nil, err
		}
		r.f = f
	}
	return readRow(r.f, off)
}

func (r *rowFile) close() {
	if r.f != nil {
		r.f.Close()
	}
}
