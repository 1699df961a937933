package preview

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// every is the time between two looks.
const every = time.Second

// A stamp is what changes with a file.
type stamp struct {
	size int64
	time time.Time
	sum  [32]byte // of a file that changed just before the look
	new  bool     // it did
}

// coarse is the longest time for which a drive gives the same time to changes. A
// file that changed less than that before a look may have changed after it, and
// look the same.
const coarse = 2 * time.Second

// A poller looks for changes itself.
type poller struct{ *gathered }

// scan notes the stamp of every file that is watched. old is the last look.
func (p poller) scan(old map[string]stamp) map[string]stamp {
	seen := map[string]stamp{}
	filepath.WalkDir(p.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // gone again; the next look will tell
		}
		if p.skip(name) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := d.Info(); err == nil && !d.IsDir() && !p.leftBehind(name) {
			seen[name] = p.stampOf(name, info, old[name].new)
		}
		return nil
	})
	return seen
}

func (p poller) stampOf(name string, info fs.FileInfo, wasNew bool) stamp {
	s := stamp{size: info.Size(), time: info.ModTime(), new: p.clock().Sub(info.ModTime()) < coarse}
	if s.new || wasNew {
		data, _ := os.ReadFile(name)
		s.sum = sha256.Sum256(data)
	}
	return s
}

// poll looks for changes until the context ends. It sends when two looks in a
// row, a short time apart, found the same.
func (p poller) poll(ctx context.Context, seen map[string]stamp, changes chan<- Change) {
	wait, waited := every, false
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		now := p.scan(seen)
		differ := p.compare(seen, now)
		if seen = now; differ {
			wait, waited = calm, false
			continue
		}
		if !waited && p.incomplete() {
			wait, waited = patience, true
			continue
		}
		if waited {
			p.keepOpen()
		}
		wait, waited = every, false
		if len(p.changed) == 0 && !p.all {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case changes <- p.change():
			p.forget()
		}
	}
}

// compare remembers the files that differ, and reports whether there are any.
func (p poller) compare(old, now map[string]stamp) bool {
	found := false
	for name, s := range now {
		if was, ok := old[name]; !ok || was.size != s.size || !was.time.Equal(s.time) || was.new && was.sum != s.sum {
			found = true
			p.remember(name, !ok)
		}
	}
	for name := range old {
		if _, ok := now[name]; !ok {
			found = true
			p.remember(name, false)
		}
	}
	return found
}
