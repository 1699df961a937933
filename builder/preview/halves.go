package preview

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
)

// unfinished tells whether the writer of a changed file may not be done. While
// other files keep changing that is not asked for ever.
func (t *watcher) unfinished() bool {
	if t.clock().Sub(t.since) > enough {
		return false
	}
	for name, came := range t.changed {
		if t.underWay(name, came) {
			return true
		}
	}
	return false
}

// underWay tells whether a file looks like the first half of one: empty, or gone
// although it did not just come, or a text that is cut. One that came and went
// has served its purpose.
func (t *watcher) underWay(name string, came bool) bool {
	full := filepath.Join(t.dir, filepath.FromSlash(name))
	info, err := os.Stat(full)
	if err != nil {
		return !came
	}
	if !info.Mode().IsRegular() || info.Size() > longText || !texts[path.Ext(name)] {
		return info.Mode().IsRegular() && info.Size() == 0
	}
	data, err := os.ReadFile(full)
	return err == nil && t.cut(name, data)
}

const longText = 1 << 20 // longer ones are not looked into

// texts are the kinds of files that people and programs write by the line.
var texts = map[string]bool{".md": true, ".markdown": true, ".toml": true, ".csv": true, ".html": true, ".css": true, ".js": true}

// cut tells whether a text may be a part of what it will be: without the final
// line feed that it had before, or much shorter than before, or with front matter
// that does not end.
func (t *watcher) cut(name string, data []byte) bool {
	size := t.size(name)
	switch {
	case len(data) == 0, len(data) < size-size/4, frontOpen(data):
		return true
	}
	return !bytes.HasSuffix(data, []byte("\n")) && !t.open[name]
}

// frontOpen tells whether a text begins with a front matter that does not end.
func frontOpen(data []byte) bool {
	fence, rest, _ := bytes.Cut(data, []byte("\n"))
	if fence = bytes.TrimRight(fence, "\r "); string(fence) != "---" && string(fence) != "+++" {
		return false
	}
	for line := range bytes.Lines(rest) {
		if bytes.Equal(bytes.TrimRight(line, "\r\n "), fence) {
			return false
		}
	}
	return true
}

// keepOpen remembers which of the changed files end without a line feed although
// they were given time: it is how their editor writes.
func (t *watcher) keepOpen() {
	for name := range t.changed {
		if data, err := os.ReadFile(filepath.Join(t.dir, filepath.FromSlash(name))); err == nil && len(data) > 0 {
			t.open[name] = !bytes.HasSuffix(data, []byte("\n"))
		}
	}
}
