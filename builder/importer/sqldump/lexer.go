package sqldump

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// longest bounds a value, and a line of COPY.
const longest = 64 << 20

// A Flaw is a place of a dump that cannot be read.
type Flaw struct {
	Line int
	Msg  string
}

// Error returns what is wrong.
func (f *Flaw) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Msg) }

// A lexer reads a dump byte by byte.
type lexer struct {
	r       *bufio.Reader
	line    int
	plain   bool // a backslash in a string is no escape
	value   []byte
	columns map[string][]string // by table
}

var errEnd = errors.New("the dump ends in the middle of a statement")

func (l *lexer) flaw(format string, args ...any) error {
	return &Flaw{l.line, fmt.Sprintf(format, args...)}
}

// next reads a byte; an end is a flaw.
func (l *lexer) next() (byte, error) {
	c, err := l.r.ReadByte()
	if c == '\n' {
		l.line++
	}
	if err == io.EOF {
		err = errEnd
	}
	return c, err
}

// back unreads the last byte.
func (l *lexer) back(c byte) {
	if c == '\n' {
		l.line--
	}
	l.r.UnreadByte()
}

// peek returns the next byte, 0 at the end.
func (l *lexer) peek() byte {
	b, err := l.r.Peek(1)
	if err != nil {
		return 0
	}
	return b[0]
}

// space passes over white space and comments.
func (l *lexer) space() error {
	for {
		b, err := l.r.Peek(2)
		if len(b) == 0 {
			if err == io.EOF {
				err = errEnd
			}
			return err
		}
		switch c := b[0]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f':
			l.next()
		case c == '#', string(b) == "--":
			text, err := l.restOfLine(200)
			if strings.Contains(text, "PostgreSQL database") {
				l.plain = true
			}
			if err != nil {
				return err
			}
		case string(b) == "/*":
			l.next()
			l.next()
			if err := l.comment(); err != nil {
				return err
			}
		default:
			return nil
		}
	}
}

// comment passes over the rest of a comment.
func (l *lexer) comment() error {
	for last := byte(0); ; {
		c, err := l.next()
		if err != nil || last == '*' && c == '/' {
			return err
		}
		last = c
	}
}

// restOfLine passes over a line and returns its first bytes.
func (l *lexer) restOfLine(most int) (string, error) {
	var b []byte
	for {
		c, err := l.next()
		if err != nil || c == '\n' {
			return string(b), err
		}
		if len(b) < most {
			b = append(b, c)
		}
	}
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// word reads a word, "" when there is none.
func (l *lexer) word() (string, error) {
	if err := l.space(); err != nil {
		return "", err
	}
	var b []byte
	for {
		c, err := l.next()
		if err != nil {
			return string(b), err
		}
		if !isWord(c) || len(b) > 200 {
			l.back(c)
			return string(b), nil
		}
		b = append(b, c)
	}
}

// name reads the name of a table or column, without its schema; quoted = it was.
func (l *lexer) name() (name string, quoted bool, err error) {
	for {
		if err := l.space(); err != nil {
			return "", false, err
		}
		switch c := l.peek(); c {
		case '`', '"', '[':
			l.next()
			end := c
			if c == '[' {
				end = ']'
			}
			l.value = l.value[:0]
			if err := l.until(end, true); err != nil {
				return "", false, err
			}
			name, quoted = string(l.value), true
		default:
			if name, err = l.word(); err != nil {
				return "", false, err
			}
		}
		if l.peek() != '.' {
			return strings.ToLower(name), quoted, nil
		}
		l.next()
	}
}

// until appends what is before an end to value; a doubled end is a part of it, and plain =
// a backslash is, too.
func (l *lexer) until(end byte, plain bool) error {
	for {
		c, err := l.next()
		switch {
		case err != nil:
			return err
		case c == end && l.peek() == end:
			l.next()
		case c == end:
			return nil
		case c == '\\' && !plain:
			if c, err = l.next(); err != nil {
				return err
			}
			c = unescape(c)
		}
		if len(l.value) >= longest {
			return l.flaw("a value has more than %d MB", longest>>20)
		}
		l.value = append(l.value, c)
	}
}

// unescape returns the byte that follows a backslash as it is meant.
func unescape(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	case '0':
		return 0
	case 'b':
		return '\b'
	case 'Z':
		return 26
	}
	return c
}

// skip passes over the rest of a statement.
func (l *lexer) skip() error {
	for {
		if err := l.space(); err != nil {
			return err
		}
		c, err := l.next()
		if err != nil {
			return err
		}
		switch c {
		case ';':
			return nil
		case '\'', '"', '`':
			if err := l.pass(c); err != nil {
				return err
			}
		case '$':
			if err := l.dollars(); err != nil {
				return err
			}
		}
	}
}

// pass passes over the rest of a string.
func (l *lexer) pass(end byte) error {
	for {
		c, err := l.next()
		if err != nil || c == end {
			return err
		}
		if c == '\\' && !l.plain && end != '`' {
			if _, err := l.next(); err != nil {
				return err
			}
		}
	}
}

// dollars passes over a text of PostgreSQL between $tag$ and $tag$, after the first dollar.
func (l *lexer) dollars() error {
	tag, err := l.word()
	if err != nil || !strings.HasSuffix(tag, "$") && l.peek() != '$' {
		return err
	}
	end := []byte("$" + strings.TrimSuffix(tag, "$") + "$")
	var last []byte
	for {
		c, err := l.next()
		if err != nil {
			return err
		}
		if last = append(last, c); bytes.HasSuffix(last, end) {
			return nil
		}
		if len(last) > 2*len(end)+64 {
			last = append(last[:0], last[len(last)-len(end):]...)
		}
	}
}
