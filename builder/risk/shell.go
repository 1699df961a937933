package risk

import (
	"path"
	"regexp"
	"strings"
)

// A command is one simple command of a line that a shell (POSIX, cmd or
// PowerShell) would run.
type command struct {
	name   string   // last element of its path, lower case, without ".exe"
	args   []string // without quotes
	writes []string // files after ">" and ">>"
	root   bool     // run as the administrator: sudo, doas, su -c
	pipe   int      // commands of one pipeline share this number, in order
	within int      // index of the command that has it among its arguments, or -1
	subst  bool     // its output becomes an argument: $(…), <(…), `…`
}

const (
	maxShellLine = 2000 // bytes of a line that are looked at
	maxCommands  = 50   // commands of a line
	maxQuoting   = 3    // commands in strings in commands
)

// A lineParser reads one line into commands. It knows quotes, operators and
// substitutions, as far as needed to distinguish a command from its arguments;
// anything else is a word.
type lineParser struct {
	commands []command
	pipes    int
	depth    int
}

// parseLine returns the commands of a line, also those in strings that are
// arguments, except of commands that only show them.
func parseLine(line string) []command {
	p := lineParser{}
	p.line(stripPrompt(line), -1, false, false)
	return p.commands
}

// promptPattern is what terminals put before a command.
var promptPattern = regexp.MustCompile(`^\s*(?:\(?\[?[\w.-]+@[\w.-]+[^$#%\n]{0,60}[$#%]|PS [A-Za-z]:\\[^>]*>|[A-Za-z]:\\[^>]*>|>>>|[-$#%>!]|//|--|::|(?i:rem)\s)\s*`)

func stripPrompt(line string) string {
	for range 3 {
		at := promptPattern.FindStringIndex(line)
		if at == nil {
			break
		}
		line = line[at[1]:]
	}
	return line
}

// A token is a word or an operator of a line.
type token struct {
	text   string
	op     bool
	quoted bool // holds a quoted part
}

// line adds the commands of a line that is in the arguments of command
// within (or of none).
func (p *lineParser) line(line string, within int, root, subst bool) {
	if len(line) > maxShellLine {
		line = line[:maxShellLine]
	}
	var words []token
	piped := false
	outer := []int{within}
	flush := func() {
		if len(words) > 0 && len(p.commands) < maxCommands {
			if !piped {
				p.pipes++
			}
			p.add(words, outer[len(outer)-1], root, subst || len(outer) > 1)
		}
		words = words[:0]
	}
	for rest := line; rest != "" && len(p.commands) < maxCommands; {
		var t token
		t, rest = nextToken(rest)
		if !t.op {
			words = append(words, t)
			continue
		}
		switch t.text {
		case ">":
			words = append(words, t)
		case "$(", "<(", "(":
			next := len(p.commands)
			flush()
			if t.text == "(" || next == len(p.commands) {
				next = outer[len(outer)-1]
			}
			outer = append(outer, next)
			piped = false
		case ")":
			flush()
			if len(outer) > 1 {
				outer = outer[:len(outer)-1]
			}
			piped = false
		case "`":
			next := len(p.commands)
			flush()
			if len(outer) > 1 {
				outer = outer[:len(outer)-1]
			} else {
				outer = append(outer, min(next, len(p.commands)-1))
			}
			piped = false
		default:
			flush()
			piped = t.text == "|"
		}
	}
	flush()
}

// nextToken returns the first token of a line and what follows it.
func nextToken(s string) (token, string) {
	s = strings.TrimLeft(s, " \t")
	if s == "" {
		return token{op: true, text: ";"}, ""
	}
	for _, op := range []string{"||", "&&", "$(", "<(", "|&", ">>", "|", ";", "&", "(", ")", "`", ">"} {
		if strings.HasPrefix(s, op) {
			rest := s[len(op):]
			if op == ">>" || op == ">" {
				return token{text: ">", op: true}, strings.TrimPrefix(rest, "|")
			}
			if op == "|&" {
				op = "|"
			}
			return token{text: op, op: true}, rest
		}
	}
	if s[0] == '#' { // a comment
		return token{text: ";", op: true}, ""
	}
	return nextWord(s)
}

// nextWord reads a word. A backslash escapes only what means something to a
// shell, so that C:\x stays as it is.
func nextWord(s string) (token, string) {
	var t token
	var b strings.Builder
	i := 0
	for i < len(s) && !strings.ContainsRune(" \t|;&()<>`\n", rune(s[i])) && !strings.HasPrefix(s[i:], "$(") {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && !isDrive(b.String()) && strings.ContainsRune(" \"'\\$`", rune(s[i+1])):
			b.WriteByte(s[i+1])
			i += 2
		case c == '"' || c == '\'':
			end := quoteEnd(s, i)
			b.WriteString(s[i+1 : min(end, len(s))])
			t.quoted = true
			i = min(end+1, len(s))
		default:
			b.WriteByte(c)
			i++
		}
	}
	if i == 0 { // a single "<"
		i = 1
	}
	t.text = b.String()
	return t, s[i:]
}

func isDrive(s string) bool { return len(s) > 1 && s[1] == ':' }

// quoteEnd returns the offset of the quote that closes the one at i, or the end.
func quoteEnd(s string, i int) int {
	for j := i + 1; j < len(s); j++ {
		if s[j] == s[i] {
			return j
		}
		if s[j] == '\\' && s[i] == '"' {
			j++
		}
	}
	return len(s)
}

// prefixes are commands that run the command after them; the value has those of
// their options that take an argument.
var prefixes = map[string]string{
	"sudo": "ugpChrtTUD", "doas": "uC", "env": "uS", "nohup": "", "time": "", "nice": "n", "ionice": "cn", "exec": "", "command": "",
	"xargs": "IinPLsd", "then": "", "do": "", "else": "", "if": "", "while": "", "run": "", "cmd": "", "entrypoint": "", "run:": "",
	"command:": "", "timeout": "", "setsid": "", "stdbuf": "", "start": "", "call": "", "wsl": "", "busybox": "", "script:": "",
	"powershell": "", "pwsh": "", "{": "", "!": "",
}

// silent commands show or store their arguments and do not run them.
var silent = map[string]bool{
	"echo": true, "printf": true, "print": true, "grep": true, "rg": true, "git": true, "man": true, "cat": true, "ls": true, "cd": true,
	"write-host": true, "write-output": true, "logger": true, "apropos": true, "which": true, "alias": false,
}

var assignment = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*=`)

// add adds the command that words make up.
func (p *lineParser) add(words []token, within int, root, subst bool) {
	i, root := skipPrefixes(words, root)
	if i == len(words) {
		return
	}
	c := command{name: commandName(words[i].text), root: root, pipe: p.pipes, within: within, subst: subst}
	var strs []string
	for i++; i < len(words); i++ {
		switch w := words[i]; {
		case w.op && i+1 < len(words):
			i++
			c.writes = append(c.writes, words[i].text)
		case !w.op:
			c.args = append(c.args, w.text)
			if w.quoted && (strings.ContainsAny(w.text, " \t") || strings.HasPrefix(w.text, "$(")) {
				strs = append(strs, w.text)
			}
		}
	}
	index := len(p.commands)
	p.commands = append(p.commands, c)
	if silent[c.name] || p.depth >= maxQuoting {
		return
	}
	p.depth++
	for _, s := range strs {
		p.pipes++
		p.line(s, index, root || c.name == "su", false)
	}
	p.depth--
}

// skipPrefixes returns the index of the word that names the command.
func skipPrefixes(words []token, root bool) (int, bool) {
	i := 0
	for i < len(words) && !words[i].op {
		word := words[i].text
		name := commandName(word)
		takes, prefix := prefixes[name]
		if !prefix && !assignment.MatchString(word) {
			break
		}
		if (name == "powershell" || name == "pwsh") && !runsText(words[i+1:]) {
			break
		}
		root = root || name == "sudo" || name == "doas"
		i++
		for prefix && i < len(words) && isOption(words[i].text, name) {
			if option := words[i].text; len(option) == 2 && strings.Contains(takes, option[1:]) {
				i++
			}
			i++
		}
		i = min(i, len(words))
	}
	return i, root
}

func isOption(word, name string) bool {
	if name == "cmd" || name == "start" {
		return len(word) == 2 && word[0] == '/'
	}
	return len(word) > 1 && word[0] == '-' || name == "timeout" && word != "" && word[0] >= '0' && word[0] <= '9'
}

// runsText reports whether PowerShell is given a command in words.
func runsText(args []token) bool {
	for _, a := range args {
		if o := strings.ToLower(a.text); o == "-c" || o == "-command" {
			return true
		}
	}
	return false
}

func commandName(word string) string {
	name := strings.ToLower(path.Base(strings.ReplaceAll(word, `\`, "/")))
	return strings.TrimSuffix(strings.TrimSuffix(name, ".exe"), ".py")
}

// flag reports whether a command has an option: short ones by their letters,
// alone or in a cluster, long ones with "--", "-" or "/" as given.
func (c command) flag(letters string, long ...string) bool {
	for _, a := range c.args {
		if a == "--" {
			return false
		}
		for _, l := range long {
			if strings.EqualFold(a, l) || strings.HasPrefix(strings.ToLower(a), l+"=") {
				return true
			}
		}
		if len(a) > 1 && a[0] == '-' && a[1] != '-' && strings.ContainsAny(a[1:], letters) && isCluster(a[1:]) {
			return true
		}
	}
	return false
}

// isCluster reports whether an option may be letters put together.
func isCluster(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return len(s) <= 6
}

// words returns the arguments that are no options.
func (c command) words() []string {
	var w []string
	for _, a := range c.args {
		if a != "" && a[0] != '-' {
			w = append(w, a)
		}
	}
	return w
}

// is reports whether the first words of a command are the given ones.
func (c command) is(words ...string) bool {
	got := c.words()
	if len(got) < len(words) {
		return false
	}
	for i, w := range words {
		if !strings.EqualFold(got[i], w) {
			return false
		}
	}
	return true
}

func (c command) has(words ...string) bool {
	for _, a := range c.args {
		for _, w := range words {
			if strings.EqualFold(a, w) {
				return true
			}
		}
	}
	return false
}
