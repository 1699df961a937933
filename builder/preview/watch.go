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
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long the folder must be still before a build: editors save in
// several steps, and a checkout changes thousands of files.
const quiet = 40 * time.Millisecond

// watch sends after each burst of changes below dir. Hidden folders and those
// named in ignore are not watched.
func watch(ctx context.Context, dir string, ignore []string) (<-chan struct{}, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	t := &watcher{notify: notify, dir: dir, ignore: ignore}
	if err := t.add(dir); err != nil {
		return nil, errors.Join(err, notify.Close())
	}
	changes := make(chan struct{})
	go t.run(ctx, changes)
	return changes, nil
}

type watcher struct {
	notify *fsnotify.Watcher
	dir    string
	ignore []string
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
		if err := t.notify.Add(name); err != nil {
			return fmt.Errorf("watch %s: %w", name, err)
		}
		return nil
	})
}

func (t *watcher) skip(name string) bool {
	base := filepath.Base(name)
	hidden := name != t.dir && strings.HasPrefix(base, ".")
	return hidden || base == "node_modules" || slices.Contains(t.ignore, name)
}

// run gathers events until the folder is still, then sends.
func (t *watcher) run(ctx context.Context, changes chan<- struct{}) {
	defer t.notify.Close()
	still := time.NewTimer(0)
	<-still.C
	var out chan<- struct{}
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-t.notify.Events:
			if t.matters(e) {
				still.Reset(quiet)
			}
		case <-t.notify.Errors: // the queue ran over: build to be sure
			still.Reset(quiet)
		case <-still.C:
			out = changes
		case out <- struct{}{}:
			out = nil
		}
	}
}

// matters tells whether an event can change the site, and watches new folders.
func (t *watcher) matters(e fsnotify.Event) bool {
	base := filepath.Base(e.Name)
	if e.Op == fsnotify.Chmod || strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") || t.skip(e.Name) {
		return false
	}
	if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
		t.add(e.Name)
	}
	return true
}
