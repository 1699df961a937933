package site

import "testing"

func TestNameAlerts(t *testing.T) {
	for _, c := range []struct{ html, language, want string }{
		{alertTitle + "Caution</p>", "de-AT", alertTitle + "Vorsicht</p>"},
		{alertTitle + "My own title</p>", "de", alertTitle + "My own title</p>"},
		{"<p>Caution</p>", "ar", "<p>Caution</p>"},
		{alertTitle + "Note</p>" + alertTitle + "Tip</p>", "ja", alertTitle + "メモ</p>" + alertTitle + "ヒント</p>"},
		{alertTitle + "Note</p>", "pl", alertTitle + "Note</p>"},
	} {
		if got := string(nameAlerts([]byte(c.html), c.language)); got != c.want {
			t.Errorf("%s: %s, want %s", c.language, got, c.want)
		}
	}
}
