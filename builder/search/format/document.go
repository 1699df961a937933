package format

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"winnow/builder/search/words"
)

// A Document is one article as the result list shows it.
type Document struct {
	URL      string   `json:"url"` // below the site's root
	Title    string   `json:"title"`
	Summary  string   `json:"summary"` // the index keeps at most 160 characters of it
	Author   string   `json:"author"`  // name as shown, may be empty
	Rank     string   `json:"rank"`    // of the author
	Category string   `json:"category"`
	Tags     []string `json:"tags"`
	State    string   `json:"state"` // "verified", "published", "outdated"
	Accepted bool     `json:"accepted"`
	Date     string   `json:"date"` // 2006-01-02 or empty

	Sections []Section `json:"-"` // of one that was read
}

// What a block keeps of a document, in characters and in tags.
const (
	MaxTitle   = 200
	MaxSummary = 160
	MaxName    = 60 // author, tag
	MaxTags    = 12
	maxURL     = 4096
)

// Characters between values: of a list, of a column, between columns.
const (
	betweenParts   = "\x1d"
	betweenColumns = "\x1e"
	betweenValues  = "\x1f"
)

// Columns of a document block, in order.
const (
	columnTitle = iota
	columnSlug
	columnPlace
	columnKind
	columnSummary
	columnAuthor
	columnTags
	columnDate
	columnSections
	numColumns
)

// A Row is a document as a block has it, a value for each column.
type Row [numColumns]string

// Short returns what a file of titles has of a row.
func (r Row) Short() Row {
	r[columnSummary], r[columnTags], r[columnSections] = "", "", ""
	return r
}

// Tables number what many documents share; the manifest holds them.
type Tables struct {
	Places Table // folder, what ends the URL, category
	Kinds  Table // state, rank, accepted
}

// A Table numbers the strings that come first.
type Table struct {
	List  []string
	index map[string]int
}

const maxTable = 400

// code returns the number of s, or "=" and s when the table is full.
func (t *Table) code(s string) string {
	if n, ok := t.index[s]; ok {
		return strconv.Itoa(n)
	}
	if len(t.List) == maxTable {
		return "=" + s
	}
	if t.index == nil {
		t.index = map[string]int{}
	}
	t.index[s] = len(t.List)
	t.List = append(t.List, s)
	return strconv.Itoa(len(t.List) - 1)
}

// Row returns the row of a document whose sections are written already.
func (t *Tables) Row(d *Document, sections string) Row {
	title := Clean(d.Title, MaxTitle)
	folder, slug, end := splitURL(d.URL)
	accepted := ""
	if d.Accepted {
		accepted = "1"
	}
	return Row{
		columnTitle:    title,
		columnSlug:     shortSlug(slug, slugOf(title)),
		columnPlace:    t.Places.code(parts(folder, end, Clean(d.Category, MaxTitle))),
		columnKind:     t.Kinds.code(parts(Clean(d.State, MaxName), Clean(d.Rank, MaxName), accepted)),
		columnSummary:  Clean(d.Summary, MaxSummary),
		columnAuthor:   Clean(d.Author, MaxName),
		columnTags:     tagList(d.Tags),
		columnDate:     shortDate(d.Date),
		columnSections: sections,
	}
}

// document undoes Row for the i-th values of all columns.
func document(m *Manifest, values [][]string, i int) Document {
	title := values[columnTitle][i]
	place := threeParts(m.Places, values[columnPlace][i])
	kind := threeParts(m.Kinds, values[columnKind][i])
	d := Document{
		URL:      place[0] + longSlug(values[columnSlug][i], title) + place[1],
		Title:    title,
		Summary:  values[columnSummary][i],
		Author:   values[columnAuthor][i],
		Category: place[2],
		State:    kind[0],
		Rank:     kind[1],
		Accepted: kind[2] == "1",
		Date:     longDate(values[columnDate][i]),
		Tags:     []string{},
		Sections: ReadSections(values[columnSections][i]),
	}
	if tags := values[columnTags][i]; tags != "" {
		d.Tags = strings.Split(tags, betweenParts)
	}
	return d
}

func parts(s ...string) string { return strings.Join(s, betweenParts) }

// threeParts undoes Table.code.
func threeParts(list []string, code string) (out [3]string) {
	s, literal := strings.CutPrefix(code, "=")
	if !literal {
		if n, err := strconv.Atoi(code); err == nil && 0 <= n && n < len(list) {
			s = list[n]
		}
	}
	copy(out[:], strings.Split(s, betweenParts))
	return out
}

// Clean returns s on one line without control characters, at most n characters
// long, cut between words where there is a gap near.
func Clean(s string, n int) string {
	if !plain(s) {
		s = strings.Map(func(r rune) rune {
			if r < 0x20 || r == 0x7F {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(s, "\uFFFD"))
	}
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	s = string(words.Cut([]byte(s), n-1))
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		s = s[:i]
	}
	return s + "…"
}

// plain reports whether s is UTF-8 without control characters.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] == 0x7F {
			return false
		}
	}
	return utf8.ValidString(s)
}

func tagList(tags []string) string {
	var b strings.Builder
	for i, t := range tags[:min(len(tags), MaxTags)] {
		if i > 0 {
			b.WriteString(betweenParts)
		}
		b.WriteString(Clean(t, MaxName))
	}
	return b.String()
}

// splitURL takes "wifi/slow-5ghz/" apart into "wifi/", "slow-5ghz" and "/".
func splitURL(url string) (folder, slug, end string) {
	url = Clean(url, maxURL)
	if s, ok := strings.CutSuffix(url, "/"); ok {
		url, end = s, "/"
	}
	i := strings.LastIndexByte(url, '/') + 1
	return url[:i], url[i:], end
}

// slugOf returns the ASCII letters and digits of a title, in lower case, runs
// joined by hyphens.
func slugOf(title string) string {
	b := make([]byte, 0, len(title))
	open := false
	for i := range len(title) {
		c := title[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			open = true
			continue
		}
		if open && len(b) > 0 {
			b = append(b, '-')
		}
		open = false
		b = append(b, c)
	}
	return string(b)
}

// shortSlug says how a slug differs from the one of the title: "" not at all,
// else how many characters it shares (nothing for 0), a colon and the rest.
func shortSlug(slug, ofTitle string) string {
	if slug == ofTitle {
		return ""
	}
	n := 0
	for n < min(len(slug), len(ofTitle)) && slug[n] == ofTitle[n] {
		n++
	}
	if n < 3 {
		return ":" + slug
	}
	return strconv.Itoa(n) + ":" + slug[n:]
}

// longSlug undoes shortSlug.
func longSlug(s, title string) string {
	ofTitle := slugOf(title)
	shared, rest, differs := strings.Cut(s, ":")
	if !differs {
		return ofTitle
	}
	n, _ := strconv.Atoi(shared) // nothing means 0
	return ofTitle[:min(max(n, 0), len(ofTitle))] + rest
}

// shortDate returns a day as days since 1970 in base 36, "=" and s otherwise.
func shortDate(s string) string {
	if s == "" {
		return ""
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Unix() < 0 {
		return "=" + Clean(s, MaxName)
	}
	return strconv.FormatInt(t.Unix()/86400, 36)
}

// longDate undoes shortDate.
func longDate(s string) string {
	if s == "" || s[0] == '=' {
		return strings.TrimPrefix(s, "=")
	}
	n, err := strconv.ParseInt(s, 36, 32)
	if err != nil {
		return ""
	}
	return time.Unix(n*86400, 0).UTC().Format(time.DateOnly)
}
