package importer

import (
	"regexp"
	"slices"
	"strconv"
)

const (
	linkRelated   = 1
	linkDuplicate = 3

	maxRelated  = 10  // links below "See also"
	maxWitness  = 400 // links whose text is looked at to learn the site's address
	minWitness  = 2   // links that must agree on it
	siteGuessed = "found in the links of its posts"
)

// readLinks reads which questions are duplicates of, or related to, which, and
// learns the site's address on the way.
func (d *dump) readLinks() error {
	witness := newWitness(d)
	defer witness.close()
	err := d.rows("PostLinks.xml", func(r *row) {
		d.read.add("links between posts", 1)
		from, _ := r.int32("PostId")
		to, _ := r.int32("RelatedPostId")
		kind, _ := r.int32("LinkTypeId")
		a, b := d.articleOf(from), d.articleOf(to)
		switch {
		case kind == linkDuplicate && a >= 0 && b < 0:
			d.lost.add("duplicates of a question without an accepted answer: no mark", 1)
		case kind == linkDuplicate && a >= 0 && a != b && d.articles[a].supersededBy < 0:
			d.articles[a].supersededBy = b
		case kind == linkRelated && a >= 0 && b >= 0 && a != b:
			d.relate(a, b)
			d.relate(b, a)
		}
		if kind == linkRelated {
			witness.hear(from, to)
		}
	})
	d.breakCircles()
	d.site, d.siteFrom = witness.verdict()
	return err
}

// articleOf returns the article that a question or answer belongs to, -1 = none.
func (d *dump) articleOf(id int32) int32 {
	if q := d.posts.thread(d.posts.find(id)); q != nil {
		return q.article
	}
	return -1
}

func (d *dump) relate(a, b int32) {
	if r := d.articles[a].related; len(r) < maxRelated && !slices.Contains(r, b) {
		d.articles[a].related = append(r, b)
	}
}

// breakCircles makes an end to duplicates that point at each other: of a circle,
// the oldest question stays.
func (d *dump) breakCircles() {
	seen := make([]int32, len(d.articles)) // on which walk, from 1
	for i := range d.articles {
		walk := int32(i + 1)
		at := int32(i)
		for at >= 0 && seen[at] == 0 {
			seen[at] = walk
			at = d.articles[at].supersededBy
		}
		if at < 0 || seen[at] != walk {
			continue
		}
		oldest := at
		for next := d.articles[at].supersededBy; next != at; next = d.articles[next].supersededBy {
			oldest = min(oldest, next) // articles are sorted by their questions
		}
		d.articles[oldest].supersededBy = -1
		d.lost.add("duplicates that point at each other: the oldest stays", 1)
	}
}

// A witness learns the address of the site. The export nowhere says it, but
// where a post is known to link to question 12, the address that stands before
// "/questions/12" in its text is the site's own.
type witness struct {
	d     *dump
	posts rowFile
	left  int
	hosts tally
}

func newWitness(d *dump) *witness {
	w := &witness{d: d}
	if d.o.Site == "" {
		w.left = maxWitness
	}
	return w
}

var postAddress = regexp.MustCompile(`//([a-z0-9.-]+)/(?:q|a|questions)/([0-9]+)`)

func (w *witness) hear(from, to int32) {
	p := w.d.posts.find(from)
	if w.left == 0 || p == nil {
		return
	}
	w.left--
	r, err := w.posts.at(w.d, "Posts.xml", p.off)
	if err != nil {
		return
	}
	for _, m := range postAddress.FindAllStringSubmatch(r.text("Body"), -1) {
		if m[2] == strconv.Itoa(int(to)) {
			w.hosts.add(m[1], 1)
			return
		}
	}
}

// verdict returns the address of the site and how it became known.
func (w *witness) verdict() (site, from string) {
	if w.d.o.Site != "" {
		return w.d.o.Site, "as given"
	}
	best := Count{}
	for _, h := range w.hosts {
		if h.N > best.N || h.N == best.N && h.What < best.What {
			best = h
		}
	}
	if best.N < minWitness || !validHost.MatchString(best.What) {
		return "", ""
	}
	return best.What, siteGuessed
}

func (w *witness) close() { w.posts.close() }
