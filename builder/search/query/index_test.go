package query

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow/builder/golden"
	"winnow/builder/search"
)

// exampleDocs is a small community; the first document is the most trusted.
func exampleDocs() []search.Document {
	docs := []search.Document{
		{URL: "wifi/wi-fi-drops-on-5-ghz/", Title: "Wi-Fi drops on 5 GHz", Tags: []string{"wifi", "5ghz"}, State: "verified", Accepted: true, Tier: 0, Value: 910_000,
			Summary: "Set the channel width to 40 MHz and the stakes are low."},
		{URL: "wifi/slow.html", Title: "Slow wireless after update v2.3.1", State: "published", Tier: 1, Value: 800_000, Summary: "Roll back the update."},
		{URL: "install/q-77/", Title: "Error 0x80070005 while installing", Category: "Install", State: "published", Accepted: true, Tier: 1, Value: 640_000,
			Summary: "Run setup.exe --no-cache as administrator.", Author: "Ann", Rank: "expert", Date: "2024-02-29"},
		{URL: "staking/rewards-not-showing/", Title: "Rewards not showing", Category: "Staking", Tags: []string{"staking"}, State: "published", Tier: 1, Value: 500_000,
			Summary: "You staked after the snapshot. Wait two epochs until staking begins.", Author: "Bo", Date: "2023-12-01"},
		{URL: "jp/wifi/", Title: "電話番号が違います", State: "published", Tier: 1, Value: 400_000, Summary: "設定を開いて番号を変更します。"},
		{URL: "dev/cpp/", Title: "C++ or C# for getElementById?", Tags: []string{"c++"}, State: "published", Tier: 1, Value: 300_000, Summary: "Neither: it is a DOM function."},
		{URL: "wifi/drops-on-old-routers/", Title: "Wi-Fi drops on 5 GHz", State: "outdated", Tier: 2, Value: 900_000, Summary: "Set the channel width to 40 MHz and the stakes are low."},
		{URL: "fr/été/", Title: "Où est le café\x1f?", State: "published", Tier: 2, Summary: "Été comme hiver:\x1eau coin."},
	}
	sections := map[int][]search.Section{
		1: {{ID: "h-why", Heading: "Why", Text: "Version two forgets the key."}, {ID: "h-roll-back", Heading: "Roll back", Text: "Open the admin page. Choose the older key.", Code: "fwctl --rollback"}},
		4: {{ID: "h-設定", Heading: "設定の 変更", Text: "画面の右上にあります。"}, {ID: "elsewhere", Heading: "Netz"}},
	}
	for i := range docs {
		docs[i].Bag = search.Analyze("en", search.Fields{Title: docs[i].Title, Answer: answerWith(docs[i].Summary, sections[i]), Tags: docs[i].Tags, Code: codeOf(sections[i]), Sections: sections[i]})
	}
	return docs
}

// answerWith is the text of an answer with sections.
func answerWith(text string, sections []search.Section) string {
	for _, s := range sections {
		text += "\n" + s.Heading + "\n" + s.Text
	}
	return text
}

func codeOf(sections []search.Section) (code string) {
	for _, s := range sections {
		code += s.Code + "\n"
	}
	return code
}

// answer is what both programs must give for a query.
type answer struct {
	Results
	Limit   int           `json:"limit"`
	Literal bool          `json:"literal,omitempty"`
	Suggest bool          `json:"suggest,omitempty"` // what follows was asked for, too
	Titles  []answerTitle `json:"titles,omitempty"`
	Queries []string      `json:"queries,omitempty"`
}

type answerTitle struct {
	ID        int      `json:"id"`
	URL       string   `json:"url"`
	Highlight []string `json:"highlight"`
}

// answerOf asks for a.Query, and for suggestions to it.
func answerOf(t *testing.T, s *session, a answer) answer {
	t.Helper()
	asked := s.again()
	asked.literal = a.Literal
	r, err := asked.search(a.Query, a.Limit)
	if err != nil || r.Message != "" {
		t.Fatalf("%q: %v %s", a.Query, err, r.Message)
	}
	for i := range r.Items {
		checkParts(t, a.Query, r.Items[i])
		r.Items[i].Parts = nil // which the browser does not tell
	}
	a.Results = r
	if a.Suggest {
		return withSuggestions(t, s, a)
	}
	return a
}

func withSuggestions(t *testing.T, s *session, a answer) answer {
	t.Helper()
	g, err := s.again().suggestions(a.Query, min(a.Limit, 5))
	if err != nil || g.Message != "" {
		t.Fatalf("%q: %v %s", a.Query, err, g.Message)
	}
	a.Titles, a.Queries = []answerTitle{}, g.Queries
	for _, r := range g.Titles {
		a.Titles = append(a.Titles, answerTitle{r.ID, r.URL, append([]string{}, r.Highlight...)})
	}
	return a
}

// checkParts checks that the parts of a score are all of it.
func checkParts(t *testing.T, query string, r Result) {
	t.Helper()
	sum := 0
	for _, p := range r.Parts {
		sum += p.Score
	}
	if sum != r.Score {
		t.Fatalf("%q: the parts of %q are %v and do not add up to %d", query, r.Title, r.Parts, r.Score)
	}
}

func TestIndexVectors(t *testing.T) {
	var v struct {
		Files   map[string][]byte `json:"files"`
		Answers []answer          `json:"answers"`
	}
	const path = "../testdata/index.json"
	golden.ReadJSON(t, path, &v)
	files, err := search.Build(slices.Values(exampleDocs()), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	if golden.Update() {
		v.Files = map[string][]byte{}
		for _, f := range files {
			v.Files[f.Path] = f.Data
		}
		delete(v.Files, "search.js")
	}
	s := openSession(t, func(path string) ([]byte, error) { return v.Files[path], nil })
	for i, a := range v.Answers {
		got := answerOf(t, s, a)
		if golden.Update() {
			v.Answers[i] = got
		} else if g, w := asJSON(got), asJSON(a); g != w {
			t.Errorf("%q:\n got %s\nwant %s", a.Query, g, w)
		}
	}
	if golden.Update() {
		golden.WriteJSON(t, path, v)
	}
	for _, f := range files[:len(files)-1] {
		if want := v.Files[f.Path]; !bytes.HasSuffix(f.Data, want) || len(want) == 0 {
			t.Errorf("%s has other bytes than in %s: does the format version change?", f.Path, path)
		}
	}
}

// randomDocs are documents of words of several scripts, some frequent.
func randomDocs(n int) []search.Document {
	rng := rand.New(rand.NewPCG(7, 7))
	docs := make([]search.Document, n)
	for i := range docs {
		f := search.Fields{Title: randomText(rng, 3, 6), Answer: randomText(rng, 5, 6), Tags: []string{randomWord(rng, 6)}}
		for k := range i % 4 {
			f.Sections = append(f.Sections, search.Section{ID: fmt.Sprint("h-", k), Heading: randomText(rng, 2, 6), Text: randomText(rng, 6, 2), Code: randomWord(rng, 6)})
		}
		f.Answer, f.Code = answerWith(f.Answer, f.Sections), codeOf(f.Sections)
		docs[i] = search.Document{
			URL: strings.ToLower(strings.ReplaceAll(f.Title, " ", "-")) + "/", Title: f.Title, Summary: f.Answer, Tags: f.Tags,
			State: "published", Category: []string{"Home network", "Küche", ""}[i%3], Author: []string{"Ann Smith", "Bø", "", "李"}[i%4],
			Rank:     []string{"expert", "newcomer"}[i%2],
			Accepted: i%5 > 0, Date: fmt.Sprintf("20%02d-01-02", i%7), Tier: 1 + 2*i/n, Value: int64(1_000_000 - 900_000*i/n), Bag: search.Analyze("en", f),
		}
	}
	return docs
}

func randomText(rng *rand.Rand, n, frequent int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = randomWord(rng, frequent)
	}
	return strings.Join(words, " ")
}

// randomWord returns router or wifi in (frequent-3) of 10 cases.
func randomWord(rng *rand.Rand, frequent int) string {
	some := []string{"router", "wifi", "the", "staking", "stakes", "GitHub", "C++", "v1.2.3", "--no-cache", "電話番号", "設定", "Größe", "naïve", "𠀋𠀌", "ﬀ", "don't", "wi-fi", "0x80070005", "xyzzy", "house box", "gateway", "how", "not", "how to"}
	switch k := rng.IntN(10); {
	case k < 3:
		return some[rng.IntN(len(some))]
	case k < frequent:
		return some[rng.IntN(2)]
	}
	letters := []rune("aaabcdeeefghiiklmnooprstuéß")
	w := make([]rune, 2+rng.IntN(4))
	for i := range w {
		w[i] = letters[rng.IntN(len(letters))]
	}
	return string(w) + []string{"", "s", "ing", "ed", ""}[rng.IntN(5)]
}

// Both programs must give the same answers. Node runs search.js over an index
// and 10,000 random queries; the answers are compared field by field.
func TestSameInJavaScript(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node: ", err)
	}
	dir := t.TempDir()
	docs := randomDocs(5500)
	o := search.DefaultOptions()
	o.Synonyms = [][]string{{"router", "wifi", "the gateway"}, {"xyzzy", "GitHub"}, {"house box", "v1.2.3", "Größe"}, {"the gateway", "staking"}}
	files, err := search.Build(slices.Values(docs), "en", o)
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, files)
	sameInJavaScript(t, node, dir, openSession(t, reader(files)), randomQueries(10_000))
}

// sameInJavaScript asks both programs and returns what they answer.
func sameInJavaScript(t *testing.T, node, dir string, s *session, queries []answer) (answers []answer) {
	t.Helper()
	data, _ := json.Marshal(queries)
	input := filepath.Join(dir, "queries.json")
	if err := os.WriteFile(input, data, 0o644); err != nil {
		t.Fatal(err)
	}
	var out, failed bytes.Buffer
	cmd := exec.Command(node, "../testdata/answer.js", dir, input)
	cmd.Stdout, cmd.Stderr = &out, &failed
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, q := range queries {
		answers = append(answers, answerOf(t, s, q))
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("node: %v\n%s", err, failed.Bytes())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, q := range queries {
		want := asJSON(answers[i])
		var got answer
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatal(err)
		}
		if g := asJSON(got); g != want {
			t.Fatalf("%q:\n  js %.600s\n  go %.600s", q.Query, g, want)
		}
	}
	return answers
}

func asJSON(a answer) string {
	data, _ := json.Marshal(a)
	return string(data)
}

func writeFiles(t *testing.T, dir string, files []search.File) {
	t.Helper()
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// decorated adds what a query may have beside words.
func decorated(rng *rand.Rand, query string) string {
	switch rng.IntN(12) {
	case 0:
		return query + ` "` + randomText(rng, 2, 3) + `"`
	case 1:
		return `"` + randomWord(rng, 3) + `" ` + query
	case 2:
		return "-" + randomWord(rng, 3) + " " + query
	case 3:
		return "tag:" + randomWord(rng, 3) + " " + query
	case 4:
		return query + ` -is:accepted Category:"Home network"`
	case 5:
		return "author:ann is:published year:2003"
	case 6:
		return query + ` -"` + randomText(rng, 2, 3) + `" -tag:router`
	case 7:
		return mistyped(rng, query)
	case 8:
		return query + ` “` + query
	case 9:
		return "rank:expert -Year:2001 " + query
	}
	return query
}

// randomQueries are of one to five words, some cut short; a few ask for more
// than the heads hold.
func randomQueries(n int) []answer {
	rng := rand.New(rand.NewPCG(1, 2))
	queries := make([]answer, n)
	for i := range queries {
		r := []rune(randomText(rng, 1+rng.IntN(5), 0))
		if i%3 == 0 {
			r = r[:1+rng.IntN(len(r))]
		}
		queries[i] = answer{Results: Results{Query: decorated(rng, string(r))}, Limit: 1 + rng.IntN(3), Literal: i%11 == 0, Suggest: i%16 == 0}
		if i%2500 == 0 {
			queries[i] = answer{Results: Results{Query: "router wifi " + randomWord(rng, 0)}, Limit: 6000}
		}
	}
	return queries
}
