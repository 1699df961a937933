package feed

import (
	"bytes"
	"fmt"
	"html"
	"path"
	"strings"

	"winnow/builder/site"
)

// redirects leads from the old addresses to the new ones.
func redirects(s *site.Site) []File {
	if len(s.Redirects) == 0 {
		return nil
	}
	var files []File
	table := new(bytes.Buffer)
	root := s.HostRoot()
	for _, r := range s.Redirects {
		fmt.Fprintf(table, "%s %s 301\n", root+site.Escaped(r.From), root+site.Escaped(r.To))
		if name, ok := pageFile(r.From); ok {
			files = append(files, File{name, redirectPage(s, r)})
		}
	}
	return append(files, File{"_redirects", table.Bytes()})
}

// pageFile is the file that shows a page at an old address, if one can.
func pageFile(from string) (string, bool) {
	if strings.HasSuffix(from, "/") {
		return from + "index.html", true
	}
	switch path.Ext(from) {
	case ".html", ".htm":
		return from, true
	}
	return "", false
}

// redirectPage leads on at once, without a script, and tells search engines
// the new address.
func redirectPage(s *site.Site, r site.Redirect) []byte {
	to := html.EscapeString(strings.Repeat("../", strings.Count(r.From, "/")) + site.Escaped(r.To))
	if to == "" {
		to = "./"
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=%q>\n<meta charset=\"utf-8\">\n<title>%s</title>\n",
		html.EscapeString(s.Options.Language), html.EscapeString(legal(r.Title)))
	if at := s.Absolute(r.To); at != "" {
		fmt.Fprintf(&b, "<link rel=\"canonical\" href=\"%s\">\n", html.EscapeString(at))
	}
	fmt.Fprintf(&b, "<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=%s\">\n", to)
	fmt.Fprintf(&b, "<a href=\"%s\">%s</a>\n</html>\n", to, html.EscapeString(legal(r.Title)))
	return b.Bytes()
}
