package emoji

import "testing"

func TestReplace(t *testing.T) {
	for text, want := range map[string]string{
		"done :tada:": "done 🎉", ":+1::slight_smile:": "👍🙂", "a:b:c": "a:b:c", "12:30:45": "12:30:45", ":": ":", "::": "::",
		":no_such_thing:": ":no_such_thing:", "std::vector<int>::size": "std::vector<int>::size", "": "",
	} {
		if got := Replace(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if text, ok := Unicode("+1:t3"); !ok || text != "👍" {
		t.Errorf("a toned hand is %q, %v", text, ok)
	}
}
