package importer

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/builder/content"
)

const (
	maxFolders  = 12 // categories made from tags
	minArticles = 5  // in the smallest of them
	otherFolder = "general"
)

// folders are the categories of a site that has only tags: its most frequent
// tags. A question goes to the least frequent of those it has, which says most
// about it; one that has none goes to "general".
type folders struct {
	of   map[uint32]string // folder by id of the tag
	rank map[uint32]int    // 0 = the most frequent
}

// metaTags tell what a post is, not what it is about.
var metaTags = []string{"bug", "discussion", "faq", "featured", "feature-request", "support", "untagged"}

// Folders that the site's own pages stand in.
var siteFolders = []string{"assets", "held", "page", "people", "rules", "search", "tags", otherFolder}

// chooseFolders counts tags over articles, not over all questions: a category
// is a place for articles.
func (d *dump) chooseFolders() folders {
	count := map[uint32]int{}
	for _, a := range d.articles {
		for _, t := range d.posts.tagged[a.question.tags:][:a.question.ntags] {
			count[t]++
		}
	}
	var often []uint32
	for t, n := range count {
		if name := d.posts.tags.list[t]; n >= minArticles && !slices.Contains(metaTags, name) && !strings.HasPrefix(name, "status-") {
			often = append(often, t)
		}
	}
	slices.SortFunc(often, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(d.posts.tags.list[a], d.posts.tags.list[b]))
	})
	f := folders{of: map[uint32]string{}, rank: map[uint32]int{}}
	used := map[string]bool{}
	for i, t := range often {
		name := folderName(d.posts.tags.list[t])
		if len(f.of) < maxFolders && !used[name] {
			f.of[t], f.rank[t], used[name] = name, i, true
		}
	}
	return f
}

var tagReplacer = strings.NewReplacer("++", "pp", "#", "sharp", ".net", "dotnet")

// folderName returns the folder of a tag: "c++" and "c" are two.
func folderName(tag string) string {
	name := content.Slug(tagReplacer.Replace(tag))
	if slices.Contains(siteFolders, name) {
		name += "-topics"
	}
	return name
}

// folderTitle returns the name of a category: "stake-pool" is "Stake pool".
func folderTitle(folder string) string {
	title := strings.ReplaceAll(folder, "-", " ")
	first, n := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[n:]
}

// folder returns the category of a question: that of its article, which may be
// older than the counts, or the one that its tags choose.
func (d *dump) folder(q *post) string {
	if q.article >= 0 && d.articles[q.article].path != "" {
		return path.Dir(d.articles[q.article].path)
	}
	best, folder := -1, otherFolder
	for _, t := range d.posts.tagged[q.tags:][:q.ntags] {
		if name, ok := d.folders.of[t]; ok && d.folders.rank[t] > best {
			best, folder = d.folders.rank[t], name
		}
	}
	return folder
}
