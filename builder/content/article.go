package content

import (
	"bytes"
	"fmt"
	"path"
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
