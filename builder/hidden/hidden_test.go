package hidden

import "testing"

// Addresses are searched for words of hidden people: for those of the author
// anywhere, for those of others as a folder, file or value; numbers and short
// words only as a whole.
func TestHiddenWords(t *testing.T) {
	h := Words{
		all: map[string]bool{"maren": true, "17": true, "jo": true, "ana lima": true, "ana-lima": true},
		of:  map[string][]string{"erased-1": {"maren", "17", "jo", "ana lima", "ana-lima"}},
	}
	for _, c := range []struct {
		address         string
		names, mentions bool
	}{
		{"https://f.example/u/maren", true, true},
		{"https://f.example/u/MAREN.json", true, true},
		{"https://f.example/t/3?u=maren", true, true},
		{"https://f.example/t/ask-maren-why/3", false, true},
		{"https://f.example/t/marengo/3", false, true},
		{"https://f.example/t/17", true, true},
		{"https://f.example/t/1717/3", false, false},
		{"https://f.example/t/john/3", false, false},
		{"https://f.example/t/jo-asks", false, true},
		{"https://f.example/Ana%20Lima", true, true},
		{"https://f.example/ana-lima#x", true, true},
		{"https://f.example/t/5/why", false, false},
		{"pictures/maren.png", true, true},
		{"%zz/maren", true, true},
		{"", false, false},
	} {
		if got := h.Names(c.address); got != c.names {
			t.Errorf("%q names somebody: %v", c.address, got)
		}
		if got := h.Mentions(c.address, "erased-1"); got != c.mentions {
			t.Errorf("%q mentions the author: %v", c.address, got)
		}
		if h.Mentions(c.address, "erased-2") {
			t.Errorf("%q mentions somebody without words", c.address)
		}
	}
	if (&Words{}).Names("https://f.example/u/maren") {
		t.Error("nobody is hidden, and is named")
	}
}
