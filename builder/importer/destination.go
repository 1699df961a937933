package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/markdown/mdtext"
)

// A destination is the site that an import writes into. It writes a file only
// where it may: one that a person wrote, edited, moved or deleted stays as the
// person left it, and the report says so. What an import wrote is known from
// the lock. Every file takes its place as a whole, by a rename;
// none is touched whose bytes are right already.
//
// All names are slugs, and all writing goes through an os.Root: nothing in an
// export can name a place outside of the site.
type destination struct {
	formulas bool // some text has formulas
	root     *os.Root
	dir      string
	lock     *lock
	report   *Report
	made     []Count
	o        Options
	taken    map[string]bool // paths of articles, below content/
	folders  []string        // of this import, in the order they came up
}

const contentDir = "content"

// openDestination opens the site at dir, making the folder when it is not
// there.
func openDestination(dir string, o Options, host string, report *Report) (*destination, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, diag.Problem{Path: dir, Msg: "the folder cannot be made: " + diag.Reason(err)}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, diag.Problem{Path: dir, Msg: "the folder cannot be opened: " + diag.Reason(err)}
	}
	w := &destination{root: root, dir: dir, report: report, o: o, taken: map[string]bool{}}
	if w.lock, err = readLock(root, o.Prefix, host); err == nil {
		err = root.MkdirAll(contentDir, 0o755)
	}
	if err != nil {
		root.Close()
		return nil, w.fault(lockName, err)
	}
	for _, e := range w.lock.old {
		w.taken[e.path] = true
	}
	return w, nil
}

// fault is an error of the file system at a path of the site.
func (w *destination) fault(name string, err error) error {
	if p, ok := err.(diag.Problem); ok {
		return p
	}
	return diag.Problem{Path: path.Join(w.dir, name), Msg: diag.Reason(err)}
}

// close saves the lock and completes the report; whole = the import
// reached its end.
func (w *destination) close(whole bool) error {
	defer w.root.Close()
	w.report.Made = w.made
	if whole {
		w.report.Vanished = w.lock.vanished()
	}
	return w.put(lockName, w.lock.bytes())
}

// place returns the path of the article of a thread: the one it has, or a free
// one in the folder. It is empty when a person took the article away.
func (w *destination) place(thread, folder, title string) string {
	if name, known := w.placed(thread); known {
		return name
	}
	slug := content.Slug(title)
	if slug == "index" || slices.Contains(w.o.Reserved, slug) {
		slug += "-" + thread
	}
	name := folder + "/" + slug + ".md"
	if w.taken[name] {
		name = folder + "/" + slug + "-" + thread + ".md"
	}
	for n := 2; w.taken[name]; n++ {
		name = fmt.Sprintf("%s/%s-%s-%d.md", folder, slug, thread, n)
	}
	w.taken[name] = true
	w.folder(folder)
	return name
}

// placeAnswer returns the path of a further answer of a thread: beside the article
// that leads.
func (w *destination) placeAnswer(id, lead, answer string) string {
	if name, known := w.placed(id); known {
		return name
	}
	base := strings.TrimSuffix(lead, ".md") + "-" + answer
	name := base + ".md"
	for n := 2; w.taken[name]; n++ {
		name = fmt.Sprintf("%s-%d.md", base, n)
	}
	w.taken[name] = true
	return name
}

// placed returns the path that an earlier import gave the article of an id; empty when
// a person took it away.
func (w *destination) placed(id string) (name string, known bool) {
	e, known := w.lock.thread(id)
	if !known {
		return "", false
	}
	if _, err := w.root.Stat(path.Join(contentDir, e.path)); errors.Is(err, fs.ErrNotExist) {
		w.report.Gone = append(w.report.Gone, path.Join(contentDir, e.path))
		w.lock.keep(e)
		return "", true
	}
	w.folder(path.Dir(e.path))
	return e.path, true
}

func (w *destination) folder(name string) {
	if !w.taken[name+"/"] {
		w.taken[name+"/"] = true
		w.folders = append(w.folders, name)
	}
}

// article writes the article of a thread.
func (w *destination) article(thread string, a *content.Article) error {
	w.formulas = w.formulas || mdtext.HasFormula(string(a.Body))
	w.count("articles", 1)
	return w.answer(thread, a)
}

// answer writes the file of an answer.
func (w *destination) answer(thread string, a *content.Article) error {
	return w.file(entry{path: a.Path, thread: thread}, content.Format(a))
}

// withdraw removes the file of an id that an earlier import wrote, unless a person
// edited it.
func (w *destination) withdraw(id string) error {
	e, known := w.lock.thread(id)
	if !known {
		return nil
	}
	full := path.Join(contentDir, e.path)
	disk, err := w.root.ReadFile(full)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return w.fault(full, err)
	case sum(disk) != e.sum:
		return nil
	default:
		if err := w.root.Remove(full); err != nil {
			return w.fault(full, err)
		}
	}
	w.lock.drop(e)
	return nil
}

// count counts what the export became.
func (w *destination) count(what string, n int) { add(&w.made, Count{What: what, N: n}) }

// file writes a file below content/, unless a person has had a hand in it.
func (w *destination) file(e entry, data []byte) error {
	full := path.Join(contentDir, e.path)
	e.sum = sum(data)
	disk, err := w.root.ReadFile(full)
	known, before := w.lock.path(e.path)
	switch {
	case err == nil && bytes.Equal(disk, data):
		w.report.Files.Unchanged++
	case err == nil && (!before || known.sum != sum(disk)):
		w.report.Kept = append(w.report.Kept, full)
		if before {
			w.lock.keep(known)
		}
		return nil
	case err == nil:
		w.report.Files.Updated++
		err = w.put(full, data)
	case errors.Is(err, fs.ErrNotExist) && before && e.thread == "":
		w.report.Gone = append(w.report.Gone, full)
		w.lock.keep(known)
		return nil
	case errors.Is(err, fs.ErrNotExist):
		w.report.Files.New++
		err = w.put(full, data)
	}
	if err != nil {
		return w.fault(full, err)
	}
	w.lock.keep(e)
	return nil
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// put writes a file as a whole.
func (w *destination) put(name string, data []byte) error {
	temp := path.Join(path.Dir(name), ".importing")
	err := w.root.WriteFile(temp, data, 0o644)
	if errors.Is(err, fs.ErrNotExist) {
		if err = w.root.MkdirAll(path.Dir(name), 0o755); err == nil {
			err = w.root.WriteFile(temp, data, 0o644)
		}
	}
	if err == nil {
		err = w.root.Rename(temp, name)
	}
	if err != nil {
		w.root.Remove(temp)
		return w.fault(name, err)
	}
	return nil
}

// stream writes a file of evidence, of any size.
func (w *destination) stream(name string, write func(*content.EvidenceWriter) error) error {
	full := path.Join(contentDir, name)
	temp := path.Join(path.Dir(full), ".importing")
	if err := w.root.MkdirAll(path.Dir(full), 0o755); err != nil {
		return w.fault(full, err)
	}
	f, err := w.root.Create(temp)
	if err != nil {
		return w.fault(full, err)
	}
	defer w.root.Remove(temp) // when it did not take its place
	hash := sha256.New()
	buffered := newBuffer(io.MultiWriter(f, hash))
	out := content.NewEvidenceWriter(buffered)
	err = errors.Join(write(out), out.Flush(), buffered.Flush(), f.Close())
	if err != nil {
		return w.fault(full, err)
	}
	return w.settle(name, temp, hex.EncodeToString(hash.Sum(nil)))
}

// settle lets a finished file take its place, unless a person edited the one
// that is in it.
func (w *destination) settle(name, temp, sum string) error {
	full := path.Join(contentDir, name)
	disk, err := w.sumOf(full)
	known, before := w.lock.path(name)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return w.fault(full, err)
	case err == nil && disk == sum:
		w.report.Files.Unchanged++
	case err == nil && (!before || known.sum != disk):
		w.report.Kept = append(w.report.Kept, full)
		if before {
			w.lock.keep(known)
		}
		return nil
	case err == nil:
		w.report.Files.Updated++
		err = w.root.Rename(temp, full)
	default:
		w.report.Files.New++
		err = w.root.Rename(temp, full)
	}
	if err != nil {
		return w.fault(full, err)
	}
	w.lock.keep(entry{path: name, sum: sum})
	return nil
}

// sumOf returns the hash of a file.
func (w *destination) sumOf(name string) (string, error) {
	f, err := w.root.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	hash := sha256.New()
	_, err = io.Copy(hash, f)
	return hex.EncodeToString(hash.Sum(nil)), err
}
