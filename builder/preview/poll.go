package preview

import (
	"context"
	"io/fs"
	"path/filepath"
	"time"
)

// every is the time between two looks.
const every = time.Second

// A stamp is what changes with a file.
type stamp struct {
	size int64
	time time.Time
}

// scan notes the stamp of every file that is watched.
func (t *watcher) scan() map[string]stamp {
	seen := map[string]stamp{}
	filepath.WalkDir(t.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // gone again; the next look will tell
		}
		if t.skip(name) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := d.Info(); err == nil && !d.IsDir() && !t.leftBehind(name) {
			seen[name] = stamp{info.Size(), info.ModTime()}
		}
		return nil
	})
	return seen
}

// poll looks for changes until the context ends. It sends when two looks in a
// row, a short time apart, found the same.
func (t *watcher) poll(ctx context.Context, seen map[string]stamp, changes chan<- Change) {
	wait, waited := every, false
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		now := t.scan()
		if t.compare(seen, now) {
			seen, wait = now, calm
			continue
		}
		if !waited && t.unfinished() {
			wait, waited = patience, true
			continue
		}
		wait, waited = every, false
		if len(t.changed) == 0 && !t.all {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case changes <- t.change():
			t.changed, t.all = nil, false
		}
	}
}

// compare remembers the files that differ, and tells whether there are any.
func (t *watcher) compare(old, now map[string]stamp) bool {
	found := false
	for name, s := range now {
		if was, ok := old[name]; !ok || was.size != s.size || !was.time.Equal(s.time) {
			found = true
			t.remember(name, !ok)
		}
	}
	for name := range old {
		if _, ok := now[name]; !ok {
			found = true
			t.remember(name, false)
		}
	}
	return found
}
