package outline

import (
	"net/url"
	"strings"
)

// Address returns the address of a page seen from another, both below the root
// of the site, or of the place on it with an id.
func Address(from, to, id string) string {
	href := Relative(from, to)
	if id != "" {
		href += "#" + (&url.URL{Fragment: id}).EscapedFragment()
	}
	return href
}

// Relative returns the address of one file of the site seen from another, both
// below the root: Relative("wifi/slow/", "wifi/a.png") is "../a.png".
func Relative(from, to string) string {
	shared := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			shared = i + 1
		}
	}
	href := strings.Repeat("../", strings.Count(from[shared:], "/")) + (&url.URL{Path: to[shared:]}).EscapedPath()
	if href == "" || strings.Contains(strings.SplitN(href, "/", 2)[0], ":") {
		return "./" + href
	}
	return href
}
