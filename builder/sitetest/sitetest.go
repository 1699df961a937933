// Package sitetest holds properties that every finished site has, whatever is
// in it. It is for tests alone.
package sitetest

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A Page is what the properties need to know of one HTML file.
type Page struct {
	File  string   // "wifi/slow-5ghz/index.html"
	Links []string // every href, src, action and srcset address, as written
	IDs   []string
	Bad   []string // what no page of winnow may hold: inline scripts, styles, handlers
}

// Pages parses every HTML file of a site.
func Pages(site fs.FS) ([]Page, error) {
	var pages []Page
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		pages = append(pages, parse(name, data))
		return nil
	})
	return pages, err
}

func parse(name string, data []byte) Page {
	p := Page{File: name}
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		p.Bad = append(p.Bad, err.Error())
		return p
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
	return p
}

// data lists the types of script elements that no browser runs.
var data = []string{"application/json", "application/ld+json"}

func (p *Page) element(n *html.Node) {
	attr := map[string]string{}
	for _, a := range n.Attr {
		attr[a.Key] = a.Val
		switch {
		case a.Key == "id":
			p.IDs = append(p.IDs, a.Val)
		case a.Key == "href", a.Key == "src", a.Key == "action":
			p.Links = append(p.Links, a.Val)
		case a.Key == "style", strings.HasPrefix(a.Key, "on"):
			p.Bad = append(p.Bad, fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val))
		}
	}
	if n.Data == "script" && attr["src"] == "" && !slices.Contains(data, attr["type"]) || n.Data == "style" && n.Namespace == "" {
		p.Bad = append(p.Bad, "inline <"+n.Data+">")
	}
}

// CheckLinks follows every link of every page and returns those that lead
// nowhere within the site, with the page they are on. base is the address at
// which the site is published; links to it count as links within the site.
// Links elsewhere are not followed.
func CheckLinks(site fs.FS, base string) ([]string, error) {
	pages, err := Pages(site)
	if err != nil {
		return nil, err
	}
	ids := map[string][]string{}
	for _, p := range pages {
		ids[p.File] = p.IDs
	}
	var broken []string
	for _, p := range pages {
		for _, bad := range p.Bad {
			broken = append(broken, fmt.Sprintf("%s: %s", p.File, bad))
		}
		for _, link := range p.Links {
			if why := follow(site, ids, p.File, link, base); why != "" {
				broken = append(broken, fmt.Sprintf("%s: %s: %s", p.File, link, why))
			}
		}
	}
	return broken, nil
}

// follow returns why a link leads nowhere, or "".
func follow(site fs.FS, ids map[string][]string, from, link, base string) string {
	root, err := url.Parse(base)
	if err != nil {
		return err.Error()
	}
	u, err := url.Parse(link)
	if err != nil {
		return err.Error()
	}
	here := root.JoinPath(from)
	u = here.ResolveReference(u)
	if u.Scheme != root.Scheme || u.Host != root.Host {
		return ""
	}
	name, ok := strings.CutPrefix(u.Path, root.Path)
	if !ok {
		return "leaves the site's path"
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if info, err := fs.Stat(site, name); err != nil || info.IsDir() {
		return "no such file"
	}
	if u.Fragment != "" && path.Ext(name) == ".html" && !slices.Contains(ids[name], u.Fragment) {
		return "no such id on that page"
	}
	return ""
}
