package markdown

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/builder/outline"
)

// assertInert fails unless HTML can do nothing but be read: no scripts, frames,
// forms or foreign markup, no event handlers or styles, no addresses that run
// or embed, and no tag that reaches out of the element it is put into.
func assertInert(t testing.TB, out []byte) {
	t.Helper()
	if err := inert(out); err != nil {
		t.Errorf("%v in\n%s", err, out)
	}
}

func assertInertDocument(t testing.TB, doc *Document) {
	t.Helper()
	assertInert(t, doc.Question)
	assertInert(t, doc.Solution)
}

func inert(out []byte) error {
	const before, after = `<div id="box">`, `</div><p id="after"></p>`
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(before+string(out)+after), body)
	if err != nil {
		return err
	}
	if len(nodes) != 2 || idOf(nodes[0]) != "box" || idOf(nodes[1]) != "after" {
		return fmt.Errorf("the box around the text is broken")
	}
	if err := inertNode(nodes[0]); err != nil {
		return err
	}
	return sameTree(nodes[0], out)
}

// sameTree checks that a browser builds the tree that is written: its
// serialization has the tags of the text, in the same order.
func sameTree(box *html.Node, out []byte) error {
	var b bytes.Buffer
	for c := box.FirstChild; c != nil; c = c.NextSibling {
		if err := html.Render(&b, c); err != nil {
			return err
		}
	}
	if got, want := tagsOf(b.Bytes()), tagsOf(out); got != want {
		return fmt.Errorf("a browser reads\n%s\nfor\n%s", got, want)
	}
	return nil
}

func tagsOf(text []byte) string {
	var b strings.Builder
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			fmt.Fprintf(&b, "<%s>", name)
		case html.EndTagToken:
			name, _ := z.TagName()
			fmt.Fprintf(&b, "</%s>", name)
		}
	}
}

func idOf(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "id" {
			return a.Val
		}
	}
	return ""
}

var (
	badElements = " script style iframe frame frameset object embed applet form svg math base link meta template noscript title textarea select option button audio video source canvas plaintext xmp marquee "
	urlKeys     = " href src cite action formaction data poster background longdesc lowsrc dynsrc usemap profile xlink:href srcset "
)

func inertNode(n *html.Node) error {
	if n.Type == html.ElementNode {
		if strings.Contains(badElements, " "+n.Data+" ") {
			return fmt.Errorf("<%s>", n.Data)
		}
		for _, a := range n.Attr {
			if err := inertAttr(n, a); err != nil {
				return err
			}
		}
	}
	if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
		return fmt.Errorf("a comment")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := inertNode(c); err != nil {
			return err
		}
	}
	return nil
}

func inertAttr(n *html.Node, a html.Attribute) error {
	switch {
	case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || a.Key == "srcset":
		return fmt.Errorf("%s on <%s>", a.Key, n.Data)
	case n.Data == "input" && a.Key == "type" && a.Val != "checkbox":
		return fmt.Errorf("an input")
	case a.Key == "id" && n.Parent != nil && !ownID(a.Val):
		return fmt.Errorf("id %q", a.Val)
	case strings.Contains(urlKeys, " "+a.Key+" "):
		return inertURL(a.Val)
	}
	return nil
}

func ownID(id string) bool {
	for _, prefix := range []string{outline.HeadingID, outline.RawID, "fn-", "fnref-"} {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

// inertURL reads an address as a browser does.
func inertURL(s string) error {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return r <= ' ' })
	s = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
	head, _, found := strings.Cut(s, ":")
	if !found || strings.ContainsAny(head, "/?#") {
		return nil
	}
	if strings.Contains(" http https mailto tel ", " "+strings.ToLower(head+" ")) {
		return nil
	}
	if p, err := url.PathUnescape(head); err == nil && p != head && !strings.Contains(" javascript vbscript data ", " "+strings.ToLower(p+" ")) {
		return nil
	}
	return fmt.Errorf("address %q", s)
}

func TestInertFindsHarm(t *testing.T) {
	for _, bad := range []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<a href="javascript:alert(1)">a</a>`,
		"<a href=\" java\tscript:alert(1)\">a</a>", `<svg></svg>`, `<p style="color:red">a</p>`, `<iframe></iframe>`,
		`</div><p>out</p>`, `<div>`, `<ul><li><div><li></li></div></li></ul></div>`, `<p><div></div></p>`, `<!-- -->`,
		`<a href="data:text/html,x">a</a>`, `<p id="main">a</p>`, `<form></form>`, `<input type="text">`, `<b>a`,
	} {
		if inert([]byte(bad)) == nil {
			t.Errorf("%s passes", bad)
		}
	}
	for _, good := range []string{
		`<p>a <a href="https://e.org/a:b">b</a></p>`, `<p><a href="../a/">b</a></p>`, `<table><tbody><tr><td>a</td></tr></tbody></table>`,
	} {
		if err := inert([]byte(good)); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
}
