package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// A RiskKind is a kind of command that can do harm.
type RiskKind struct {
	Kind    string
	Block   bool   // an article with it is held back until staff verified it; else it gets a warning
	Meaning string // what the command does, one sentence
}

// Risks returns all kinds, in the order of the table.
func Risks() []RiskKind {
	var kinds []RiskKind
	for _, r := range riskTable {
		kinds = append(kinds, r.RiskKind)
	}
	return kinds
}

// A risk is one row of the table: how a kind is found.
type risk struct {
	RiskKind
	names    []string                         // of the commands that match is asked about
	match    func(line []command, i int) bool // whether command i of a line is of this kind
	words    []string                         // lower case; text is tried where one of them occurs
	text     *regexp.Regexp                   // in code, and in prose unless codeOnly
	codeOnly bool
	confirm  func(match string) bool // has the last word on a match of text; nil = yes
}

const maxRisks = 50 // of one body

// A finding is a risk and the place of its snippet.
type finding struct {
	Risk      // Line is counted from the line of pos
	pos  int  // offset of the snippet in the body
	code bool // whether the snippet has the lines of the body
}

// A hint tells where to look in a text: bit i for the pattern of risk i, and
// two bits for commands.
type hint uint64

const (
	codeCommand  hint = 1 << 62 // the name of a command
	proseCommand hint = 1 << 63 // one that is no English word
	proseNames        = " sudo rm dd mkfs chmod chown curl wget git ufw setenforce iptables netsh wipefs systemctl "
)

// triggers are the words one of which a text with a risk holds.
var triggers = func() map[string]hint {
	all := map[string]hint{"sudo": codeCommand | proseCommand}
	for i, r := range riskTable {
		for _, word := range r.words {
			all[word] |= 1 << i
		}
		for _, name := range r.names {
			all[name] |= codeCommand
			if has(proseNames, name) {
				all[name] |= proseCommand
			}
		}
	}
	return all
}()

// proseHints are the hints that count where there is no code.
var proseHints = func() hint {
	h := proseCommand
	for i, r := range riskTable {
		if r.text != nil && !r.codeOnly {
			h |= 1 << i
		}
	}
	return h
}()

// mayBeRisky reports whether a body is worth a closer look. Most are settled
// here, in one pass.
func mayBeRisky(body []byte) bool {
	h := hints(body)
	if h&^proseHints != 0 && !bytes.ContainsAny(body, "`~<\t") && !bytes.Contains(body, []byte("    ")) {
		h &= proseHints // no code anywhere
	}
	return h != 0
}

// hints looks the words of a text up.
func hints[T string | []byte](text T) hint {
	var word [48]byte
	var all hint
	n := 0
	for i := 0; i <= len(text); i++ {
		c := byte(' ')
		if i < len(text) {
			c = text[i]
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' {
			if n < len(word) {
				word[n] = c
			}
			n++
			continue
		}
		switch {
		case n > 1 && n <= len(word):
			all |= triggers[string(word[:n])]
		case n == 0 && i > 0 && i < len(text) && c == '(' && (text[i-1] == ':' || text[i-1] == ' ' && i > 1 && text[i-2] == ':'),
			n == 1 && c == '|' && word[0] == '0':
			all |= triggers["bomb"]
		}
		if n >= 16 && isKey(word[:min(n, len(word))]) {
			all |= triggers["secret"]
		}
		n = 0
	}
	return all
}

// isKey reports whether a long word begins like an access key of a well-known
// service.
func isKey(word []byte) bool {
	for _, prefix := range []string{"akia", "ghp_", "gho_", "ghs_", "aiza", "sk_live_"} {
		if bytes.HasPrefix(word, []byte(prefix)) {
			return true
		}
	}
	return false
}

// findRisks returns the risks of a body's snippets, in their order.
func findRisks(snippets []snippet) []finding {
	var all []finding
	for _, s := range snippets {
		if len(all) >= maxRisks {
			return all[:maxRisks]
		}
		if h := hints(s.text); h != 0 {
			all = append(all, s.risks(h)...)
		}
	}
	return all
}

// riskLine returns the line of a finding in the article's file. In prose, where
// markup and line ends are gone, the first words of the command tell it.
func (w *writer) riskLine(f finding) int {
	if !f.code {
		head := []byte(f.Command[:min(12, len(f.Command))])
		if i := bytes.Index(w.body[min(f.pos, len(w.body)):], head); i >= 0 {
			return w.line(f.pos + i)
		}
	}
	return w.line(f.pos) + f.Line
}

// risks looks where the hints of a snippet point.
func (s snippet) risks(h hint) []finding {
	var all []finding
	add := func(k RiskKind, line int, command, before, after string) {
		f := finding{Risk{k.Kind, k.Block && !s.asked && !isWarning(before, after), line, cut(strings.TrimSpace(command), 200)}, s.pos, s.code}
		for _, have := range all {
			if have.Kind == f.Kind && have.Line == f.Line {
				return
			}
		}
		all = append(all, f)
	}
	switch {
	case s.code && h&codeCommand != 0:
		s.codeLines(add)
	case !s.code && h&proseCommand != 0:
		s.proseCommands(add)
	}
	for i, r := range riskTable {
		if h&(1<<i) == 0 || r.text == nil || r.codeOnly && !s.code {
			continue
		}
		at := r.text.FindStringIndex(s.text)
		if at == nil || r.confirm != nil && !r.confirm(s.text[at[0]:at[1]]) {
			continue
		}
		from, to := lineAround(s.text, at[0])
		_, end := lineAround(s.text, at[1])
		if !s.code {
			from, to = at[0], at[1]
		}
		add(r.RiskKind, strings.Count(s.text[:at[0]], "\n"), s.text[from:to], s.context(at[0]), s.text[at[1]:end]+s.after)
	}
	return all
}

// context is what stands before an offset of a snippet and may speak of it.
func (s snippet) context(at int) string {
	if !s.code {
		return tail([]byte(s.text[:at]))
	}
	line, _ := lineAround(s.text, at)
	if prev := strings.TrimRight(s.text[:line], "\n"); prev != "" {
		last := strings.TrimSpace(prev[strings.LastIndexByte(prev, '\n')+1:])
		if !isComment(last) {
			return s.text[line:at]
		}
		return last + " " + s.text[line:at]
	}
	return s.before + " " + s.text[line:at]
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

type report func(k RiskKind, line int, command, before, after string)

// codeLines looks at each line of code, long ones that were broken with a
// backslash joined again.
func (s snippet) codeLines(add report) {
	offset, number := 0, 0
	for offset < len(s.text) {
		_, end := lineAround(s.text, offset)
		lines := 1
		for end < len(s.text) && isBroken(s.text[offset:end]) && lines < 20 {
			_, end = lineAround(s.text, end+1)
			lines++
		}
		line := s.text[offset:end]
		if hints(line)&codeCommand != 0 {
			if lines > 1 {
				line = strings.NewReplacer("\\\n", " ", "`\n", " ", "^\n", " ").Replace(line)
			}
			comment := ""
			if i := strings.Index(line, " #"); i >= 0 {
				comment = line[i+2:]
			}
			for _, k := range commandRisks(codeCommands(line)) {
				add(k, number, line, s.context(offset), comment+s.after)
			}
		}
		offset, number = end+1, number+lines
	}
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

func commandRisks(line []command) []RiskKind {
	var kinds []RiskKind
	for _, r := range riskTable {
		for i, c := range line {
			if r.match != nil && (contains(r.names, c.name) || contains(r.names, familyOf(c.name))) && r.match(line, i) {
				kinds = append(kinds, r.RiskKind)
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

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// proseStart is where a command may begin in a sentence. Only commands whose
// names are no English words are looked for.
var proseStart = regexp.MustCompile(`(?:^|[\s"'“‘(:,>])((?:sudo\s+|\$\s+)?(?:rm|dd|mkfs[.\w]*|chmod|chown|curl|wget|git|ufw|setenforce|iptables|netsh|wipefs|systemctl)\s+[^\n]{1,200})`)

func (s snippet) proseCommands(add report) {
	at := 0
	for range 20 {
		m := proseStart.FindStringSubmatchIndex(s.text[at:])
		if m == nil {
			return
		}
		from, to := at+m[2], at+m[3]
		text := endOfCommand(s.text[from:to])
		for _, k := range commandRisks(parseLine(text)) {
			add(k, strings.Count(s.text[:from], "\n"), text, tail([]byte(s.text[:from])), s.text[from+len(text):])
		}
		at = from + strings.IndexByte(s.text[from:to], ' ')
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
// must stand right at it: "never run", "do not use", "instead of", or after it
// "is dangerous". "Do not worry, run …" is no warning.
var (
	warnsBefore = regexp.MustCompile(`(?i)(?:\b(?:do not|don['’]?t|never|must not|mustn['’]t|should not|shouldn['’]t|cannot|avoid|instead of|rather than|no one should|stop|not to)\b,?\s*(?:(?:ever|just|blindly|simply|try to)\s+)*` +
		`(?:["'“‘#/*(-]*$|(?:run|running|use|using|type|typing|execute|executing|do|doing|try|trying|enter|paste|pasting|copy|call|set|issue|follow)\b[^.!?;,\n]{0,60}$)|\b(?:dangerous|harmful|destructive|malicious)\b[^.!?;,\n]{0,30}:?\s*$)`)
	warnsAfter = regexp.MustCompile(`(?i)^["'”’)\]\s]*(?:[-—–,:(#/]+\s*)*(?:never\b|do not\b|don['’]?t\b|must not\b|should not\b|(?:is|are|would be|can be) (?:\w+ )?(?:dangerous|harmful|destructive|a bad idea)|(?:would|will) (?:\w+ )?(?:delete|erase|destroy|wipe|brick))`)
)

func isWarning(before, after string) bool {
	return warnsBefore.MatchString(strings.TrimRight(before, " \n:")) || warnsAfter.MatchString(after)
}
