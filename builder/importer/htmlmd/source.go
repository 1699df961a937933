package htmlmd

import (
	"regexp"
	"strings"

	"winnow/builder/markdown/mdtext"
)

// A source is the Markdown source of a post on its way into an article. There
// it comes below a heading of level 2, beside the source of another post:
//
//   - its headings step down by two levels, those above a line of "=" or "-"
//     are written with "#";
//   - references are resolved, "[text][1]" becomes "[text](address)", as the
//     other post has a "[1]" of its own;
//   - relative addresses become absolute;
//   - what one platform alone understands becomes what all understand: language
//     hints before code, and what the dialect names.
//
// This is done line by line and not by a parser, so it refuses whatever it
// cannot be sure of, such as raw HTML that does not end with its paragraph, or
// fences within lists. The body as HTML is then used instead. That leaves the
// text of the author as it is, where a parser's tree would be written anew, and
// is cheap: parsing with goldmark, before anything is changed, would take 6 % of
// an import (6,800 bodies: 2.90 s became 3.07 s, least of alternating
// runs).
type source struct {
	t      *Translator
	parts  []sourcePart
	refs   map[string]string // address by label
	lang   string            // of the next block of code
	all    string            // of every block of code
	fence  string            // the open fence
	code   []string          // the lines of the open indented block
	para   int               // lines of the open paragraph
	list   bool              // a list may be open
	html   bool              // a block of HTML is open
	unsure bool
}

// A sourcePart is a run of lines. Text is read for references, other parts are
// left as they are.
type sourcePart struct {
	lines  []string
	inline bool
}

// Source returns the Markdown source of a body, fit for its place in an article;
// false when it cannot be made fit.
func (t *Translator) Source(md string) (string, bool) {
	s := &source{t: t, refs: map[string]string{}}
	md = strings.ReplaceAll(strings.ReplaceAll(md, "\r\n", "\n"), "\r", "\n")
	for _, line := range strings.Split(md, "\n") {
		s.line(line)
		if s.unsure {
			return "", false
		}
	}
	s.endCode()
	if foreign := t.dialect.Foreign; s.fence != "" || foreign != nil && foreign.MatchString(md) {
		return "", false
	}
	for _, m := range rawLink.FindAllStringSubmatch(md, -1) {
		if !mdtext.IsAbsolute(m[1]) {
			return "", false
		}
	}
	return s.String()
}

var (
	rawLink = regexp.MustCompile(`(?i:href|src)\s*=\s*["']?\s*([^"'\s>]*)`)

	atxHeading  = regexp.MustCompile(`^(#{1,6})(?:[ \t]|$)`)
	setextLine  = regexp.MustCompile(`^(?:=+|-+)[ \t]*$`)
	ruleLine    = regexp.MustCompile(`^(?:\*[ \t]*){3,}$|^(?:-[ \t]*){3,}$|^(?:_[ \t]*){3,}$`)
	fenceLine   = regexp.MustCompile("^(`{3,}[^`]*|~{3,}.*)$")
	listItem    = regexp.MustCompile(`^(?:[-+*]|[0-9]{1,9}[.)])(?:([ \t]+)(.*)|)$`)
	definition  = regexp.MustCompile(`^\[([^\[\]]+)\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$`)
	hint        = regexp.MustCompile(`^<!--\s*language(-all)?:\s*(\S+)\s*-->$`)
	oneComment  = regexp.MustCompile(`^<!--[^>]*-->$`)
	inlineStart = regexp.MustCompile(`^<(?i:https?:|ftp:|mailto:|/?(?:a|b|strong|em|i|s|del|strike|sub|sup|kbd|code|br|img)\b)`)
	openEnded   = regexp.MustCompile(`^<(?:(?i:script|pre|style|textarea)\b|[!?])`)
)

// line takes one line.
func (s *source) line(line string) {
	trimmed := strings.TrimLeft(line, " \t")
	indent := width(line[:len(line)-len(trimmed)])
	switch {
	case s.fence != "":
		s.inFence(line, indent, trimmed)
	case trimmed == "":
		s.blank()
	case s.html:
		s.unsure = strings.ContainsAny(trimmed, "#`~=-*_[")
		s.keep(line)
	case indent >= 4 && s.para == 0:
		s.indented(line)
	case indent >= 4:
		s.text(line)
	default:
		s.endCode()
		s.block(line, indent, trimmed)
	}
}

func width(space string) int {
	n := 0
	for _, c := range space {
		if n++; c == '\t' {
			n = (n + 3) / 4 * 4
		}
	}
	return n
}

// block takes a line that may begin a block at the top level.
func (s *source) block(line string, indent int, trimmed string) {
	switch m := listItem.FindStringSubmatch(trimmed); {
	case fenceLine.MatchString(trimmed):
		s.unsure = s.list
		s.openFence(line, trimmed)
	case trimmed[0] == '<' && !inlineStart.MatchString(trimmed):
		s.startHTML(line, trimmed)
	case atxHeading.MatchString(trimmed):
		s.heading(trimmed)
		s.list = s.list && indent > 0
	case setextLine.MatchString(trimmed) && s.para > 0:
		s.underline(trimmed)
	case ruleLine.MatchString(trimmed):
		s.keep(line)
	case trimmed[0] == '>':
		s.quote(line)
	case m != nil:
		s.item(line, m)
	case s.para == 0 && definition.MatchString(trimmed):
		s.define(trimmed)
	default:
		s.list = s.list && (s.para > 0 || indent > 0)
		s.text(line)
	}
}

func (s *source) blank() {
	s.para, s.html = 0, false
	if s.code != nil {
		s.code = append(s.code, "")
		return
	}
	s.keep("")
}

// keep adds a line that is left as it is.
func (s *source) keep(line string) {
	s.para = 0
	s.parts = append(s.parts, sourcePart{lines: []string{line}})
}

// text adds a line to the open paragraph, or opens one.
func (s *source) text(line string) {
	if s.para == 0 {
		s.parts = append(s.parts, sourcePart{inline: true})
	}
	s.para++
	p := &s.parts[len(s.parts)-1]
	p.lines = append(p.lines, line)
}

// begin adds a line that begins a new block of text.
func (s *source) begin(line string) {
	s.para = 0
	s.text(line)
}

func (s *source) openFence(line, trimmed string) {
	s.keep(line)
	s.fence = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, trimmed[:1]))]
	if lang := s.language(); lang != "" && trimmed == s.fence {
		s.parts[len(s.parts)-1].lines[0] += lang
	}
}

func (s *source) inFence(line string, indent int, trimmed string) {
	s.keep(line)
	if run := strings.TrimRight(trimmed, " \t"); indent < 4 && len(run) >= len(s.fence) && strings.Trim(run, s.fence[:1]) == "" {
		s.fence = ""
	}
}

// indented takes a line of indented code. Within a list it may as well be a
// paragraph of an item: it stays as it is, unless that matters.
func (s *source) indented(line string) {
	if s.list {
		s.unsure = strings.ContainsAny(line, "[]") || fenceLine.MatchString(strings.TrimSpace(line))
		s.keep(line)
		return
	}
	s.code = append(s.code, line)
}

// endCode writes the open block of indented code, with fences when its language
// is known.
func (s *source) endCode() {
	if s.code == nil {
		return
	}
	code := strings.TrimRight(strings.Join(s.code, "\n"), "\n")
	blank := len(s.code) - strings.Count(code, "\n") - 1
	if lang := s.language(); lang != "" {
		lines := strings.Split(code, "\n")
		for i, l := range lines {
			lines[i] = outdent(l)
		}
		code = mdtext.Fence(lang, strings.Join(lines, "\n"))
	}
	s.keep(code + strings.Repeat("\n", blank))
	s.code = nil
}

// outdent takes the indentation of a block of code off a line.
func outdent(line string) string {
	for n := 0; n < 4 && line != ""; n++ {
		if line[0] == '\t' {
			return line[1:]
		}
		line = strings.TrimPrefix(line, " ")
	}
	return line
}

// language returns the language of the next block of code.
func (s *source) language() string {
	lang := s.lang
	if lang == "" {
		lang = s.all
	}
	s.lang = ""
	lang = strings.TrimPrefix(strings.TrimPrefix(lang, "lang-"), "language-")
	if lang == "none" || lang == "default" || !mdtext.IsLanguage(lang) {
		return ""
	}
	return lang
}

// startHTML takes a line that begins a block of HTML. One that a blank line
// does not end could swallow the rest of the article.
func (s *source) startHTML(line, trimmed string) {
	trimmed = strings.TrimSpace(trimmed)
	switch m := hint.FindStringSubmatch(trimmed); {
	case m != nil && m[1] != "":
		s.all = m[2]
	case m != nil:
		s.lang = m[2]
	case oneComment.MatchString(trimmed):
	case openEnded.MatchString(trimmed):
		s.unsure = true
	default:
		s.html = true
		s.keep(line)
	}
}

func (s *source) heading(trimmed string) {
	level := len(trimmed) - len(strings.TrimLeft(trimmed, "#"))
	s.begin(strings.Repeat("#", min(6, level+2)) + trimmed[level:])
	s.para = 0
}

// underline makes a heading of the line above.
func (s *source) underline(trimmed string) {
	p := &s.parts[len(s.parts)-1]
	first := strings.TrimLeft(p.lines[0], " \t")
	if s.list || s.para > 1 || first[0] == '>' {
		s.unsure = true
		return
	}
	marks := "### "
	if trimmed[0] == '-' {
		marks = "#### "
	}
	p.lines[0] = marks + strings.TrimRight(first, " \t")
	s.para = 0
}

// quote takes a line of a quotation. What it holds ends with it; code within it
// is taken for text.
func (s *source) quote(line string) {
	before, after, _ := strings.Cut(line, ">")
	if s.t.dialect.Spoiler {
		after = strings.TrimPrefix(after, "!")
	}
	if body := strings.TrimLeft(after, " \t>"); width(after[:len(after)-len(body)]) > 4 || strings.HasPrefix(body, "```") || strings.HasPrefix(body, "~~~") {
		s.keep(before + ">" + after)
		return
	}
	s.text(before + ">" + after)
}

// item takes the first line of a list item; m is the match of listItem.
func (s *source) item(line string, m []string) {
	s.list = true
	s.unsure = fenceLine.MatchString(m[2]) || strings.HasPrefix(m[2], "<") && !inlineStart.MatchString(m[2])
	if width(m[1]) > 4 {
		s.keep(line)
		return
	}
	s.begin(line)
}

func (s *source) define(trimmed string) {
	m := definition.FindStringSubmatch(trimmed)
	if label := normalLabel(m[1]); s.refs[label] == "" {
		s.refs[label] = mdtext.Address(mdtext.Absolute(s.t.base, m[2]))
	}
}
