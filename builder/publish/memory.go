package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"winnow/builder/cache"
	"winnow/builder/output"
)

// A record is what is remembered of a published file.
type record struct {
	inputs, content cache.Fingerprint
	output.Stat
}

// A memory is the folder of what is remembered of one destination; empty = nothing
// is.
type memory string

// Names in a memory.
const (
	listName  = "list"  // of the files at the destination
	spareName = "spare" // the site before it
)

func memoryAt(folder, dest string) memory {
	abs, err := filepath.Abs(dest)
	if folder == "" || err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(abs))
	dir := filepath.Join(folder, fmt.Sprintf("site-%x", sum[:6]))
	if os.MkdirAll(dir, 0o777) != nil {
		return ""
	}
	return memory(dir)
}

// spare returns the folder of the site before the last; empty = it is not kept.
func (m memory) spare() string {
	if m == "" {
		return ""
	}
	return filepath.Join(string(m), spareName)
}

// read returns what is remembered of the site with the given name: nothing if
// another build has published since, or another program would make other files of
// the same inputs.
func (m memory) read(site string) map[string]record {
	if m == "" || site == "" {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(string(m), listName))
	if err != nil {
		return nil
	}
	head, rest, _ := strings.Cut(string(data), "\n")
	n := strings.Count(rest, "\n")
	if head != headOf(site, n) {
		return nil
	}
	list := make(map[string]record, n)
	for line := range strings.Lines(rest) {
		path, r, err := parseRecord(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil
		}
		list[path] = r
	}
	return list
}

func headOf(site string, files int) string { return fmt.Sprintf("%s %s %d", site, program(), files) }

// parseRecord reads "INPUTS+CONTENT SIZE TIME PATH".
func parseRecord(line string) (path string, r record, err error) {
	fields := strings.SplitN(line, " ", 4)
	if len(fields) != 4 || len(fields[0]) != 4*len(r.inputs) {
		return "", r, errors.New("not a record")
	}
	prints, errPrint := hex.DecodeString(fields[0])
	size, errSize := strconv.ParseInt(fields[1], 10, 64)
	time, errTime := strconv.ParseInt(fields[2], 10, 64)
	if err := errors.Join(errPrint, errSize, errTime); err != nil {
		return "", r, err
	}
	return fields[3], record{cache.Fingerprint(prints), cache.Fingerprint(prints[len(r.inputs):]), output.Stat{Size: size, Time: time}}, nil
}

func appendRecord(to []byte, path string, r record) []byte {
	to = hex.AppendEncode(hex.AppendEncode(to, r.inputs[:]), r.content[:])
	to = strconv.AppendInt(append(to, ' '), r.Size, 10)
	to = strconv.AppendInt(append(to, ' '), r.Time, 10)
	return append(append(append(to, ' '), path...), '\n')
}

// write remembers what was published. Without it the next build does more work
// and comes to the same.
func (m memory) write(site string, files List, records []record) {
	if m == "" {
		return
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, headOf(site, len(files)))
	for i, r := range records {
		b.Write(appendRecord(b.AvailableBuffer(), files[i].Path, r))
	}
	fresh := filepath.Join(string(m), listName+".new")
	if os.WriteFile(fresh, b.Bytes(), 0o666) == nil {
		os.Rename(fresh, filepath.Join(string(m), listName))
	}
}

// nameOf returns the name of a site: a fingerprint of all its files.
func nameOf(files List, records []record) string {
	h := cache.NewHasher()
	for i, r := range records {
		h.Text(files[i].Path)
		h.Add(r.content)
		h.Number(int(r.Size))
	}
	sum := h.Sum()
	return hex.EncodeToString(sum[:])
}

// program names the running program: another one may make other files of the
// same inputs.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d-%d", info.Size(), info.ModTime().UnixNano())
}
