// Package risk finds commands that can do harm in what people post: in code
// blocks, in inline code and in prose. It knows shells (POSIX, cmd, PowerShell)
// as far as needed to tell a command from its arguments, and what programs in
// other languages hand to them; it knows no Markdown.
//
// # Kinds
//
// table.go is the list: one row for each kind of risk, with what finds it.
// Level block is for what destroys a system or hands it over, with nothing to
// undo it: an article with it is held back until staff verified it. Level warn
// is for what has its place but must be understood first.
//
// A command of level block is only a warning in a question, which is no advice,
// and where the author warns against it ("never run …").
//
// # Cost
//
// Most bodies have none of the words that any row asks for: MayOccur settles
// them in one pass. Only where a word occurs is a text taken apart.
package risk

import "bytes"

// A Kind is a kind of command that can do harm.
type Kind struct {
	Name  string // "recursive-delete", "tls-off", …
	Block bool   // an article with it is held back until staff verified it; else it gets a warning
}

// Kinds returns all kinds, in the order of the table.
func Kinds() []Kind {
	var kinds []Kind
	for _, r := range table {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

// A Snippet is text in which a command may be.
type Snippet struct {
	Text   string
	Before string // the text before it that may warn against it; see Before
	After  string // the rest of its sentence; see After
	Code   bool   // each line is a command; else prose
	Asked  bool   // in the question
}

// Before returns as much of the text before a snippet as can be about it.
func Before(text []byte) string { return string(text[max(0, len(text)-120):]) }

// After returns as much of the text after a snippet as can be about it.
func After(text []byte) string { return string(text[:min(60, len(text))]) }

// A Finding is a command in a snippet.
type Finding struct {
	Kind    string
	Block   bool   // level block, else warn
	Command string // the line of code, or the command in a sentence
	Snippet int    // index of the snippet
	Line    int    // of the snippet, counted from 0
}

const maxFindings = 50 // in one body

// Find returns the risks in the snippets of a body, in their order.
func Find(snippets []Snippet) []Finding { return builtin.find(snippets) }

// MayOccur reports whether a body can have a risk at all.
func MayOccur(body []byte) bool { return builtin.mayOccur(body) }

// A finder looks for the kinds of a table.
type finder struct {
	table    []row
	triggers map[string]hint // words one of which a text with a risk has
	prose    hint            // hints that count where there is no code
}

// builtin looks for the kinds of the table.
var builtin = newFinder(table)

// A hint says where to look in a text: bit i for the pattern of row i, and two
// bits for commands.
type hint uint64

const (
	codeCommand  hint = 1 << 62 // the name of a command
	proseCommand hint = 1 << 63 // one that is no English word
)

// proseNames are the names of commands that are no English words.
var proseNames = map[string]bool{
	"sudo": true, "rm": true, "dd": true, "mkfs": true, "chmod": true, "chown": true, "curl": true, "wget": true, "git": true,
	"ufw": true, "setenforce": true, "iptables": true, "netsh": true, "wipefs": true, "systemctl": true,
}

func newFinder(table []row) *finder {
	f := &finder{table, map[string]hint{"sudo": codeCommand | proseCommand}, proseCommand}
	for i, r := range table {
		for _, word := range r.words {
			f.triggers[word] |= 1 << i
		}
		for _, name := range r.names {
			f.triggers[name] |= codeCommand
			if proseNames[name] {
				f.triggers[name] |= proseCommand
			}
		}
		if r.text != nil && !r.codeOnly {
			f.prose |= 1 << i
		}
	}
	return f
}

func (f *finder) mayOccur(body []byte) bool {
	h := hints(f.triggers, body)
	if h&^f.prose != 0 && !bytes.ContainsAny(body, "`~<\t") && !bytes.Contains(body, []byte("    ")) {
		h &= f.prose // no code anywhere
	}
	return h != 0
}

// hints looks the words of a text up.
func hints[T string | []byte](triggers map[string]hint, text T) hint {
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

// find returns the risks of a body's snippets, in their order.
func (f *finder) find(snippets []Snippet) []Finding {
	var all []Finding
	for i, s := range snippets {
		if len(all) >= maxFindings {
			return all[:maxFindings]
		}
		if h := hints(f.triggers, s.Text); h != 0 {
			all = append(all, (&search{finder: f, Snippet: s, index: i}).findings(h)...)
		}
	}
	return all
}
