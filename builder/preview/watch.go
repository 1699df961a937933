package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watch sends each burst of changes below the site's folder. Hidden folders and
// those to be ignored are not watched.
// size returns how large a file of an article was when it was shown.
func watch(ctx context.Context, o Options, size func(name string) int) (<-chan Change, error) {
	w := newWatcher(o, size)
	p, changes := poller{w.gathered}, make(chan Change)
	if o.Poll {
		go p.poll(ctx, p.scan(nil), changes)
		return changes, nil
	}
	notify, err := fsnotify.NewWatcher()
	if err == nil {
		w.follow, w.leave = notify.Add, notify.Remove
		err = w.add(w.dir)
	}
	switch {
	case err == nil:
		go w.run(ctx, notify, changes)
	case tooMany(err):
		if notify != nil {
			notify.Close()
		}
		w.say(limitReached)
		go p.poll(ctx, p.scan(nil), changes)
	default:
		return nil, fmt.Errorf("watch %s: %w", o.Dir, err)
	}
	return changes, nil
}

const limitReached = "the system watches no more folders: changes are looked for every second instead " +
	"(on Linux, raise fs.inotify.max_user_watches and fs.inotify.max_user_instances with sysctl)"

// tooMany reports whether the system's limit of watches or files is reached.
func tooMany(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// A watcher receives changes from the system.
type watcher struct {
	*gathered
	say    func(string)
	follow func(dir string) error // watches one folder
	leave  func(dir string) error // no longer
	dirs   map[string]bool        // that are watched
}

func newWatcher(o Options, size func(name string) int) *watcher {
	g := &gathered{folder: folder{o.Dir, o.Ignore}, clock: o.Clock, size: size, open: map[string]bool{}}
	w := &watcher{gathered: g, say: o.Say, dirs: map[string]bool{}}
	if w.say == nil {
		w.say = func(string) {}
	}
	return w
}

// add watches a folder and all below it.
func (w *watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name != w.dir {
			return nil // gone again
		}
		if err != nil {
			return err
		}
		if !d.IsDir() {
			return nil
		}
		if w.skip(name) {
			return fs.SkipDir
		}
		err = w.follow(name)
		if errors.Is(err, fs.ErrNotExist) && name != w.dir {
			return nil
		}
		w.dirs[name] = true
		return err
	})
}

// unwatch ends the watching of a folder that is gone, and of all that was in it:
// where it was moved to, its events would still have the old name.
func (w *watcher) unwatch(dir string) {
	if !w.dirs[dir] {
		return
	}
	for name := range w.dirs {
		if name == dir || strings.HasPrefix(name, dir+string(filepath.Separator)) {
			w.leave(name) // the system may have done so already
			delete(w.dirs, name)
		}
	}
}

// run gathers events until the folder is still, then sends. When a new folder
// can no longer be watched, polling takes over.
func (w *watcher) run(ctx context.Context, notify *fsnotify.Watcher, changes chan<- Change) {
	defer notify.Close()
	still, waited := time.NewTimer(0), false
	<-still.C
	var out chan<- Change
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-notify.Events:
			matters, err := w.note(e)
			if tooMany(err) {
				w.say(limitReached)
				w.giveUp(ctx, changes)
				return
			}
			if matters {
				out, waited = nil, false
				still.Reset(w.stillness())
			}
		case <-notify.Errors: // the queue ran over
			w.all, out, waited = true, nil, false
			still.Reset(w.stillness())
		case <-still.C:
			if !waited && w.incomplete() {
				waited = true
				still.Reset(patience)
				continue
			}
			if waited {
				w.keepOpen()
			}
			out = changes
		case out <- w.change():
			w.forget()
			out, waited = nil, false
		}
	}
}

// giveUp goes on by polling. Whatever has changed until now may have been missed.
func (w *watcher) giveUp(ctx context.Context, changes chan<- Change) {
	p := poller{w.gathered}
	seen := p.scan(nil)
	select {
	case changes <- Change{All: true}:
	case <-ctx.Done():
		return
	}
	w.forget()
	p.poll(ctx, seen, changes)
}

// note remembers an event if it can change the site, and watches new folders.
func (w *watcher) note(e fsnotify.Event) (matters bool, err error) {
	if e.Op == fsnotify.Chmod || w.leftBehind(e.Name) || w.skip(e.Name) {
		return false, nil
	}
	w.remember(e.Name, e.Has(fsnotify.Create))
	if e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove) {
		w.unwatch(e.Name)
	}
	if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
		return true, w.add(e.Name) // its name means all that is in it already
	}
	return true, nil
}
