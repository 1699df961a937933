package content

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"winnow/builder/diag"
)

// Parse reads one article file; name is its path below the content folder. The
// article is nil when the problems hold an error. Its Title is empty when the
// file gives none: the first heading is known only after conversion, so the
// builder takes that, or else the file's name. The body shares memory with
// data, which must not be changed afterwards.
func Parse(name string, data []byte, o Options) (*Article, diag.List) {
	return parse(knownKeys, name, data, o)
}

func parse(k *keys, name string, data []byte, o Options) (*Article, diag.List) {
	r := reader{keys: k, options: o, path: path.Join(o.Dir, name), a: newArticle(name)}
	r.place(name)
	if data = r.decode(data); data == nil {
		return nil, r.problems
	}
	s, bad := splitFront(data)
	r.fence = s.fence
	if bad == nil {
		var nodes []node
		if nodes, bad = readFront(s.fence, string(s.front), s.line); bad == nil {
			r.understand(nodes)
		}
	}
	if bad != nil {
		r.add(bad.at, bad.msg, bad.hint)
	} else {
		r.body(s.rest, s.restLine)
	}
	if r.problems == nil {
		return r.a, nil
	}
	if r.problems.Err() != nil {
		r.a = nil
	}
	return r.a, r.problems.Sorted()
}

// newArticle returns what follows from the path alone.
func newArticle(name string) *Article {
	a := &Article{Path: name, URL: PageURL(name)}
	dir, file := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	switch frontName(file) {
	case 0:
		a.Kind = KindSection
	case 1, 2: // its folder holds nothing but what belongs to it
		dir = strings.TrimSuffix(path.Dir(dir), ".")
	}
	a.Category = CategoryPath(dir)
	a.Answer = stem(name)
	return a
}

// place applies what the files beside the article make of it.
func (r *reader) place(name string) {
	p, ok := r.options.Places[name]
	switch {
	case !ok:
		r.a.URL = r.options.PageURL(name)
		return
	case p.Section:
		r.a.Kind = KindSection
		r.a.Category = strings.Trim(PageURL(name), "/")
	default:
		r.a.Category = folderSlug(name)
	}
	r.a.URL = p.URL
}

// stem returns the path of an article without its .md or .markdown.
func stem(name string) string {
	if isArticle(name) {
		return name[:strings.LastIndexByte(name, '.')]
	}
	return name
}

func isArticle(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}

// A reader holds the state of reading one file.
type reader struct {
	keys     *keys
	options  Options
	path     string // for messages
	fence    fence
	a        *Article
	zone     *time.Location // loaded when the first date needs it
	problems diag.List
}

func (r *reader) add(at place, msg, hint string) {
	r.problems = append(r.problems, diag.Problem{Path: r.path, Line: at.line, Col: at.col, Msg: msg, Hint: hint})
}

func (r *reader) warn(at place, msg, hint string) {
	r.add(at, msg, hint)
	r.problems[len(r.problems)-1].Warning = true
}

// sorted marks the last problem as one of many that there may be in other files.
func (r *reader) sorted(sort, about string) {
	last := &r.problems[len(r.problems)-1]
	last.Sort, last.About = sort, about
}

// decode returns the text of a file: UTF-8, without byte order mark, lines
// ending in "\n" only. It returns nil after a problem.
func (r *reader) decode(data []byte) []byte {
	if limit := r.options.maxSize(); int64(len(data)) > limit {
		r.problems = append(r.problems, tooLarge(r.path, int64(len(data)), limit))
		return nil
	}
	text, bad := decodeText(data)
	if bad != nil {
		r.add(bad.at, bad.msg, bad.hint)
	}
	return text
}

func decodeText(data []byte) ([]byte, *mistake) {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return nil, &mistake{place{1, 1}, "the file is in UTF-16", "save it as UTF-8"}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, notUTF8(data)
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if data == nil {
		data = []byte{}
	}
	return data, nil
}

// notUTF8 names the first byte that is not text.
func notUTF8(data []byte) *mistake {
	i := 0
	for i < len(data) {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	begin := bytes.LastIndexByte(data[:i], '\n') + 1
	at := place{1 + bytes.Count(data[:i], []byte("\n")), 1 + utf8.RuneCount(data[begin:i])}
	return &mistake{at, fmt.Sprintf("the file is not UTF-8: byte 0x%02x", data[i]), "save it as UTF-8; Windows-1252 and Latin-1 are usual suspects"}
}

// body sets the text, without blank lines around it.
func (r *reader) body(rest []byte, line int) {
	for {
		first, more := cutLine(rest)
		if len(bytes.Trim(first, " \t")) > 0 || more == nil {
			break
		}
		rest = more
		line++
	}
	r.a.Body, r.a.BodyLine = bytes.TrimRight(rest, " \t\n"), line
	if len(r.a.Body) > 0 {
		return
	}
	switch {
	case r.a.Kind == KindArticle && !r.a.Draft:
		r.a.Draft = true
		r.warn(place{line, 0}, "the article has no text; it is kept as a draft", "write the solution below the front matter")
	case r.a.Kind != KindSection || r.a.Title == "" && r.a.Summary == "":
		r.warn(place{line, 0}, "the "+map[Kind]string{KindArticle: "draft", KindPage: "page", KindSection: "section"}[r.a.Kind]+" has no text", "")
	}
}

// understand gives each entry of the front matter its place in the article.
func (r *reader) understand(nodes []node) {
	var own, foreign [maxFields]*node
	var rank [maxFields]int
	nodes = r.once(lift(nodes))
	thread := threadOf(r.keys, nodes)
	for i := range nodes {
		n := &nodes[i]
		s, ok := r.keys.lookup(n.key)
		mine := ok
		if ok {
			s, mine = thread.means(n, s)
		}
		switch {
		case !ok:
			r.unknown(n)
		case !mine:
			r.extra(n)
		case n.key == "published" && n.isFlag(): // else it is a date
			published, _ := n.flag()
			r.a.Draft = !published
		case s.rank == 0:
			own[s.field] = n
		case n.blank():
		case foreign[s.field] != nil && r.keys.fields[s.field].key == "source" && isAPI(foreign[s.field]) && !isAPI(n):
			r.extra(foreign[s.field])
			foreign[s.field], rank[s.field] = n, s.rank
		case foreign[s.field] != nil && r.keys.fields[s.field].key == "source" && isAPI(n):
			r.extra(n)
		case foreign[s.field] == nil || s.rank < rank[s.field]:
			r.extra(foreign[s.field])
			foreign[s.field], rank[s.field] = n, s.rank
		default:
			r.extra(n)
		}
	}
	thread.answered(func(field int, n *node) {
		if own[field] == nil || own[field].blank() {
			r.extra(foreign[field])
			foreign[field] = n
		}
	})
	for i := range r.keys.fields {
		f := &r.keys.fields[i]
		if n := own[i]; n != nil && !n.blank() {
			r.own(f, n)
			r.extra(foreign[i])
		} else if n := foreign[i]; n != nil && !r.foreign(f, n) {
			r.extra(n)
		}
	}
	r.votes(nodes, thread.is)
	r.finish()
}

// votes reads a sum of votes and their number, which together say how many were for
// and against.
func (r *reader) votes(nodes []node, asked bool) {
	get := (&node{items: nodes}).get
	if up, down, ok := ballot(get("vote_sum"), get("vote_count")); ok && !asked && get("kudos") == nil && get("downvotes") == nil {
		r.a.Kudos, r.a.Downvotes = up, down
		delete(r.a.Extra, "vote_count")
	}
}

// lift takes Zola's [taxonomies] apart, whose entries are known by keys such as
// taxonomies.tags. It leaves the nodes given as they are.
func lift(nodes []node) []node {
	for i, group := range nodes {
		if group.key == "taxonomies" && group.kind == tableNode {
			out := append([]node(nil), nodes[:i]...)
			for _, n := range group.items {
				n.key = "taxonomies." + n.key
				out = append(out, n)
			}
			return append(out, nodes[i+1:]...)
		}
	}
	return nodes
}

// once returns the nodes with each key once. Of one that is written twice the last
// holds, as it does for other generators.
func (r *reader) once(nodes []node) []node {
	last := make(map[string]int, len(nodes))
	for i := range nodes {
		last[nodes[i].key] = i
	}
	if len(last) == len(nodes) {
		return nodes
	}
	var out []node
	for i := range nodes {
		if last[nodes[i].key] == i {
			out = append(out, nodes[i])
		} else {
			r.warn(nodes[i].at, "duplicate key "+nodes[i].key+": the last one holds", "keep one")
		}
	}
	return out
}

// own stores the value of winnow's own key.
func (r *reader) own(f *field, n *node) {
	switch {
	case f.holds != nil && !f.holds(r.a.Kind):
		if f.elsewhere == "" {
			r.extra(n)
		} else {
			r.warn(n.at, f.elsewhere, "")
		}
		return
	case f.line != nil:
		*f.line(r.a) = n.at.line
	}
	if f.shape.put(f.in(r.a), n, r) {
		r.others(f, n)
	} else {
		r.misfit(f.key, f.shape, n)
	}
}

// misfit reports what a value should have been.
func (r *reader) misfit(key string, s shape, n *node) {
	if item := s.wrongItem(n); item != nil {
		r.add(item.value, key+" has "+item.describe()+", which is not "+wrongWords[s], "leave it out, or write it below the site's root, such as old/address/")
		return
	}
	want, sep := shapes[s], ": "
	if r.fence == tomlFence {
		sep = " = "
	}
	msg := key + " must be " + want.what
	if n.kind != listNode || !want.list {
		msg += ", not " + n.describe()
	}
	hint := "for example " + key + sep + want.example
	if near := diag.Near(n.text, slices.Values(want.among)); near != "" {
		hint = "did you mean " + near + "?"
	}
	r.add(n.value, msg, hint)
}

// wrongWords says what an item of a list must be.
var wrongWords = map[shape]string{
	aliasesShape: `an address below the site's root: it has a query, "..", or a character that file names cannot have`,
}

// wrongItem returns the item of a list that does not fit, if that can be said.
func (s shape) wrongItem(n *node) *node {
	if n.kind != listNode || wrongWords[s] == "" {
		return nil
	}
	for i := range n.items {
		if item := &n.items[i]; item.scalar() {
			if _, ok := s.word(item.text); !ok {
				return item
			}
		}
	}
	return nil
}

// others keeps a list in Extra of which only the first item is used.
func (r *reader) others(f *field, n *node) {
	if n.kind == listNode && len(n.items) > 1 && shapes[f.shape].first {
		r.extra(n)
	}
}

// foreign stores the value of a foreign spelling, and reports whether it was
// understood. One that does not fit is kept in Extra: the export may have meant
// something else by it.
func (r *reader) foreign(f *field, n *node) bool {
	if f.holds != nil && !f.holds(r.a.Kind) {
		return false
	}
	if f.negative != nil {
		if i, ok := n.whole(); ok && i < 0 && i >= -maxCount {
			*f.negative(r.a) = int(-i)
			return true
		}
	}
	if f.line != nil {
		*f.line(r.a) = n.at.line
	}
	if f.shape.put(f.in(r.a), n, r) {
		r.others(f, n)
		return true
	}
	if n.kind < listNode && (f.shape == dateShape || f.shape == countShape) {
		defer r.sorted("values of "+n.key+" that are not "+shapes[f.shape].what, n.describe())
		hint := "write " + f.key + " to say it, the other key is left alone"
		if f.shape == dateShape && strings.Count(n.text, "/") == 2 {
			hint = `say which way days are written with date_format in [content] of site.toml, such as "DD/MM/YYYY"`
		}
		r.warn(n.value, n.key+" is read as "+f.key+", but "+n.describe()+" is not "+shapes[f.shape].what, hint)
	}
	return false
}

// unknown keeps a key that winnow does not know, unless it is a slip of the
// pen. The tables extra and params, where other generators put such keys, are
// taken apart.
func (r *reader) unknown(n *node) {
	if n.kind == tableNode && (n.key == "extra" || n.key == "params") {
		for i := range n.items {
			if _, ok := r.a.Extra[n.items[i].key]; !ok {
				r.extra(&n.items[i])
			}
		}
		return
	}
	if near := r.keys.slip(n.key); near != "" && n.kind != tableNode {
		r.add(n.at, "the key "+n.key+" is not known", "did you mean "+near+"? a key of your own belongs under extra")
		return
	}
	r.extra(n)
}

func (r *reader) extra(n *node) {
	if n == nil {
		return
	}
	if r.a.Extra == nil {
		r.a.Extra = make(map[string]any)
	}
	r.a.Extra[n.key] = n.anyValue()
}

// finish does what depends on several keys.
func (r *reader) finish() {
	a := r.a
	if frontName(path.Base(a.Path)) == 0 || r.options.Places[a.Path].Section {
		a.Kind = KindSection
	}
	if a.Answer == "" {
		a.Answer = stem(a.Path)
	}
	r.checkReview()
}

// checkReview reports words of reviewers that contradict each other or say too
// little.
func (r *reader) checkReview() {
	a := r.a
	for _, x := range []struct {
		wrong     bool
		msg, hint string
	}{
		{a.VerifiedBy != "" && a.RejectedBy != "", "the article is both verified and rejected", "keep the later word: verified_by or rejected_by"},
		{a.ReleasedBy != "" && a.RejectedBy != "", "the article is both released and rejected", "keep the later word: released_by or rejected_by"},
		{a.ReleasedBy != "" && a.Held != "", "the article is both released and held", "keep the later word: released_by or held"},
		{a.ReleasedBy != "" && a.Reason == "", "released_by says nothing of why", "add a reason"},
		{a.HeldBy != "" && a.Held == "", "held_by says nothing of why", "write the reason as held"},
	} {
		if x.wrong {
			r.add(place{1, 0}, x.msg, x.hint)
		}
	}
}

func (r *reader) date(n *node) (time.Time, bool) {
	if !n.scalar() || n.kind == flagNode {
		return time.Time{}, false
	}
	if r.zone == nil {
		r.zone = r.options.location()
	}
	return parseDate(n.text, r.zone, r.options.DateFormat)
}

// target reads the path of an article, from the content folder or, when it
// begins with a dot, from the article's own; or an address. Whether such an article
// exists is decided where all files are known.
func (r *reader) target(s string) (string, bool) {
	switch {
	case isAddress(s):
	case strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../"):
		s = path.Join(path.Dir(r.a.Path), s)
	default:
		s = strings.TrimLeft(s, "/")
	}
	return s, strings.ContainsFunc(s, unicode.IsLetter)
}

// quote quotes a text in a message, cut when it is long.
func quote(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:40]) + "…"
	}
	return strconv.Quote(s)
}
