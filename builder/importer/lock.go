package importer

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"winnow/builder/diag"
)

// lockName is the file that remembers what imports wrote. It is part of the
// content, as it must be kept and shared as that is.
const lockName = "content/.imported.csv"

// A lock knows the files that imports wrote: CSV with a line of columns,
//
//	path,sha256,thread,site
//
// sorted by path. A file whose bytes have another hash was edited by a person.
// thread is the id of the article's thread, by which an article keeps its path;
// it is empty for other files. site is where the export came from.
type lock struct {
	prefix, site string
	old          map[string]entry // by path
	threads      map[string]entry // by thread
	new          map[string]entry // by path
}

type entry struct{ path, sum, thread, site string }

var lockColumns = []string{"path", "sha256", "thread", "site"}

// readLock reads the lock of a site, for an import from a host.
func readLock(root *os.Root, prefix, host string) (*lock, error) {
	data, err := root.ReadFile(lockName)
	if errors.Is(err, fs.ErrNotExist) {
		return newLock(prefix, host), nil
	}
	if err != nil {
		return nil, err
	}
	return parseLock(data, prefix, host)
}

func newLock(prefix, host string) *lock {
	return &lock{prefix: prefix, site: host, old: map[string]entry{}, threads: map[string]entry{}, new: map[string]entry{}}
}

func parseLock(data []byte, prefix, host string) (*lock, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = len(lockColumns)
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], lockColumns) {
		return nil, diag.Problem{Path: lockName, Msg: "the list of imported files cannot be read", Hint: "restore it; without it, files that differ from the export count as edited and are kept"}
	}
	l := newLock(prefix, host)
	for _, f := range rows[1:] {
		e := entry{f[0], f[1], f[2], f[3]}
		if l.foreign(e) {
			return nil, diag.Problem{Path: lockName, Msg: fmt.Sprintf("this site holds an import of %s already, and the ids of %s would be taken for its", e.site, host), Hint: "import into another folder, or give --prefix"}
		}
		l.old[e.path] = e
		if e.thread != "" {
			l.threads[e.thread] = e
		}
	}
	return l, nil
}

// own reports whether the entry is of an article of this import. The id of a
// thread begins with a digit, a prefix holds none.
func (l *lock) own(e entry) bool {
	i := strings.IndexAny(e.thread, "0123456789")
	return i >= 0 && e.thread[:i] == l.prefix
}

// foreign reports whether the entry is of another export whose ids are alike.
func (l *lock) foreign(e entry) bool {
	return l.own(e) && e.site != "" && l.site != "" && e.site != l.site
}

func (l *lock) thread(id string) (entry, bool) { e, ok := l.threads[id]; return e, ok }
func (l *lock) path(p string) (entry, bool)    { e, ok := l.old[p]; return e, ok }

// keep remembers a file.
func (l *lock) keep(e entry) {
	e.site = cmp.Or(e.site, l.site)
	l.new[e.path] = e
}

// drop forgets a file that is no more.
func (l *lock) drop(e entry) {
	delete(l.old, e.path)
	delete(l.threads, e.thread)
}

// vanished returns the articles of an earlier import that this one did not
// have.
func (l *lock) vanished() []string {
	out := []string{}
	for _, e := range l.old {
		if _, ok := l.new[e.path]; !ok && l.own(e) {
			out = append(out, contentDir+"/"+e.path)
		}
	}
	slices.Sort(out)
	return out
}

// bytes returns the lock after the import: what it wrote, and what others did.
func (l *lock) bytes() []byte {
	all := maps.Clone(l.old)
	maps.Copy(all, l.new)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(lockColumns)
	for _, p := range slices.Sorted(maps.Keys(all)) {
		e := all[p]
		w.Write([]string{e.path, e.sum, e.thread, e.site})
	}
	w.Flush()
	return b.Bytes()
}
