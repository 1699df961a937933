package markdown

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
)

// attacks are samples of each class of hostile input.
var attacks = []string{
	// scripts in raw HTML
	"<script>alert(1)</script>", "a <script>alert(1)</script> b", "<SCRIPT SRC=//e.org/x.js></SCRIPT>", "<scr<script>ipt>alert(1)</script>",
	"<img src=x onerror=alert(1)>", "<img src=\"x\"onerror=alert(1)//", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
	"<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
	"<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<object data=x></object>", "<embed src=x>", "<form action=x><input name=y><button>z</button></form>",
	"<style>*{color:red}</style>", "<p style=\"position:fixed\">x</p>", "<div class=\"alert\" onclick=x>y</div>", "<base href=//e.org/>", "<meta http-equiv=refresh content=0>",
	"<template><script>alert(1)</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
	"<textarea><img src=x onerror=alert(1)>", "<plaintext>", "<xmp><img src=x onerror=alert(1)></xmp>", "<title><script>alert(1)</script></title>", "<details ontoggle=alert(1) open>x</details>",
	"<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<a href=\"&#14;  javascript:alert(1)\">x</a>", "<a href=javascript&colon;alert(1)>x</a>", "<a xlink:href=javascript:alert(1)>x</a>",
	"<img src=\"data:text/html,<script>alert(1)</script>\">", "<p id=main>x</p>", "<p id='x y'>x</p>", "<a name=top href=#top>x</a>", "<img src=x srcset='javascript:x 2x'>",
	// addresses in Markdown
	"[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](java\nscript:alert(1))", "[a](<java\tscript:alert(1)>)", "[a](javascript&colon;alert(1))", "[a](&#106;avascript:alert(1))",
	"[a](\\javascript:alert(1))", "[a](vbscript:x)", "[a](data:text/html;base64,PHNjcmlwdD4=)", "![a](javascript:alert(1))", "![a](data:image/svg+xml,<svg/onload=alert(1)>)", "<javascript:alert(1)>",
	"[a]: javascript:alert(1)\n\n[a]", "[a](x \"y\\\" onclick=alert(1)\")", "[a](x\"onclick=\"alert(1))", "![a\"onerror=\"x](y)", "[![x](javascript:y)](javascript:z)", "[a](%6aavascript:alert(1))", "[a](\u0001javascript:alert(1))",
	// addresses of other hosts in disguise
	"[a](//e.org)", "[a](/\\e.org)", "[a](\\\\e.org)",
	// text that reaches into an attribute
	"```\"><script>alert(1)</script>\nx\n```", "~~~ a\"onload=x\ny\n~~~", "# \"><script>alert(1)</script>", "# <script>", "> [!NOTE\"]\n> x", "[^\"><script>]: x\n\nx[^\"><script>]", "|a\"|\n|-|\n|<script>|",
	"- [x] <script>alert(1)</script>", "`<script>`", "\x00<script>\x00", "<scr\x00ipt>alert(1)</scr\x00ipt>", "&lt;script&gt;", "<http://e.org/\"onclick=x>", "<b \"onclick=x>y</b>",
	// tags that reach out of the article
	"</div></div></section>", "</article></main></body></html><h1>x", "<div>", "<div>\n\n- a\n\n</div></div></div>", "<!--", "<!-- a", "a <!-- b", "<![CDATA[x", "<?php echo 1;", "<!DOCTYPE html>",
	"<ul><li><div><li></li></div></li></ul>", "<table><tr><td><div><td></td></div></td></tr></table></div>", "<p><div></p></div></div>", "<table><div></table></div>", "<table>x<b>y<tr>z</table>",
	"<a><div><a></div></a></a>", "<b><p></b></p></div>", "<details><summary>x</details></summary></div>", "<dl><dt><div><dd></div></dl></div>", "<h2><h3></h2></h3></div>", "<ruby><rt><div><rp></div></ruby>",
	"- a\n\n  </li></ul></div>\n\n- b", "> </blockquote></div>\n> a", "| a |\n|-|\n| </td></tr></table></div> |", "# </h2></div>", "*</em></div>*", "[</a></div>](x)", "<table><caption><table></caption></table></div>",
	"<li>a</li></ul>", "<td>a</td>", "<tr><td>a", "<table><col><tr><col><td>x", "</p></br></hr>", "<br></br>", "<pre>\n\n\n</pre></div>", "<div title=\"\n\na\">", "<div\n\na>", "<a href=\"x\">\n\n# h\n\n[b](c)\n\n</a>",
}

func TestAttacks(t *testing.T) {
	c := New(DefaultOptions())
	for _, attack := range attacks {
		for _, form := range []string{"%s", "a %s b", "# Question\n\n%s\n\n# Solution\n\n%s", "> %s", "- %s\n- b", "| a |\n|-|\n| %s |", "*a %s b*", "[%s](x)", "%s\n\n%s\n\n```\nx\n```\n\n# b"} {
			body := strings.ReplaceAll(form, "%s", attack)
			doc := c.convert(source(body))
			if err := firstErr(inert(doc.Question), inert(doc.Solution)); err != nil {
				t.Errorf("%q: %v\n%s", body, err, doc.Solution)
			}
		}
	}
}

func firstErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestAttacksTogether mixes attacks, so that what one leaves open meets what
// another closes.
func TestAttacksTogether(t *testing.T) {
	c := New(DefaultOptions())
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var b strings.Builder
		for range 2 + r.IntN(6) {
			b.WriteString(attacks[r.IntN(len(attacks))])
			b.WriteString([]string{"", " ", "\n", "\n\n", "\n\n- ", "\n> "}[r.IntN(6)])
		}
		doc := c.convert(source(b.String()))
		if err := firstErr(inert(doc.Question), inert(doc.Solution)); err != nil {
			t.Fatalf("%q: %v", b.String(), err)
		}
	}
}

// TestTagSoup nests tags at random.
func TestTagSoup(t *testing.T) {
	names := strings.Fields("a b i p div span ul ol li dl dt dd table tr td th tbody thead caption col colgroup h1 h2 h3 pre code blockquote details summary ruby rt rp br hr img center section label figure figcaption sub")
	c := New(DefaultOptions())
	r := rand.New(rand.NewPCG(3, 4))
	for range 4000 {
		var b strings.Builder
		for range 3 + r.IntN(25) {
			name := names[r.IntN(len(names))]
			switch r.IntN(7) {
			case 0, 1, 2:
				fmt.Fprintf(&b, "<%s>", name)
			case 3, 4:
				fmt.Fprintf(&b, "</%s>", name)
			case 5:
				b.WriteString("x")
			case 6:
				b.WriteString([]string{"\n", "\n\n", "\n\n- ", "\n\n# ", "*", "[a](b)"}[r.IntN(6)])
			}
		}
		doc := c.convert(source(b.String()))
		if err := inert(doc.Solution); err != nil {
			t.Fatalf("%q: %v\n%s", b.String(), err, doc.Solution)
		}
	}
}

func TestHostileSets(t *testing.T) {
	var dompurify []struct{ Payload string }
	if err := json.Unmarshal(readHostile(t, "dompurify/expect.json"), &dompurify); err != nil {
		t.Fatal(err)
	}
	var bodies []string
	for _, p := range dompurify {
		bodies = append(bodies, p.Payload)
	}
	bodies = append(bodies, strings.Split(string(readHostile(t, "markdown-xss/Markdown-XSS-Payloads.txt")), "\n")...)
	var naughty []string
	if err := json.Unmarshal(readHostile(t, "blns/blns.json"), &naughty); err != nil {
		t.Fatal(err)
	}
	bodies = append(bodies, naughty...)
	bodies = append(bodies, strings.Join(naughty, "\n"), strings.Join(naughty, "\n\n"))
	if len(bodies) < 700 {
		t.Fatalf("only %d payloads", len(bodies))
	}
	c := New(DefaultOptions())
	for _, body := range bodies {
		for _, form := range []string{"%s", "a %s b", "a\n\n%s\n\n- b\n\n  %s"} {
			src := source(strings.ReplaceAll(form, "%s", body))
			src.Body = normalize(src.Body)
			doc := c.convert(src)
			if err := firstErr(inert(doc.Question), inert(doc.Solution)); err != nil {
				t.Errorf("%q: %v\n%s", src.Body, err, doc.Solution)
			}
		}
	}
}

func FuzzConvert(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Add(sample)
	f.Add("```go\nfunc main() {}\n```\n\n[^1]: a\n\nb[^1]\n\n- [x] c\n\n> [!NOTE]\n> d")
	c := New(DefaultOptions())
	f.Fuzz(func(t *testing.T, body string) {
		src := source(body)
		src.Body = normalize(src.Body)
		assertInertDocument(t, c.convert(src))
	})
}

// repeated makes bodies of n repetitions that have been slow in one Markdown
// implementation or another.
var repeated = map[string]func(n int) string{
	"definitions": func(n int) string { return numbered("[^%d]: x\n\n", n) + numbered("[^%d] ", n) },
	"references":  func(n int) string { return numbered("[%d]: x\n", n) + numbered("[%d] ", n) },
	"expansion":   func(n int) string { return "[a]: /" + strings.Repeat("x", n) + "\n\n" + strings.Repeat("[a] ", n) },
	"wide table": func(n int) string {
		return strings.Repeat("|a", n) + "|\n" + strings.Repeat("|-", n) + "|\n" + strings.Repeat("|\n", n)
	},
	"backticks": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("`", i) + " ")
		}
		return b.String()
	},
	"deep list": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	},
	"quote lines":  func(n int) string { return strings.Repeat("> ", n) + "a\n" + strings.Repeat(">\n", n) },
	"quote lazy":   func(n int) string { return strings.Repeat("> ", n) + "a\n" + strings.Repeat("a\n", n) },
	"list blank":   func(n int) string { return strings.Repeat("- ", n) + "a\n" + strings.Repeat("\n", n) + "b" },
	"brackets":     func(n int) string { return strings.Repeat("[", n) + "a" + strings.Repeat("](b)", n) },
	"images":       func(n int) string { return strings.Repeat("![", n) + "a" + strings.Repeat("](b)", n) },
	"emphasis":     func(n int) string { return strings.Repeat("*_", n) + "a" + strings.Repeat("_*", n) },
	"long cell":    func(n int) string { return "|" + strings.Repeat("*a_", n) + "|\n|-|\n" },
	"piped code":   func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`a\\|b`|\n", n) },
	"code comment": func(n int) string { return "```c\n" + strings.Repeat("/*\n", n) + "```" },
	"code quotes":  func(n int) string { return "```bash\n" + strings.Repeat("\"$(\n", n) + "```" },
	"many codes":   func(n int) string { return strings.Repeat("```js\n/*/ `${\n```\n", n/10) },
	"paragraphs":   func(n int) string { return "<b><i><u>" + strings.Repeat("<p>x", n) },
	"same heading": func(n int) string { return strings.Repeat("# a\n", n) },
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestBig converts what would take minutes if it took time, or more memory
// than there is if it took space, in proportion to its square.
func TestBig(t *testing.T) {
	bodies := maps.Clone(repeated)
	for _, s := range []string{
		"[", "![", "]", "<", "<div>", "<div>\n\n", "<b>", "<b title=a>", "</div>", "<p>", "<li>", "<table>", "<td>", "<a href=b>", "<!--", "a <!--", "a <?", "a <![CDATA[", "a <!A ", "<a b=\"", "<http:", "<a@",
		"*a ", "*a**b ", "**a_b ", "a*_", "***", "*\n", "~a~~b", "> ", "> a\n", "- ", "- a\n", "- a\n\n", "* ", "1. ", "`", "` a", "``a` ", "\n# x", "#", "|", "|-\n", "a|b\n-|-\n", "|a\n", "[^", "[^a]", "[^a]:", "[^a]: b\n\n",
		"[a](", "[a](b", "[a](<b", "[a](b \"", "[a]: b\n", "[a]: ", "[]", "[[]]", "[a][", " http://a.b", " www.a", "www.a(", "a@b ", "a@", "&", "&a", "&#", "\\", "\\\n", "a  \n", "a\n", "=\n", "a\n=\n", "```\n", "~~~a\n", "\t", "\ta\n", "-\t",
		"\x00", " \n", "- [ ] a\n", "- [x] [x]", "sudo rm ", "rm -rf /\n", "`rm -rf /` ", "$(", "\"'", "curl a | ", "delete from a ", "never run ",
	} {
		bodies[fmt.Sprintf("%q", s)] = func(n int) string { return strings.Repeat(s, n) }
	}
	c := New(DefaultOptions())
	for name, body := range bodies {
		in := body(bigRepeats)
		doc := c.convert(source(in))
		if out := len(doc.Solution); out > 60*len(in)+1000 {
			t.Errorf("%s: %d bytes became %d", name, len(in), out)
		}
	}
}
