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
	if len(s.Redirects)+len(s.Moved) == 0 {
		return nil
	}
	var files []File
	for _, r := range s.Redirects {
		if name, ok := pageFile(r.From); ok {
			files = append(files, File{Path: name, Make: func() ([]byte, error) { return redirectPage(s, r), nil }})
		}
	}
	return append(files,
		File{Path: "_redirects", Make: func() ([]byte, error) { return table(s), nil }},
		File{Path: "redirects.nginx", Make: func() ([]byte, error) { return nginxMap(s), nil }})
}

// each calls f with every old address on its host and where it leads.
func each(s *site.Site, f func(from, to string)) {
	root := s.HostRoot()
	for _, r := range s.Redirects {
		f(root+site.Escaped(r.From), root+site.Escaped(r.To))
	}
	for _, r := range s.Moved {
		to := s.Absolute(r.To)
		if to == "" {
			to = root + site.Escaped(r.To)
		}
		f(r.From, to)
	}
}

// table is what hosts of static sites read. An address with a query is matched
// by its parameters: "/viewtopic.php t=12 /wifi/slow/ 301".
func table(s *site.Site) []byte {
	b := new(bytes.Buffer)
	each(s, func(from, to string) {
		place, query, _ := strings.Cut(from, "?")
		fmt.Fprintf(b, "%s%s %s 301\n", place, strings.ReplaceAll(strings.TrimRight(" "+query, " "), "&", " "), to)
	})
	return b.Bytes()
}

// nginxMap is a map to be included in the http block of nginx.
func nginxMap(s *site.Site) []byte {
	b := bytes.NewBufferString("# include this file in http { }, and in server { } write:\n#   if ($winnow_moved) { return 301 $winnow_moved; }\n" +
		"map $request_uri $winnow_moved {\n  default \"\";\n")
	quote := strings.NewReplacer(`\`, "%5C", `"`, "%22", "$", "%24", "\n", "%0A")
	each(s, func(from, to string) { fmt.Fprintf(b, "  \"%s\" \"%s\";\n", quote.Replace(from), quote.Replace(to)) })
	b.WriteString("}\n")
	return b.Bytes()
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
