package markdown

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"winnow/builder/markdown/highlight"
)

// sample is an article as people write them: prose, a list, a link, no code.
const sample = `## Question

Bottled beer is significantly different from the same label *on tap*. How does bottled beer differ from draught beer?
What is done to it in order to prolong its shelf life in the bottle? I have read that pasteurising is part of it, but
that cannot be all: cans taste different again, and nobody pasteurises a keg.

And finally, why does draught beer taste so much better than bottled beer?

## Solution

There was a [study about this][1] which concluded that tapped beer can actually be better for different reasons (although
taste is rather subjective). The reasons are:

 - Beer on draught tends to have less air within the barrel compared to its bottled counterpart, meaning that the beer
   doesn't oxidise as quickly.
 - Beer within a barrel tends to remain cool for **longer periods**. A bottled beer cools and warms up a lot faster, which
   has a bad effect on the beer's taste.
 - Light reaches bottles. Brown glass keeps most of it out, green glass little, clear glass nothing.

If you must buy bottles, buy them brown, keep them upright in the dark, and drink them within three months. The same
holds for cans, except that light does not matter. See also [how to pour](pouring.md) and the page about
[storage](../cellar/storage.md#temperature), which says more about temperature than I can here.

> I have tried this with two bottles from the same crate, and the difference after a week in the window was striking.

  [1]: http://www.example.be/getapte-bieren-versus-bieren-uit-fles/
`

func benchmark(b *testing.B, bodies ...string) {
	c := New(DefaultOptions())
	sources := make([]Source, len(bodies))
	for i, body := range bodies {
		sources[i] = source(body)
	}
	size := 0
	for _, s := range sources {
		size += len(s.Body)
		c.Convert(s) // compiles lexers
	}
	b.SetBytes(int64(size / len(bodies)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Convert(sources[i%len(sources)])
	}
}

// source is a body at a place like any other.
func source(body string) Source {
	return Source{
		Path: "wifi/slow.md", URL: "wifi/slow/", Body: []byte(body), Line: 1,
		PageURL:   func(path string) string { return strings.TrimSuffix(path, ".md") + "/" },
		ImageSize: func(path string) (int, int, bool) { return 600, 400, strings.HasSuffix(path, ".png") },
	}
}

func BenchmarkProse(b *testing.B) { benchmark(b, sample) }

func BenchmarkRawHTML(b *testing.B) {
	benchmark(b, sample+"\n<div><p>some <b>bold</b> words</p></div>\n\nand <kbd>Ctrl</kbd> to <i>end</i>\n")
}

func BenchmarkShellCode(b *testing.B) {
	benchmark(b, sample+"\n```bash\nsudo systemctl restart NetworkManager\nfor i in $(seq 1 5); do ping -c 1 \"$HOST\"; done\n```\n")
}

// BenchmarkCorpus converts articles from the folder in WINNOW_CORPUS.
func BenchmarkCorpus(b *testing.B) { benchmark(b, corpus(b)...) }

// BenchmarkRenderers compares what goldmark's renderer and ours cost beyond the
// parser, on the same trees of the articles in WINNOW_CORPUS.
func BenchmarkRenderers(b *testing.B) {
	bodies := corpus(b)
	library := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithUnsafe())).Renderer()
	c := New(DefaultOptions())
	each := func(b *testing.B, render func(root ast.Node, src *Source)) {
		for i := 0; b.Loop(); i++ {
			b.StopTimer()
			src := source(bodies[i%len(bodies)])
			root := c.parser.Parse(text.NewReader(src.Body))
			b.StartTimer()
			render(root, &src)
		}
	}
	b.Run("goldmark", func(b *testing.B) {
		var out bytes.Buffer
		each(b, func(root ast.Node, src *Source) {
			out.Reset()
			if err := library.Render(&out, src.Body, root); err != nil {
				b.Fatal(err)
			}
		})
	})
	for name, highlighter := range map[string]highlight.Highlighter{"ours": {}, "ours and colours": highlight.New()} {
		c.highlighter = highlighter
		b.Run(name, func(b *testing.B) {
			each(b, func(root ast.Node, src *Source) {
				var blocks []ast.Node
				for n := root.FirstChild(); n != nil; n = n.NextSibling() {
					blocks = append(blocks, n)
				}
				w := writer{c: c, body: src.Body, doc: &Document{}, notes: footnotesOf(root), lines: lines{body: src.Body},
					addresses: resolver{src, makeIDs(root, src.Body, nil, c.policy), nil}}
				w.section(blocks, 2)
			})
		})
	}
}

// corpus returns the bodies of the articles in WINNOW_CORPUS.
func corpus(b *testing.B) (bodies []string) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv("WINNOW_CORPUS"), "*", "*.md"))
	if len(files) == 0 {
		b.Skip("WINNOW_CORPUS names no folder with articles")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		if _, body, ok := bytes.Cut(data[3:], []byte("\n---\n")); ok {
			data = body
		}
		bodies = append(bodies, string(data))
	}
	return bodies
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(DefaultOptions())
	}
}
