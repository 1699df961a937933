package sqldump

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Rows yields the rows of the wanted tables, and each flaw as an error; reading goes on
// after a Flaw and ends with any other error.
func Rows(r io.Reader, want func(table string) bool) iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		l := &lexer{r: bufio.NewReaderSize(r, 256<<10), line: 1, columns: map[string][]string{}}
		for {
			more, err := l.statement(want, yield)
			var flaw *Flaw
			switch {
			case !more:
				return
			case errors.As(err, &flaw):
				if !yield(nil, err) || l.skip() != nil {
					return
				}
			case err == errEnd:
				yield(nil, l.flaw("%v", err))
				return
			case err != nil:
				yield(nil, err)
				return
			}
		}
	}
}

// Schema calls f with each table and its columns until it returns false.
func Schema(r io.Reader, f func(table string, columns []string) bool) {
	l := &lexer{r: bufio.NewReaderSize(r, 256<<10), line: 1, columns: map[string][]string{}}
	known := 0
	for range 1_000_000 {
		if _, err := l.statement(func(string) bool { return false }, nil); err != nil {
			return
		}
		if len(l.columns) > known {
			known = len(l.columns)
			for table, columns := range l.columns {
				if !f(table, columns) {
					return
				}
			}
		}
	}
}

// statement reads one statement; more = there can be another.
func (l *lexer) statement(want func(string) bool, yield func(*Row, error) bool) (more bool, err error) {
	if err := l.space(); err != nil {
		if err == errEnd {
			return false, io.EOF // between statements
		}
		return true, err
	}
	word, err := l.word()
	if err != nil {
		return true, err
	}
	switch strings.ToUpper(word) {
	case "CREATE":
		return true, l.create()
	case "INSERT", "REPLACE":
		return l.insert(want, yield)
	case "COPY":
		return l.copy(want, yield)
	case "DELIMITER":
		return true, l.delimiter()
	case "PRAGMA":
		l.plain = true
	case "SET":
		name, err := l.word()
		if name == "standard_conforming_strings" {
			l.plain = true
		}
		if err != nil {
			return true, err
		}
	case "":
		if c, err := l.next(); err != nil || c == ';' || c == '\\' {
			if c == '\\' { // a command of psql
				_, err = l.restOfLine(0)
			}
			return true, err
		}
	}
	return true, l.skip()
}

// delimiter passes over triggers and functions.
func (l *lexer) delimiter() error {
	line, err := l.restOfLine(20)
	for err == nil && strings.TrimSpace(line) != ";" {
		if line, err = l.restOfLine(20); strings.HasPrefix(strings.ToUpper(line), "DELIMITER") {
			line = line[len("DELIMITER"):]
		} else {
			line = ""
		}
	}
	return err
}

// notColumns are the words with which other lines of a CREATE TABLE begin.
var notColumns = []string{"primary", "key", "unique", "constraint", "index", "fulltext", "foreign", "check", "spatial", "exclude", "like"}

// create reads the columns of a table.
func (l *lexer) create() error {
	word, err := l.word()
	for err == nil && slices.Contains([]string{"TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL"}, strings.ToUpper(word)) {
		word, err = l.word()
	}
	if err != nil || !strings.EqualFold(word, "TABLE") {
		return errors.Join(err, l.skipIf(err))
	}
	table, quoted, err := l.name()
	if err == nil && !quoted && table == "if" { // IF NOT EXISTS
		l.word()
		l.word()
		table, _, err = l.name()
	}
	if err != nil {
		return err
	}
	if err := l.space(); err != nil || l.peek() != '(' {
		return errors.Join(err, l.skipIf(err))
	}
	l.next()
	var columns []string
	for more := true; more; {
		name, quoted, err := l.name()
		if err != nil {
			return err
		}
		if name != "" && (quoted || !slices.Contains(notColumns, name)) {
			columns = append(columns, name)
		}
		if more, err = l.item(); err != nil {
			return err
		}
	}
	l.columns[table] = columns
	return l.skip()
}

// skipIf passes over the rest of a statement that could be read so far.
func (l *lexer) skipIf(err error) error {
	if err != nil {
		return nil
	}
	return l.skip()
}

// item passes over the rest of an item of a list; more = another follows.
func (l *lexer) item() (more bool, err error) {
	for depth := 0; ; {
		if err := l.space(); err != nil {
			return false, err
		}
		c, err := l.next()
		if err != nil {
			return false, err
		}
		switch {
		case c == '\'' || c == '"' || c == '`':
			if err := l.pass(c); err != nil {
				return false, err
			}
		case c == '(':
			depth++
		case c == ')' && depth == 0:
			return false, nil
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			return true, nil
		case c == ';' && depth == 0:
			l.back(c)
			return false, l.flaw("a list has no end")
		}
	}
}

// insert reads the rows of an INSERT.
func (l *lexer) insert(want func(string) bool, yield func(*Row, error) bool) (more bool, err error) {
	word := ""
	for range 4 { // INSERT OR IGNORE INTO
		if word, err = l.word(); err != nil || strings.EqualFold(word, "INTO") {
			break
		}
	}
	if err != nil || !strings.EqualFold(word, "INTO") {
		return true, errors.Join(err, l.skipIf(err))
	}
	table, _, err := l.name()
	if err != nil {
		return true, err
	}
	if !want(table) {
		return true, l.skip()
	}
	columns, err := l.names(table)
	if err != nil {
		return true, err
	}
	for {
		word, err := l.word()
		if err != nil {
			return true, err
		}
		if strings.EqualFold(word, "VALUES") || strings.EqualFold(word, "VALUE") {
			return l.rows(table, columns, yield)
		}
		if !strings.EqualFold(word, "OVERRIDING") && !strings.EqualFold(word, "SYSTEM") && !strings.EqualFold(word, "USER") {
			return true, l.skip() // INSERT … SELECT
		}
	}
}

// names reads the names of columns, if there are some; else those of the table.
func (l *lexer) names(table string) (columns []string, err error) {
	if err := l.space(); err != nil || l.peek() != '(' {
		return l.columns[table], err
	}
	l.next()
	for more := true; more; {
		name, _, err := l.name()
		if err != nil {
			return nil, err
		}
		columns = append(columns, name)
		if more, err = l.item(); err != nil {
			return nil, err
		}
	}
	return columns, nil
}

// rows yields (…),(…);
func (l *lexer) rows(table string, columns []string, yield func(*Row, error) bool) (more bool, err error) {
	for {
		if err := l.space(); err != nil {
			return true, err
		}
		c, err := l.next()
		switch {
		case err != nil:
			return true, err
		case c == ';':
			return true, nil
		case c == ',':
			continue
		case c != '(':
			return true, l.skip() // ON DUPLICATE KEY …, RETURNING …
		}
		row := &Row{Table: table, Columns: columns}
		for more := true; more; {
			var x cell
			if x, more, err = l.cell(); err != nil {
				return true, err
			}
			row.values = append(row.values, x)
		}
		switch {
		case len(columns) == 0:
			return true, l.flaw("table %s has no CREATE TABLE before its rows, which name no columns", table)
		case len(row.values) != len(columns):
			return true, l.flaw("a row of table %s has %d values for %d columns", table, len(row.values), len(columns))
		case !yield(row, nil):
			return false, nil
		}
	}
}

// cell reads a value; more = another follows in the row.
func (l *lexer) cell() (x cell, more bool, err error) {
	if err := l.space(); err != nil {
		return x, false, err
	}
	l.value = l.value[:0]
	word := ""
	if c := l.peek(); isWord(c) || c == '-' || c == '+' || c == '.' {
		if word, err = l.bare(); err != nil {
			return x, false, err
		}
	}
	if err := l.space(); err != nil {
		return x, false, err
	}
	c := l.peek()
	switch {
	case c == '\'' || c == '"' && word == "":
		l.next()
		err = l.until(c, l.plain && !strings.EqualFold(word, "e"))
		x.text = string(l.value)
		if strings.EqualFold(word, "x") {
			x.text = fromHex(x.text)
		}
	case strings.HasPrefix(word, "0x"):
		x.text = fromHex(word[2:])
	case strings.EqualFold(word, "null"):
		x.null = true
	default:
		x.text = word
	}
	if err != nil {
		return x, false, err
	}
	more, err = l.item() // also a cast
	return x, more, err
}

// bare reads a number or a word.
func (l *lexer) bare() (string, error) {
	var b []byte
	for {
		c, err := l.next()
		if err != nil {
			return "", err
		}
		if !isWord(c) && c != '-' && c != '+' && c != '.' {
			l.back(c)
			return string(b), nil
		}
		if b = append(b, c); len(b) > longest {
			return "", l.flaw("a value has more than %d MB", longest>>20)
		}
	}
}

// copy reads the rows of a COPY.
func (l *lexer) copy(want func(string) bool, yield func(*Row, error) bool) (more bool, err error) {
	table, _, err := l.name()
	if err != nil {
		return true, err
	}
	columns, err := l.names(table)
	if err != nil {
		return true, err
	}
	from, err := l.word()
	if err != nil || !strings.EqualFold(from, "FROM") {
		return true, errors.Join(err, l.skipIf(err))
	}
	if err := l.skip(); err != nil {
		return true, err
	}
	if _, err := l.restOfLine(0); err != nil {
		return true, err
	}
	l.plain = true
	wanted := want(table)
	for {
		line, err := l.whole(wanted)
		switch {
		case err != nil:
			return true, err
		case string(line) == `\.`:
			return true, nil
		case !wanted:
			continue
		}
		row := &Row{Table: table, Columns: columns, values: cells(line)}
		if len(row.values) != len(columns) {
			err = &Flaw{l.line - 1, fmt.Sprintf("a row of table %s has %d values for %d columns", table, len(row.values), len(columns))}
			row = nil
		}
		if !yield(row, err) {
			return false, nil
		}
	}
}

// whole reads a line; of one that is not wanted only its beginning is kept.
func (l *lexer) whole(wanted bool) ([]byte, error) {
	l.value = l.value[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		if wanted || len(l.value) < 8 {
			l.value = append(l.value, part...)
		}
		switch {
		case err == nil:
			l.line++
			return bytes.TrimRight(l.value, "\r\n"), nil
		case err == io.EOF:
			return nil, errEnd
		case err != bufio.ErrBufferFull:
			return nil, err
		case len(l.value) > longest:
			return nil, errors.New("a row has more than 64 MB")
		}
	}
}
