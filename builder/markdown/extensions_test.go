package markdown

import (
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A key is a made-up addition: ((Ctrl)) for a key of the keyboard.
type key struct{ ast.BaseInline }

var kindKey = ast.NewNodeKind("Key")

func (*key) Kind() ast.NodeKind              { return kindKey }
func (n *key) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type keyParser struct{}

func (keyParser) Trigger() []byte { return []byte{'('} }

func (keyParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	name, _, ok := strings.Cut(strings.TrimPrefix(string(line), "(("), "))")
	if !ok || !strings.HasPrefix(string(line), "((") {
		return nil
	}
	block.Advance(len(name) + 4)
	n := &key{}
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+2, segment.Start+2+len(name))))
	return n
}

var keys = addition{
	name:  "keys",
	parse: inlineParser(keyParser{}, 10),
	marks: "(",
	write: map[ast.NodeKind]writeFunc{kindKey: wrapping("<kbd>", "</kbd>")},
}

// A made-up row is all that a new addition takes.
func TestAddition(t *testing.T) {
	c := newConverter(DefaultOptions(), append(additions(), keys))
	doc := c.Convert(source("# Press ((Esc))\n\nHold ((Ctrl)) and [((X))](x.md), ~~((Y))~~ ((no."))
	if got, want := string(doc.Solution), `<p>Hold <kbd>Ctrl</kbd> and <a href="../x/"><kbd>X</kbd></a>, <del><kbd>Y</kbd></del> ((no.</p>`+"\n"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if doc.Text.Answer != "Hold Ctrl and X, Y ((no." || doc.FirstHeading != "Press Esc" || doc.Summary != doc.Text.Answer {
		t.Errorf("%q, %q, %q", doc.Text.Answer, doc.FirstHeading, doc.Summary)
	}
	if got := string(c.Rewrite([]byte("((a)) [b](b.md)"), addressOf)); got != "((a)) [b](https://e.org/b/)" {
		t.Error(got)
	}
}

// Each addition can be left out: what it reads is text then.
func TestAdditionsStandAlone(t *testing.T) {
	for i, a := range additions() {
		c := newConverter(DefaultOptions(), slices.Delete(additions(), i, i+1))
		for _, attack := range attacks {
			doc := c.convert(source(attack))
			if err := firstErr(inert(doc.Question), inert(doc.Solution)); err != nil {
				t.Errorf("without %s, %q: %v\n%s", a.name, attack, err, doc.Solution)
			}
		}
	}
}

// A panic of a library is no end of the build, and no secret.
func TestFailure(t *testing.T) {
	bad := addition{name: "bad", write: map[ast.NodeKind]writeFunc{ast.KindEmphasis: func(*writer, ast.Node) { panic("lost <em>") }}}
	c := newConverter(DefaultOptions(), append(additions(), bad))
	doc := c.Convert(source("A *bad* & <b>day</b>"))
	if doc.Failure != "lost <em>" || string(doc.Solution) != `<pre tabindex="0">A *bad* &amp; &lt;b&gt;day&lt;/b&gt;</pre>`+"\n" || doc.Text.Answer != "A *bad* & <b>day</b>" {
		t.Errorf("%q: %s", doc.Failure, doc.Solution)
	}
	if doc := c.Convert(source("A good day")); doc.Failure != "" {
		t.Error(doc.Failure)
	}
	badParser := addition{name: "bad", parse: inlineParser(panicking{}, 0)}
	c = newConverter(DefaultOptions(), append(additions(), badParser))
	if doc := c.Convert(source("# A\n\nb !")); doc.Failure != "lost" {
		t.Errorf("%q: %s", doc.Failure, doc.Solution)
	}
	if got := c.Rewrite([]byte("! [a](b.md)"), addressOf); string(got) != "! [a](b.md)" {
		t.Errorf("%s", got)
	}
}

type panicking struct{}

func (panicking) Trigger() []byte { return []byte{'!'} }

func (panicking) Parse(ast.Node, text.Reader, parser.Context) ast.Node { panic("lost") }

func TestAdditionsAreInTheFingerprint(t *testing.T) {
	if got := string(DefaultOptions().Fingerprint()); !strings.Contains(got, `["tables" "strikethrough" "tasks" "addresses" "footnotes" "definitions" "alerts" "boxes" "names" "tags" "emoji" "imports"]`) {
		t.Error(got)
	}
}
