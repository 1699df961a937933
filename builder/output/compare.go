package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

func createBy(name string, write func(w io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// sameFiles compares two files without holding them in memory; exists tells
// whether the second is a regular file.
func sameFiles(name, oldName string) (same, exists bool) {
	info, err := os.Lstat(oldName)
	if err != nil || !info.Mode().IsRegular() {
		return false, false
	}
	a, errA := os.Open(name)
	b, errB := os.Open(oldName)
	if err := errors.Join(errA, errB); err != nil {
		return false, true
	}
	defer a.Close()
	defer b.Close()
	if now, err := a.Stat(); err != nil || now.Size() != info.Size() {
		return false, true
	}
	return sameBytes(a, b), true
}

func sameBytes(a, b io.Reader) bool {
	bufA, bufB := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, errA := io.ReadFull(a, bufA)
		m, errB := io.ReadFull(b, bufB)
		if n != m || !bytes.Equal(bufA[:n], bufB[:m]) {
			return false
		}
		if errA != nil || errB != nil {
			return (errA == io.EOF || errA == io.ErrUnexpectedEOF) && errA == errB
		}
	}
}

// create writes a new file; one that exists already is an error.
func create(name string, data []byte) error {
	return createBy(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// compare reports whether the named file exists as a regular file, and whether
// it holds just data.
func compare(name string, data []byte) (same, exists bool) {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false, false
	}
	if info.Size() != int64(len(data)) {
		return false, true
	}
	have, err := os.ReadFile(name)
	return err == nil && bytes.Equal(have, data), true
}

func isFolder(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}

// checkPath refuses a path that could leave the site or that some system
// cannot hold.
func checkPath(path string) error {
	if !fs.ValidPath(path) || path == "." || path == marker {
		return fmt.Errorf("write %q: not a path below the site", path)
	}
	if strings.ContainsAny(path, "\\\x00") {
		return fmt.Errorf("write %q: a character that file names cannot hold", path)
	}
	return nil
}
