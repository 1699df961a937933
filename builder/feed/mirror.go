package feed

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"winnow/builder/site"
)

// mirrorOf returns the file with the source text of an article. Nothing else can
// have that path: a file that ends with .md is an article or a page itself.
func mirrorOf(e *site.Entry) string { return e.URL + "index.md" }

// mirrors are the source texts of all public articles.
func mirrors(m maker) []File {
	files := make([]File, len(m.Articles))
	for i, e := range m.Articles {
		files[i] = File{Path: mirrorOf(e), Texts: true, Make: func() ([]byte, error) { return mirror(m, e) }}
	}
	return files
}

// mirror returns an article's source text below where it comes from and what is
// known of it: who copies the text copies that too.
//
//	# Slow on 5 GHz
//
//	> Choose a free channel.
//
//	- Author: Ann (trusted in WiFi)
//	- Trust: 74 of 100
//	- Accepted as the solution; confirmed by 3
//	- Answered: 2024-01-02
//	- Page: https://help.example.com/wifi/slow-5ghz/
//
//	---
func mirror(m maker, e *site.Entry) ([]byte, error) {
	text, err := m.in.Markdown(e.Index, func(href string) (string, bool) { return target(m, e, href) })
	if err != nil {
		return nil, err
	}
	b := new(bytes.Buffer)
	fmt.Fprintf(b, "# %s\n\n", line(e.Title))
	if e.Summary != "" {
		fmt.Fprintf(b, "> %s\n\n", line(e.Summary))
	}
	provenance(m, b, e)
	b.WriteString("\n---\n\n")
	b.Write(text)
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// provenance says who wrote an article, how much it is trusted and why, and what
// its address is.
func provenance(m maker, b *bytes.Buffer, e *site.Entry) {
	author := m.Author(e)
	say := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "- %s: %s\n", name, line(value))
		}
	}
	who := author.Name
	if author.Anonymous {
		who = "a member of the community"
	}
	if who != "" && author.Rank != "" {
		who += " (" + strings.TrimSuffix(author.Rank+" in "+author.Topic, " in ") + ")"
	}
	say("Author", who)
	say("Trust", fmt.Sprintf("%d of 100", e.Trust()))
	var facts []string
	for _, f := range []struct {
		holds bool
		text  string
	}{{e.Verified(), "verified by a reviewer"}, {e.Outcome.Accepted, "accepted as the solution"},
		{e.Outcome.Confirmed > 0, fmt.Sprintf("confirmed by %d", e.Outcome.Confirmed)}, {e.Outdated(), "out of date"}} {
		if f.holds {
			facts = append(facts, f.text)
		}
	}
	say("What happened", strings.Join(facts, "; "))
	say("Answered", site.Day(e.Posted()))
	say("Category", m.CategoryOf(e))
	say("Tags", strings.Join(e.Tags, ", "))
	say("Applies to", strings.Join(e.AppliesTo, ", "))
	say("Source", m.SourceOf(e))
	say("Licence", e.License)
	say("Page", m.address(e.URL))
}

// address returns the absolute address of a URL if the site has a base_url, else
// the one from the root of the host.
func (m maker) address(u string) string {
	if at := m.Absolute(u); at != "" {
		return at
	}
	return m.HostRoot() + site.Escaped(u)
}

// line makes one line of a text.
func line(s string) string { return strings.Join(strings.Fields(legal(s)), " ") }

// target returns the address of what a link in the source text of an article
// leads to; empty: nothing public. It reports false for a link that leads out of
// the site or stays on the page.
func target(m maker, e *site.Entry, href string) (address string, own bool) {
	to, own, ok := m.Resolve(e, href)
	if !own || !ok {
		return "", own
	}
	return m.address(to), true
}

// guideSize is how many articles of a category llms.txt names.
const guideSize = 50

// guide is llms.txt: what the site is, and its most trusted articles.
func guide(m maker) []byte {
	b := new(bytes.Buffer)
	fmt.Fprintf(b, "# %s\n\n", line(m.Options.Title))
	if m.Options.Description != "" {
		fmt.Fprintf(b, "> %s\n\n", line(m.Options.Description))
	}
	fmt.Fprintf(b, "%d articles, each the solution of a question that was asked in the community. The most trusted stand first; "+
		"how that is measured is told at %s. Each file opens with its author, what speaks for it and its licence.\n", len(m.Articles), m.address("rules/"))
	for _, c := range categoriesByURL(m.Site) {
		if c.URL == "" && len(m.Categories.List) > 1 {
			continue
		}
		fmt.Fprintf(b, "\n## %s\n\n", line(c.Name))
		for e := range m.Best(c, guideSize) {
			fmt.Fprintf(b, "- [%s](%s)", strings.NewReplacer("[", "(", "]", ")").Replace(line(e.Title)), m.address(mirrorOf(e)))
			if text := line(e.ShortText()); text != "" {
				b.WriteString(": " + text)
			}
			b.WriteByte('\n')
		}
	}
	fmt.Fprintf(b, "\n## Optional\n\n- [All articles as JSON](%s)\n", m.address("api/articles.json"))
	return b.Bytes()
}

func categoriesByURL(s *site.Site) []*site.Category {
	out := make([]*site.Category, len(s.Categories.List))
	for i := range out {
		out[i] = &s.Categories.List[i]
	}
	slices.SortFunc(out, func(a, b *site.Category) int { return strings.Compare(a.URL, b.URL) })
	return out
}
