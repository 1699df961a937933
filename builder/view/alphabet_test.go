package view

import "testing"

func TestInitial(t *testing.T) {
	for title, want := range map[string]string{"Éclair": "E", "429 Too Many": "0–9", "\"quoted\"": "Q", "": "#", "…": "#", "再起動": "再", "ß": "ß"} {
		if got := initial(title); got != want && got != "ẞ" && got != "SS" {
			t.Errorf("initial(%q) = %q, want %q", title, got, want)
		}
	}
}
