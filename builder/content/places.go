package content

import (
	"fmt"
	"path"
	"strings"

	"winnow/builder/diag"
)

// A Place says what the files beside an article make of it, where that differs
// from what its path alone says.
type Place struct {
	URL     string // below the site's root
	Section bool   // it describes the category of its folder, as _index.md does
}

// Ways to describe a folder, the better first: the first file that is there does,
// the others are articles with an address of their own.
var frontNames = []string{"_index", "index", "readme"}

// frontName returns which of frontNames a file is, or -1. Only readme may be
// written in any case: README.md is usual.
func frontName(file string) int {
	switch s := stem(file); {
	case s == "_index":
		return 0
	case s == "index":
		return 1
	case strings.EqualFold(s, "readme"):
		return 2
	}
	return -1
}

// PlacesOf returns the places of articles that differ from what their paths say:
//
//   - index.md or README.md beside other articles, above them or at the top, and
//     wifi.md beside a folder wifi/ with articles, describe the category
//   - of several that would, the first in this order does: _index.md, index.md,
//     README.md, wifi.md. The others have addresses of their own: wifi/index/,
//     wifi/readme/, wifi-page/
func PlacesOf(f Files, o Options) map[string]Place {
	p := placing{o, folderFronts(f), map[string]int{}, map[string]Place{}}
	for _, name := range f.Articles {
		for dir := folderSlug(name); dir != ""; dir = strings.TrimSuffix(path.Dir(dir), ".") {
			p.below[dir]++
		}
	}
	for _, name := range f.Articles {
		p.place(name)
	}
	return p.places
}

type placing struct {
	options Options
	fronts  map[string]int // folder by address → the best of frontNames in it
	below   map[string]int // folder by address → how many articles are in it and below
	places  map[string]Place
}

// folderFronts returns the best file of each folder that describes it.
func folderFronts(f Files) map[string]int {
	best := map[string]int{}
	for _, name := range f.Articles {
		dir, file := folderSlug(name), path.Base(name)
		if k := frontName(file); k >= 0 {
			if old, ok := best[dir]; !ok || k < old {
				best[dir] = k
			}
		}
	}
	return best
}

// folderSlug returns the folder of an article as its address has it, "" at the top.
func folderSlug(name string) string { return CategoryPath(strings.TrimSuffix(path.Dir(name), ".")) }

func (p *placing) place(name string) {
	dir, own := folderSlug(name), slugPath(stem(name))
	k := frontName(path.Base(name))
	switch {
	case k == 0: // by its path alone
	case k > 0 && p.fronts[dir] < k:
		p.put(name, path.Join(path.Dir(name), frontNames[k])+".md", false)
	case k > 0 && (dir == "" || p.below[dir] > 1):
		p.put(name, name, true)
	case k < 0 && p.below[own] > 0:
		if _, taken := p.fronts[own]; taken {
			p.put(name, stem(name)+"-page.md", false)
		} else {
			p.put(name, name, true)
		}
	}
}

// put places an article where one of the given path would be.
func (p *placing) put(name, as string, section bool) {
	url := p.options.PageURL(as)
	if !section {
		url = Unreserved(slugPath(stem(as))+"/", p.options.Reserved)
	}
	p.places[name] = Place{url, section}
}

// displaced reports the articles whose address another file has.
func displaced(f Files, o Options) (l diag.List) {
	for _, name := range f.Articles {
		if p, ok := o.Places[name]; ok && !p.Section {
			l = append(l, diag.Problem{Path: path.Join(o.dir(), name), Warning: true,
				Msg:  fmt.Sprintf("another file describes the category %s, so this one is an article at %s", "/"+o.PageURL(name), "/"+p.URL),
				Hint: "keep one of _index.md, index.md, README.md and the file named as the folder"})
		}
	}
	return l
}
