package builder

import (
	"net/url"
	"path"
	"sort"
	"strings"
	"sync"

	"winnow/builder/corpus"
)

// answers finds an answer by what a row of evidence calls it: its id, the path of its
// article, or an address: of its page, an old one, or that of the original.
type answers struct {
	articles []corpus.Article // by path
	dir      string           // the content folder
	base     *url.URL         // of the site
	names    func() map[string]string
}

func answersOf(cfg Config, articles []corpus.Article) answers {
	base, err := url.Parse(cfg.Site.BaseURL)
	if err != nil {
		base = &url.URL{}
	}
	a := answers{articles: articles, dir: path.Clean(cfg.Content.Dir) + "/", base: base}
	a.names = sync.OnceValue(func() map[string]string { return namesOf(articles) })
	return a
}

// find returns the id of an answer, or what was given where nothing has that name.
// Most rows have an id, for which no names are needed.
func (a answers) find(name string) string {
	if !strings.ContainsAny(name, "/?") || a.hasPath(name) {
		return name
	}
	known := a.names()
	for _, key := range a.keys(name) {
		if id := known[key]; id != "" {
			return id
		}
	}
	return name
}

// hasPath reports whether the article of a path without ".md" has it as its answer's
// id, as it has where its file names none.
func (a answers) hasPath(name string) bool {
	file := name + ".md"
	i := sort.Search(len(a.articles), func(i int) bool { return a.articles[i].Path >= file })
	return i < len(a.articles) && a.articles[i].Path == file && a.articles[i].Answer == name
}

// namesOf returns the ids of answers by all their names. Of several articles that
// have one name the surer counts: by its id, its address, as the accepted one of those
// that come from the same place. What cannot be told apart has no id.
func namesOf(articles []corpus.Article) map[string]string {
	type owner struct {
		id   string
		sure int
	}
	owners := map[string]owner{}
	add := func(sure int, name, id string) {
		switch o, taken := owners[name]; {
		case name == "" || taken && (o.sure > sure || o.id == id):
		case taken && o.sure == sure:
			owners[name] = owner{"", sure}
		default:
			owners[name] = owner{id, sure}
		}
	}
	for _, x := range articles {
		add(4, x.Answer, x.Answer)
		add(3, strings.TrimSuffix(x.Path, path.Ext(x.Path)), x.Answer)
		add(3, strings.Trim(x.URL, "/"), x.Answer)
		for _, alias := range x.Aliases {
			if u, err := url.Parse(alias); err == nil {
				add(2, strings.Trim(u.Path, "/"), x.Answer)
			}
		}
		sure := 0
		if x.AcceptedBy != "" || !x.AcceptedAt.IsZero() {
			sure = 1
		}
		for _, key := range sourceKeys(x.Source) {
			add(sure, key, x.Answer)
		}
	}
	names := make(map[string]string, len(owners))
	for name, o := range owners {
		names[name] = o.id
	}
	return names
}

// sourceKeys returns the address of an original, and that of the page on which it is.
func sourceKeys(source string) []string {
	u, err := url.Parse(source)
	if err != nil || u.Host == "" {
		return nil
	}
	page := *u
	page.Fragment = ""
	return []string{addressKey(u, true), addressKey(&page, true)}
}

// addressKey returns an address without what makes no difference.
func addressKey(u *url.URL, query bool) string {
	key := "//" + strings.ToLower(u.Host) + strings.TrimRight(u.EscapedPath(), "/")
	if query && u.RawQuery != "" {
		key += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		key += "#" + u.Fragment
	}
	return key
}

// keys returns the names that an address may stand for, the most exact first. That
// of the site's own form has the page's address as its url: "…?url=/wifi/slow/&helpful=yes".
func (a answers) keys(name string) []string {
	u, err := url.Parse(strings.TrimSpace(name))
	if err != nil {
		return nil
	}
	if page := u.Query().Get("url"); page != "" && page != name {
		return a.keys(page)
	}
	place, isAnswer := strings.CutPrefix(u.Fragment, "answer-")
	var keys []string
	if isAnswer {
		keys = append(keys, place)
	}
	if u.Host != "" {
		whole := *u
		u.Fragment = ""
		keys = append(keys, addressKey(&whole, true), addressKey(u, true), addressKey(u, false))
	}
	below := u.Path
	if strings.EqualFold(u.Host, a.base.Host) {
		below = strings.TrimPrefix(below, strings.TrimRight(a.base.Path, "/"))
	} else if u.Host != "" {
		return keys
	}
	below = strings.TrimSuffix(strings.Trim(below, "/"), "index.html")
	below = strings.Trim(strings.TrimPrefix(below, a.dir), "/")
	return append(keys, below, strings.TrimSuffix(strings.TrimSuffix(below, ".md"), ".markdown"))
}
