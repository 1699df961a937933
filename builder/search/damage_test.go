package search

import (
	"bytes"
	"compress/zlib"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func pack(raw []byte) []byte { return compressAll([][]byte{raw}, Options{})[0] }

// Whatever is lost, an answer comes: with a message, and with the results that
// can be had.
func TestDamage(t *testing.T) {
	files, err := Build(slices.Values(exampleDocs()), "en", DefaultOptions())
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
		if err == nil && r.Message == "" && len(r.Items) != len(whole.Items) && broken[k].Path != manifestFile && broken[k].Path != "search.js" {
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
	files, err := Build(slices.Values(exampleDocs()), "en", DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	without := func(kind string) *Index {
		x, err := Open(reader(slices.DeleteFunc(slices.Clone(files), func(f File) bool { return strings.Contains(f.Path, "/"+kind+"/") })))
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
	files, err := Build(slices.Values(exampleDocs()), "en", DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f File) bool { return strings.Contains(f.Path, "/w/") || strings.Contains(f.Path, "/e/") })
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
		"":                             "holds no index",
		manifestLine + `{"format":1};`: "has format 1, this program reads format 3: build the site again",
		manifestLine + `{"format":3};`: "contradict",
		manifestLine + `{"for`:         "damaged",
	} {
		_, err := Open(func(string) ([]byte, error) { return []byte(js), nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", js, err, want)
		}
	}
}

func TestInflateIsBounded(t *testing.T) {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(make([]byte, maxRaw+1))
	_ = w.Close()
	if _, err := inflate(b.Bytes()); err == nil {
		t.Error("a stream that becomes too large is not refused")
	}
}

// The readers must end, without panic, on any bytes.

func FuzzShard(f *testing.F) {
	files, _ := Build(slices.Values(exampleDocs()), "en", DefaultOptions())
	raw, _ := inflate(files[0].Data)
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := readShard(pack(raw), 8)
		if err != nil {
			return
		}
		for _, h := range s.heads {
			for _, p := range h.postings {
				if p.id() >= 8 || p.impact() >= numLevels {
					t.Errorf("posting %d, %d", p.id(), p.impact())
				}
			}
		}
		for _, g := range s.group {
			if g >= len(s.heads) {
				t.Errorf("group %d of %d", g, len(s.heads))
			}
		}
		s.lookup(&queryWord{text: "wifis", last: true})
	})
}

func FuzzDictionary(f *testing.F) {
	f.Add([]byte("\x00\x04wifi\x10\x03\x03ely\x08"))
	f.Fuzz(func(t *testing.T, raw []byte) { _, _ = readDictionary(pack(raw)) })
}

// No query may hang or panic, whatever it is.
func FuzzQuery(f *testing.F) {
	files, _ := Build(slices.Values(exampleDocs()), "en", DefaultOptions())
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

func FuzzOverflow(f *testing.F) {
	f.Add([]byte("\x03\xe3\x01\x00\x02"))
	f.Fuzz(func(t *testing.T, raw []byte) { _, _ = readOverflow(pack(raw), 100) })
}

func FuzzBlock(f *testing.F) {
	f.Add("a\x1fb\x1e\x1f3:x\x1e0\x1f=x/\x1d/\x1dX\x1e0\x1f1\x1es\x1f\x1e\x1f\x1et\x1du\x1f\x1edw0\x1f=x")
	f.Fuzz(func(t *testing.T, raw string) {
		m := &manifest{Places: []string{"a/\x1d/\x1dA"}, Kinds: []string{"published\x1d\x1d1"}}
		_, _ = m.readBlock(pack([]byte(raw)))
	})
}

func FuzzManifest(f *testing.F) {
	m := manifest{Format: formatVersion, Docs: 20, Prior: []int{0, 9}, Terms: "b\nd"}
	m.Blocks.Docs, m.Blocks.Unit, m.Blocks.Sizes = 16, 30, "$%"
	f.Add(string(m.json()))
	f.Fuzz(func(t *testing.T, line string) {
		x, err := Open(func(path string) ([]byte, error) { return []byte(manifestLine + line), nil })
		if err == nil {
			_, _ = x.Search("a c e", 10)
		}
	})
}
