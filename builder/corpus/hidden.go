package corpus

import (
	"path"
	"slices"
	"strings"
)

// hidden reports whether a file is in a hidden folder; hidden files and the folders of
// version control are never published.
func hidden(name string) bool {
	if name == "" || name[0] != '.' && !strings.Contains(name, "/.") || strings.HasSuffix(name, "/") {
		return false
	}
	first, _, _ := strings.Cut(name, "/")
	return path.Base(name)[0] != '.' && !slices.Contains([]string{".git", ".winnow", ".svn", ".hg", "..", "."}, first)
}
