package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"winnow/builder/diag"
)

// progressRows is after how many rows progress is said.
const progressRows = 10_000

// A dump is the folder of one site's export, and what has been read of it.
type dump struct {
	dir   string
	files map[string]string // path by name of the table, in lower case
	o     Options

	posts    *posts
	articles []article // by id of the question
	folders  folders
	site     string  // host; "" = not known
	siteFrom string  // how it became known
	givers   []int32 // of bounties

	read, skipped, lost tally
	problems            diag.List
}

// openDump lists the tables of a dump. Old dumps write their names in lower
// case.
func openDump(dir string, o Options) (*dump, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, diag.Problem{Path: dir, Msg: "the folder cannot be read: " + reason(err), Hint: "give the folder that a dump was unpacked into"}
	}
	d := &dump{dir: dir, files: map[string]string{}, o: o}
	for _, e := range entries {
		d.files[strings.ToLower(e.Name())] = filepath.Join(dir, e.Name())
	}
	if d.files["posts.xml"] == "" {
		return nil, diag.Problem{Path: dir, Msg: "there is no Posts.xml in this folder", Hint: "unpack the .7z of one site and give its folder"}
	}
	return d, nil
}

// has tells whether the dump has a table.
func (d *dump) has(table string) bool { return d.files[strings.ToLower(table)] != "" }

// open opens a table that the dump has.
func (d *dump) open(table string) (*os.File, error) {
	f, err := os.Open(d.files[strings.ToLower(table)])
	if err != nil {
		return nil, diag.Problem{Path: d.path(table), Msg: "the file cannot be read: " + reason(err)}
	}
	return f, nil
}

func (d *dump) path(table string) string { return filepath.ToSlash(filepath.Join(d.dir, table)) }

// rows calls each with every row of a table; a table that the dump has not is
// empty. Places that cannot be read become warnings.
func (d *dump) rows(table string, each func(*row)) error {
	if !d.has(table) {
		return nil
	}
	f, err := d.open(table)
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
		each(x)
		if n%progressRows == 0 {
			d.o.progress("read "+table, r.offset(), size)
		}
	}
	d.o.progress("read "+table, r.offset(), size)
	d.flaws(table, r)
	if r.err != nil {
		return diag.Problem{Path: d.path(table), Msg: reason(r.err), Hint: "is the download complete, and unpacked?"}
	}
	return nil
}

func (d *dump) flaws(table string, r *rowReader) {
	for _, f := range r.flaws {
		d.problems = append(d.problems, diag.Problem{Path: d.path(table), Msg: fmt.Sprintf("%s, at byte %d", f.msg, f.off), Warning: true})
	}
	if n := r.flawed - len(r.flaws); n > 0 {
		d.problems = append(d.problems, diag.Problem{Path: d.path(table), Msg: fmt.Sprintf("and %d more places that could not be read", n), Warning: true})
	}
	if r.flawed > 0 {
		d.skipped.add("places of "+table+" that could not be read", r.flawed)
	}
}

// reason is an error without the operation and the path, which the problem
// names already.
func reason(err error) string {
	for {
		pe, ok := err.(*os.PathError)
		if !ok {
			return err.Error()
		}
		err = pe.Err
	}
}
