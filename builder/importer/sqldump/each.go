package sqldump

import (
	"errors"
	"io"
	"slices"
	"strings"

	"winnow/builder/importer"
)

// endings are those of dumps.
var endings = []string{".sql", ".gz"}

// mostFlaws is how many places of a dump that cannot be read are reported one by one.
const mostFlaws = 20

// Each calls do with every row of the dumps of an export whose table has a name with one of
// the endings: names of tables begin with what an administrator chose.
func Each(task *importer.Task, tables []string, do func(table string, r *Row) error) error {
	files, err := importer.OpenFiles(task.Path, endings...)
	if err != nil {
		return err
	}
	defer files.Close()
	for _, name := range files.Names() {
		in, err := files.Stream(name)
		if err != nil {
			return err
		}
		err = each(task, in, files.Place(name), tables, do)
		in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// each reads one dump.
func each(task *importer.Task, in io.Reader, place string, tables []string, do func(table string, r *Row) error) error {
	rows, flaws := int64(0), 0
	for r, err := range Rows(in, func(table string) bool { return ending(tables, table) != "" }) {
		var flaw *Flaw
		switch {
		case errors.As(err, &flaw):
			if flaws++; flaws <= mostFlaws {
				task.Problem(importer.Problem{Path: place, Line: flaw.Line, Msg: flaw.Msg, Warning: true})
			}
			task.Skip("", "places of the dump that cannot be read", 1)
			continue
		case err != nil:
			return importer.Problem{Path: place, Msg: "the dump cannot be read: " + importer.Reason(err), Hint: "is the download complete?"}
		}
		if rows++; rows%10_000 == 0 {
			task.Progress("read rows", rows, 0)
		}
		if err := do(ending(tables, r.Table), r); err != nil {
			return err
		}
	}
	return nil
}

// ending returns the longest of the endings that a name has, "" for none.
func ending(endings []string, name string) (longest string) {
	for _, e := range endings {
		if strings.HasSuffix(name, e) && len(e) > len(longest) {
			longest = e
		}
	}
	return longest
}

// lookedAt bounds how much of a dump is looked at to recognize it.
const lookedAt = 64 << 20

// Recognize says by what an export is known to be the dump of a program: by a table with
// all the columns.
func Recognize(path string, columns ...string) (why string) {
	files, err := importer.OpenFiles(path, endings...)
	if err != nil {
		return ""
	}
	defer files.Close()
	for _, name := range files.Names()[:min(len(files.Names()), 3)] {
		in, err := files.Stream(name)
		if err != nil {
			continue
		}
		Schema(io.LimitReader(in, lookedAt), func(table string, has []string) bool {
			for _, c := range columns {
				if !slices.Contains(has, c) {
					return true
				}
			}
			why = name + " has a table " + table + " with " + strings.Join(columns, " and ")
			return false
		})
		in.Close()
		if why != "" {
			return why
		}
	}
	return ""
}
