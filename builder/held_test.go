package builder_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// withheld is a site of two public articles and of others that are not public, for
// every reason there is. Each word about those begins with "qxzq" and their state.
// Somebody of whose answers something is known (dan) is a contributor all the same.
func withheld(heldList bool) fstest.MapFS {
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("site.toml", fmt.Sprintf("[site]\ntitle = \"Help\"\nbase_url = \"https://help.example.com/\"\nheld_list = %v\n"+
		"[feed]\nmarkdown = true\nqa_page = true\nold_site = \"https://forum.example.com/\"\n[search]\nfrom_disk = true\n", heldList))
	put("content/wifi/fine.md", "---\ntitle: Fine\nauthor: ann\ndate: 2024-01-01\ntags: [wifi]\n---\nSee [one](../qxzqheld1/qxzqheld1.md) and [two](../qxzqdraft/qxzqdraft.md).\n")
	put("content/wifi/old.md", "---\ntitle: Old\nauthor: ann\ndate: 2024-01-01\nsuperseded_by: qxzqheld1/qxzqheld1.md\n---\nTurn it round.\n")
	put("content/contributors.toml", "[[contributor]]\nid = \"ann\"\nrole = \"staff\"\n")
	article := func(word, author, keys, body string) {
		put(fmt.Sprintf("content/%s/%s.md", word, word), fmt.Sprintf("---\ntitle: %[1]s title\nsummary: %[1]s summary\nauthor: %[4]s\ndate: 2024-01-01\ntags: [wifi, %[1]stag]\n"+
			"source: https://forum.example.com/t/%[1]s\naliases: [/old/%[1]s/]\napplies_to: [%[1]sproduct]\n%[2]s---\n## Question\n\nWhy %[1]squestion?\n\n## Solution\n\n%[1]sbody. %[3]s\n", word, keys, body, author))
	}
	article("qxzqheld1", "qxzqheld1author", "", "\n\n```sh\nsudo rm -rf /\n```\n")
	article("qxzqheld2", "dan", "rejected_by: ann\nreason: too old\n", "")
	article("qxzqheld3", "dan", "", "")
	article("qxzqheld4", "dan", "", "")
	article("qxzqdraft", "qxzqdraftauthor", "draft: true\n", "")
	article("qxzqlater", "qxzqlaterauthor", "publish_at: 2030-01-01\n", "")
	article("qxzqgone", "qxzqgoneauthor", "expires_at: 2024-06-01\n", "")
	rows := "date,kind,answer,author,by,thread,category,tags\n2024-02-01,flag_upheld,qxzqheld3/qxzqheld3,,ann,,,\n" +
		"2024-02-01,answered,qxzqdraft/qxzqdraft,,,qxzqdraftthread,qxzqdraft,qxzqdrafttag\n"
	for i := range 12 {
		rows += fmt.Sprintf("2024-02-01,failed,qxzqheld4/qxzqheld4,,p%d,,,\n2024-02-01,kudos,other,bea,p%d,,,\n2024-02-01,kudos,else,cem,p%d,,,\n", i, i, i)
	}
	put("content/evidence.csv", rows)
	return files
}

// Of an article that is not public no word is in any file of the site, nor in the
// name of one; with held_list the titles of held ones are on one page.
func TestWithheldArticlesOccurNowhere(t *testing.T) {
	for _, heldList := range []bool{false, true} {
		r, dest := build(t, withheld(heldList), "")
		states := map[string]int{}
		for _, v := range r.Verdicts {
			states[string(v.State)]++
		}
		if got, _ := json.Marshal(states); string(got) != `{"draft":1,"expired":1,"held":4,"outdated":1,"published":1,"scheduled":1}` {
			t.Errorf("states are %s", got)
		}
		for name, data := range readTree(t, dest) {
			for _, text := range append(inflated(data), []byte(name), data) {
				text = bytes.ToLower(text)
				if heldList && strings.HasPrefix(name, "held/") {
					for i := range 4 {
						text = bytes.ReplaceAll(text, fmt.Appendf(nil, "qxzqheld%d title", i+1), nil)
					}
					text = bytes.ReplaceAll(text, []byte("qxzqgone title"), nil)
				}
				if i := bytes.Index(text, []byte("qxzq")); i >= 0 {
					t.Errorf("held_list = %v: %s has …%s…", heldList, name, text[max(0, i-40):min(len(text), i+40)])
				}
			}
		}
		if page := page(t, dest, "held"); strings.Contains(page, "qxzqheld2 title") != heldList {
			t.Errorf("held_list = %v: the list shows a title: %v", heldList, !heldList)
		}
	}
}
