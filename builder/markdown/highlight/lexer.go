package highlight

import (
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
)

// A lexer runs one of chroma's state machines. Chroma tries every rule of a
// state at every place; we know for each rule with which characters a match can
// begin (first.go) and try only those. The tokens are the same (TestLexersAgree).
// Lexers that are more than a table of rules are left to chroma.
//
// This is ours for its time, and because it bounds what a hostile text can cost
// (horizon), which chroma does not. On the code blocks of the benchmark's articles
// chroma takes four times as long (BenchmarkLexers); a build of 10,000 articles, a
// third of which have such a block, takes 13 % more processor time with it (15.3 s
// instead of 13.5, mean of three pairs).
type lexer struct {
	chroma chroma.Lexer
	once   sync.Once
	rules  map[string][]rule    // by state; nil: left to chroma
	raw    chroma.CompiledRules // the same, for emitters that look into them
	ensure bool                 // code must end with a line break
	far    int                  // horizon of short rules
}

// A rule is chroma's rule with what it can begin with.
type rule struct {
	*chroma.CompiledRule
	first firstSet
	plain chroma.TokenType // of the whole match; 0: Type makes tokens of the groups
	short bool             // looks no further than horizon
}

// horizon is how many characters a pattern with several unbounded repetitions
// is shown. Such a pattern may take time in proportion to the square of what it
// sees, at every place; what it looks for (a heading, a declaration) is
// shorter.
const horizon = 400

// matchTimeout ends a search that a regular expression cannot finish. It is far
// above what any match of a bounded block takes, so that it does not make the
// output depend on the machine's load.
const matchTimeout = 2 * time.Second

// maxLeft bounds code that is left to chroma, which knows no horizon.
const maxLeft = 4 << 10

var errTooLong = errors.New("the code is too long")

var errNoState = errors.New("the lexer has no such state")

// allLexers returns chroma's lexers by their lower-case names and aliases. They
// are compiled when first used.
func allLexers() map[string]*lexer {
	all, known := map[string]*lexer{}, map[chroma.Lexer]*lexer{}
	for _, name := range lexers.GlobalLexerRegistry.Names(true) {
		l := lexers.GlobalLexerRegistry.Get(name)
		if known[l] == nil {
			known[l] = &lexer{chroma: l, far: horizon}
		}
		all[strings.ToLower(name)] = known[l]
	}
	return all
}

// compile prepares the rules of a lexer that is a table of them.
func (l *lexer) compile() {
	table, ok := l.chroma.(*chroma.RegexLexer)
	if !ok {
		return
	}
	source, err := table.Rules()
	if err != nil {
		return
	}
	flags := flagsOf(table.Config())
	raw := chroma.CompiledRules{}
	for state, list := range source {
		raw[state] = nil
		for _, r := range list {
			re, err := compilePattern(r.Pattern, flags)
			if err != nil || !isTable(r) {
				return
			}
			raw[state] = append(raw[state], &chroma.CompiledRule{Rule: r, Regexp: re})
		}
	}
	if resolve(raw) != nil {
		return
	}
	rules := map[string][]rule{}
	for state, list := range raw {
		for _, r := range list {
			one := rule{CompiledRule: r, first: firstOfPattern(r.Pattern, flags), short: repetitions(r.Pattern) > 1}
			one.plain, _ = r.Type.(chroma.TokenType)
			rules[state] = append(rules[state], one)
		}
	}
	l.rules, l.raw, l.ensure = rules, raw, table.Config().EnsureNL
}

// isTable reports whether a rule is data, not a function.
func isTable(r chroma.Rule) bool {
	_, emitter := r.Type.(chroma.SerialisableEmitter)
	_, mutator := r.Mutator.(chroma.SerialisableMutator)
	return (emitter || r.Type == nil) && (mutator || r.Mutator == nil)
}

func flagsOf(config *chroma.Config) string {
	flags := ""
	if !config.NotMultiline {
		flags += "m"
	}
	if config.CaseInsensitive {
		flags += "i"
	}
	if config.DotAll {
		flags += "s"
	}
	return flags
}

func compilePattern(pattern, flags string) (*regexp2.Regexp, error) {
	pattern = "(?:" + pattern + ")"
	if flags != "" {
		pattern = "(?" + flags + ")" + pattern
	}
	re, err := regexp2.Compile(`\G` + pattern)
	if err == nil {
		re.MatchTimeout = matchTimeout
	}
	return re, err
}

// resolve lets the mutators that change the rules themselves do so: an include
// is replaced by the rules of the state that it names.
func resolve(rules chroma.CompiledRules) error {
	for again := true; again; {
		again = false
	search:
		for state := range rules {
			for i, r := range rules[state] {
				if m, ok := r.Mutator.(chroma.LexerMutator); ok {
					if err := m.MutateLexer(rules, state, i); err != nil {
						return err
					}
					again = true
					break search
				}
			}
		}
	}
	return nil
}

// An emitter takes the tokens of a code, in order.
type emitter func(chroma.TokenType, []rune)

// tokenise gives the tokens of a code to emit. It fails where a match takes too
// long, and panics where chroma does.
func (l *lexer) tokenise(code string, emit emitter) error {
	l.once.Do(l.compile)
	if l.rules == nil {
		if len(code) > maxLeft {
			return errTooLong
		}
		return l.leave(code, emit)
	}
	text := []rune(code)
	end := len(text)
	if l.ensure && !strings.HasSuffix(code, "\n") {
		text = append(text, '\n') // there for the rules, not for the reader
	}
	s := &chroma.LexerState{
		Lexer: l.chroma.(*chroma.RegexLexer), Registry: lexers.GlobalLexerRegistry, Text: text, Rules: l.raw,
		Stack: []string{"root"}, MutatorContext: map[any]any{},
	}
	for s.Pos < end && len(s.Stack) > 0 {
		if err := l.step(s, emit); err != nil {
			return err
		}
	}
	if s.Pos < end {
		emit(chroma.Error, text[s.Pos:end])
	}
	return nil
}

// leave lets chroma make the tokens.
func (l *lexer) leave(code string, emit emitter) error {
	next, err := l.chroma.Tokenise(nil, code)
	if err != nil {
		return err
	}
	for t := next(); t != chroma.EOF; t = next() {
		emit(t.Type, []rune(t.Value))
	}
	return nil
}

// step applies the first rule of the current state that matches.
func (l *lexer) step(s *chroma.LexerState, emit emitter) error {
	s.State = s.Stack[len(s.Stack)-1]
	list, ok := l.rules[s.State]
	if !ok {
		return errNoState
	}
	c := s.Text[s.Pos]
	for i := range list {
		r := &list[i]
		if !r.first.has(c) {
			continue
		}
		text := s.Text
		if r.short && len(text) > s.Pos+l.far {
			text = text[:s.Pos+l.far]
		}
		m, err := r.Regexp.FindRunesMatchStartingAt(text, s.Pos)
		if err != nil {
			return err
		}
		if m != nil && m.RuneIndex == s.Pos {
			s.Rule = i
			return r.apply(s, m, emit)
		}
	}
	if c == '\n' && s.State != "root" { // start over, as chroma does
		s.Stack = append(s.Stack[:0], "root")
		return nil
	}
	s.Pos++
	emit(chroma.Error, s.Text[s.Pos-1:s.Pos])
	return nil
}

func (r *rule) apply(s *chroma.LexerState, m *regexp2.Match, emit emitter) error {
	start := s.Pos
	s.Pos += m.RuneLength
	if r.Type != nil && r.plain == 0 {
		s.Groups = nil
		for _, g := range m.Groups() {
			s.Groups = append(s.Groups, g.String())
		}
	}
	if r.Mutator != nil {
		if err := r.Mutator.Mutate(s); err != nil {
			return err
		}
	}
	switch {
	case r.Type == nil:
	case r.plain != 0:
		emit(r.plain, s.Text[start:s.Pos])
	default:
		next := r.Type.Emit(s.Groups, s)
		for t := next(); t != chroma.EOF; t = next() {
			if t.Type != chroma.Ignore {
				emit(t.Type, []rune(t.Value))
			}
		}
	}
	return nil
}
