package dialect

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A tag is one of a template: {% name key="value" %}, {{< name "value" >}}.
type tag struct {
	name string
	ends string // name of the tag that it ends, "endhint" and "/hint" are hint
	args map[string]string
	list []string // values without a key
}

// arg returns the value of one of some keys.
func (t tag) arg(keys ...string) string {
	for _, k := range keys {
		if v := t.args[k]; v != "" {
			return v
		}
	}
	return ""
}

// first returns the first value without a key.
func (t tag) first() string {
	if len(t.list) == 0 {
		return ""
	}
	return t.list[0]
}

// tagRow is what a tag stands for.
type tagRow struct {
	role   Role                     // of the box that it begins
	boxed  bool                     // it begins a box
	title  func(t tag) string       // of the box
	kind   func(t tag) string       // of an alert; nil = its name
	inline func(t tag) (link, bool) // what it is in a line
}

// A link is what a tag in a line stands for: an image or a link. The zero value is
// nothing.
type link struct {
	to, text string
	image    bool
}

func named(keys ...string) func(tag) string { return func(t tag) string { return t.arg(keys...) } }

func orFirst(keys ...string) func(tag) string {
	return func(t tag) string {
		if v := t.arg(keys...); v != "" {
			return v
		}
		return t.first()
	}
}

// tagRows is the table of tags by name.
var tagRows = makeTagRows()

func makeTagRows() map[string]tagRow {
	rows := map[string]tagRow{}
	add := func(row tagRow, names string) {
		for _, name := range strings.Fields(names) {
			rows[name] = row
		}
	}
	add(tagRow{boxed: true, role: Alert, kind: orFirst("style", "type", "kind", "class"), title: named("title", "name", "header")},
		"hint callout alert admonition notice block panel box")
	add(tagRow{boxed: true, role: Alert, title: orFirst("title", "name", "header")},
		"note tip warning info danger caution important success error")
	add(tagRow{boxed: true, role: Alert, title: orFirst("title", "summary", "name", "header")}, "details expand expandable collapse spoiler accordion")
	add(tagRow{boxed: true, role: Tab, title: orFirst("title", "name", "label", "tabName", "header")}, "tab tabitem codetab")
	add(tagRow{boxed: true, role: Plain}, "tabs tabpane code-tabs columns column stepper step content-ref code raw swagger group cards card steps row capture")
	add(tagRow{boxed: true, role: Hidden}, "comment")
	add(tagRow{inline: picture}, "image img figure picture include include_cached asset_img")
	add(tagRow{inline: address}, "embed file page-ref link-card button video audio iframe pdf")
	add(tagRow{inline: hosted("https://www.youtube.com/watch?v=", "YouTube")}, "youtube youtube-lite")
	add(tagRow{inline: hosted("https://vimeo.com/", "Vimeo")}, "vimeo")
	add(tagRow{inline: nothing}, "toc TOC endembed endfile endpage-ref icon set assign")
	return rows
}

func nothing(tag) (link, bool) { return link{}, true }

// picture is a tag that has the path of an image.
func picture(t tag) (link, bool) {
	for _, src := range append([]string{t.arg("src", "path", "file", "url", "image", "link")}, t.list...) {
		if IsImage(src) {
			return link{to: src, text: t.arg("alt", "caption", "title"), image: true}, true
		}
	}
	return link{}, false
}

// address is a tag that has an address.
func address(t tag) (link, bool) {
	to := t.arg("url", "src", "href", "link", "file", "page")
	if to == "" && (strings.Contains(t.first(), "/") || path.Ext(t.first()) != "") {
		to = t.first()
	}
	return link{to: to, text: Called(to)}, to != ""
}

func hosted(prefix, name string) func(tag) (link, bool) {
	return func(t tag) (link, bool) {
		id := t.arg("id")
		if id == "" {
			id = t.first()
		}
		if strings.HasPrefix(id, "http") {
			return link{to: id, text: Called(id)}, true
		}
		return link{to: prefix + id, text: name}, id != ""
	}
}

// Called returns the name by which a link is shown that has none: the host, or the name
// of the file.
func Called(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		return strings.TrimPrefix(host, "www.")
	}
	return path.Base(address)
}

// IsImage reports whether an address ends as images do.
func IsImage(address string) bool {
	address, _, _ = strings.Cut(address, "?")
	switch strings.ToLower(path.Ext(address)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".heic", ".tif", ".tiff":
		return true
	}
	return false
}

// tagEnds are the ways in which a tag begins and ends.
var tagEnds = []struct{ open, end string }{{"{%", "%}"}, {"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}}

// maxTag is how long a tag may be.
const maxTag = 2000

// readTag reads the tag at the head of a text; used is its length, 0 = there is none.
func readTag(s string) (t tag, used int) {
	for _, e := range tagEnds {
		if !strings.HasPrefix(s, e.open) || e.open == "{{" && (strings.HasPrefix(s, "{{<") || strings.HasPrefix(s, "{{%")) {
			continue
		}
		n := strings.Index(s[:min(len(s), maxTag)], e.end)
		if n < 0 {
			return tag{}, 0
		}
		inner := strings.Trim(s[len(e.open):n], " \t-*")
		if e.open == "{{" && !strings.HasPrefix(inner, "#") && !strings.HasPrefix(inner, "/") {
			return tag{}, 0 // a value
		}
		return parseTag(strings.TrimPrefix(inner, "#")), n + len(e.end)
	}
	return tag{}, 0
}

var tagArg = regexp.MustCompile(`([\w-]+)\s*[=:]\s*("[^"]*"|'[^']*'|[^\s"']+)|"[^"]*"|'[^']*'|[^\s"']+`)

func parseTag(inner string) tag {
	name, rest, _ := strings.Cut(strings.ReplaceAll(inner, "\n", " "), " ")
	t := tag{name: name, args: map[string]string{}}
	if bare, ok := strings.CutPrefix(name, "end"); ok && bare != "" {
		t.ends = strings.TrimPrefix(bare, "_")
	} else if bare, ok := strings.CutPrefix(name, "/"); ok {
		t.ends = strings.TrimSpace(bare + rest)
	}
	if t.ends != "" {
		t.name = ""
	}
	for _, m := range tagArg.FindAllStringSubmatch(rest, 50) {
		if m[1] != "" && !strings.HasPrefix(m[0], "http") {
			t.args[m[1]] = strings.Trim(m[2], `"'`)
		} else if v := strings.Trim(m[0], `"'`); v != "/" {
			t.list = append(t.list, v)
		}
	}
	return t
}

// openTag begins a box at a tag that has an end further down.
func openTag(line string, rest []byte) (*Box, int) {
	t, used := readTag(line)
	row, known := tagRows[t.name]
	if used == 0 || !known || !row.boxed {
		return nil, 0
	}
	after := append([]byte(line[used:]), rest...)
	if !bytes.Contains(after, []byte("end"+t.name)) && !bytes.Contains(after, []byte("/"+t.name)) && !bytes.Contains(after, []byte("/ "+t.name)) {
		return nil, 0
	}
	b := &Box{Role: row.role, Of: t.name, end: ender{tag: t.name}}
	if row.title != nil {
		b.Title = row.title(t)
	}
	if row.kind != nil {
		if b.Of = strings.ToLower(row.kind(t)); b.Of == "" {
			b.Of = "note"
		}
	}
	if row.role == Alert && row.kind == nil && newBox(t.name, "", ender{}).Folded || t.name == "expandable" || t.name == "accordion" {
		b.Folded = true
	}
	return b, used
}

// Tags reads tags of templates in a line, and attributes in braces.
func Tags() parser.InlineParser { return tagParser{} }

type tagParser struct{}

// Trigger returns the bytes that begin it.
func (tagParser) Trigger() []byte { return []byte{'{'} }

// attributes are what kramdown, Pandoc and MkDocs write after something: {:.x},
// {#id .x}, { width=300 }.
var attributes = regexp.MustCompile(`^\{:?[ \t]*(?:(?:[.#][\pL_][\pL\pN_:.-]*|[\pL_][\w:.-]*=(?:"[^"]*"|'[^']*'|[^\s"'{}]+)|-)[ \t]*)+\}|^\{:[ \t]*[\w-]+[^{}]*\}`)

// Parse reads what begins here; see goldmark.
func (tagParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	s := string(line[:min(len(line), maxTag)])
	if strings.HasPrefix(s, "{/*") {
		if n := strings.Index(s, "*/}"); n > 0 {
			block.Advance(n + 3)
			return ast.NewString(nil)
		}
	}
	if m := attributes.FindString(s); m != "" && (m[1] == ':' || follows(parent) || alone(s, len(m), parent)) {
		block.Advance(len(m))
		return ast.NewString(nil)
	}
	t, used := readTag(s)
	if used == 0 {
		return nil
	}
	if _, box := tagRows[t.ends]; t.ends != "" && box {
		block.Advance(used)
		return ast.NewString(nil)
	}
	row := tagRows[t.name]
	if row.boxed && row.role == Plain { // it only arranges what is around it
		block.Advance(used)
		return ast.NewString(nil)
	}
	if row.inline == nil {
		return nil
	}
	l, ok := row.inline(t)
	if !ok {
		return nil
	}
	block.Advance(used)
	return l.node()
}

// alone reports whether attributes are all there is on a line.
func alone(line string, used int, parent ast.Node) bool {
	return parent.Kind() != ast.KindHeading && strings.TrimSpace(line[used:]) == "" && (parent.LastChild() == nil || endsLine(parent.LastChild()))
}

func endsLine(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// follows reports whether something that may have attributes was read last.
func follows(parent ast.Node) bool {
	switch parent.LastChild().(type) {
	case nil, *ast.String, *ast.Text:
		return false
	}
	return true
}

func (l link) node() ast.Node {
	if l.to == "" {
		return ast.NewString(nil)
	}
	n := ast.NewLink()
	n.Destination = []byte(l.to)
	n.AppendChild(n, ast.NewString([]byte(l.text)))
	if l.image {
		return ast.NewImage(n)
	}
	return n
}
