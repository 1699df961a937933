package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/builder/content"
)

const (
	maxCategories = 12 // made from tags
	minArticles   = 5  // in the smallest of them
	otherCategory = "general"
	suffix        = "-topics" // of a folder whose name is taken by a page of the site
)

// categories are the folders of a site. Those that the export names keep their
// names. A topic that has only tags goes to one of the most frequent tags: to
// the least frequent of those it has, which says most about it, and to
// "general" when it has none.
type categories struct {
	reserved []string
	byTag    map[string]tagFolder
	byName   map[string]string // folder by the name that the export has for it
	titles   map[string]string // that name by folder
}

// A tagFolder is the folder of a frequent tag.
type tagFolder struct {
	name string
	rank int // 0 = the most frequent
}

// chooseCategories counts tags over articles, not over all questions: a category
// is a place for articles.
func chooseCategories(articles []article, vague func(tag string) bool, reserved []string) categories {
	count := map[string]int{}
	for _, a := range articles {
		for _, t := range a.topic.Tags {
			count[t]++
		}
	}
	var often []string
	for t, n := range count {
		if n >= minArticles && (vague == nil || !vague(t)) {
			often = append(often, t)
		}
	}
	slices.SortFunc(often, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	c := categories{reserved: reserved, byTag: map[string]tagFolder{}, byName: map[string]string{}, titles: map[string]string{}}
	used := map[string]bool{}
	for i, t := range often {
		name := c.tagged(t)
		if len(c.byTag) < maxCategories && !used[name] {
			c.byTag[t], used[name] = tagFolder{name, i}, true
		}
	}
	return c
}

// "c++" and "c" are two.
var tagReplacer = strings.NewReplacer("++", "pp", "#", "sharp", ".net", "dotnet")

// tagged returns the folder of a frequent tag.
func (c *categories) tagged(tag string) string {
	folder := c.free(tagReplacer.Replace(tag))
	if folder == otherCategory {
		folder += suffix
	}
	return folder
}

// free returns the folder of a name, beside the pages of the site itself.
func (c *categories) free(name string) string {
	folder := content.Slug(name)
	if slices.Contains(c.reserved, folder) {
		folder += suffix
	}
	return folder
}

// folder returns the folder of a topic of a category, or with tags.
func (c *categories) folder(category string, tags []string) string {
	if category != "" {
		return c.named(category)
	}
	best := tagFolder{otherCategory, -1}
	for _, t := range tags {
		if f, ok := c.byTag[t]; ok && f.rank > best.rank {
			best = f
		}
	}
	return best.name
}

// named returns the folder of a category that the export names.
func (c *categories) named(category string) string {
	folder, ok := c.byName[category]
	if !ok {
		folder = c.free(category)
		c.byName[category] = folder
		if c.titles[folder] == "" {
			c.titles[folder] = category
		}
	}
	return folder
}

// title returns the name of a category: "stake-pool" is "Stake pool".
func (c *categories) title(folder string) string {
	if title := c.titles[folder]; title != "" {
		return title
	}
	title := strings.ReplaceAll(folder, "-", " ")
	first, n := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[n:]
}
