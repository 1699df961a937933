package query

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"winnow/builder/search"
	"winnow/builder/search/format"
)

// Whatever is lost, an answer comes: with a message, and with the results that
// can be had.
func TestDamage(t *testing.T) {
	files, err := search.Build(slices.Values(exampleDocs()), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	const query = `wifi dropz 番号 update "slow wireless" -staking -tag:nas`
	whole, err := openBuilt(t, exampleDocs()).Search(query, 5)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range 2000 {
		broken := slices.Clone(files)
		k := rng.IntN(len(broken))
		broken[k].Data = damaged(rng, broken[k].Data)
		x, err := Open(reader(broken))
		if err != nil {
			continue
		}
		_, _ = x.Suggest("wi", 5)
		r, err := x.Search(query, 5)
		if err == nil && r.Message == "" && len(r.Items) != len(whole.Items) && broken[k].Path != format.ManifestFile && broken[k].Path != "search.js" {
			t.Fatalf("%d: %s is damaged, %d results and no message", i, broken[k].Path, len(r.Items))
		}
	}
}

func damaged(rng *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	at := rng.IntN(len(data))
	switch rng.IntN(3) {
	case 0:
		return data[:at]
	case 1:
		data[at] ^= byte(1 + rng.IntN(255))
		return data
	}
	return slices.Delete(data, at, min(len(data), at+1+rng.IntN(8)))
}

func TestLostFiles(t *testing.T) {
	files, err := search.Build(slices.Values(exampleDocs()), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	without := func(kind string) *Index {
		x, err := Open(reader(slices.DeleteFunc(slices.Clone(files), func(f search.File) bool { return strings.Contains(f.Path, "/"+kind+"/") })))
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	if r, err := without("t").Search("wifi", 5); err == nil || len(r.Items) > 0 {
		t.Errorf("without terms: %v, %d results", err, len(r.Items))
	}
	if r, err := without("d").Search("wifi", 5); err != nil || !strings.Contains(r.Message, "d/0.bin") || r.Total != 2 {
		t.Errorf("without documents: %v, %q, total %d", err, r.Message, r.Total)
	}
	if _, err := without("t").Search("", 5); err != nil {
		t.Errorf("an empty query needs no file: %v", err)
	}
}

// What helps only to correct a word may be lost: the other words still answer.
func TestLostDictionary(t *testing.T) {
	files, err := search.Build(slices.Values(exampleDocs()), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f search.File) bool { return strings.Contains(f.Path, "/w/") || strings.Contains(f.Path, "/e/") })
	x, err := Open(reader(files))
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Search("wifi eror", 5)
	if err != nil || len(r.Items) != 2 || !strings.Contains(r.Message, "w/0.bin") || !strings.Contains(r.Message, "e/0.bin") {
		t.Errorf("%v, %d results, message %q", err, len(r.Items), r.Message)
	}
	if g, err := x.Suggest("wi", 5); err != nil || len(g.Titles) != 3 || !strings.Contains(g.Message, "w/0.bin") {
		t.Errorf("%v, %d titles, message %q", err, len(g.Titles), g.Message)
	}
}

func TestOpenRefuses(t *testing.T) {
	for js, want := range map[string]string{
		"":                                    "holds no index",
		format.ManifestLine + `{"format":1};`: "has format 1, this program reads format 4: rebuild the site",
		format.ManifestLine + `{"format":4};`: "contradict",
		format.ManifestLine + `{"for`:         "damaged",
	} {
		_, err := Open(func(string) ([]byte, error) { return []byte(js), nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", js, err, want)
		}
	}
}

// No query may hang or panic, whatever it is.
func FuzzQuery(f *testing.F) {
	files, _ := search.Build(slices.Values(exampleDocs()), "en", search.DefaultOptions())
	for _, q := range []string{`-"wi fi" tag:wifi`, `Is:"x" -category:`, `"""`, "“a", "- --x -", "wfii"} {
		f.Add(q)
	}
	x, err := Open(reader(files))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, r := range []func(string, int) (Results, error){x.Search, x.Literal} {
			if r, err := r(query, 5); err != nil || r.Message != "" {
				t.Errorf("%q: %v %s", query, err, r.Message)
			}
		}
		if _, err := x.Suggest(query, 5); err != nil {
			t.Error(err)
		}
	})
}

func FuzzManifest(f *testing.F) {
	m := format.Manifest{Format: format.Version, Docs: 20, Prior: []int{0, 9}, Terms: "b\nd"}
	m.Blocks.Docs, m.Blocks.Unit, m.Blocks.Sizes = 16, 30, "$%"
	f.Add(string(m.JSON()))
	f.Fuzz(func(t *testing.T, line string) {
		x, err := Open(func(path string) ([]byte, error) { return []byte(format.ManifestLine + line), nil })
		if err == nil {
			_, _ = x.Search("a c e", 10)
		}
	})
}

// A word is looked up in any shard that can be decoded.
func FuzzLookup(f *testing.F) {
	f.Add("drop drops wifi")
	f.Fuzz(func(t *testing.T, text string) {
		s := &format.Shard{Heads: []format.Head{{DF: 1}}}
		for _, w := range strings.Fields(text) {
			s.Surfaces, s.Group = append(s.Surfaces, w), append(s.Group, 0)
		}
		lookup(s, &word{text: "wifis", last: true}, map[string]bool{"s": true})
		lookup(s, &word{text: text}, nil)
		nearestIn(s, text)
	})
}
