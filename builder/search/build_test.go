package search

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"winnow/builder/search/words"
)

// titled returns documents with nothing but a title.
func titled(titles ...string) []Document {
	docs := make([]Document, len(titles))
	for i, title := range titles {
		docs[i] = Document{URL: fmt.Sprintf("x/%d/", i), Title: title, State: "published", Tier: 1, Bag: Analyze("en", Fields{Title: title})}
	}
	return docs
}

// randomTitles returns n titles, some words of which are frequent.
func randomTitles(n int) []string {
	rng := rand.New(rand.NewPCG(7, 7))
	titles := make([]string, n)
	for i := range titles {
		title := make([]string, 5)
		for k := range title {
			title[k] = fmt.Sprintf("w%dth", rng.IntN(1+rng.IntN(1000)))
		}
		titles[i] = strings.Join(title, " ")
	}
	return titles
}

func TestExplained(t *testing.T) {
	for text, want := range map[string]string{
		"a Network Attached Storage (NAS) box": "nas|network attached storage", "the (NAS)": "", "over the air (OTA": "",
		"see over the wire (OTA)": "", "(IP) (IP)": "", "Power over  Ethernet\n(POE)": "poe|power over ethernet", "x (y) over the air (OTA)": "ota|over the air",
	} {
		if got := strings.Join(explained(nil, text), ","); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestCheckOptions(t *testing.T) {
	o := Options{Trust: 2, ReportURL: "example.com", Synonyms: [][]string{{"a"}, {"b", "…"}}}
	var paths []string
	for _, p := range o.Check() {
		paths = append(paths, p.Path)
	}
	if want := []string{"trust", "report_url", "synonyms", "synonyms"}; !slices.Equal(paths, want) {
		t.Errorf("got %v, want %v: %v", paths, want, o.Check())
	}
	if o := DefaultOptions(); len(o.Check()) > 0 {
		t.Error(o.Check())
	}
}

// Each language with a stemmer has stop words, and these are tokens: else no word
// of a query would be one of them.
func TestStopWords(t *testing.T) {
	for language := range stemmers {
		list := strings.Fields(stopWords(language))
		if len(list) < 20 {
			t.Errorf("%s: %d stop words", language, len(list))
		}
		for _, w := range list {
			if ts := words.List(w, 9); len(ts) != 1 || ts[0] != w {
				t.Errorf("%s: %q gives %v", language, w, ts)
			}
		}
	}
}

// Words are reduced in the language of their article.
func TestStems(t *testing.T) {
	for language, pair := range map[string][2]string{
		"de": {"Verbindungen", "verbindung"}, "nb": {"meldingene", "melding"}, "nn-NO": {"meldingene", "melding"}, "fr": {"réglages", "réglage"},
		"es": {"conexiones", "conexion"}, "ru": {"сообщения", "сообщение"}, "sv": {"anslutningarna", "anslutning"}, "fi": {"verkkojen", "verkko"},
		"hu": {"házak", "ház"}, "tr": {"baglantilari", "baglanti"}, "it": {"connessioni", "connessione"}, "pt_BR": {"redes", "rede"},
		"nl": {"verbindingen", "verbinding"}, "ro": {"conexiunile", "conexiune"}, "da": {"forbindelserne", "forbindelse"},
	} {
		stem := stemmers[primary(language)]
		if a, b := stemOf(stem, pair[0], pair[0]), stemOf(stem, pair[1], pair[1]); a != b {
			t.Errorf("%s: %s and %s have the stems %s and %s", language, pair[0], pair[1], a, b)
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, trust := range []float64{-0.1, 1.1, math.NaN()} {
		if _, err := Build(slices.Values(titled("a")), "en", Options{Trust: trust}); err == nil || !strings.Contains(err.Error(), "between 0 and 1") {
			t.Errorf("trust %v: %v", trust, err)
		}
	}
	docs := titled("a")
	docs[0].Bag[0]++
	if _, err := Build(slices.Values(docs), "en", Options{}); err == nil || !strings.Contains(err.Error(), "x/0/: the bag of terms is damaged") {
		t.Errorf("a bag of another version: %v", err)
	}
}

// The same documents give the same bytes, however the work is shared out.
func TestSameBytes(t *testing.T) {
	docs := titled(randomTitles(600)...)
	one, err := Build(slices.Values(docs), "de", DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	o := DefaultOptions()
	o.Parallel = func(n int, f func(int)) {
		var wait sync.WaitGroup
		for i := range n {
			wait.Go(func() { f(i) })
		}
		wait.Wait()
	}
	two, err := Build(slices.Values(docs), "de", o)
	if err != nil {
		t.Fatal(err)
	}
	same := func(a, b File) bool { return a.Path == b.Path && bytes.Equal(a.Data, b.Data) }
	if !slices.EqualFunc(one, two, same) {
		t.Error("two builds differ")
	}
}
