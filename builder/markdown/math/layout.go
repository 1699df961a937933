package math

import "strings"

// An environment is how \begin{…} is laid out.
type environment struct {
	open, end string // fences
	align     string // of columns in turn: "right left"; "" = centre
	small     bool
	display   bool
	spec      bool // columns are described: {lcr}
	skip      bool // an argument that says nothing
}

var environments = map[string]environment{
	"matrix": {}, "pmatrix": {open: "(", end: ")"}, "bmatrix": {open: "[", end: "]"}, "Bmatrix": {open: "{", end: "}"},
	"vmatrix": {open: "|", end: "|"}, "Vmatrix": {open: "‖", end: "‖"}, "smallmatrix": {small: true},
	"psmallmatrix": {open: "(", end: ")", small: true}, "bsmallmatrix": {open: "[", end: "]", small: true},
	"array": {spec: true}, "tabular": {spec: true}, "subarray": {spec: true, small: true}, "cases": {open: "{", align: "left left"}, "rcases": {end: "}", align: "left left"},
	"dcases": {open: "{", align: "left left", display: true},
	"align":  {align: "right left", display: true}, "align*": {align: "right left", display: true}, "aligned": {align: "right left", display: true},
	"alignat": {align: "right left", display: true, skip: true}, "alignat*": {align: "right left", display: true, skip: true}, "alignedat": {align: "right left", display: true, skip: true},
	"split": {align: "right left", display: true}, "flalign": {align: "right left", display: true}, "flalign*": {align: "right left", display: true},
	"eqnarray": {align: "right center left", display: true}, "eqnarray*": {align: "right center left", display: true},
	"gather": {display: true}, "gather*": {display: true}, "gathered": {display: true}, "multline": {display: true}, "multline*": {display: true},
	"equation": {display: true}, "equation*": {display: true}, "displaymath": {display: true}, "math": {}, "darray": {spec: true},
	"CD": {},
}

func layoutCommands() map[string]func(*parser) []*node {
	all := map[string]func(*parser) []*node{
		"begin": begin,
		"substack": one(func(p *parser) *node {
			p.expect("{")
			rows := cells(p, func(t string) bool { return t == "}" })
			p.expect("}")
			return table(p, rows, environment{small: true}, "")
		}),
		"tag": func(p *parser) []*node {
			star := p.accept("*")
			text := plainText(p.source())
			if !star {
				text = "(" + text + ")"
			}
			return []*node{p.space("2em"), p.new("mtext", text)}
		},
		"not":  one(negated),
		"mod":  func(p *parser) []*node { return []*node{p.space("1em"), p.new("mi", "mod"), p.space("0.333em")} },
		"bmod": one(func(p *parser) *node { return p.new("mo", "mod") }),
		"pmod": func(p *parser) []*node {
			return []*node{p.space("1em"), p.new("mrow", "", fixed(p, "("), p.new("mi", "mod"), p.space("0.333em"), p.braced(), fixed(p, ")"))}
		},
		"pod": func(p *parser) []*node {
			return []*node{p.space("1em"), p.new("mrow", "", fixed(p, "("), p.braced(), fixed(p, ")"))}
		},
		"phantom": one(func(p *parser) *node { return p.new("mphantom", "", p.braced()) }),
		"hspace":  one(func(p *parser) *node { p.accept("*"); p.source(); return p.space("1em") }),
		"kern":    one(kern), "mkern": one(kern), "hskip": one(kern), "mskip": one(kern),
		"mathchoice": one(func(p *parser) *node { n := p.braced(); p.source(); p.source(); p.source(); return n }),
		"textcolor":  one(func(p *parser) *node { p.source(); return p.braced() }),
		"href":       one(func(p *parser) *node { p.source(); return p.braced() }),
		"class":      one(func(p *parser) *node { p.source(); return p.braced() }),
		"cssId":      one(func(p *parser) *node { p.source(); return p.braced() }),
		"unicode":    one(func(p *parser) *node { p.fail(unknown(`\unicode`)); return nil }),
		"cr":         none(0), "newline": none(0), "\\": func(p *parser) []*node { p.optional(); return []*node{breakLine(p)} },
	}
	for name, attr := range map[string]string{"displaystyle": ` displaystyle="true" scriptlevel="0"`, "textstyle": ` displaystyle="false" scriptlevel="0"`, "scriptstyle": ` displaystyle="false" scriptlevel="1"`, "scriptscriptstyle": ` displaystyle="false" scriptlevel="2"`} {
		all[name] = one(func(p *parser) *node {
			kids := p.row(func(t string) bool {
				return t == "}" || t == "&" || t == `\\` || t == `\end` || t == `\right` || t == "]"
			})
			return p.styled(attr, p.group(kids))
		})
	}
	for name, args := range map[string]int{"label": 1, "nonumber": 0, "notag": 0, "hline": 0, "hfill": 0, "require": 1, "color": 1, "displaylimits": 0, "limits": 0, "nolimits": 0,
		"vspace": 1, "cline": 1, "allowbreak": 0, "nobreak": 0, "noindent": 0, "centering": 0, "small": 0, "large": 0, "Large": 0, "normalsize": 0, "tiny": 0, "huge": 0, "par": 0, "hphantom": 1, "vphantom": 1,
		"bigskip": 0, "medskip": 0, "smallskip": 0, "footnotesize": 0, "scriptsize": 0, "LARGE": 0, "Huge": 0} {
		all[name] = none(args)
	}
	return all
}

// breakLine is a new line outside of any environment.
func breakLine(p *parser) *node {
	n := p.space("0")
	n.attr += ` linebreak="newline"`
	return n
}

func kern(p *parser) *node {
	for p.at < len(p.src) && strings.ContainsRune(" -+.0123456789", rune(p.src[p.at])) {
		p.at++
	}
	for range 2 { // the unit
		if p.at < len(p.src) && isLetter(p.src[p.at]) {
			p.at++
		}
	}
	return p.space("0.2em")
}

// negated strikes a relation out.
func negated(p *parser) *node {
	n := p.group(p.atom())
	if n.text == "" || len(n.kids) > 0 {
		return n
	}
	n.text += "\u0338"
	return n
}

// begin reads an environment.
func begin(p *parser) []*node {
	name := strings.TrimSpace(p.source())
	e, ok := environments[name]
	if !ok {
		p.fail(unknown(`\begin{` + name + `}`))
	}
	p.optional()
	columns := ""
	if e.spec {
		columns = p.source()
	} else if e.skip {
		p.source()
	}
	rows := cells(p, func(t string) bool { return t == `\end` })
	p.expect(`\end`)
	if strings.TrimSpace(p.source()) != name {
		p.fail(errBraces)
	}
	n := table(p, rows, e, columns)
	if e.open == "" && e.end == "" {
		return []*node{n}
	}
	out := p.new("mrow", "")
	if e.open != "" {
		out.kids = append(out.kids, fence(p, e.open))
	}
	out.kids = append(out.kids, n)
	if e.end != "" {
		out.kids = append(out.kids, fence(p, e.end))
	}
	return []*node{out}
}

// cells reads rows of cells until a token.
func cells(p *parser, end stop) (rows [][]*node) {
	p.enter()
	defer p.leave()
	var row []*node
	for {
		kids := p.row(func(t string) bool { return atCell(t) || end(t) })
		row = append(row, p.new("mtd", "", kids...))
		switch t := p.peek(); {
		case t == "&":
			p.next()
			continue
		case t == `\\` || t == `\cr`:
			p.next()
			p.accept("*")
			rowGap(p)
			rows, row = append(rows, row), nil
			continue
		case t == "" || !end(t):
			p.fail(errEnd)
		}
		if len(row) > 1 || len(row[0].kids) > 0 {
			rows = append(rows, row)
		}
		return rows
	}
}

// rowGap passes over the height of a row: [2pt]. A bracket with anything else in it
// belongs to the formula.
func rowGap(p *parser) {
	at := p.at
	if gap, ok := p.optional(); ok && strings.Trim(gap, " -.0123456789") != "" && len(gap) < 10 {
		switch unit := strings.Trim(gap, " -.0123456789"); unit {
		case "pt", "em", "ex", "mm", "cm", "px", "in", "mu":
			return
		}
	}
	p.at = at
}

// table returns rows as a table.
func table(p *parser, rows [][]*node, e environment, columns string) *node {
	n := p.new("mtable", "")
	align := strings.Fields(e.align)
	if e.spec {
		align = specOf(columns)
	}
	for _, row := range rows {
		for i, cell := range row {
			switch {
			case len(align) == 0:
			case e.spec && i < len(align):
				cell.attr = alignAttr(align[i])
			case !e.spec:
				cell.attr = alignAttr(align[i%len(align)])
			}
		}
		n.kids = append(n.kids, p.new("mtr", "", row...))
	}
	if e.display {
		n.attr = ` displaystyle="true"`
	}
	if e.small {
		return p.styled(` scriptlevel="1"`, n)
	}
	return n
}

// specOf returns the alignment of columns: {l|cr}.
func specOf(columns string) (out []string) {
	for _, c := range columns {
		switch c {
		case 'l':
			out = append(out, "left")
		case 'r':
			out = append(out, "right")
		case 'c':
			out = append(out, "center")
		}
	}
	return out
}

func alignAttr(align string) string {
	if align == "center" {
		return ""
	}
	return ` class="` + align + `"`
}
