package preview

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Change is what changed in the site's folder since the last one.
type Change struct {
	All   bool     // more than can be named, or not known
	Names []string // of files and folders, below the site's folder, with slashes, sorted
}

const (
	quiet    = 15 * time.Millisecond  // the folder must be still before a build
	calm     = 100 * time.Millisecond // the same after many changes
	patience = 200 * time.Millisecond // with a file whose writer may not be done: see underWay
	enough   = 2 * time.Second        // with such files in all, while others keep changing
	nameable = 200                    // more names are not kept
)

// gathered are the changes since the last build.
type gathered struct {
	folder
	clock func() time.Time
	size  func(name string) int // of an article's file when it was shown last; 0 = not known
	open  map[string]bool       // files that were shown without a final line feed

	changed map[string]bool // true = the first event of the name was that it came
	all     bool            // more changed than changed names
	since   time.Time       // the first of them
}

// A folder is what is watched: hidden folders and those to be ignored are not.
type folder struct {
	dir    string
	ignore []string
}

func (f folder) skip(name string) bool {
	base := filepath.Base(name)
	hidden := name != f.dir && strings.HasPrefix(base, ".")
	return hidden || base == "node_modules" || slices.Contains(f.ignore, name)
}

// leftBehind reports whether a name is one of those that editors use in between.
func (f folder) leftBehind(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") ||
		strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#") || base == "4913" // vim's trial
}

func (g *gathered) remember(name string, came bool) {
	rel, err := filepath.Rel(g.dir, name)
	if err != nil || len(g.changed) >= nameable {
		g.all = true
		return
	}
	if g.changed == nil {
		g.changed, g.since = map[string]bool{}, g.clock()
	}
	rel = filepath.ToSlash(rel)
	if _, known := g.changed[rel]; !known {
		g.changed[rel] = came
	}
}

func (g *gathered) forget() { g.changed, g.all = nil, false }

func (g *gathered) change() Change {
	c := Change{All: g.all}
	for name := range g.changed {
		c.Names = append(c.Names, name)
	}
	slices.Sort(c.Names)
	return c
}

// stillness is how long nothing must happen before a build: one file is shown at
// once, while a checkout may pause between two of its many.
func (g *gathered) stillness() time.Duration {
	if g.all {
		return calm
	}
	return min(quiet+time.Duration(len(g.changed))*time.Millisecond, calm)
}

// incomplete reports whether the writer of a changed file may not be done. While
// other files keep changing that is not asked for ever.
func (g *gathered) incomplete() bool {
	if g.clock().Sub(g.since) > enough {
		return false
	}
	for name, came := range g.changed {
		if g.underWay(name, came) {
			return true
		}
	}
	return false
}

// underWay reports whether a file looks like the first half of one: empty, or gone
// although it did not just come, or a text that is cut. One that came and went
// has served its purpose.
func (g *gathered) underWay(name string, came bool) bool {
	full := filepath.Join(g.dir, filepath.FromSlash(name))
	info, err := os.Stat(full)
	if err != nil {
		return !came
	}
	if !info.Mode().IsRegular() || info.Size() > longText || !texts[path.Ext(name)] {
		return info.Mode().IsRegular() && info.Size() == 0
	}
	data, err := os.ReadFile(full)
	return err == nil && g.cut(name, data)
}

const longText = 1 << 20 // longer ones are not looked into

// texts are the kinds of files that people and programs write by the line.
var texts = map[string]bool{".md": true, ".markdown": true, ".toml": true, ".csv": true, ".html": true, ".css": true, ".js": true}

// cut reports whether a text may be a part of what it will be: without the final
// line feed that it had before, or much shorter than before, or with front matter
// that does not end.
func (g *gathered) cut(name string, data []byte) bool {
	size := g.size(name)
	switch {
	case len(data) == 0, len(data) < size-size/4, frontOpen(data):
		return true
	}
	return !bytes.HasSuffix(data, []byte("\n")) && !g.open[name]
}

// frontOpen reports whether a text begins with a front matter that does not end.
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
func (g *gathered) keepOpen() {
	for name := range g.changed {
		if data, err := os.ReadFile(filepath.Join(g.dir, filepath.FromSlash(name))); err == nil && len(data) > 0 {
			g.open[name] = !bytes.HasSuffix(data, []byte("\n"))
		}
	}
}
