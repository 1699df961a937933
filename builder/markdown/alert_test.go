package markdown

import (
	"testing"

	"winnow/builder/markdown/finish"
)

func TestNameAlerts(t *testing.T) {
	german := func(kind string) string {
		return map[string]string{"note": "Hinweis", "caution": "<Vorsicht>"}[kind]
	}
	convert := func(body string) []byte { return New(DefaultOptions()).Convert(Source{Body: []byte(body)}).Solution }
	open := func(kind string) string { return finish.AlertOpen + kind + finish.AlertTitle }
	for _, c := range []struct{ body, want string }{
		{"> [!CAUTION]\n> Hot.", open("caution") + "&lt;Vorsicht&gt;</p>\n<p>Hot.</p>\n</div>\n"},
		{"> [!NOTE]\n\nText.\n\n> [!TIP]", open("note") + "Hinweis</p>\n</div>\n<p>Text.</p>\n" + open("tip") + "Tip</p>\n</div>\n"},
		{"Caution", "<p>Caution</p>\n"},
		{`<p class="alert-title">Caution</p>`, "<p>Caution</p>"},
	} {
		if got := string(finish.NameAlerts(convert(c.body), german)); got != c.want {
			t.Errorf("%s: %s, want %s", c.body, got, c.want)
		}
	}
}
