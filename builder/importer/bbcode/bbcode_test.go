package bbcode

import (
	"strings"
	"testing"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[b]Turn[/b] [url=https://x.example/]left[/url]", `<strong>Turn</strong> <a href="https://x.example/">left</a>`},
		{"[B]a[/b] [b]no end, a[0] < b", `<strong>a</strong> [b]no end, a[0] &lt; b`},
		{"[code=go]x[i] = \"[b]\"\n[/code]", `<pre><code class="language-go">x[i] = &#34;[b]&#34;</code></pre>`},
		{`[quote="ann;12"]so[/quote]`, `<blockquote><p><strong>ann:</strong></p>so</blockquote>`},
		{"[list=1][*]a[*]b[/list][list][*]c[/*][/list]", `<ol><li>a<li>b</ol><ul><li>c</ul>`},
		{"[img]https://x.example/a.png[/img]\n[url]https://x.example/[/url]", "<img src=\"https://x.example/a.png\" alt=\"\"><br>\n<a href=\"https://x.example/\">https://x.example/</a>"},
		{"[size=5][color=red]big[/color][/size] [foo]x[/foo]", `big [foo]x[/foo]`},
		{"[i][b]a[/i][/b]", `<em><strong>a</strong></em>[/b]`},
	} {
		if got := HTML(c.text); got != c.want {
			t.Errorf("%q is\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

func TestStored(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"<t>a &lt; b<br/>\nc</t>", "a &lt; b<br>\nc"},
		{`<r><B><s>[b]</s>Turn<e>[/b]</e></B> <URL url="https://x.example/"><s>[url=https://x.example/]</s>left<e>[/url]</e></URL> <E>:)</E></r>`, `<strong>Turn</strong> <a href="https://x.example/">left</a> :)`},
		{"<r><CODE lang=\"go\"><s>```go</s><i>\n</i>x := 1<i>\n</i><e>```</e></CODE><LIST><LI><s>* </s>one</LI></LIST></r>", `<pre><code class="language-go">x := 1</code></pre><ul><li>one</li></ul>`},
		{`<r><IMG src="https://x.example/a.png"><s>[img]</s><URL url="https://x.example/a.png">https://x.example/a.png</URL><e>[/img]</e></IMG> <C><s>` + "`" + `</s>ls<e>` + "`" + `</e></C></r>`, `<img src="https://x.example/a.png" alt=""> <code>ls</code>`},
		{`[b:2f3a9c1d]x[/b:2f3a9c1d] &quot;y&quot; <!-- s:) --><img src="a" alt=":)" /><!-- s:) --> <!-- m --><a class="postlink" href="https://x.example/">there</a><!-- m -->`, `<strong>x</strong> &#34;y&#34; :) <a href="https://x.example/">there</a>`},
		{"[list:2f3a9c1d][*:2f3a9c1d]a[/*:m:2f3a9c1d][/list:u:2f3a9c1d]", "<ul><li>a</ul>"},
		{"<r><B>no end", "&lt;r&gt;&lt;B&gt;no end"},
	} {
		if got := Stored(c.text); got != c.want {
			t.Errorf("%q is\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

// Whatever comes in, no text of it becomes an element.
func FuzzHTML(f *testing.F) {
	f.Add("[b]a[/b][url=x]y[/url][code][/b][/code][list][*]a[/list]<script>")
	f.Add("<r><B><s>[b]</s>a<e>[/b]</e></B><CODE>x</CODE></r>")
	f.Add(`[{"insert":"a\nb"},{"attributes":{"list":"bullet","link":"x"},"insert":"\n"},{"insert":{"mention":{"name":"c"}}}]`)
	f.Add("[img][quote=\"a\nb\"][/IMG][/quote]")
	f.Fuzz(func(t *testing.T, text string) {
		for _, out := range []string{HTML(text), Stored(text), Rich(text)} {
			if strings.Contains(out, "<script") {
				t.Errorf("%q is %q", text, out)
			}
		}
	})
}
