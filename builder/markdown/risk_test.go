package markdown

import "testing"

func TestRisksInContext(t *testing.T) {
	for _, test := range []struct {
		body, kind string
		block      bool
		line       int
	}{
		{"Run `rm -rf /` now.", "recursive-delete", true, 1},
		{"Run sudo rm -rf / and reboot.", "recursive-delete", true, 1},
		{"a\n\nb\nthen `rm -rf ~`.", "recursive-delete", true, 4},
		{"```\nls\nrm -rf /\n```", "recursive-delete", true, 3},
		{"```\nls\nrm \\\n  -rf \\\n  /\n```", "recursive-delete", true, 3},
		{"    rm -rf /\n", "recursive-delete", true, 1},
		{"- a\n\n  ```\n  rm -rf /\n  ```\n", "recursive-delete", true, 4},
		{"<pre>\nrm -rf /\n</pre>\n", "recursive-delete", true, 2},
		{"Never run `rm -rf /`.", "recursive-delete", false, 1},
		{"You should not ever use `rm -rf /`.", "recursive-delete", false, 1},
		{"Never run this:\n\n```\nrm -rf /\n```", "recursive-delete", false, 4},
		{"```\n# do not run this\nrm -rf /\n```", "recursive-delete", false, 3},
		{"```\nrm -rf / # never do this\n```", "recursive-delete", false, 2},
		{"`rm -rf /` is dangerous.", "recursive-delete", false, 1},
		{"Do not worry, just run `rm -rf /`.", "recursive-delete", true, 1},
		{"Do not use the menu, run `rm -rf /`.", "recursive-delete", true, 1},
		{"Never mind. Run `rm -rf /`.", "recursive-delete", true, 1},
		{"Do not panic.\n\n```\nrm -rf /\n```", "recursive-delete", true, 4},
		{"Use `verify=False` here.", "tls-off", false, 1},
		{"Type curl -k https://e.org, then wait.", "tls-off", false, 1},
	} {
		doc := New(DefaultOptions()).convert(source(test.body))
		if len(doc.Risks) != 1 {
			t.Errorf("%q: %+v", test.body, doc.Risks)
			continue
		}
		if r := doc.Risks[0]; r.Kind != test.kind || r.Block != test.block || r.Line != test.line {
			t.Errorf("%q: %+v, want %+v", test.body, r, test)
		}
	}
}

func TestNoRisksInProse(t *testing.T) {
	for _, body := range []string{
		"I will format the C: drive tomorrow and drop the table on the floor.",
		"Delete from here to there; update the list and set it aside.",
		"The form on the firm's farm: rm, dd and chmod are commands.",
		"Please do not use git for that. curl is fine.",
		"Find / search for the word, then remove it. Never push force.",
	} {
		if doc := New(DefaultOptions()).convert(source(body)); len(doc.Risks) > 0 {
			t.Errorf("%q: %+v", body, doc.Risks)
		}
	}
}
