package builder_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"winnow/builder"
	"winnow/builder/cache"
	"winnow/themes"
)

// somebody is a site in which one person with a rare name and rare ids did
// everything that a person can do. Nothing of it is in the text of an article.
func somebody(privacy string) fstest.MapFS {
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("site.toml", `[site]
title = "Help"
base_url = "https://help.example.com/"
held_list = true
edit_url = "https://git.example.com/edit"
[reputation]
mode = "anchored"
small_cell = 1
[reputation.anchors]
staff = ["ann", "zelda-q"]
`)
	put("content/contributors.toml", fmt.Sprintf(`[[contributor]]
id = "zelda-q"
name = "Zelda Quartz"
aliases = ["zq_old", "u90417"]
privacy = %q
role = "moderator"
url = "https://zelda-q.example/"
[[contributor]]
id = "ann"
name = "Ann"
[[contributor]]
id = "bob"
name = "Bob"
`, privacy))
	put("content/wifi/hers.md", `---
title: Change the channel
author: u90417
asked_by: bob
date: 2024-01-01
tags: [wifi]
source: https://forum.example.com/users/Zelda_Quartz/posts/17
aliases: [/users/zelda-q/, /old/hers/]
---
Choose another one.
`)
	put("content/wifi/other.md", `---
title: Move the router
author: bob
asked_by: zq_old
accepted_by: zelda-q
date: 2024-01-02
verified_by: zelda-q
reason: tried it
source: https://forum.example.com/t/12?u=zq_old
aliases: [/u90417/other/]
---
Put it on a shelf. ![a shelf](shelf.png)
`)
	put("content/wifi/third.md", "---\ntitle: Restart\nauthor: ann\nverified_by: zelda-q\nsource: https://forum.example.com/t/13/\n---\nTurn it off and on.\n")
	put("content/wifi/held.md", "---\ntitle: Held\nauthor: zelda-q\nrejected_by: zq_old\n---\nPress harder.\n")
	for _, name := range []string{"wifi/shelf.png", "people-pictures/zelda-q.png", "wifi/zq_old/notes.txt", "wifi/Zelda Quartz.pdf"} {
		put("content/"+name, "x")
	}
	put("content/evidence.csv", `date,kind,answer,author,by,thread,category,tags,count
2024-01-03,accepted,wifi/hers,zelda-q,bob,t1,wifi,wifi,
2024-01-03,confirmed,wifi/hers,zelda-q,ann,t1,wifi,wifi,
2024-01-04,kudos,wifi/other,bob,zelda-q,t2,wifi,,
2024-01-05,confirmed,wifi/other,bob,ann,t2,wifi,,
2024-01-06,confirmed,wifi/third,ann,zq_old,t3,wifi,,
2024-01-06,kudos,forum-only,u90417,ann,t4,wifi,,
`)
	return files
}

var rareWords = []string{"zelda", "quartz", "zq_old", "u90417"}

// Of somebody who is erased or anonymous neither id nor alias nor name is in
// any file of the site, nor in the name of one; compressed or not.
func TestHiddenPeopleOccurNowhere(t *testing.T) {
	for _, privacy := range []string{"erased", "anonymous"} {
		r, dest := build(t, somebody(privacy), "")
		looked := 0
		for name, data := range readTree(t, dest) {
			for _, text := range append(inflated(data), []byte(name), data) {
				looked += len(text)
				for _, word := range rareWords {
					if i := bytes.Index(bytes.ToLower(text), []byte(word)); i >= 0 {
						t.Errorf("%s: %q in %s: …%s…", privacy, word, name, text[max(0, i-40):min(len(text), i+40)])
					}
				}
			}
		}
		index := openIndex(t, dest)
		for _, word := range rareWords {
			if got := find(t, index, word); len(got) > 0 {
				t.Errorf("%s: searching %q finds %v", privacy, word, got)
			}
		}
		if looked < 50_000 || len(r.Site.Articles) != 3 {
			t.Fatalf("%d bytes of a site with %d articles were looked through", looked, len(r.Site.Articles))
		}
		if _, err := os.Stat(filepath.Join(dest, "wifi", "shelf.png")); err != nil {
			t.Error("a file that names nobody is gone: ", err)
		}
		if _, err := os.Stat(filepath.Join(dest, "old", "hers", "index.html")); err != nil {
			t.Error("an old address that names nobody is gone: ", err)
		}
	}
	// The same words are there when the person is public: they would be found.
	_, dest := build(t, somebody("public"), "")
	var all []byte
	for name, data := range readTree(t, dest) {
		all = append(append(all, name...), bytes.ToLower(data)...)
	}
	for _, word := range rareWords {
		if !bytes.Contains(all, []byte(word)) {
			t.Errorf("%q is not on the site even when its owner is public", word)
		}
	}
}

// Nor do they occur where they are called by their name instead of an id, or in
// letters of another case, by somebody who does not know what they chose.
func TestHiddenPeopleOccurUnderNoOtherName(t *testing.T) {
	for _, privacy := range []string{"erased", "anonymous"} {
		files := somebody(privacy)
		files["content/wifi/named.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Named\nauthor: Zelda Quartz\nasked_by: U90417\naccepted_by: ZQ_Old\n---\nWait an hour.\n")}
		files["content/wifi/shouted.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Shouted\nauthor: ZELDA-Q\n---\nHold the button.\n")}
		people := files["content/contributors.toml"]
		people.Data = bytes.Replace(people.Data, []byte("https://zelda-q.example/"), []byte("http://Quartzite.example"), 1)
		files["content/wifi/home.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Home\nauthor: zelda-q\nsource: https://quartzite.example/notes/7\n---\nPaint it.\n")}
		files["content/evidence-2.csv"] = &fstest.MapFile{Data: []byte("date,kind,answer,author,by\n2024-01-07,kudos,wifi/shouted,ZELDA-Q,ann\n2024-01-07,confirmed,else-1,Zelda quartz,ann\n")}
		r, dest := build(t, files, "")
		for name, data := range readTree(t, dest) {
			for _, text := range append(inflated(data), []byte(name), data) {
				for _, word := range rareWords {
					if i := bytes.Index(bytes.ToLower(text), []byte(word)); i >= 0 {
						t.Errorf("%s: %q in %s: …%s…", privacy, word, name, text[max(0, i-40):min(len(text), i+40)])
					}
				}
			}
		}
		if len(r.Site.Articles) != 6 {
			t.Errorf("%d articles are there", len(r.Site.Articles))
		}
	}
}

// inflated returns what is compressed in a file, wherever a stream begins.
func inflated(data []byte) (out [][]byte) {
	for i := range data {
		var r io.Reader
		var err error
		switch {
		case data[i] == 0x78:
			r, err = zlib.NewReader(bytes.NewReader(data[i:]))
		case data[i] == 0x1f && i+1 < len(data) && data[i+1] == 0x8b:
			r, err = gzip.NewReader(bytes.NewReader(data[i:]))
		default:
			continue
		}
		if err == nil {
			if text, _ := io.ReadAll(io.LimitReader(r, 1<<24)); len(text) > 0 {
				out = append(out, text)
			}
		}
	}
	return out
}

// Privacy decides what is shown and what is used, and nothing else: an
// anonymous or erased person's evidence counts as before, an unscored person
// has no score and gives none.
func TestPrivacyAndScores(t *testing.T) {
	for _, privacy := range []string{"public", "anonymous", "erased", "unscored"} {
		r, dest := build(t, somebody(privacy), "")
		her := r.Ledger.Contributor("zq_old")
		bob, _ := r.Ledger.Explain("bob", "", -1)
		public, _ := r.Ledger.Explain("ann", "", -1)
		scored := privacy != "unscored"
		if (her.Score > 0) != scored {
			t.Errorf("%s: her score is %d", privacy, her.Score)
		}
		if given := public.Total > public.Start; given != scored {
			t.Errorf("%s: her word on ann's answer counts: %v", privacy, given)
		}
		if _, ok := r.Ledger.Statement("zelda-q"); ok != scored {
			t.Errorf("%s: a statement is there: %v", privacy, ok)
		}
		if bob.Total <= bob.Start {
			t.Errorf("%s: bob's score depends on her alone", privacy)
		}
		for file, want := range map[string]bool{"index.html": privacy == "public" || privacy == "unscored", "score.json": privacy == "public"} {
			if _, err := os.Stat(filepath.Join(dest, "people", "zelda-q", file)); (err == nil) != want {
				t.Errorf("%s: people/zelda-q/%s: %v", privacy, file, err)
			}
		}
		page, err := os.ReadFile(filepath.Join(dest, "wifi", "hers", "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Contains(page, []byte(">Community member<")); got != (privacy == "anonymous") {
			t.Errorf("%s: shown as a community member: %v", privacy, got)
		}
	}
}

// No choice lifts anybody above the place where a newcomer starts.
func TestOptingOutNeverHelps(t *testing.T) {
	bad := somebody("unscored")
	bad["content/evidence.csv"] = &fstest.MapFile{Data: []byte("date,kind,answer,author,by\n2024-01-03,failed,wifi/hers,zelda-q,ann\n2024-01-03,failed,wifi/hers,zelda-q,bob\n")}
	r, _ := build(t, bad, "")
	for i, a := range r.Articles() {
		if a.Author == "u90417" && r.Verdicts[i].AuthorR != int64(r.Ledger.Newcomer) {
			t.Errorf("an unscored author's record is %d, a newcomer's %d", r.Verdicts[i].AuthorR, r.Ledger.Newcomer)
		}
	}
}

// Leaving out a file or an old address is said.
func TestHiddenNamesAreWarnedOf(t *testing.T) {
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	files := somebody("erased")
	files["content/zelda-q/mine.md"] = &fstest.MapFile{Data: []byte("# Mine\n\nText of my own.\n")}
	_, problems, err := (&builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now}).Build(nil)
	if err != nil || problems.Err() != nil {
		t.Fatal(err, problems)
	}
	said, _ := json.Marshal(problems)
	for _, want := range []string{"people-pictures/zelda-q.png", "wifi/zq_old/notes.txt", "wifi/Zelda Quartz.pdf", "users/zelda-q/", "u90417/other/", "zelda-q/mine.md"} {
		if !strings.Contains(string(said), want) {
			t.Errorf("nothing is said of %s", want)
		}
	}
}
