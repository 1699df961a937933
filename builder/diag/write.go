package diag

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Write shows the problems to a person at a terminal, in the order given:
//
//	content/wifi/slow.md:4:8: kudos must be a whole number, not "many"
//	  4 | kudos: many
//	    |        ^
//	  hint: for example kudos: 12
//
// Of many of one sort a few are shown so, and of the others, at the end, where they
// are and what they are about:
//
//	14 more links that lead nowhere
//	  content/wifi/slow.md: 8:3 keys.md, 9:1 list.md
//
// It ends with a count ("3 problems and 1 warning in 2 files"). It writes
// nothing for an empty list. The source of a file is asked for once for each
// run of problems in it; where source is nil or returns an error, the excerpt
// is left out. With color, place and severity are emphasized.
//
// Whatever comes from a file is made harmless first: control characters are
// shown as pictures, so that no file can drive the terminal.
func Write(w io.Writer, l List, source func(path string) ([]byte, error), color bool) error {
	if len(l) == 0 {
		return nil
	}
	p := printer{w: bufio.NewWriter(w), source: source, color: color}
	shown, others := l.few()
	for _, x := range shown {
		p.problem(x)
	}
	for _, list := range others {
		p.others(list)
	}
	p.w.WriteString(p.paint(bold, l.Count()) + "\n")
	return p.w.Flush()
}

// Of many problems of one sort few are shown in full; a handful is not many.
const few, many = 3, 6

// few returns the problems that are shown in full, and the others by sort.
func (l List) few() (shown List, others []List) {
	total, at := map[string]int{}, map[string]int{}
	for _, p := range l {
		total[p.Sort]++
	}
	seen := map[string]int{}
	for _, p := range l {
		if seen[p.Sort]++; p.Sort == "" || total[p.Sort] < many || seen[p.Sort] <= few {
			shown = append(shown, p)
			continue
		}
		k, known := at[p.Sort]
		if !known {
			k = len(others)
			at[p.Sort], others = k, append(others, nil)
		}
		others[k] = append(others[k], p)
	}
	return shown, others
}

// maxLines is how many files are listed of one sort.
const maxLines = 1000

// others lists problems of one sort, a line for each file.
func (p *printer) others(l List) {
	p.w.WriteString(p.paint(bold, fmt.Sprintf("%d more %s", len(l), l[0].Sort)))
	path, lines := "", 0
	for i, x := range l {
		if x.Path != path || i == 0 {
			if path = x.Path; lines == maxLines {
				fmt.Fprintf(p.w, "\n  … and %d more", len(l)-i)
				break
			}
			lines++
			p.w.WriteString("\n  " + Visible(path) + ":")
		} else {
			p.w.WriteString(",")
		}
		p.w.WriteString(" " + Visible(strings.TrimSpace(x.where()+" "+x.About)))
	}
	p.w.WriteString("\n")
}

// Count says how many problems there are in how many files:
// "3 problems and 1 warning in 2 files".
func (l List) Count() string {
	files := map[string]bool{}
	warnings := 0
	for _, p := range l {
		if p.Path != "" {
			files[p.Path] = true
		}
		if p.Warning {
			warnings++
		}
	}
	var what []string
	if n := len(l) - warnings; n > 0 {
		what = append(what, plural(n, "problem"))
	}
	if warnings > 0 {
		what = append(what, plural(warnings, "warning"))
	}
	s := strings.Join(what, " and ")
	if len(files) > 0 {
		s += " in " + plural(len(files), "file")
	}
	return s
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// Escape sequences of a terminal that shows colors.
const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	faint  = "\x1b[2m"
	plain  = "\x1b[0m"
)

// A printer remembers the lines of the file it showed last.
type printer struct {
	w      *bufio.Writer
	source func(path string) ([]byte, error)
	color  bool
	path   string
	lines  [][]byte
}

func (p *printer) paint(style, s string) string {
	if !p.color || s == "" {
		return s
	}
	return style + s + plain
}

func (p *printer) problem(x Problem) {
	if x.Warning {
		p.w.WriteString(p.paint(yellow, Visible(x.place())+"warning: "))
	} else {
		p.w.WriteString(p.paint(red, Visible(x.place())))
	}
	p.w.WriteString(p.paint(bold, Visible(x.Msg)) + "\n")
	p.excerpt(x)
	if x.Hint != "" {
		p.w.WriteString("  " + p.paint(faint, "hint: ") + Visible(x.Hint) + "\n")
	}
}

func (p *printer) excerpt(x Problem) {
	line, ok := p.line(x)
	if !ok {
		return
	}
	text, caret := clip(line, x.Col)
	if strings.TrimSpace(text) == "" {
		return
	}
	n := fmt.Sprint(x.Line)
	p.w.WriteString(p.paint(faint, "  "+n+" | ") + text + "\n")
	if caret != "" {
		blank := strings.Repeat(" ", len(n))
		p.w.WriteString(p.paint(faint, "  "+blank+" | ") + p.paint(red, caret) + "\n")
	}
}

// line returns the line of a problem.
func (p *printer) line(x Problem) ([]byte, bool) {
	if x.Path == "" || x.Line < 1 || p.source == nil {
		return nil, false
	}
	if x.Path != p.path {
		p.path, p.lines = x.Path, nil
		if src, err := p.source(x.Path); err == nil {
			p.lines = bytes.Split(src, []byte("\n"))
		}
	}
	if x.Line > len(p.lines) {
		return nil, false
	}
	return p.lines[x.Line-1], true
}
