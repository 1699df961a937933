package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strconv"
	"strings"

	"winnow/builder/importer"
)

// A row is a row of a table.
type row = importer.Record

var endings = []string{".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".gz"}

// rowsOf yields the rows of a file. A place that cannot be read becomes a warning.
func rowsOf(task *importer.Task, files *importer.Files, name, list string) iter.Seq[row] {
	kind := path.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz"))
	if kind == ".json" || kind == ".ndjson" || kind == ".jsonl" {
		return jsonRows(task, files, name, list)
	}
	return csvRows(task, files, name)
}

func warn(task *importer.Task, p importer.Problem) {
	p.Warning = true
	task.Problem(p)
}

// jsonRows yields the objects of a file.
func jsonRows(task *importer.Task, files *importer.Files, name, list string) iter.Seq[row] {
	return func(yield func(row) bool) {
		for record, err := range files.Records(name, "items", list) {
			var p importer.Problem
			if errors.As(err, &p) {
				warn(task, p)
				return
			}
			r, ok := importer.ParseRecord(record)
			if !ok {
				task.Skip("", "values that are no objects", 1)
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}

// worstRows is how many rows of a file that cannot be read are reported one by one.
const worstRows = 20

// csvRows yields the rows below the line of names.
func csvRows(task *importer.Task, files *importer.Files, name string) iter.Seq[row] {
	return func(yield func(row) bool) {
		r, err := files.Stream(name)
		if err != nil {
			warn(task, asProblem(files.Place(name), err))
			return
		}
		defer r.Close()
		b := importer.NewBounded(r)
		reader, err := newReader(b)
		if err != nil {
			warn(task, importer.Problem{Path: files.Place(name), Msg: err.Error(), Hint: "save it as CSV in UTF-8"})
			return
		}
		names, err := reader.Read()
		for bad := 0; err != io.EOF; {
			b.Next()
			var cells []string
			cells, err = reader.Read()
			switch {
			case err == io.EOF:
			case err != nil || len(cells) != len(names):
				if bad++; bad <= worstRows {
					warn(task, badRow(files.Place(name), reader, len(cells), len(names), err))
				}
				task.Skip("", "rows that cannot be read", 1)
				if parse := new(csv.ParseError); err != nil && !errors.As(err, &parse) {
					return
				}
			default:
				if !yield(cellsOf(names, cells)) {
					return
				}
			}
		}
	}
}

func asProblem(place string, err error) importer.Problem {
	var p importer.Problem
	if !errors.As(err, &p) {
		p = importer.Problem{Path: place, Msg: err.Error()}
	}
	return p
}

// badRow is the problem of a row that cannot be read.
func badRow(place string, r *csv.Reader, cells, names int, err error) importer.Problem {
	p := importer.Problem{Path: place, Hint: `a cell with a line break, a quotation mark or the separator is written between "…"`}
	var parse *csv.ParseError
	switch {
	case errors.As(err, &parse):
		p.Line, p.Col, p.Msg = parse.Line, parse.Column, parse.Err.Error()
	case err != nil:
		p.Msg = err.Error()
	default:
		p.Line, _ = r.FieldPos(0)
		p.Msg = fmt.Sprintf("the row has %d cells, the first line %d names", cells, names)
	}
	return p
}

func cellsOf(names, cells []string) row {
	r := row{}
	for i, name := range names {
		r[strings.TrimSpace(name)] = importer.Text(cells[i])
	}
	return r
}

// newReader returns a reader of cells with the separator of the first line.
func newReader(src io.Reader) (*csv.Reader, error) {
	b := bufio.NewReaderSize(src, 64<<10)
	start, _ := b.Peek(32 << 10)
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return nil, errors.New("the file is in UTF-16")
	case bytes.HasPrefix(bytes.TrimSpace(start), []byte("<")):
		return nil, errors.New("the file is a web page, not a table")
	}
	line, _, _ := strings.Cut(string(start), "\n")
	r := csv.NewReader(b)
	r.FieldsPerRecord = -1
	most := strings.Count(line, ",")
	for _, c := range ";\t" {
		if n := strings.Count(line, string(c)); n > most {
			most, r.Comma = n, c
		}
	}
	return r, nil
}

// addFields adds the names of the fields of a row to known.
func addFields(known map[string]bool, r row) {
	var add func(prefix string, v any)
	add = func(prefix string, v any) {
		if len(known) > mostFields {
			return
		}
		known[prefix] = true
		switch v := v.(type) {
		case map[string]any:
			for key, x := range v {
				add(prefix+"."+key, x)
			}
		case []any:
			for i, x := range v[:min(len(v), 10)] {
				add(prefix+"."+strconv.Itoa(i), x)
			}
		}
	}
	for key, v := range r {
		add(key, v)
	}
}

const mostFields = 10_000
