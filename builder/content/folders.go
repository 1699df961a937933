package content

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// A Folder is what another generator's files say of a folder: its name, and its place
// among its neighbours.
type Folder struct {
	Title  string
	Weight int // from 1; 0 = nothing is known
}

// Folders returns what is said of the folders of a site, by the path of their
// category. Files that cannot be read say nothing: they are not winnow's.
//
//	_category_.json, _category_.yml   Docusaurus: label, position
//	.pages, .pages.yml, .nav.yml      MkDocs: title, nav
//	mkdocs.yml                        MkDocs: nav
//	SUMMARY.md                        GitBook: a list of links
func Folders(fsys fs.FS, f Files, o Options) map[string]Folder {
	r := folderReader{fsys, o, map[string]Folder{}}
	for _, name := range f.Orders {
		read := r.pages
		switch base := path.Base(name); {
		case strings.HasPrefix(base, "_category_"):
			read = r.category
		case base == "SUMMARY.md":
			read = r.summary
		}
		if data, problems := Read(fsys, name, o); problems == nil && len(data) <= maxFront {
			if text, bad := decodeText(data); bad == nil {
				read(strings.TrimSuffix(path.Dir(name), "."), string(text))
			}
		}
	}
	return r.folders
}

// isOrder reports whether a file is one of those that Folders reads.
func isOrder(rel string) bool {
	switch path.Base(rel) {
	case "_category_.json", "_category_.yml", "_category_.yaml", ".pages", ".pages.yml", ".nav.yml":
		return true
	}
	return rel == "mkdocs.yml" || rel == "SUMMARY.md"
}

type folderReader struct {
	fsys    fs.FS
	options Options
	folders map[string]Folder
}

// set notes a name or a place; what was said first holds.
func (r *folderReader) set(folder, title string, weight int) {
	key := CategoryPath(folder)
	if key == "" || title == "" && weight == 0 {
		return
	}
	was := r.folders[key]
	if was.Title == "" {
		was.Title = oneLine(title)
	}
	if was.Weight == 0 {
		was.Weight = weight
	}
	r.folders[key] = was
}

// parseNodes reads YAML or JSON.
func parseNodes(text string) node {
	nodes, bad := []node(nil), (*mistake)(nil)
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		nodes, bad = readJSON(text, 1)
	} else if !tooDeep(yamlFence, text) {
		nodes, bad = readYAML(text, 1)
	}
	if bad != nil {
		return node{}
	}
	return node{kind: tableNode, items: nodes}
}

func (r *folderReader) category(folder, text string) {
	root := parseNodes(text)
	title, weight := "", 0
	if n := root.get("label"); n != nil && n.scalar() {
		title = n.text
	}
	if n := root.get("position"); n != nil {
		if i, ok := n.whole(); ok && i > 0 && i < maxCount {
			weight = int(i)
		}
	}
	r.set(folder, title, weight)
}

func (r *folderReader) pages(folder, text string) {
	root := parseNodes(text)
	if n := root.get("title"); n != nil && n.scalar() {
		r.set(folder, n.text, 0)
	}
	base := folder
	if n := root.get("docs_dir"); n != nil && n.scalar() {
		base = path.Join(folder, n.text)
	}
	for _, key := range []string{"nav", "arrange"} {
		if n := root.get(key); n != nil && n.kind == listNode {
			r.nav(base, n, 0)
		}
	}
}

// nav reads a list of pages: names, and tables of a title with a page or a list. It
// returns a page in it, which shows which folder the list is.
func (r *folderReader) nav(folder string, list *node, depth int) (page string) {
	for i := range list.items {
		title, to := "", &list.items[i]
		if to.kind == tableNode && len(to.items) == 1 {
			title, to = to.items[0].key, &to.items[0]
		}
		switch {
		case to.kind == listNode && depth < maxDepth:
			inner := r.nav(folder, to, depth+1)
			if dir := path.Dir(inner); inner != "" && dir != folder && dir != "." {
				r.set(r.ancestor(dir, folder, depth), title, i+1)
			}
			page = first(page, inner)
		case to.kind == textNode && isArticle(to.text):
			page = first(page, path.Join(folder, to.text))
		case to.kind == textNode && !strings.ContainsAny(to.text, ":*<") && !strings.HasPrefix(to.text, "."):
			r.set(path.Join(folder, to.text), title, i+1)
		}
	}
	return page
}

// ancestor returns the folder that a list at a depth stands for, of a page in dir.
func (r *folderReader) ancestor(dir, folder string, depth int) string {
	below := strings.TrimPrefix(strings.TrimPrefix(dir, folder), "/")
	parts := strings.Split(below, "/")
	return path.Join(folder, path.Join(parts[:min(depth+1, len(parts))]...))
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// summaryItem is a line of a SUMMARY.md.
var summaryItem = regexp.MustCompile(`^\s*[*+-]\s+\[([^\]]*)\]\(<?([^)>]*)>?\)`)

// summary reads a list of links. That to the page of a folder names the folder.
func (r *folderReader) summary(folder, text string) {
	weight := 0
	for line := range strings.Lines(text) {
		m := summaryItem.FindStringSubmatch(line)
		if m == nil || !isArticle(m[2]) {
			continue
		}
		weight++
		to := path.Join(folder, m[2])
		if frontName(path.Base(to)) >= 0 {
			r.set(strings.TrimSuffix(path.Dir(to), "."), m[1], weight)
			continue
		}
		if dir := stem(to); r.isFolder(dir) {
			r.set(dir, m[1], weight)
		} else if dir = path.Dir(to); dir != "." && dir != folder {
			r.set(dir, "", weight)
		}
	}
}

func (r *folderReader) isFolder(name string) bool {
	info, err := fs.Stat(r.fsys, path.Join(r.options.dir(), name))
	return err == nil && info.IsDir()
}
