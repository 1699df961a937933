package themes_test

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"winnow/builder/contrast"
	"winnow/builder/site"
)

// An outline is what a reader who does not see the page goes by.
type outline struct {
	ids       map[string]int
	targets   []string // of links within the page, of labels and of aria attributes
	headings  []int    // levels, in order
	landmarks map[string]int
	unnamed   []string // controls without a name
}

func outlineOf(t *testing.T, page string) *outline {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	o := &outline{ids: map[string]int{}, landmarks: map[string]int{}}
	o.add(doc)
	return o
}

func (o *outline) add(n *html.Node) {
	if n.Type == html.ElementNode {
		o.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		o.add(c)
	}
}

func (o *outline) element(n *html.Node) {
	if id := attribute(n, "id"); id != "" {
		o.ids[id]++
	}
	for _, name := range []string{"for", "aria-labelledby", "aria-controls"} {
		if to := attribute(n, name); to != "" {
			o.targets = append(o.targets, to)
		}
	}
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		o.headings = append(o.headings, int(n.Data[1]-'0'))
	case "main", "header", "footer":
		o.landmarks[n.Data]++
	case "nav", "section":
		if attribute(n, "aria-label") == "" && attribute(n, "aria-labelledby") == "" {
			o.unnamed = append(o.unnamed, n.Data)
		}
	case "a":
		if to := attribute(n, "href"); strings.HasPrefix(to, "#") && len(to) > 1 {
			o.targets = append(o.targets, to[1:])
		}
		if attribute(n, "href") != "" && text(n) == "" {
			o.unnamed = append(o.unnamed, "a "+attribute(n, "href"))
		}
	case "button", "summary", "th", "caption":
		if text(n) == "" {
			o.unnamed = append(o.unnamed, n.Data)
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data)
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(text(c))
	}
	return b.String()
}

// Every page has one main heading, headings that leave out no level, one main
// landmark, names for its parts, and no reference to what is not there.
func TestOutline(t *testing.T) {
	for kind, page := range render(t) {
		o := outlineOf(t, page)
		if o.landmarks["main"] != 1 {
			t.Errorf("%s: %d main landmarks", kind, o.landmarks["main"])
		}
		for i, level := range o.headings {
			if (level == 1) != (i == 0) || i > 0 && level > o.headings[i-1]+1 {
				t.Errorf("%s: the levels of the headings are %v", kind, o.headings)
				break
			}
		}
		for id, n := range o.ids {
			if n > 1 {
				t.Errorf("%s: %d elements with id %q", kind, n, id)
			}
		}
		for _, to := range o.targets {
			// The headings of a sample are only in its contents list.
			if o.ids[to] == 0 && to != "ID" {
				t.Errorf("%s: nothing has the id %q", kind, to)
			}
		}
		if len(o.unnamed) > 0 {
			t.Errorf("%s: without a name: %v", kind, o.unnamed)
		}
	}
}

// The words of a page come from the string table or the site: an empty title
// would show that a page of the interface has no name of its own.
func TestTitles(t *testing.T) {
	title := regexp.MustCompile(`<title>([^<]*)</title>`)
	seen := map[string]site.Kind{}
	for kind, page := range render(t) {
		m := title.FindStringSubmatch(page)
		if m == nil || strings.Trim(m[1], " ·") == "" || strings.HasPrefix(m[1], " ·") {
			t.Errorf("%s: title %q", kind, m)
			continue
		}
		if other, ok := seen[m[1]]; ok && kind != site.ArticlePage && kind != site.ManualPage && other != site.ArticlePage && other != site.ManualPage {
			t.Logf("%s and %s share the title %q", kind, other, m[1])
		}
		seen[m[1]] = kind
	}
}

var declaration = regexp.MustCompile(`(--[a-z0-9-]+):\s*(#[0-9a-f]{3,8})\b`)

// palettes gives the colours of the light and of the dark pages. The dark ones
// are written twice, for the system's choice and for the reader's.
func palettes(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	sheet := files(t, "assets")["assets/style.css"]
	read := func(opening string) map[string]string {
		_, rest, ok := strings.Cut(sheet, opening)
		if !ok {
			t.Fatalf("style.css: no %q", opening)
		}
		block, _, _ := strings.Cut(rest, "}")
		colours := map[string]string{}
		for _, m := range declaration.FindAllStringSubmatch(block, -1) {
			colours[m[1]] = m[2]
		}
		return colours
	}
	light, dark = read(":root {"), read(":root[data-theme=dark] {")
	system := read(":root:not([data-theme=light]) {")
	for name := range light {
		if dark[name] == "" || dark[name] != system[name] {
			t.Errorf("style.css: %s is %q in the chosen dark, %q in the system's", name, dark[name], system[name])
		}
	}
	return light, dark
}

// WCAG 2.2: 4.5 for text, 3 for what marks a control or the focus.
func TestContrast(t *testing.T) {
	texts := map[string][]string{
		"--ink":         {"--ground", "--soft", "--softer", "--mark", "--accent-soft", "--code", "--note-soft", "--warn-soft", "--danger-soft", "--grain-soft"},
		"--ink-2":       {"--ground", "--soft", "--softer", "--mark"},
		"--accent":      {"--ground", "--soft", "--accent-soft", "--code"},
		"--accent-ink":  {"--accent", "--accent-deep"},
		"--accent-deep": {"--ground", "--accent-soft"},
		"--grain-ink":   {"--grain-soft"},
		"--warn":        {"--ground", "--warn-soft"},
		"--danger":      {"--ground", "--danger-soft"},
		"--note":        {"--ground", "--note-soft"},
	}
	shapes := map[string][]string{"--edge": {"--ground", "--soft"}, "--accent": {"--ground"}, "--grain": {"--ground", "--soft"}}
	light, dark := palettes(t)
	for name, colours := range map[string]map[string]string{"light": light, "dark": dark} {
		check := func(pairs map[string][]string, least float64) {
			for front, grounds := range pairs {
				for _, ground := range grounds {
					if c := contrast.Ratio(colours[front], colours[ground]); !(c >= least) {
						t.Errorf("%s: %s on %s has a contrast of %.2f, at least %.1f", name, front, ground, c, least)
					}
				}
			}
		}
		check(texts, contrast.Text)
		check(shapes, contrast.Shape)
	}
}
