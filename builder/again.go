package builder

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// A memory is what a Builder remembers of its last build, so that Rebuild need
// not look at what has not changed.
type memory struct {
	cfg   Config
	look  look
	early diag.List // problems of all that is not an article
	w     *written  // as read last, whether or not a site came of it

	good     *Result         // the last site; nil = none came of this memory
	problems diag.List       // that came with it
	judged   *judgement      // that it shows
	behind   map[int]reading // what good was made of, where w is newer
}

// Rebuild is Build in a process that has built before. It may rely on this:
// since the last call nothing but the named files, by their paths below the
// site's folder, has changed. It returns what Build would return, as of the time
// of the last build that laid out pages.
//
// There are four ways, and each is taken only when its condition can be seen:
//
//   - only texts of articles changed, and nothing that another page shows of
//     them: the site of the last build, with the new texts
//   - also titles, summaries, headings or links: the pages are laid out again
//   - only articles that were there before changed: all stages after reading
//   - all else: Build
func (b *Builder) Rebuild(changed []string) (*Result, diag.List, error) {
	m := b.last
	if m == nil {
		return b.Build()
	}
	at, ok := m.articles(b.Files, changed)
	if !ok {
		return b.Build()
	}
	if err := m.read(newReader(b, m.cfg), at); err != nil {
		return nil, nil, err
	}
	m.w.collect(b.KeepGoing)
	m.w.show(b.Show, b.Now)
	switch alike := m.alike(); {
	case alike == texts:
		return m.sameSite(b), m.problems, nil
	case alike == words:
		return b.lay(m, m.judged)
	}
	return b.lay(m, nil)
}

// articles finds the numbers of the named files; ok is false when one of them
// was no article at the last build, or is none now.
func (m *memory) articles(files fs.FS, changed []string) (at []int, ok bool) {
	for _, name := range changed {
		if info, err := fs.Stat(files, name); err != nil || !info.Mode().IsRegular() {
			return nil, false
		}
		below, in := strings.CutPrefix(name, path.Clean(m.cfg.Content.Dir)+"/")
		i, known := slices.BinarySearch(m.w.files.Articles, below)
		if !in || !known {
			return nil, false
		}
		at = append(at, i)
	}
	return at, true
}

// read reads the numbered articles again. What the last site was made of is
// kept for comparison.
func (m *memory) read(r *reader, at []int) error {
	fresh := make([]reading, len(at))
	err := each(len(at), func(i int) (err error) {
		fresh[i], err = r.read(m.w.files.Articles[at[i]])
		return err
	})
	if err != nil {
		return err
	}
	w := *m.w
	w.read = slices.Clone(w.read)
	for i, n := range at {
		if _, known := m.behind[n]; !known {
			m.behind[n] = w.read[n]
		}
		w.read[n] = fresh[i]
	}
	m.w = &w
	return nil
}

// How much of what was read has changed since the last site was made.
const (
	texts = iota // what a page of its own shows
	words        // what other pages show, too
	facts        // what contributors and articles are judged by
)

// alike compares what was read with what the last site was made of.
func (m *memory) alike() int {
	if m.good == nil {
		return facts
	}
	changed, sketches := texts, true // sketches are the same
	for i, old := range m.behind {
		now := m.w.read[i]
		if changed = max(changed, old.compare(now)); changed == facts {
			return facts
		}
		sketches = sketches && bytes.Equal(old.sketch, now.sketch)
	}
	if !sketches && !m.sameLikenesses() {
		return facts
	}
	return changed
}

// sameLikenesses tells whether the same articles are copies and told twice.
func (m *memory) sameLikenesses() bool {
	var copies, twice bool
	err := together(
		func() error { copies = maps.Equal(m.judged.copies, m.w.copies()); return nil },
		func() error { twice = reflect.DeepEqual(m.judged.twice, m.w.toldTwice()); return nil },
	)
	return err == nil && copies && twice
}

// compare tells how two readings of a file differ. The sketches are left to the
// caller.
func (r reading) compare(now reading) int {
	r.ref, now.ref = ref{}, ref{}
	r.sketch, now.sketch = nil, nil
	switch {
	case r.problems.Err() != nil || now.problems.Err() != nil:
		return facts
	case reflect.DeepEqual(r, now):
		return texts
	case reflect.DeepEqual(r.judged(), now.judged()) && reflect.DeepEqual(r.Doc.Risks, now.Doc.Risks):
		return words
	}
	return facts
}

// judged is an article without what neither reputation nor ranking sees.
func (r reading) judged() content.Article {
	a := *r.Article
	a.Title, a.Summary, a.BodyLine = "", "", 0
	return a
}

// sameSite is the last site with the texts as they are now.
func (m *memory) sameSite(b *Builder) *Result {
	r := newResult(b, m.cfg, m.w, m.look)
	r.Site, r.Ledger, r.Verdicts = m.good.Site, m.good.Ledger, m.good.Verdicts
	r.placeFeeds()
	m.keep(r, m.problems)
	return r
}

// keep remembers the site that was made of all that is known.
func (m *memory) keep(r *Result, problems diag.List) {
	m.good, m.problems, m.behind = r, problems, map[int]reading{}
}
