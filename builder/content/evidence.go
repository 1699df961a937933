package content

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"winnow/builder/diag"
)

// columns of an evidence file, in the order in which it is written; totals are
// read only.
var columns = []string{"date", "kind", "answer", "author", "by", "thread", "category", "tags", "count", "total"}

// Their numbers.
const (
	dateColumn = iota
	kindColumn
	answerColumn
	authorColumn
	byColumn
	threadColumn
	categoryColumn
	tagsColumn
	countColumn
	totalColumn
)

// ReadEvidence reads one evidence file as a stream, decompressed when its name
// ends in ".gz", and hands each row to yield until that returns false. name is
// the path below the content folder. Memory does not grow with the file; equal
// texts share memory, and so do equal lists of tags. A row with a mistake is
// left out and reported with its line; after 20 of one sort the rest is counted. Rows
// without effect, because their count is 0 or their date is in the future, are
// reported likewise, but handed on, for the caller counts what is ignored.
func ReadEvidence(name string, in io.Reader, o Options, yield func(Evidence) bool) diag.List {
	return readEvidence(EvidenceKinds(), name, in, o, yield)
}

func readEvidence(kinds []EvidenceTraits, name string, in io.Reader, o Options, yield func(Evidence) bool) diag.List {
	r := evidenceReader{tally: tally{path: path.Join(o.dir(), name)}, kinds: kinds, name: name, latest: o.Latest}
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(in)
		if err != nil {
			r.fail(0, "the file is not gzip: "+err.Error(), "compress it again, or drop .gz from its name")
			return r.problems
		}
		in = z
	}
	r.rows = newRows(in)
	if r.header() {
		r.makePools(o.location(), o.DateFormat)
		r.each(yield)
	}
	return r.summary()
}

// An evidenceReader turns rows into Evidence.
type evidenceReader struct {
	tally
	kinds      []EvidenceTraits
	name       string
	latest     time.Time
	rows       *rows
	at         [totalColumn + 1]int // place of each column in a row, -1 = none
	width      int                  // fields of a row
	dates      *pool[time.Time]     // zero = not a date
	texts      *pool[string]
	answers    *pool[string]
	categories *pool[string]
	tags       *pool[[]string]
}

func (r *evidenceReader) makePools(zone *time.Location, format string) {
	r.dates = newPool(1<<12, func(s string) time.Time {
		t, _ := parseDate(s, zone, format)
		return t
	})
	r.texts = newPool(1<<15, oneLine)
	r.answers = newPool(1<<14, func(s string) string { return strings.TrimSuffix(oneLine(s), ".md") })
	r.categories = newPool(1<<10, CategoryPath)
	r.tags = newPool(1<<13, func(s string) (tags []string) {
		for word := range strings.FieldsSeq(s) {
			if tag := Tag(word); !contains(tags, tag) {
				tags = append(tags, tag)
			}
		}
		return slices.Clip(tags)
	})
}

// header reads the first row and reports whether the file can be read on.
func (r *evidenceReader) header() bool {
	form := "the first line names the columns: " + strings.Join(columns, ",")
	err := r.rows.read()
	if err != nil || r.rows.bad != "" {
		msg := r.rows.bad
		if err == io.EOF {
			msg = "the file is empty"
		} else if err != nil {
			msg = "the file cannot be read: " + diag.Reason(err)
		}
		r.fail(1, msg, form)
		return false
	}
	r.width = len(r.rows.fields)
	if r.width == 1 && bytes.Count(r.rows.fields[0], []byte(";")) > 1 {
		r.fail(1, "the columns are separated by semicolons", "save the file with commas between the columns")
		return false
	}
	for i := range r.at {
		r.at[i] = -1
	}
	for i, f := range r.rows.fields {
		name := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(f, []byte("\ufeff")))))
		r.headerColumn(i, name)
	}
	for _, c := range []int{kindColumn, answerColumn} {
		if r.at[c] < 0 {
			r.fail(1, "missing column "+columns[c], form+", separated by commas")
		}
	}
	return r.problems.Err() == nil
}

func (r *evidenceReader) headerColumn(i int, name string) {
	c := slices.Index(columns, name)
	switch {
	case c >= 0 && r.at[c] >= 0:
		r.fail(1, "two columns are named "+name, "keep one")
	case c >= 0:
		r.at[c] = i
	case diag.Near(name, slices.Values(columns)) != "":
		r.fail(1, fmt.Sprintf("the column %q is not known", name), "did you mean "+diag.Near(name, slices.Values(columns))+"?")
	default:
		r.warn(1, fmt.Sprintf("the column %q is not known: it is not read", name), "")
	}
}

// each hands the rows on.
func (r *evidenceReader) each(yield func(Evidence) bool) {
	for {
		err := r.rows.read()
		switch {
		case err == io.EOF:
			return
		case err != nil:
			r.fail(r.rows.next, "the rest of the file cannot be read: "+diag.Reason(err), "the rows before are used; write the file again")
			return
		case r.rows.bad != "":
			r.row("row", "row that is not CSV", -1, r.rows.bad, "")
		case len(r.rows.fields) != r.width:
			r.row("width", "row of another width", -1, fmt.Sprintf("the row has %d fields, the first line %d", len(r.rows.fields), r.width), "write empty fields, too; a field with a comma needs quotes")
		default:
			if e, ok := r.evidence(); ok && !yield(e) {
				return
			}
		}
	}
}

// cell returns a field without blanks around it.
func (r *evidenceReader) cell(column int) []byte {
	if i := r.at[column]; i >= 0 {
		return bytes.TrimSpace(r.rows.fields[i])
	}
	return nil
}

// evidence converts the row that was read.
func (r *evidenceReader) evidence() (e Evidence, ok bool) {
	e.Path, e.Line = r.name, r.rows.line
	e.Kind, ok = r.kind(r.cell(kindColumn))
	if !ok {
		r.badKind()
	}
	if b := r.cell(dateColumn); len(b) > 0 {
		if e.Date = r.dates.get(b); e.Date.IsZero() {
			r.row("date", "bad date", dateColumn, quoted("%s is not a date", b), "for example 2024-05-31")
			ok = false
		} else if r.late(e.Date) {
			r.row("future", "date in the future", dateColumn, quoted("%s is in the future: the row does not count", b), "correct the date, or the clock of the program that wrote it")
		}
	}
	if b := r.cell(answerColumn); len(b) > 0 {
		e.Answer = r.answers.get(b)
	}
	if e.Answer == "" {
		r.row("answer", "row without an answer", answerColumn, "the row names no answer", "write the id of the answer it is about")
		ok = false
	}
	for _, to := range [...]struct {
		column int
		text   *string
	}{{authorColumn, &e.Author}, {byColumn, &e.By}, {threadColumn, &e.Thread}} {
		if b := r.cell(to.column); len(b) > 0 {
			*to.text = r.texts.get(b)
		}
	}
	if b := r.cell(categoryColumn); len(b) > 0 {
		e.Category = r.categories.get(b)
	}
	if b := r.cell(tagsColumn); len(b) > 0 {
		e.Tags = r.tags.get(b)
	}
	counted := r.count(&e)
	return e, ok && counted && r.total(&e)
}

func (r *evidenceReader) late(t time.Time) bool { return !r.latest.IsZero() && t.After(r.latest) }

func (r *evidenceReader) kind(b []byte) (EvidenceKind, bool) {
	for i := range r.kinds {
		if k := r.kinds[i].Kind; string(k) == string(b) {
			return k, true
		}
	}
	return "", false
}

// traits returns the row of a kind.
func (r *evidenceReader) traits(kind EvidenceKind) (EvidenceTraits, bool) {
	i := slices.IndexFunc(r.kinds, func(k EvidenceTraits) bool { return k.Kind == kind })
	if i < 0 {
		return EvidenceTraits{}, false
	}
	return r.kinds[i], true
}

func (r *evidenceReader) badKind() {
	if r.full("kind") {
		r.row("kind", "", kindColumn, "", "")
		return
	}
	b := r.cell(kindColumn)
	names := make([]string, len(r.kinds))
	for i := range r.kinds {
		names[i] = string(r.kinds[i].Kind)
	}
	hint := "the kinds are " + strings.Join(names, ", ")
	if near := diag.Near(strings.ToLower(string(b[:min(len(b), 40)])), slices.Values(names)); near != "" {
		hint = "did you mean " + near + "?"
	}
	r.row("kind", "unknown kind", kindColumn, quoted("the kind %s is not known", b), hint)
}

// quoted puts a cell into a message.
func quoted(format string, b []byte) string {
	return fmt.Sprintf(format, quote(string(b[:min(len(b), 200)])))
}

// count reads the last column. A count of 0 has no effect, which is only a
// warning, since counted exports are full of them.
func (r *evidenceReader) count(e *Evidence) bool {
	b := r.cell(countColumn)
	if len(b) == 0 {
		e.Count = 1
		return true
	}
	n, err := strconv.Atoi(string(b))
	switch {
	case err != nil || n < 0 || n > maxCount:
		r.row("count", "bad count", countColumn, quoted("the count %s is not a whole number from 0 to 1000000000", b), "write how often it happened; empty means once")
		return false
	case n == 0:
		r.row("zero", "row with count 0", countColumn, "the count is 0: the row does not count", "")
	}
	e.Count = n
	return true
}

// total reads how often something happened in all up to the row's day. It is for
// what many do, and the forum counts: a person votes once, and has no total.
func (r *evidenceReader) total(e *Evidence) bool {
	b := r.cell(totalColumn)
	if len(b) == 0 {
		return true
	}
	n, err := strconv.Atoi(string(b))
	traits, _ := r.traits(e.Kind)
	switch {
	case err != nil || n < 0 || n > maxCount:
		r.row("total", "bad total", totalColumn, quoted("the total %s is not a whole number from 0 to 1000000000", b), "write how often it happened in all, up to the date of the row")
	case len(r.cell(countColumn)) > 0:
		r.row("both", "row with a count and a total", totalColumn, "the row has a count and a total", "a count adds to the rows before, a total takes their place: leave one empty")
	case e.By != "":
		r.row("giver", "total with a giver", totalColumn, "a total has no giver", "leave by empty, or write the row without a total")
	case !traits.Counted:
		r.row("totals", "total of what is not counted", totalColumn, "there is no total of "+string(e.Kind), "totals are for kudos, downvote, confirmed and failed")
	default:
		e.Count, e.Total = n, true
		return true
	}
	return false
}

// row reports a mistake in the row that was read.
func (r *evidenceReader) row(sort, what string, column int, msg, hint string) {
	at := place{line: r.rows.line}
	if column >= 0 && r.rows.plain && r.at[column] >= 0 {
		at.col = 1 + r.at[column]
		for _, f := range r.rows.fields[:r.at[column]] {
			at.col += utf8.RuneCount(f)
		}
	}
	r.add(sort, what, at, msg, hint, sort == "zero" || sort == "future")
}

// An EvidenceWriter writes an evidence file, the inverse of ReadEvidence but for
// totals.
type EvidenceWriter struct {
	csv *csv.Writer
	row [countColumn + 1]string
}

// NewEvidenceWriter writes the line of columns.
func NewEvidenceWriter(w io.Writer) *EvidenceWriter {
	e := &EvidenceWriter{csv: csv.NewWriter(w)}
	e.csv.Write(columns[:totalColumn])
	return e
}

// Write writes one row. Errors of the underlying writer show at the latest in
// Flush.
func (w *EvidenceWriter) Write(e Evidence) error {
	if e.Total {
		return errors.New("a running total cannot be written as evidence")
	}
	w.row = [...]string{"", string(e.Kind), e.Answer, e.Author, e.By, e.Thread, e.Category, strings.Join(e.Tags, " "), ""}
	if !e.Date.IsZero() {
		w.row[dateColumn] = formatDate(e.Date)
	}
	if e.Count != 1 {
		w.row[countColumn] = strconv.Itoa(e.Count)
	}
	return w.csv.Write(w.row[:])
}

// Flush writes what is buffered, and returns the first error there was.
func (w *EvidenceWriter) Flush() error {
	w.csv.Flush()
	return w.csv.Error()
}
