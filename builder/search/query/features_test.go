package query

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"winnow/builder/search"
)

func TestCorrections(t *testing.T) {
	s := openBuilt(t, titled("Router restarts every night", "Router firmware", "Firmware update fails", "Reset the router", "A routre", "Slow wifi over vpn"))
	for query, want := range map[string][2]string{ // corrected, suggestion
		"firmwrae": {"firmware", ""}, "Firmwrae  UPDTAE!": {"firmware update", ""}, "firmware": {}, `"firmwrae"`: {},
		"tag:x firmwrae": {"tag:x firmware", ""}, "zzzzzz": {}, "rebooter": {}, "wfii": {"wifi", ""}, "vnp": {"vpn", ""}, "pvn": {"vpn", ""}, "vpm": {}, "ifi": {"wifi", ""}, "wif1": {}, "ruoter -updtae": {"router -updtae", ""},
	} {
		r, err := s.again().search(query, 5)
		if err != nil || r.Corrected != want[0] || r.Suggestion != want[1] {
			t.Errorf("%q: %v, corrected %q, suggestion %q, want %q", query, err, r.Corrected, r.Suggestion, want)
		}
	}
}

// A word that is there is never corrected; a much more frequent one is named.
func TestDidYouMean(t *testing.T) {
	titles := slices.Repeat([]string{"Battery is empty"}, 70)
	s := openBuilt(t, titled(append(titles, "Batery typed in haste")...))
	r, err := s.again().search("batery life", 5)
	if err != nil || r.Corrected != "" || r.Suggestion != "battery life" || len(r.Items) != 1 {
		t.Errorf("%v, corrected %q, suggestion %q, %d results", err, r.Corrected, r.Suggestion, len(r.Items))
	}
}

func TestSlip(t *testing.T) {
	for pair, want := range map[string]int{
		"router router": farCost, "ruoter router": lambda - easySlip, "rputer router": lambda - easySlip, "rzuter router": lambda, "outer router": lambda + firstSlip,
		"routerr router": lambda, "roter router": lambda, "rotre router": farCost, "vpm vpn": farCost, "vp vpn": lambda, "ab ba": lambda + firstSlip - easySlip,
	} {
		w, v, _ := strings.Cut(pair, " ")
		if got := slip([]rune(w), []rune(v)); got != want {
			t.Errorf("%s: %d, want %d", pair, got, want)
		}
	}
}

func TestSynonyms(t *testing.T) {
	docs := titled("Slow wlan in the attic", "Slow wifi", "Slow cable", "A network attached storage is full", "Full NAS")
	docs[3].Bag = search.Analyze("en", search.Fields{Title: docs[3].Title, Answer: "Your network attached storage (NAS) has a bin."})
	files, err := search.Build(slices.Values(docs), "en", search.Options{Synonyms: [][]string{{"WiFi", "WLAN"}}})
	if err != nil {
		t.Fatal(err)
	}
	s := openSession(t, reader(files))
	for query, want := range map[string][]int{
		"wifi": {1, 0}, "wlan": {0, 1}, `"wifi"`: {1}, "nas": {4, 3}, "network attached storage": {3, 4},
	} {
		if got := idsOf(t, s, query); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", query, got, want)
		}
	}
}

func TestFiltersAndPhrases(t *testing.T) {
	docs := titled("Slow wifi at home", "Wifi at home is slow", "Home office", "Slow printer")
	docs[0].Tags, docs[1].Tags, docs[2].Author, docs[3].Category = []string{"Mesh Node"}, []string{"mesh-node", "vpn"}, "Ann Smith", "Büro & Co"
	docs[3].URL, docs[2].Accepted = "office/print/3/", true
	s := openBuilt(t, docs)
	for query, want := range map[string][]int{
		`tag:"mesh node"`: {0, 1}, "tag:mesh-node -tag:VPN": {0}, "author:smith": {2}, `Author:"ann smith"`: {2}, "category:office": {3},
		"category:office/print": {3}, `category:"büro & co"`: {3}, "is:accepted": {2}, "-is:accepted slow": {3, 0, 1}, "tag:none": nil,
		`"slow wifi"`: {0, 1}, `"home office" slow`: {2}, "home -office": {0, 1}, "-slow": {2}, `"gone away"`: nil, `-"slow home"`: {2, 3}, "tag:": nil,
	} {
		if got := idsOf(t, s, query); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", query, got, want)
		}
	}
	r, _ := s.again().search(`"slow wifi"`, 5)
	if len(r.Items) != 2 || !r.Items[0].Exact || r.Items[1].Exact {
		t.Errorf("the phrase is in the first title only: %+v", r.Items)
	}
}

// A result leads to the heading under which the article has the words; words of
// the title, of the question and before the first heading lead to the article.
func TestSections(t *testing.T) {
	docs := titled("Camera forgets its password")
	f := search.Fields{Title: docs[0].Title, Question: "It asks daily since winter.", Answer: "Try this quickly.\nCause\nThe battery of the clock is empty.\nReset the lens\nHold the lever. The battery must be out.",
		Code: "camctl --factory\n", Sections: []search.Section{
			{ID: "h-cause", Heading: "Cause", Text: "The battery of the clock is empty.\n"},
			{ID: "h-reset-the-lens-1", Heading: "Reset the lens", Text: "Hold the lever. The battery must be out.\n", Code: "camctl --factory\n"},
		}}
	docs[0].Bag = search.Analyze("en", f)
	s := openBuilt(t, docs)
	for query, want := range map[string]string{
		"battery": "h-cause", "clocks": "h-cause", "lens": "h-reset-the-lens-1", "lever battery": "h-cause", "lever held --factory": "h-reset-the-lens-1",
		"password": "", "winter": "", "quickly": "", "camera lens": "h-reset-the-lens-1", `"reset the lens"`: "h-reset-the-lens-1", "daily": "",
	} {
		r, err := s.again().search(query, 5)
		if err != nil || len(r.Items) != 1 || r.Items[0].Anchor != want {
			t.Errorf("%q: %v, %+v, want %q", query, err, r.Items, want)
		}
	}
	if r, _ := s.again().search(`"reset the lens"`, 5); !r.Items[0].Exact {
		t.Error("the phrase is in a heading, and the result is not marked as exact")
	}
}

// The most trusted titles are suggested; those that begin with what is typed come
// first, and while a word grows no file is asked for.
func TestTitles(t *testing.T) {
	var titles []string
	for i := range 100 {
		titles = append(titles, fmt.Sprintf("Slow wifi on floor %d", i))
	}
	files, err := search.Build(slices.Values(titled(append(titles, "Wifi is gone", "Why is the window open")...)), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	read := reader(files)
	s := openSession(t, func(path string) ([]byte, error) { asked++; return read(path) })
	var n []int
	for i := range len("wifi is") {
		g, err := s.again().suggestions("wifi is"[:i+1], 3)
		if err != nil || g.Message != "" {
			t.Fatal(err, g.Message)
		}
		if n = append(n, asked); i > 2 && (len(g.Titles) == 0 || g.Titles[0].ID != 100) {
			t.Errorf("%q: %+v", "wifi is"[:i+1], g.Titles)
		}
	}
	if n[1] != n[len(n)-1] {
		t.Errorf("files read after each letter: %v", n)
	}
	if g, _ := s.again().suggestions("wi", 30); len(g.Titles) < 24 || g.Titles[0].ID != 100 || g.Titles[1].ID != 0 {
		t.Errorf("%d titles, the first are %d and %d", len(g.Titles), g.Titles[0].ID, g.Titles[1].ID)
	}
}
