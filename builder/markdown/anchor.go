package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"winnow/builder/diag"
)

// ids holds the id of each heading of a body; no two are the same. Others are
// what an author's "#name" may mean beside headings.
type ids struct {
	of     map[ast.Node]string
	taken  map[string]int    // id without prefix → number of the next one that would be the same
	others map[string]string // of ids in raw HTML, and of headings that are left out
}

// makeIDs gives an id to each heading but those left out, in the order of the
// body.
func (c *Converter) makeIDs(root ast.Node, body []byte, left map[ast.Node]string) ids {
	all := ids{others: make(map[string]string, len(left))}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if id, ok := left[n]; ok {
			all.others[headingSlug(n, body)] = id
		} else {
			all.add(n, body)
		}
	}
	if bytes.Contains(body, []byte("id=")) || bytes.Contains(body, []byte("name=")) {
		c.addRaw(all.others, root, body)
	}
	return all
}

func (all *ids) add(n ast.Node, body []byte) {
	if h, ok := n.(*ast.Heading); ok {
		if all.of == nil {
			all.of, all.taken = map[ast.Node]string{}, map[string]int{}
		}
		name, given := h.AttributeString("id")
		if !given {
			name = headingSlug(h, body)
		}
		all.of[h] = idPrefix + all.unique(name.(string))
		return
	}
	if n.Type() != ast.TypeBlock || n.IsRaw() {
		return
	}
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		all.add(c, body)
	}
}

func headingSlug(h ast.Node, body []byte) string { return slug(string(appendInlineText(nil, h, body))) }

func (all *ids) unique(name string) string {
	k, taken := all.taken[name]
	if !taken {
		all.taken[name] = 1
		return name
	}
	for ; ; k++ {
		numbered := name + "-" + strconv.Itoa(k)
		if _, taken := all.taken[numbered]; !taken {
			all.taken[name], all.taken[numbered] = k+1, 1
			return numbered
		}
	}
}

// addRaw notes the ids that raw HTML keeps.
func (c *Converter) addRaw(to map[string]string, root ast.Node, body []byte) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		var raw []byte
		switch n := n.(type) {
		case *ast.HTMLBlock:
			raw = htmlBlockSource(n, body)
		case *ast.RawHTML:
			raw = rawInlineSource(n, body)
		}
		if !entering || len(raw) == 0 {
			return ast.WalkContinue, nil
		}
		for z := html.NewTokenizer(bytes.NewReader(c.policy.SanitizeBytes(raw))); z.Next() != html.ErrorToken; {
			if name := rawID(z.Token()); name != "" {
				to[name] = rawIDPrefix + name
			}
		}
		return ast.WalkContinue, nil
	})
}

// rawID is the id of a tag; a link may have a name instead.
func rawID(t html.Token) string {
	if t.Data == "a" {
		return firstOf(attr(t, "id"), attr(t, "name"))
	}
	return attr(t, "id")
}

// fragment returns the id that an author's "#name" means: a heading of this
// body, an id in its raw HTML, or a heading written in another way, such as with
// capitals. It is empty for the page itself.
func (all *ids) fragment(name string) (id string, ok bool) {
	if _, ok := all.taken[name]; ok {
		return idPrefix + name, true
	}
	if id, ok := all.others[name]; ok {
		return id, true
	}
	name = slug(name)
	if _, ok := all.taken[name]; ok {
		return idPrefix + name, true
	}
	id, ok = all.others[name]
	return id, ok
}

// anchors lists the ids that are not among the headings of the contents; see
// Outline.Anchors.
func (all *ids) anchors(headings []Heading) []string {
	if len(all.of) == len(headings) && len(all.others) == 0 {
		return nil
	}
	listed := make(map[string]bool, len(headings))
	for _, h := range headings {
		listed[h.ID] = true
	}
	var out []string
	for _, id := range all.of {
		if !listed[id] {
			out = append(out, id)
		}
	}
	for name, id := range all.others {
		if id == solutionID {
			out = append(out, name)
		} else if id != "" {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// Places are the ids of a document that links may lead to; see Outline.Anchors.
type Places map[string]bool

// Places returns the places of a document.
func (o *Outline) Places() Places {
	all := make(Places, len(o.Headings)+len(o.Anchors))
	for _, h := range o.Headings {
		all[h.ID] = true
	}
	for _, id := range o.Anchors {
		all[id] = true
	}
	return all
}

// Find returns the id on the page that another document's "#name" means, in the
// order in which the document itself looks.
func (p Places) Find(name string) (id string, ok bool) {
	for _, id := range []string{idPrefix + name, rawIDPrefix + name, idPrefix + slug(name)} {
		if p[id] {
			return id, true
		}
	}
	if p[slug(name)] {
		return solutionID, true
	}
	return "", false
}

// Near returns the name that was probably meant by one that is not there, or "".
func (p Places) Near(name string) string {
	const many = 200 // comparing takes time
	if len(p) > many {
		return ""
	}
	names := make([]string, 0, len(p))
	for id := range p {
		names = append(names, strings.TrimPrefix(strings.TrimPrefix(id, rawIDPrefix), idPrefix))
	}
	slices.Sort(names)
	return diag.Near(name, slices.Values(names))
}

// identified understands an id after a heading, as in "## Renew {#renew}", which
// many generators do.
type identified struct{ parser.BlockParser }

var headingID = regexp.MustCompile(`[ \t]*\{:?[ \t]*#([\pL\pN][\pL\pN_.:-]{0,99})(?:[ \t]+[^{}]*)?\}[ \t]*\n?$`)

func (p identified) Close(n ast.Node, r text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, r, pc)
	lines := n.Lines()
	if _, ok := n.(*ast.Heading); !ok || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	value := last.Value(r.Source())
	if !bytes.Contains(value, []byte("#")) {
		return
	}
	if m := headingID.FindSubmatchIndex(value); m != nil && (m[0] > 0 || lines.Len() > 1) {
		n.SetAttributeString("id", string(value[m[2]:m[3]]))
		lines.Set(lines.Len()-1, last.WithStop(last.Start+m[0]))
	}
}
