package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/plaintext"
	"winnow/builder/markdown/sanitize"
	"winnow/builder/outline"
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
func makeIDs(root ast.Node, body []byte, left map[ast.Node]string, policy sanitize.Policy) ids {
	all := ids{others: make(map[string]string, len(left))}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if id, ok := left[n]; ok {
			all.others[headingSlug(n, body)] = id
		} else {
			all.add(n, body)
		}
	}
	if bytes.Contains(body, []byte("id=")) || bytes.Contains(body, []byte("name=")) {
		addRaw(all.others, root, body, policy)
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
		all.of[h] = outline.HeadingID + all.unique(name.(string))
		return
	}
	if n.Type() != ast.TypeBlock || n.IsRaw() {
		return
	}
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		all.add(c, body)
	}
}

func headingSlug(h ast.Node, body []byte) string {
	return outline.Slug(string(plaintext.Inline(nil, h, body)))
}

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
func addRaw(to map[string]string, root ast.Node, body []byte, policy sanitize.Policy) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		var raw []byte
		switch n := n.(type) {
		case *ast.HTMLBlock:
			raw = htmlBlockSource(n, body)
		case *ast.RawHTML:
			raw = n.Segments.Value(body)
		}
		if !entering || len(raw) == 0 {
			return ast.WalkContinue, nil
		}
		for t := range policy.Tokens(raw) {
			if name := rawID(t); name != "" {
				to[name] = outline.RawID + name
			}
		}
		return ast.WalkContinue, nil
	})
}

// rawID returns the id of a tag; only a link can have a name instead.
func rawID(t sanitize.Token) string { return cmp.Or(t.Attr("id"), t.Attr("name")) }

// fragment returns the id that an author's "#name" means: a heading of this
// body, an id in its raw HTML, or a heading written in another way, such as with
// capitals. It is empty for the page itself.
func (all *ids) fragment(name string) (id string, ok bool) {
	if _, ok := all.taken[name]; ok {
		return outline.HeadingID + name, true
	}
	if id, ok := all.others[name]; ok {
		return id, true
	}
	name = outline.Slug(name)
	if _, ok := all.taken[name]; ok {
		return outline.HeadingID + name, true
	}
	id, ok = all.others[name]
	return id, ok
}

// anchors lists the ids that are not among the headings of the contents; see
// outline.Outline.Anchors.
func (all *ids) anchors(headings []outline.Heading) []string {
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
		if id == outline.SolutionID {
			out = append(out, name)
		} else if id != "" {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
