package stackexchange

import (
	"fmt"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"

	"winnow/builder/importer"
)

// progressRows is after how many rows progress is reported.
const progressRows = 10_000

// tables are the files of a dump, and where what is read of them is counted.
type tables struct {
	*importer.Task
	files map[string]string // path by name of the table, in lower case
}

// openTables lists the tables of a dump. Old dumps write their names in lower
// case.
func openTables(task *importer.Task) (*tables, error) {
	dir, err := task.Unpacked(isTable)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, importer.Problem{Path: task.Path, Msg: "the folder cannot be read: " + importer.Reason(err), Hint: "give the folder that a dump was unpacked into"}
	}
	t := &tables{Task: task, files: map[string]string{}}
	for _, e := range entries {
		t.files[strings.ToLower(e.Name())] = filepath.Join(dir, e.Name())
	}
	if t.files["posts.xml"] == "" {
		return nil, importer.Problem{Path: task.Path, Msg: "there is no Posts.xml in this folder", Hint: "give the .7z of one site, or the folder it was unpacked into"}
	}
	return t, nil
}

// isTable reports whether a file of an archive is one of a dump.
func isTable(member string) bool { return strings.EqualFold(path.Ext(member), ".xml") }

// has reports whether the dump has a table.
func (t *tables) has(table string) bool { return t.files[strings.ToLower(table)] != "" }

// open opens a table that the dump has.
func (t *tables) open(table string) (*os.File, error) {
	f, err := os.Open(t.files[strings.ToLower(table)])
	if err != nil {
		return nil, importer.Problem{Path: t.path(table), Msg: "the file cannot be read: " + importer.Reason(err)}
	}
	return f, nil
}

func (t *tables) path(table string) string {
	return filepath.ToSlash(filepath.Join(t.Path, table))
}

// rows yields every row of a table; a table that the dump has not is empty.
// Places that cannot be read become warnings.
func (t *tables) rows(table string) iter.Seq2[*row, error] {
	return func(yield func(*row, error) bool) {
		if err := t.each(table, func(r *row) bool { return yield(r, nil) }); err != nil {
			yield(nil, err)
		}
	}
}

// each calls do with every row of a table until it returns false.
func (t *tables) each(table string, do func(*row) bool) error {
	if !t.has(table) {
		return nil
	}
	f, err := t.open(table)
	if err != nil {
		return err
	}
	defer f.Close()
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	r := newRowReader(f)
	for n := 1; ; n++ {
		x, ok := r.next()
		if !ok {
			break
		}
		if !do(x) {
			return nil
		}
		if n%progressRows == 0 {
			t.Progress("read "+table, r.offset(), size)
		}
	}
	t.Progress("read "+table, r.offset(), size)
	t.flaws(table, r)
	if r.err != nil {
		return importer.Problem{Path: t.path(table), Msg: importer.Reason(r.err), Hint: "is the download complete, and unpacked?"}
	}
	return nil
}

func (t *tables) flaws(table string, r *rowReader) {
	for _, f := range r.flaws {
		t.Problem(importer.Problem{Path: t.path(table), Msg: fmt.Sprintf("%s, at byte %d", f.msg, f.off), Warning: true})
	}
	if n := r.flawed - len(r.flaws); n > 0 {
		t.Problem(importer.Problem{Path: t.path(table), Msg: fmt.Sprintf("and %d more places that could not be read", n), Warning: true})
	}
	if r.flawed > 0 {
		t.Skip("", "places of "+table+" that could not be read", r.flawed)
	}
}

// A rowFile reads single rows of one table again.
type rowFile struct {
	t     *tables
	table string
	f     *os.File // nil until it is needed
}

// at returns the row at an offset.
func (r *rowFile) at(off int64) (*row, error) {
	if r.f == nil {
		f, err := r.t.open(r.table)
		if err != nil {
			return nil, err
		}
		r.f = f
	}
	found, err := readRow(r.f, off)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.t.path(r.table), err)
	}
	return found, nil
}

func (r *rowFile) close() {
	if r.f != nil {
		r.f.Close()
	}
}
