package content

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A shape is what the value of a key looks like.
type shape uint8

const (
	lineShape     shape = iota // text, shown on one line
	idShape                    // an id; of a table its id, username, login or name
	wordsShape                 // a list of texts, or one text with commas
	tagsShape                  // a list of tags, or one text with commas or blanks
	aliasesShape               // a list of paths below the site's root
	categoryShape              // a path of folders; the first of a list
	dateShape
	languageShape
	countShape  // a whole number from 0
	numberShape // a whole number
	daysShape   // a number of days, or "6 months"
	flagShape
	addressShape // http or https
	targetShape  // an article's path, or an address
	answerShape  // an id, without a final .md
	kindShape
	iconShape // one of Icons
	privacyShape
)

// shapes is the table of what is known of each shape.
var shapes = [...]struct {
	what, example string
	list          bool     // it is a list
	first         bool     // of a list the first item is taken
	among         []string // what it is one of
}{
	lineShape:     {what: "text", example: `"Wifi is slow"`},
	idShape:       {what: "one id", example: `"jane"`, first: true},
	wordsShape:    {what: "a list of texts", example: `["2.1", "2.2"]`, list: true},
	tagsShape:     {what: "a list of tags", example: `["wifi", "router"]`, list: true},
	aliasesShape:  {what: "a list of old addresses below the site's root", example: `["old/address/"]`, list: true},
	categoryShape: {what: "the path of a category", example: `"network/wifi"`, first: true},
	dateShape:     {what: "a date", example: `2024-05-31 or 2024-05-31T18:00:00Z`},
	languageShape: {what: "the tag of a language", example: `"pt-BR"`},
	countShape:    {what: "a whole number from 0", example: `12`},
	numberShape:   {what: "a whole number", example: `12`},
	daysShape:     {what: "a number of days", example: `180 or "6 months"`},
	flagShape:     {what: "true or false", example: `true`},
	addressShape:  {what: "an address with http or https", example: `"https://forum.example.com/t/12"`},
	targetShape:   {what: "the path of an article or an address", example: `"wifi/new.md"`},
	answerShape:   {what: "one id", example: `"12"`},
	kindShape:     {what: "page or article", example: `"page"`},
	iconShape:     {what: "one of " + strings.Join(Icons, ", "), example: `"wifi"`, among: Icons},
	privacyShape:  {what: "public, anonymous, unscored or erased", example: `"anonymous"`},
}

// maxCount is the largest count: sums of them stay far from overflow.
const maxCount = 1_000_000_000

// put converts the value of n and stores it where to points. It reports
// whether the value has the shape.
func (s shape) put(to any, n *node, r *reader) bool {
	switch to := to.(type) {
	case *string:
		return keep(to)(s.text(n, r))
	case *[]string:
		return keep(to)(s.list(n))
	case *time.Time:
		return keep(to)(r.date(n))
	case *int:
		return keep(to)(s.number(n))
	case *bool:
		return keep(to)(n.flag())
	case *Privacy:
		choice := Privacy(n.text)
		return keep(to)(choice, choice == Public || choice == Anonymous || choice == Unscored || choice == Erased)
	case *Kind:
		return keep(to)(map[string]Kind{"page": KindPage}[n.text], n.text == "page" || n.text == "article")
	}
	return false
}

// keep stores a value that was understood.
func keep[T any](to *T) func(T, bool) bool {
	return func(v T, ok bool) bool {
		if ok {
			*to = v
		}
		return ok
	}
}

// text reads a value of one text.
func (s shape) text(n *node, r *reader) (string, bool) {
	switch s {
	case idShape, answerShape, categoryShape:
		n = n.first().named(s)
	}
	if !n.scalar() {
		return "", false
	}
	text := oneLine(n.text)
	switch s {
	case addressShape:
		return text, isAddress(text)
	case targetShape:
		return r.target(text)
	case answerShape:
		return strings.TrimSuffix(text, ".md"), text != ""
	case categoryShape:
		path := CategoryPath(text)
		return path, path != "" && !isAddress(text)
	case iconShape:
		return text, slices.Contains(Icons, text)
	case languageShape:
		text = strings.ReplaceAll(text, "_", "-")
		return text, len(text) <= 35 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
	}
	return text, true
}

// describe names a value in a message, cut when it is long.
func (n *node) describe() string {
	switch n.kind {
	case listNode:
		return "a list"
	case tableNode:
		return "a table"
	case textNode:
		return quote(n.text)
	}
	return n.text
}

func (n *node) scalar() bool { return n.kind > nullNode && n.kind < listNode }

// blank reports whether a value is empty, so that the key may as well be absent.
func (n *node) blank() bool {
	return n.kind == nullNode || n.kind == textNode && strings.TrimSpace(n.text) == "" || n.kind == listNode && len(n.items) == 0
}

// first returns the first item of a list, and anything else as it is.
func (n *node) first() *node {
	if n.kind == listNode && len(n.items) > 0 {
		return &n.items[0]
	}
	return n
}

// Keys under which a table has the name of the one thing that it describes, the
// better first.
var (
	namesOfPeople = []string{"id", "user_id", "username", "login", "name", "display_name"}
	namesOfThings = []string{"slug", "name", "value", "title", "id"}
)

// named returns the name in a table, and anything else as it is.
func (n *node) named(s shape) *node {
	if n.kind != tableNode {
		return n
	}
	keys := namesOfThings
	if s == idShape {
		keys = namesOfPeople
	}
	for _, key := range keys {
		if name := n.get(key); name != nil && name.scalar() && !name.blank() {
			return name
		}
	}
	return n
}

// list reads a list, or one text that holds a list.
func (s shape) list(n *node) ([]string, bool) {
	var texts []string
	switch {
	case n.kind == listNode:
		texts = make([]string, 0, len(n.items))
		for i := range n.items {
			item := n.items[i].named(s)
			if !item.scalar() {
				return nil, false
			}
			texts = append(texts, item.text)
		}
	case n.scalar():
		texts = s.cut(n.text)
	default:
		return nil, false
	}
	out := texts[:0]
	for _, t := range texts {
		t, ok := s.word(t)
		if !ok {
			return nil, false
		}
		if t != "" && !contains(out, t) {
			out = append(out, t)
		}
	}
	return out, true
}

// contains reports whether a text is in a list of the usual handful; a list of
// thousands, which no one writes, is kept as it is.
func contains(list []string, s string) bool {
	if len(list) > 100 {
		return false
	}
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// cut separates a text that holds a list: at commas, tags without commas also
// at blanks and at the marks of Stack Exchange (<a><b>, |a|b|).
func (s shape) cut(text string) []string {
	switch {
	case strings.Contains(text, ","):
		return strings.Split(text, ",")
	case s == tagsShape:
		return strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '<' || r == '>' || r == '|' })
	}
	return []string{text}
}

// word reads one item of a list.
func (s shape) word(text string) (string, bool) {
	switch s {
	case tagsShape:
		return Tag(text), true
	case aliasesShape:
		return aliasPath(oneLine(text))
	}
	return oneLine(text), true
}

// number reads a whole number.
func (s shape) number(n *node) (int, bool) {
	if s == daysShape {
		return n.days()
	}
	i, ok := n.whole()
	if n.kind != wholeNode && n.kind != textNode || i > maxCount || i < -maxCount {
		return 0, false
	}
	return int(i), ok && (i >= 0 || s == numberShape)
}

// days reads a length of time: a number of days, or a number and a unit.
func (n *node) days() (int, bool) {
	text := strings.TrimSpace(strings.ToLower(n.text))
	digits := strings.TrimRight(text, " abcdefghijklmnopqrstuvwxyz")
	count := node{kind: n.kind, text: digits}
	i, ok := count.whole()
	if !n.scalar() || !ok || i < 0 || i > 100_000 {
		return 0, false
	}
	switch strings.TrimSuffix(strings.TrimSpace(text[len(digits):]), "s") {
	case "", "d", "day":
		return int(i), true
	case "w", "week":
		return int(i) * 7, true
	case "m", "month":
		return int(i) * 30, true
	case "y", "year":
		return int(i) * 365, true
	}
	return 0, false
}

func (n *node) isFlag() bool {
	_, ok := n.flag()
	return ok
}

func (n *node) flag() (value, ok bool) {
	if !n.scalar() {
		return false, false
	}
	switch strings.ToLower(strings.TrimSpace(n.text)) {
	case "true", "yes", "on", "1":
		return true, true
	case "false", "no", "off", "0":
		return false, true
	}
	return false, false
}

func isAddress(s string) bool {
	rest, ok := cutPrefixFold(s, "https://")
	if !ok {
		rest, ok = cutPrefixFold(s, "http://")
	}
	return ok && rest != "" && rest[0] != '/' && !strings.ContainsAny(s, " <>\"\\")
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// aliasPath returns an old address as a path below the site's root: "/a/b" is
// "a/b", and of a whole address the path counts.
func aliasPath(s string) (string, bool) {
	if isAddress(s) {
		_, s, _ = strings.Cut(s, "://")
		_, s, _ = strings.Cut(s, "/")
	}
	s = strings.TrimLeft(s, "/ ")
	if strings.ContainsAny(s, "\\?#<>\":*|") || strings.Contains("/"+s+"/", "/../") || strings.Contains("/"+s+"/", "/./") {
		return "", false
	}
	return s, true
}

// oneLine returns text fit for one line: runs of blanks and control characters
// become one blank, characters that turn the direction of writing are dropped.
func oneLine(s string) string {
	if tidyLine(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || unicode.IsSpace(r):
			return ' '
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff:
			return -1
		}
		return r
	}, norm.NFC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// tidyLine reports whether oneLine has nothing to do, which is usual.
func tidyLine(s string) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || s == ""
}
