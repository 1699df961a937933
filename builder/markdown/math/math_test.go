package math

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"sort"
	"strings"
	"testing"
)

// formulas reads the real formulas that are kept beside the repository.
func formulas(t *testing.T) (list []string) {
	f, err := os.Open("../../../../shared/data/tex-formulas.txt")
	if err != nil {
		t.Skip("the formulas are not here: ", err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		list = append(list, s.Text())
	}
	return list
}

// Nearly every formula of a real community is understood.
func TestRealFormulas(t *testing.T) {
	l := New()
	reasons, bad, all := map[string]int{}, 0, formulas(t)
	for _, line := range all {
		_, tex, _ := strings.Cut(line, " ")
		f, err := l.Text().Convert(tex)
		if err != nil {
			bad++
			reasons[err.Error()]++
			if testing.Verbose() {
				t.Log(err, ": ", tex)
			}
			continue
		}
		wellFormed(t, tex, f.MathML(line[0] == 'D'))
	}
	if known := 1 - float64(bad)/float64(len(all)); known < 0.99 {
		t.Errorf("%.2f %% of %d are understood", 100*known, len(all))
	}
	var list []string
	for r := range reasons {
		list = append(list, r)
	}
	sort.Strings(list)
	t.Log(bad, " of ", len(all), " are not understood: ", list)
}

// elements are all that MathML may hold.
var elements = set("math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mphantom menclose")

func wellFormed(t *testing.T, tex, out string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(out))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%q → %s: %v", tex, out, err)
		}
		if e, ok := token.(xml.StartElement); ok && !elements[e.Name.Local] {
			t.Fatalf("%q → %s", tex, out)
		}
	}
}

func TestMathML(t *testing.T) {
	for _, c := range []struct{ tex, want, words string }{
		{`x^2`, `<msup><mi>x</mi><mn>2</mn></msup>`, "x^2"},
		{`\frac12`, `<mfrac><mn>1</mn><mn>2</mn></mfrac>`, "1/2"},
		{`a_i'`, `<msubsup><mi>a</mi><mi>i</mi><mo>′</mo></msubsup>`, "a_i^′"},
		{`\mathbb{R}^n`, `<msup><mi>ℝ</mi><mi>n</mi></msup>`, "ℝ^n"},
		{`\sqrt[3]{x+1}`, `<mroot><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>3</mn></mroot>`, "3√(x+1)"},
		{`\text{if $x<y$ & z}`, `<mrow><mtext>if` + "\u00a0" + `</mtext><mi>x</mi><mo>&lt;</mo><mi>y</mi><mtext>` + "\u00a0" + `&amp; z</mtext></mrow>`, "if x<y & z"},
		{`a \over b`, `<mfrac><mi>a</mi><mi>b</mi></mfrac>`, "a/b"},
		{`\left( x \right.`, `<mrow><mo fence="true" stretchy="true">(</mo><mi>x</mi></mrow>`, "(x"},
		{`\def\R{\mathbb R}\R\R`, `<mrow><mi>ℝ</mi><mi>ℝ</mi></mrow>`, "ℝℝ"},
		{`\newcommand{\k}[2][0]{|#1,#2\rangle}\k{x}`, `<mrow><mo stretchy="false" lspace="0" rspace="0">|</mo><mn>0</mn><mo>,</mo><mi>x</mi><mo stretchy="false">⟩</mo></mrow>`, "|0,x⟩"},
		{`\mathrm{max} \operatorname{rank} A`, `<mrow><mi>max</mi><mo form="prefix">rank</mo><mi>A</mi></mrow>`, "max rank A"},
		{`<script>`, `<mrow><mo>&lt;</mo><mi>s</mi><mi>c</mi><mi>r</mi><mi>i</mi><mi>p</mi><mi>t</mi><mo>&gt;</mo></mrow>`, "<script>"},
		{`\begin{cases} a & b \\ c \end{cases}`, `<mrow><mo fence="true" stretchy="true">{</mo><mtable><mtr><mtd class="left"><mi>a</mi></mtd><mtd class="left"><mi>b</mi></mtd></mtr><mtr><mtd class="left"><mi>c</mi></mtd></mtr></mtable></mrow>`, "{a b; c"},
		{`\ce{H2O}`, `<mrow><msub><mi mathvariant="normal">H</mi><mn>2</mn></msub><mi mathvariant="normal">O</mi></mrow>`, "H_2 O"},
		{`x % a comment`, `<mi>x</mi>`, "x"},
		{`\sum_{i=1}^n i`, `<mrow><munderover><mo movablelimits="true">∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi></mrow>`, "∑_(i=1)^n i"},
	} {
		f, err := New().Text().Convert(c.tex)
		if err != nil {
			t.Errorf("%s: %v", c.tex, err)
			continue
		}
		if got := f.MathML(false); got != "<math>"+c.want+"</math>" || f.Words() != c.words {
			t.Errorf("%s\n got %s, %q\nwant %s, %q", c.tex, got, f.Words(), "<math>"+c.want+"</math>", c.words)
		}
	}
}

// What costs more than it is worth is an error, and soon.
func TestLimits(t *testing.T) {
	for name, tex := range map[string]string{
		"deep":      strings.Repeat("{", 10_000),
		"scripts":   strings.Repeat("x^{", 5000),
		"long":      strings.Repeat("x", maxSource+1),
		"endless":   `\def\a{\a\a}\a`,
		"billions":  `\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c\c\c}\def\e{\d\d\d\d\d\d\d\d\d\d}\e`,
		"arguments": `\newcommand{\a}[1]{#1#1#1#1#1#1#1#1}` + strings.Repeat(`\a{`, 30) + "x" + strings.Repeat("}", 30),
		"command":   `\nosuch`,
		"address":   `\unicode{65}`,
	} {
		if f, err := New().Text().Convert(tex); err == nil {
			t.Errorf("%s became %.100s", name, f.MathML(false))
		}
	}
}

func FuzzConvert(f *testing.F) {
	for _, seed := range []string{`\frac{a}{b}`, `\begin{matrix}a&b\\c\end{matrix}`, `\left(\middle|x\right)`, `\def\a#1{#1}\a{x}`, `\text{a $b$}`, `\sqrt[3]{x}_a^b'`, `{a \over b}`, `\ce{H2O -> x}`, `\bra{a}\braket{a|b}`, `\big<x`, `\not\in`, `\`} {
		f.Add(seed)
	}
	l := New()
	f.Fuzz(func(t *testing.T, tex string) {
		formula, err := l.Text().Convert(tex)
		if err != nil {
			return
		}
		wellFormed(t, tex, formula.MathML(true))
		formula.Words()
	})
}
