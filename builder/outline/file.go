package outline

import "strings"

// FileURL returns where a file of the content folder is below the site's root: its
// path, without the dots at the head of folders such as .gitbook, which many hosts
// do not serve.
func FileURL(name string) string {
	if !strings.HasPrefix(name, ".") && !strings.Contains(name, "/.") {
		return name
	}
	parts := strings.Split(name, "/")
	for i, p := range parts {
		if bare := strings.TrimLeft(p, "."); bare != "" {
			parts[i] = bare
		}
	}
	return strings.Join(parts, "/")
}
