package finish

import (
	"encoding/xml"
	"strings"
	"testing"
)

func TestSVG(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<?xml version="1.0"?><!DOCTYPE svg><svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`,
			`<svg ROOT viewBox="0 0 1 1"><path d="M0 0"></path></svg>`},
		{`<svg><script>alert(1)</script><g onclick="x()" fill="red">a &amp; b</g></svg>`, `<svg ROOT><g fill="red">a &amp; b</g></svg>`},
		{`<svg><a href="javascript:x"><text>t</text></a></svg>`, `<svg ROOT><text>t</text></svg>`},
		{`<svg><use xlink:href="#a"/><image href="https://x.example/a.png"/><image href="data:image/png;base64,AA"/></svg>`,
			`<svg ROOT><use xlink:href="#a"></use><image></image><image href="data:image/png;base64,AA"></image></svg>`},
		{`<svg><foreignObject><p onclick="x">a</p></foreignObject><rect style="fill:url(#g)"/><rect style="fill:url(http://x)"/></svg>`,
			`<svg ROOT><rect style="fill:url(#g)"></rect><rect></rect></svg>`},
		{`<svg><style>@import "http://x"</style><style>.a{fill:red}</style></svg>`, `<svg ROOT><style></style><style>.a{fill:red}</style></svg>`},
		{`<svg><g><path></g><animate attributeName="href"/></svg>`, `<svg ROOT><g><path></path></g></svg>`},
		{`no drawing`, emptySVG},
		{`<svg><g`, emptySVG},
	} {
		got := strings.Replace(string(SVG([]byte(c.in))), `xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`, "ROOT", 1)
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func FuzzSVG(f *testing.F) {
	f.Add(`<svg><script>alert(1)</script><g onclick="x()"><!-- - --><![CDATA[<script>]]></g></svg>`)
	f.Fuzz(func(t *testing.T, text string) {
		out := SVG([]byte(text))
		d := xml.NewDecoder(strings.NewReader(string(out)))
		for {
			token, err := d.RawToken()
			if err != nil {
				return
			}
			if e, ok := token.(xml.StartElement); ok {
				if !drawn[e.Name.Local] {
					t.Fatalf("%q → %q", text, out)
				}
				for _, a := range e.Attr {
					if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
						t.Fatalf("%q → %q", text, out)
					}
				}
			}
		}
	})
}
