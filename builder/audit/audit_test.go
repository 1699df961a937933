package audit

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Whatever a title says, the element ends where it should, and is read again.
func TestElementHoldsAnyTitle(t *testing.T) {
	for _, title := range []string{"plain", "</script><script>alert(1)</script>", "<!--<script>", "]]>", `"'&amp;\`, "\u2028\u2029", "日本語", "\x00\x1b"} {
		a := Article{Version: Version, URL: "a/", Title: title, Terms: []Term{{Kind: title, Adds: -1, Tenths: 3}}}
		page := "<title>x</title>" + a.Element() + "<p id=after>after</p>"
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		var scripts, paragraphs []*html.Node
		for n := range doc.Descendants() {
			if n.Data == "script" {
				scripts = append(scripts, n)
			}
			if n.Data == "p" {
				paragraphs = append(paragraphs, n)
			}
		}
		if len(scripts) != 1 || len(paragraphs) != 1 {
			t.Fatalf("%q: %d scripts, %d paragraphs in %s", title, len(scripts), len(paragraphs), page)
		}
		var inside Article
		if err := json.Unmarshal([]byte(scripts[0].FirstChild.Data), &inside); err != nil || !reflect.DeepEqual(inside, a) {
			t.Errorf("%q: a browser reads %v, %v", title, inside, err)
		}
		if got, ok, err := Find([]byte(page)); !ok || err != nil || !reflect.DeepEqual(got, a) {
			t.Errorf("%q: read as %v, %v, %v", title, got, ok, err)
		}
	}
}

func TestReadingSaysWhatIsWrong(t *testing.T) {
	for page, want := range map[string]string{
		"<p>no block": "", opening + `{"version":1`: "has no end", opening + "{" + closing: "cannot be read", opening + `{"version":7}` + closing: "of version 7, not 2",
	} {
		_, ok, err := Find([]byte(page))
		if got := fmt.Sprint(err); ok != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%s: %v, %v", page, ok, err)
		}
	}
	if _, err := Read([]byte("{}")); err == nil {
		t.Error("a score without a version was read")
	}
}

func FuzzFind(f *testing.F) {
	f.Add([]byte((&Article{Version: Version}).Element()))
	f.Fuzz(func(t *testing.T, page []byte) {
		if a, ok, err := Find(page); ok && err == nil {
			if b, _, err := Find([]byte(a.Element())); err != nil || a.Value != b.Value {
				t.Error(err)
			}
		}
	})
}

func someArticles(r *rand.Rand) (out []Article) {
	for i := range 20 {
		if r.IntN(4) > 0 {
			n := int64(r.IntN(900))
			state := []string{"published", "published", duplicate}[r.IntN(3)]
			out = append(out, Article{URL: fmt.Sprint(i), State: state, Tier: r.IntN(2), Value: 1000 * n, Trust: n,
				Terms: []Term{{Kind: "accepted", Tenths: int64(r.IntN(3))}, {Kind: "author", Tenths: 5}}})
		}
	}
	return out
}

// A score.json has the bytes of encoding/json.
func TestJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	texts := []string{"", "plain", "a b/c/", "\"\\", "</script>", "日本\u2028", "\x01\x7f", "\xff"}
	for range 300 {
		var c Contributor
		fill(r, reflect.ValueOf(&c).Elem(), texts)
		want, err := json.Marshal(c)
		if got := c.JSON(); err != nil || string(got) != string(want)+"\n" {
			t.Fatalf("%v: got\n%s\nwant\n%s", err, got, want)
		}
		if _, err := Read(want); c.Version != Version && err == nil {
			t.Error("another version was read")
		}
	}
}

// fill sets every field to something at random.
func fill(r *rand.Rand, v reflect.Value, texts []string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(r, v.Field(i), texts)
		}
	case reflect.Pointer:
		if r.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem(), texts)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(3), 3))
		for i := range v.Len() {
			fill(r, v.Index(i), texts)
		}
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]int64{"b": 1, "a": int64(r.IntN(9))}))
	case reflect.String:
		v.SetString(texts[r.IntN(len(texts))])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	default:
		v.SetInt([]int64{0, 1, -7, 1 << 40}[r.IntN(4)])
	}
}

// A comparison lists each article that stands elsewhere, once, and no other;
// comparing the other way round says the contrary.
func TestCompareIsComplete(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		a, b := Snapshot{Articles: someArticles(r)}, Snapshot{Articles: someArticles(r)}
		want := map[string]Move{}
		for url, s := range places(a.Articles) {
			want[url] = Move{s.place, 0}
		}
		for url, s := range places(b.Articles) {
			want[url] = Move{want[url].Before, s.place}
		}
		there, back := Compare(a, b).Articles, Compare(b, a).Articles
		for _, c := range there {
			if c.Place != want[c.URL] || c.Place.Before == c.Place.After && c.Change != CameIn && c.Change != WentOut {
				t.Errorf("%s: place %v, want %v", c.URL, c.Place, want[c.URL])
			}
			delete(want, c.URL)
			if k := slices.IndexFunc(back, func(x ArticleChange) bool { return x.URL == c.URL }); k < 0 || back[k].Place != (Move{c.Place.After, c.Place.Before}) {
				t.Errorf("%s is not in the comparison the other way round", c.URL)
			}
		}
		for url, m := range want {
			if m.Before != m.After {
				t.Errorf("%s moved by %v, which is not said", url, m)
			}
		}
		if got := Compare(a, a); len(got.Articles)+len(got.Contributors)+len(got.Rules) > 0 {
			t.Errorf("a site differs from itself: %v", got)
		}
	}
}

func TestCompareContributors(t *testing.T) {
	answer := func(name string, kudos int, decay, adds int64) Answer {
		return Answer{Answer: name, Outcome: Outcome{Positive: adds, Decay: decay}, Adds: adds, Events: []Event{{Kind: "kudos", N: kudos}}}
	}
	before := Snapshot{Contributors: []Contributor{
		{ID: "ann", AsOf: "2026-01-02", Score: 10, Rank: "contributor",
			Answers: []Answer{answer("a/", 1, 9, 5_000), answer("b/", 1, 9, 3_000), answer("#3", 1, 9, 2_000), answer("c/", 1, 9, 400)}},
		{ID: "bob", Score: 5}, {ID: "cem", Score: 7}, {ID: "eva", Score: 3, Answers: []Answer{answer("e/", 2, 9, 3_000)}},
	}, Constants: []Constant{{Name: "reputation.as_of", Value: "latest-event"}, {Name: "reputation.weight.member", Value: "0.4"}, {Name: "reputation.rank.guru", Value: "score > 9"}, {Name: "ranking.author_weight", Value: "1"}}}
	after := Snapshot{Contributors: []Contributor{
		{ID: "ann", AsOf: "2026-02-03", Score: 90, Rank: "trusted",
			Answers: []Answer{answer("a/", 1, 5, 3_000), answer("b/", 7, 9, 60_000), answer("#2", 1, 9, 2_000), answer("n/", 1, 9, 25_000)}},
		{ID: "bob", Score: 5}, {ID: "dee", Score: -20}, {ID: "eva", Score: 2, Answers: []Answer{answer("e/", 2, 9, 2_000)}},
	}, Constants: []Constant{{Name: "reputation.as_of", Value: "latest-event"}, {Name: "reputation.weight.member", Value: "0.3"}, {Name: "ranking.author_weight", Value: "1"}}}
	got, _ := json.Marshal(Compare(before, after))
	want := `{"rules":[{"name":"reputation.as_of","before":"2026-01-02","after":"2026-02-03"},{"name":"reputation.rank.guru","before":"score > 9","after":""},` +
		`{"name":"reputation.weight.member","before":"0.4","after":"0.3"}],"articles":[],"contributors":[` +
		`{"contributor":"ann","change":"moved","score":{"before":10,"after":90},"rank":{"before":"contributor","after":"trusted"},"because":[` +
		`{"what":"b/","why":"evidence","before":3,"after":60},{"what":"n/","why":"new","before":0,"after":25},{"what":"a/","why":"age","before":5,"after":3}]},` +
		`{"contributor":"dee","change":"in","score":{"before":0,"after":-20},"rank":{"before":"","after":""},"because":[]},` +
		`{"contributor":"cem","change":"out","score":{"before":7,"after":0},"rank":{"before":"","after":""},"because":[]},` +
		`{"contributor":"eva","change":"moved","score":{"before":3,"after":2},"rank":{"before":"","after":""},"because":[{"what":"e/","why":"weight","before":3,"after":2}]}]}`
	if string(got) != strings.ReplaceAll(want, " > ", ` \u003e `) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	before.Constants = nil // a site of an older winnow
	if rules := Compare(before, after).Rules; len(rules) != 1 || rules[0].Name != "reputation.as_of" {
		t.Errorf("compared with a site that publishes no constants: %v", rules)
	}
}

func TestConstants(t *testing.T) {
	want := Constants{Version, []Constant{{"reputation.kappa.tag", "6", "units"}}}
	data, err := want.JSON()
	got, err2 := ReadConstants(data)
	if err != nil || err2 != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v, %v", got, err, err2)
	}
	if _, err := ReadConstants([]byte(`{"version":99}`)); err == nil {
		t.Error("another version was read")
	}
}

func BenchmarkElement(b *testing.B) {
	a := Article{Version: 1, URL: "wifi/slow-5ghz/", Title: "5 GHz is slow", State: "published", Category: "Network", Confirmed: "2024-01-02"}
	for range 6 {
		a.Terms = append(a.Terms, Term{Kind: "confirmed", N: 3, Date: "2024-01-02", Mass: 1_200_000, Adds: 39_000, Tenths: 39})
	}
	b.ReportAllocs()
	for b.Loop() {
		a.Element()
	}
}
