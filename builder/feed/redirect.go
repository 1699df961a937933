package feed

import (
	"bytes"
	"fmt"
	"html"
	"path"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/site"
)

// redirects lead from the old addresses to the new ones: pages of this site by
// their aliases, and threads of the forum that it takes the place of.
func redirects(s *site.Site, oldSite string, files map[string]bool) ([]File, diag.List) {
	pages, problems := redirectsOf(s, files)
	threads, found := threadsMoved(s, oldSite)
	problems = append(problems, found...)
	if len(pages)+len(threads) == 0 {
		return nil, problems
	}
	var out []File
	for _, r := range pages {
		if name, ok := pageFile(r.from); ok {
			out = append(out, File{Path: name, Make: func() ([]byte, error) { return redirectPage(s, r), nil }})
		}
	}
	each := func(f func(from, to string)) { eachRedirect(s, pages, threads, f) }
	return append(out,
		File{Path: "_redirects", Make: func() ([]byte, error) { return table(each), nil }},
		File{Path: "redirects.nginx", Make: func() ([]byte, error) { return nginxMap(each), nil }}), problems
}

// eachRedirect calls f with every old address on its host and where it leads.
func eachRedirect(s *site.Site, pages, threads []redirect, f func(from, to string)) {
	root := s.HostRoot()
	for _, r := range pages {
		f(root+site.Escaped(r.from), root+site.EscapedPlace(r.to))
	}
	for _, r := range threads {
		to := absolute(s, r.to)
		if to == "" {
			to = root + site.EscapedPlace(r.to)
		}
		f(r.from, to)
	}
}

// table is what hosts of static sites read. An address with a query is matched
// by its parameters: "/viewtopic.php t=12 /wifi/slow/ 301".
func table(each func(func(from, to string))) []byte {
	b := new(bytes.Buffer)
	each(func(from, to string) {
		place, query, _ := strings.Cut(from, "?")
		fmt.Fprintf(b, "%s%s %s 301\n", place, strings.ReplaceAll(strings.TrimRight(" "+query, " "), "&", " "), to)
	})
	return b.Bytes()
}

// nginxMap is a map to be included in the http block of nginx.
func nginxMap(each func(func(from, to string))) []byte {
	b := bytes.NewBufferString("# include this file in http { }, and in server { } write:\n#   if ($winnow_moved) { return 301 $winnow_moved; }\n" +
		"map $request_uri $winnow_moved {\n  default \"\";\n")
	quote := strings.NewReplacer(`\`, "%5C", `"`, "%22", "$", "%24", "\n", "%0A")
	each(func(from, to string) { fmt.Fprintf(b, "  \"%s\" \"%s\";\n", quote.Replace(from), quote.Replace(to)) })
	b.WriteString("}\n")
	return b.Bytes()
}

// pageFile returns the file that shows a page at an old address, if one can.
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

// absolute returns the absolute address of a page, or of a place on one; "" without a
// base_url.
func absolute(s *site.Site, to string) string {
	page, place, further := strings.Cut(to, "#")
	at := s.Absolute(page)
	if at != "" && further {
		at += "#" + place
	}
	return at
}

// redirectPage leads on at once, without a script, and tells search engines
// the new address.
func redirectPage(s *site.Site, r redirect) []byte {
	to := html.EscapeString(strings.Repeat("../", strings.Count(r.from, "/")) + site.EscapedPlace(r.to))
	if to == "" {
		to = "./"
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=%q>\n<meta charset=\"utf-8\">\n<title>%s</title>\n",
		html.EscapeString(s.Options.Language), html.EscapeString(legal(r.title)))
	page, _, _ := strings.Cut(r.to, "#")
	if at := s.Absolute(page); at != "" {
		fmt.Fprintf(&b, "<link rel=\"canonical\" href=\"%s\">\n", html.EscapeString(at))
	}
	fmt.Fprintf(&b, "<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=%s\">\n", to)
	fmt.Fprintf(&b, "<a href=\"%s\">%s</a>\n</html>\n", to, html.EscapeString(legal(r.title)))
	return b.Bytes()
}
