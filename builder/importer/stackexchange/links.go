package stackexchange

import (
	"regexp"
	"strconv"

	"winnow/builder/importer"
)

const (
	linkRelated   = 1
	linkDuplicate = 3

	maxWitness  = 400 // links whose text is looked at to learn the site's address
	minWitness  = 2   // links that must agree on it
	siteGuessed = "found in the links of its posts"
)

// A link is one row of PostLinks.xml.
type link struct {
	from, to int32 // ids of posts
	kind     int32
}

// readLinks reads which posts are duplicates of, or related to, which, and
// learns the site's address on the way.
func readLinks(d *dump) error {
	witness := newWitness(d)
	defer witness.close()
	for r, err := range d.rows("PostLinks.xml") {
		if err != nil {
			return err
		}
		d.Read(importer.Links, 1)
		from, _ := r.int32("PostId")
		to, _ := r.int32("RelatedPostId")
		switch kind, _ := r.int32("LinkTypeId"); kind {
		case linkRelated:
			witness.hear(from, to)
			fallthrough
		case linkDuplicate:
			d.links = append(d.links, link{from, to, kind})
		default:
			d.Skip(importer.Links, "links of unknown kinds", 1)
		}
	}
	d.host, d.hostFrom = witness.verdict()
	return nil
}

// A witness finds the address of the site. No table holds it, but where a post
// is known to link to question 12, the address before "/questions/12" in its
// text is the site's own.
type witness struct {
	d     *dump
	posts rowFile
	left  int
	hosts map[string]int
}

func newWitness(d *dump) *witness {
	w := &witness{d: d, posts: rowFile{t: d.tables, table: "Posts.xml"}, hosts: map[string]int{}}
	if d.Host == "" {
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
	r, err := w.posts.at(p.off)
	if err != nil {
		return
	}
	for _, m := range postAddress.FindAllStringSubmatch(r.text("Body"), -1) {
		if m[2] == strconv.Itoa(int(to)) {
			w.hosts[m[1]]++
			return
		}
	}
}

// verdict returns the address of the site and how it became known.
func (w *witness) verdict() (site, from string) {
	if w.d.Host != "" {
		return w.d.Host, "as given"
	}
	best := ""
	for h, n := range w.hosts {
		if n > w.hosts[best] || n == w.hosts[best] && h < best {
			best = h
		}
	}
	if w.hosts[best] < minWitness || !importer.IsHost(best) {
		return "", ""
	}
	return best, siteGuessed
}

func (w *witness) close() { w.posts.close() }
