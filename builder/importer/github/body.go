package github

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/builder/importer/htmltree"
	"winnow/builder/markdown/emoji"
)

// markdown returns the body of a comment.
func (r *repository) markdown(c *comment) string {
	text := c.Body
	if strings.Contains(text, `dir="auto"`) && strings.HasPrefix(strings.TrimSpace(text), "<") {
		c.HTML = text
	}
	if c.HTML == "" || text != "" && c.HTML != text {
		if md, ok := r.body.Source(r.linked(withBreaks(text))); ok {
			return md
		}
	}
	if c.HTML == "" {
		c.HTML = "<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") + "</p>"
	}
	md, _ := r.body.HTML(plainer(c.HTML))
	return md
}

// plainer returns the HTML of a comment in the elements that every page has.
func plainer(text string) string {
	return htmltree.Rewrite(text, func(n *html.Node) bool {
		if n.DataAtom == atom.Pre {
			htmltree.Replace(n, code(n))
			return false
		}
		return true
	})
}

// code returns a block of code in its language.
func code(pre *html.Node) *html.Node {
	out := htmltree.Element(atom.Code, htmltree.Text(htmltree.Inner(pre)))
	for _, class := range strings.Fields(htmltree.Attribute(pre.Parent, "class")) {
		for _, prefix := range []string{"highlight-source-", "highlight-text-"} {
			if name, ok := strings.CutPrefix(class, prefix); ok {
				name, _, _ = strings.Cut(name, "-")
				htmltree.Set(out, "class", "language-"+name)
			}
		}
	}
	return htmltree.Element(atom.Pre, out)
}

var (
	fence  = regexp.MustCompile("^\\s{0,3}(```|~~~)")
	block  = regexp.MustCompile(`^\s*($|#|>|[-*+] |\d+[.)] |\||<|=+\s*$|-+\s*$|\t|    )`)
	number = regexp.MustCompile(`(^|[\s(\[,])#([1-9][0-9]{0,6})\b`)
)

// withBreaks ends every line within a paragraph with a break, as discussions show
// it, and resolves short codes of emoji.
func withBreaks(md string) string {
	lines := strings.Split(strings.ReplaceAll(md, "\r\n", "\n"), "\n")
	inside := false
	for i, line := range lines {
		if fence.MatchString(line) {
			inside = !inside
			continue
		}
		if inside || strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t") {
			continue
		}
		if !strings.Contains(line, "`") {
			line = emoji.Replace(line)
		}
		if i+1 < len(lines) && !block.MatchString(line) && !block.MatchString(lines[i+1]) && !fence.MatchString(lines[i+1]) {
			line = strings.TrimRight(line, " ") + "  "
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n")
}

// linked gives #123 the address of the discussion or issue.
func (r *repository) linked(md string) string {
	if r.home.Path == "" {
		return md
	}
	lines := strings.Split(md, "\n")
	inside := false
	for i, line := range lines {
		if fence.MatchString(line) {
			inside = !inside
		}
		if !inside && !strings.Contains(line, "`") && !strings.Contains(line, "](") {
			lines[i] = number.ReplaceAllString(line, "$1[#$2]("+r.home.JoinPath("issues").String()+"/$2)")
		}
	}
	return strings.Join(lines, "\n")
}
