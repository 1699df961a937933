package builder

import (
	"testing"

	"winnow/builder/content"
	"winnow/builder/corpus"
)

// An answer is found by whatever a form, a forum or a person calls it.
func TestAnswersAreFound(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Site.BaseURL = "https://help.example.com/kb/"
	article := func(path, answer, source, acceptedBy string, aliases ...string) corpus.Article {
		a := &content.Article{Path: path, URL: content.PageURL(path), Answer: answer, Source: source, AcceptedBy: acceptedBy, Aliases: aliases}
		return corpus.Article{Article: a}
	}
	find := answersOf(cfg, []corpus.Article{
		article("disk/full.md", "disk/full", "https://forum.example.com/viewtopic.php?t=7#p70", ""),
		article("wifi/Slow 5GHz.md", "17", "https://forum.example.com/t/slow/12/3", "ann", "/old/slow/", "legacy/slow.html"),
		article("wifi/slow-too.md", "18", "https://forum.example.com/t/slow/12/3", ""),
		article("wifi/twin-1.md", "19", "https://forum.example.com/t/twin/", ""),
		article("wifi/twin-2.md", "20", "https://forum.example.com/t/twin", ""),
	}).find
	for name, want := range map[string]string{
		"17":                                     "17",
		"disk/full":                              "disk/full",
		"/disk/full/":                            "disk/full",
		"disk/full/":                             "disk/full",
		"content/disk/full.md":                   "disk/full",
		"https://help.example.com/kb/disk/full/": "disk/full",
		"https://HELP.example.com/kb/disk/full/index.html?x=1#y":                     "disk/full",
		"https://help.example.com/kb/disk/full/?utm_source=mail":                     "disk/full",
		"/vote?url=https%3A%2F%2Fhelp.example.com%2Fkb%2Fdisk%2Ffull%2F&helpful=yes": "disk/full",
		"?url=disk/full/&helpful=no":                                                 "disk/full",
		"https://forum.example.com/viewtopic.php?t=7":                                "disk/full",
		"http://forum.example.com/viewtopic.php?t=7#p70":                             "disk/full",
		"https://forum.example.com/viewtopic.php?t=8":                                "https://forum.example.com/viewtopic.php?t=8",
		"wifi/Slow 5GHz":  "17",
		"wifi/slow-5ghz/": "17",
		"https://help.example.com/kb/wifi/slow-5ghz/#answer-18":    "18",
		"https://help.example.com/kb/wifi/slow-5ghz/#the-solution": "17",
		"old/slow/": "17",
		"https://help.example.com/kb/legacy/slow.html": "17",
		"https://forum.example.com/t/slow/12/3":        "17", // of two that come from there the accepted one
		"https://forum.example.com/t/twin/":            "https://forum.example.com/t/twin/",
		"https://elsewhere.example.com/disk/full/":     "https://elsewhere.example.com/disk/full/",
		"nothing/like/it":                              "nothing/like/it",
		"https://%zz":                                  "https://%zz",
	} {
		if got := find(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
