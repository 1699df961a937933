package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A Change is what changed in the site's folder since the last one.
type Change struct {
	All   bool     // more than can be named, or nobody knows
	Names []string // of files and folders, below the site's folder, with slashes, sorted
}

const (
	quiet    = 15 * time.Millisecond  // the folder must be still before a build
	calm     = 100 * time.Millisecond // the same after many changes
	patience = 200 * time.Millisecond // with a file whose writer may not be done: see underWay
	enough   = 2 * time.Second        // with such files in all, while others keep changing
	nameable = 200                    // more names are not kept
)

// watch sends each burst of changes below the site's folder. Hidden folders and
// those to be ignored are not watched.
// size tells how large a file of an article was when it was shown.
func watch(ctx context.Context, o Options, size func(name string) int) (<-chan Change, error) {
	t := newWatcher(o, size)
	changes := make(chan Change)
	if o.Poll {
		go t.poll(ctx, t.scan(nil), changes)
		return changes, nil
	}
	notify, err := fsnotify.NewWatcher()
	if err == nil {
		t.follow, t.leave = notify.Add, notify.Remove
		err = t.add(t.dir)
	}
	switch {
	case err == nil:
		go t.run(ctx, notify, changes)
	case tooMany(err):
		if notify != nil {
			notify.Close()
		}
		t.say(limitReached)
		go t.poll(ctx, t.scan(nil), changes)
	default:
		return nil, fmt.Errorf("watch %s: %w", o.Dir, err)
	}
	return changes, nil
}

const limitReached = "the system watches no more folders: changes are looked for every second instead " +
	"(on Linux, raise fs.inotify.max_user_watches and fs.inotify.max_user_instances with sysctl)"

// tooMany tells whether the system's limit of watches or files is reached.
func tooMany(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

type watcher struct {
	dir    string
	ignore []string
	say    func(string)
	follow func(dir string) error // watches one folder
	leave  func(dir string) error // no longer
	dirs   map[string]bool        // that are watched
	clock  func() time.Time
	size   func(name string) int // of an article's file when it was shown last; 0 = nobody knows
	open   map[string]bool       // files that were shown without a final line feed

	changed map[string]bool // since the last build; true = the first that was heard of it is that it came
	all     bool            // more changed than changed names
	since   time.Time       // the first of them
}

func newWatcher(o Options, size func(name string) int) *watcher {
	t := &watcher{dir: o.Dir, ignore: o.Ignore, say: o.Say, clock: o.Clock, size: size, dirs: map[string]bool{}, open: map[string]bool{}}
	if t.say == nil {
		t.say = func(string) {}
	}
	return t
}

// add watches a folder and all below it.
func (t *watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name != t.dir {
			return nil // gone again
		}
		if err != nil {
			return err
		}
		if !d.IsDir() {
			return nil
		}
		if t.skip(name) {
			return fs.SkipDir
		}
		err = t.follow(name)
		if errors.Is(err, fs.ErrNotExist) && name != t.dir {
			return nil
		}
		t.dirs[name] = true
		return err
	})
}

// forget ends the watching of a folder that is gone, and of all that was in it:
// where it was moved to, its events would still have the old name.
func (t *watcher) forget(dir string) {
	if !t.dirs[dir] {
		return
	}
	for name := range t.dirs {
		if name == dir || strings.HasPrefix(name, dir+string(filepath.Separator)) {
			t.leave(name) // the system may have done so already
			delete(t.dirs, name)
		}
	}
}

func (t *watcher) skip(name string) bool {
	base := filepath.Base(name)
	hidden := name != t.dir && strings.HasPrefix(base, ".")
	return hidden || base == "node_modules" || slices.Contains(t.ignore, name)
}

// run gathers events until the folder is still, then sends. When a new folder
// can no longer be watched, polling takes over.
func (t *watcher) run(ctx context.Context, notify *fsnotify.Watcher, changes chan<- Change) {
	defer notify.Close()
	still, waited := time.NewTimer(0), false
	<-still.C
	var out chan<- Change
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-notify.Events:
			matters, err := t.note(e)
			if tooMany(err) {
				t.say(limitReached)
				t.giveUp(ctx, changes)
				return
			}
			if matters {
				out, waited = nil, false
				still.Reset(t.stillness())
			}
		case <-notify.Errors: // the queue ran over
			t.all, out, waited = true, nil, false
			still.Reset(t.stillness())
		case <-still.C:
			if !waited && t.unfinished() {
				waited = true
				still.Reset(patience)
				continue
			}
			if waited {
				t.keepOpen()
			}
			out = changes
		case out <- t.change():
			t.forgetChanges()
			out, waited = nil, false
		}
	}
}

// stillness is how long nothing must happen before a build: one file is shown at
// once, while a checkout may pause between two of its many.
func (t *watcher) stillness() time.Duration {
	if t.all {
		return calm
	}
	return min(quiet+time.Duration(len(t.changed))*time.Millisecond, calm)
}

// giveUp goes on by polling. Whatever has changed until now may have been missed.
func (t *watcher) giveUp(ctx context.Context, changes chan<- Change) {
	seen := t.scan(nil)
	select {
	case changes <- Change{All: true}:
	case <-ctx.Done():
		return
	}
	t.forgetChanges()
	t.poll(ctx, seen, changes)
}

// note remembers an event if it can change the site, and watches new folders.
func (t *watcher) note(e fsnotify.Event) (matters bool, err error) {
	if e.Op == fsnotify.Chmod || t.leftBehind(e.Name) || t.skip(e.Name) {
		return false, nil
	}
	t.remember(e.Name, e.Has(fsnotify.Create))
	if e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove) {
		t.forget(e.Name)
	}
	if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
		return true, t.add(e.Name) // its name stands for all that is in it already
	}
	return true, nil
}

// leftBehind tells whether a name is of those that editors use in between.
func (t *watcher) leftBehind(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") ||
		strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#") || base == "4913" // vim's trial
}

func (t *watcher) remember(name string, came bool) {
	rel, err := filepath.Rel(t.dir, name)
	if err != nil || len(t.changed) >= nameable {
		t.all = true
		return
	}
	if t.changed == nil {
		t.changed, t.since = map[string]bool{}, t.clock()
	}
	rel = filepath.ToSlash(rel)
	if _, known := t.changed[rel]; !known {
		t.changed[rel] = came
	}
}

func (t *watcher) forgetChanges() { t.changed, t.all = nil, false }

func (t *watcher) change() Change {
	c := Change{All: t.all}
	for name := range t.changed {
		c.Names = append(c.Names, name)
	}
	slices.Sort(c.Names)
	return c
}
