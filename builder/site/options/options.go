// Package options has the tables [site] and [people] of site.toml.
package options

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"winnow/builder/diag"
)

// Options is the table [site] of site.toml.
type Options struct {
	Title        string `toml:"title"`
	BaseURL      string `toml:"base_url"` // address of the published site; ends with "/" once the site is assembled
	Description  string `toml:"description"`
	Language     string `toml:"language"`      // BCP 47
	PageSize     int    `toml:"page_size"`     // entries on one list page
	Menu         []Link `toml:"menu"`          // addresses are absolute or below the root
	CommunityURL string `toml:"community_url"` // where to ask; empty = not offered
	HeldList     bool   `toml:"held_list"`     // whether the held list shows the titles of held articles, or only counts and reasons
	EditURL      string `toml:"edit_url"`      // prefix; the article's path is added
	Helpful      string `toml:"helpful"`       // where "was this helpful?" goes: an https or mailto address, or "thread"; empty = not asked
}

// People is the table [people] of site.toml: what the site shows of people who
// never asked to be shown.
type People struct {
	Pages  string `toml:"pages"`  // who has a page: PagesOfAuthors, PagesOfAll, PagesOff
	Report string `toml:"report"` // the community report: ReportPublic, ReportNamed, ReportOff
}

// Values of People.
const (
	PagesOfAuthors = "authors" // authors of public articles; below the start of a newcomer they are in no list
	PagesOfAll     = "all"     // all whom the evidence judges
	PagesOff       = "off"

	ReportPublic = "public" // without names
	ReportNamed  = "named"  // with the three contributors who would be missed most
	ReportOff    = "off"
)

// DefaultPeople returns what holds where site.toml is silent.
func DefaultPeople() People { return People{PagesOfAuthors, ReportPublic} }

// Check finds values that cannot be obeyed. The path of a problem is the key.
func (o People) Check() (out diag.List) {
	refuse := func(key, value string, known ...string) {
		if !slices.Contains(known, value) {
			out = append(out, diag.Problem{Path: key, Msg: fmt.Sprintf("%s is %q, which is not known", key, value),
				Hint: "choose " + strings.Join(known, ", ")})
		}
	}
	refuse("pages", o.Pages, PagesOfAuthors, PagesOfAll, PagesOff)
	refuse("report", o.Report, ReportPublic, ReportNamed, ReportOff)
	return out
}

// Default returns what holds where site.toml is silent.
func Default() Options {
	return Options{Title: "Community solutions", Language: "en", PageSize: 30}
}

// Check finds values that cannot be obeyed. The path of a problem is the key.
func (o Options) Check() diag.List {
	var out diag.List
	refuse := func(key, msg, hint string) {
		out = append(out, diag.Problem{Path: key, Msg: msg, Hint: hint})
	}
	if o.BaseURL != "" && WebAddress(o.BaseURL) == "" {
		refuse("base_url", "base_url is not an http or https address: "+strconv.Quote(o.BaseURL), `write it like "https://help.example.com/"`)
	}
	if _, err := language.Parse(o.Language); err != nil {
		refuse("language", "unknown language "+strconv.Quote(o.Language), `write a language tag like "en" or "pt-BR"`)
	}
	if o.PageSize < 1 || o.PageSize > maxPageSize {
		refuse("page_size", "page_size is "+strconv.Itoa(o.PageSize), "choose a number from 1 to "+strconv.Itoa(maxPageSize))
	}
	if o.CommunityURL != "" && WebAddress(o.CommunityURL) == "" {
		refuse("community_url", "community_url is not an http or https address", "write it in full, or leave it out")
	}
	if o.EditURL != "" && WebAddress(o.EditURL) == "" {
		refuse("edit_url", "edit_url is not an http or https address", "write it in full, or leave it out")
	}
	if h := o.Helpful; h != "" && h != HelpfulThread && !strings.HasPrefix(h, "mailto:") && WebAddress(h) == "" {
		refuse("helpful", "helpful is neither an address nor \"thread\": "+strconv.Quote(h), `write "https://…", "mailto:…", or "thread"`)
	}
	for _, l := range o.Menu {
		if u, err := url.Parse(l.URL); err != nil || u.Scheme != "" && u.Scheme != "mailto" && WebAddress(l.URL) == "" {
			refuse("menu", "menu entry "+strconv.Quote(l.Text)+" has an address that is neither on the site nor http, https or mailto", "")
		}
	}
	return out
}

const maxPageSize = 1000

// HelpfulThread as Helpful sends readers to the thread from which an article comes.
const HelpfulThread = "thread"

// Normal fills in what is missing, for sites that are made without site.toml.
func (o Options) Normal() Options {
	d := Default()
	o.Title = cmp.Or(o.Title, d.Title)
	o.Language = cmp.Or(o.Language, d.Language)
	if o.PageSize < 1 || o.PageSize > maxPageSize {
		o.PageSize = d.PageSize
	}
	o.BaseURL = WebAddress(o.BaseURL)
	if o.BaseURL != "" && !strings.HasSuffix(o.BaseURL, "/") {
		o.BaseURL += "/"
	}
	return o
}

// A Link is an address with its text.
type Link struct {
	Text string `toml:"text"`
	URL  string `toml:"url"`
}

// WebAddress returns an address as it was written if it is one of http or
// https, and "" for any other.
func WebAddress(a string) string {
	u, err := url.Parse(strings.TrimSpace(a))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return strings.TrimSpace(a)
}
