package view

import (
	"cmp"
	"html/template"

	"winnow/builder/site"
)

// ManualView is an ordinary page.
type ManualView struct {
	Body       template.HTML
	Headings   []HeadingLink
	Siblings   []Link // pages of the same folder, by weight; the current one has URL ""
	Prev, Next Link
	EditURL    string
}

func fillManual(c *Context, v *View, p *site.Page) error {
	w := &c.Manuals[p.Ref]
	body, err := c.html(w.Index)
	if err != nil {
		return err
	}
	v.Title, v.Description = w.Title, cmp.Or(w.Summary, w.Doc.Summary)
	v.Language = cmp.Or(w.Language, v.Language)
	v.Breadcrumbs = pathTo(c, w.URL)
	v.Manual = &ManualView{Body: body, EditURL: c.editURL(w.Path)}
	for _, h := range w.Doc.Headings {
		v.Manual.Headings = append(v.Manual.Headings, HeadingLink(h))
	}
	for i := w.From; i < w.Upto; i++ {
		l := Link{Text: c.Manuals[i].Title, URL: c.link(c.Manuals[i].URL)}
		switch i {
		case p.Ref - 1:
			v.Manual.Prev = l
		case p.Ref + 1:
			v.Manual.Next = l
		case p.Ref:
			l.URL = ""
		}
		v.Manual.Siblings = append(v.Manual.Siblings, l)
	}
	return nil
}

// pathTo returns the way from home to an ordinary page: over those folders of it
// that are pages or categories.
func pathTo(c *Context, url string) []Link {
	way := c.trail(0)
	for i := range len(url) - 1 {
		if url[i] != '/' {
			continue
		}
		switch p := c.Page(url[:i+1]); {
		case p == nil:
		case p.Kind == site.CategoryPage:
			way = append(way, Link{Text: c.Categories.List[p.Ref].Name, URL: c.link(p.URL)})
		case p.Kind == site.ManualPage:
			way = append(way, Link{Text: c.Manuals[p.Ref].Title, URL: c.link(p.URL)})
		}
	}
	return way
}

// manualLinks are the entries to the ordinary pages: those at the top, and of
// each folder the first.
func manualLinks(c *Context) (out []Link) {
	for i := range c.Manuals {
		if w := &c.Manuals[i]; w.AtTop() || int(w.From) == i {
			out = append(out, Link{Text: w.Title, URL: c.link(w.URL)})
		}
	}
	return out
}
