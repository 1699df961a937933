package risk

import (
	"regexp"
	"slices"
	"strings"
)

// A search looks for risks in one snippet.
type search struct {
	*finder
	Snippet
	index int
	found []Finding
}

// findings looks where the hints of a snippet point.
func (s *search) findings(h hint) []Finding {
	switch {
	case s.Code && h&codeCommand != 0:
		s.codeLines()
	case !s.Code && h&proseCommand != 0:
		s.proseCommands()
	}
	for i, r := range s.table {
		if h&(1<<i) != 0 && r.text != nil && (s.Code || !r.codeOnly) {
			s.pattern(r)
		}
	}
	return s.found
}

// add notes a risk, once for each line and kind, unless the author warns of it.
func (s *search) add(k Kind, line int, command, before, after string) {
	f := Finding{k.Name, k.Block && !s.Asked && !isWarning(before, after), strings.TrimSpace(command), s.index, line}
	if !slices.ContainsFunc(s.found, func(have Finding) bool { return have.Kind == f.Kind && have.Line == f.Line }) {
		s.found = append(s.found, f)
	}
}

// pattern looks for the text of a row.
func (s *search) pattern(r row) {
	at := r.text.FindStringIndex(s.Text)
	if at == nil || r.confirm != nil && !r.confirm(s.Text[at[0]:at[1]]) {
		return
	}
	from, to := lineAround(s.Text, at[0])
	_, end := lineAround(s.Text, at[1])
	if !s.Code {
		from, to = at[0], at[1]
	}
	s.add(r.Kind, strings.Count(s.Text[:at[0]], "\n"), s.Text[from:to], s.context(at[0]), s.Text[at[1]:end]+s.After)
}

// context returns the text before an offset of a snippet that may be about it.
func (s *search) context(at int) string {
	if !s.Code {
		return Before([]byte(s.Text[:at]))
	}
	line, _ := lineAround(s.Text, at)
	if prev := strings.TrimRight(s.Text[:line], "\n"); prev != "" {
		last := strings.TrimSpace(prev[strings.LastIndexByte(prev, '\n')+1:])
		if !isComment(last) {
			return s.Text[line:at]
		}
		return last + " " + s.Text[line:at]
	}
	return s.Before + " " + s.Text[line:at]
}

func isComment(line string) bool {
	for _, mark := range []string{"#", "//", "--", "::", ";", "/*", "*"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return len(line) > 4 && strings.EqualFold(line[:4], "rem ")
}

func lineAround(s string, at int) (from, to int) {
	from = strings.LastIndexByte(s[:at], '\n') + 1
	to = strings.IndexByte(s[at:], '\n')
	if to < 0 {
		return from, len(s)
	}
	return from, at + to
}

// codeLines looks at each line of code, with those joined that a backslash
// breaks.
func (s *search) codeLines() {
	offset, number := 0, 0
	for offset < len(s.Text) {
		_, end := lineAround(s.Text, offset)
		lines := 1
		for end < len(s.Text) && isBroken(s.Text[offset:end]) && lines < 20 {
			_, end = lineAround(s.Text, end+1)
			lines++
		}
		line := s.Text[offset:end]
		if hints(s.triggers, line)&codeCommand != 0 {
			if lines > 1 {
				line = strings.NewReplacer("\\\n", " ", "`\n", " ", "^\n", " ").Replace(line)
			}
			comment := ""
			if i := strings.Index(line, " #"); i >= 0 {
				comment = line[i+2:]
			}
			for _, k := range s.commandRisks(joinCommands(codeCommands(line), made(s.Text[:offset]))) {
				s.add(k, number, line, s.context(offset), comment+s.After)
			}
		}
		offset, number = end+1, number+lines
	}
}

// made returns the commands of earlier lines that make a disk in memory or in a
// file, which a later line may format.
func made(before string) (out []command) {
	for name := range makers {
		if at := strings.Index(strings.ToLower(before), name); at >= 0 {
			_, end := lineAround(before, at)
			for _, c := range parseLine(before[at:end]) {
				if c.name == name {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

func isBroken(line string) bool {
	return strings.HasSuffix(line, `\`) || strings.HasSuffix(line, " `") || strings.HasSuffix(line, " ^")
}

// stringList is a command given to a program as a list of strings.
var stringList = regexp.MustCompile(`["'][^"'\n]*["'](?:\s*,\s*["'][^"'\n]*["'])+`)

// stringLiteral is a string that a program may hand to a shell.
var stringLiteral = regexp.MustCompile(`(\w*)\s*\(\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')`)

// codeCommands returns the commands of a line of code: those of a shell, and
// those that a program in another language gives to one.
func codeCommands(line string) []command {
	if len(line) > maxShellLine {
		line = line[:maxShellLine]
	}
	all := parseLine(line)
	for _, m := range stringLiteral.FindAllStringSubmatch(line, 5) {
		if name := strings.ToLower(m[1]); strings.HasPrefix(name, "print") || name == "log" || name == "echo" || name == "puts" {
			continue
		}
		all = joinCommands(all, parseLine(m[2]+m[3]))
	}
	for _, list := range stringList.FindAllString(line, 3) {
		all = joinCommands(all, parseLine(strings.NewReplacer(`"`, "", "'", "", ",", " ").Replace(list)))
	}
	return all
}

// joinCommands appends the commands of another line.
func joinCommands(a, b []command) []command {
	for _, c := range b {
		c.pipe += 1000 * (len(a) + 1)
		if c.within >= 0 {
			c.within += len(a)
		}
		a = append(a, c)
	}
	return a
}

// commandRisks returns the kinds of the commands of a line.
func (f *finder) commandRisks(line []command) []Kind {
	var kinds []Kind
	for _, r := range f.table {
		for i, c := range line {
			if r.match != nil && (slices.Contains(r.names, c.name) || slices.Contains(r.names, familyOf(c.name))) && r.match(line, i) {
				kinds = append(kinds, r.Kind)
				break
			}
		}
	}
	return kinds
}

// familyOf is the name without what differs between its variants: mkfs.ext4.
func familyOf(name string) string {
	family, _, _ := strings.Cut(name, ".")
	if name == "." {
		return name
	}
	return strings.TrimRight(family, "0123456789")
}

// proseStart is where a command may begin in a sentence. Only commands whose
// names are no English words are looked for.
var proseStart = regexp.MustCompile(`(?:^|[\s"'“‘(:,>])((?:sudo\s+|\$\s+)?(?:rm|dd|mkfs[.\w]*|chmod|chown|curl|wget|git|ufw|setenforce|iptables|netsh|wipefs|systemctl)\s+[^\n]{1,200})`)

func (s *search) proseCommands() {
	at := 0
	for range 20 {
		m := proseStart.FindStringSubmatchIndex(s.Text[at:])
		if m == nil {
			return
		}
		from, to := at+m[2], at+m[3]
		text := endOfCommand(s.Text[from:to])
		for _, k := range s.commandRisks(parseLine(text)) {
			s.add(k, strings.Count(s.Text[:from], "\n"), text, Before([]byte(s.Text[:from])), s.Text[from+len(text):])
		}
		at = from + strings.IndexByte(s.Text[from:to], ' ')
	}
}

// endOfCommand cuts a command out of its sentence: up to a mark that is
// followed by a blank or the end.
func endOfCommand(s string) string {
	for i := range len(s) {
		if strings.IndexByte(".,;:!?\"”’)", s[i]) >= 0 && (i+1 == len(s) || s[i+1] == ' ') {
			return s[:i]
		}
	}
	return s
}

// A command that is quoted in order to warn of it is not advice. The words
// must be next to it: "never run", "do not use", "instead of", or after it
// "is dangerous". "Do not worry, run …" is no warning.
var (
	warnsBefore = regexp.MustCompile(`(?i)(?:\b(?:do not|don['’]?t|never|must not|mustn['’]t|should not|shouldn['’]t|cannot|avoid|instead of|rather than|no one should|stop|not to)\b,?\s*(?:(?:ever|just|blindly|simply|try to)\s+)*` +
		`(?:["'“‘#/*(-]*$|(?:run|running|use|using|type|typing|execute|executing|do|doing|try|trying|enter|paste|pasting|copy|call|set|issue|follow)\b[^.!?;,\n]{0,60}$)|\b(?:dangerous|harmful|destructive|malicious)\b[^.!?;,\n]{0,30}:?\s*$)`)
	warnsAfter = regexp.MustCompile(`(?i)^["'”’)\]\s]*(?:[-—–,:(#/]+\s*)*(?:never\b|do not\b|don['’]?t\b|must not\b|should not\b|(?:is|are|would be|can be) (?:\w+ )?(?:dangerous|harmful|destructive|a bad idea)|(?:would|will) (?:\w+ )?(?:delete|erase|destroy|wipe|brick))`)
)

func isWarning(before, after string) bool {
	return warnsBefore.MatchString(strings.TrimRight(before, " \n:")) || warnsAfter.MatchString(after)
}
