package builder

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"winnow/builder/markdown"
	"winnow/builder/outline"
)

func sampleDocument(i int) *markdown.Document {
	return &markdown.Document{
		Question: fmt.Appendf(nil, "<p>question %d</p>", i), Solution: bytes.Repeat([]byte("<p>solution</p>"), i%50),
		FirstHeading: "first",
		Images:       []outline.Image{{Path: "wifi/a.png", Width: 3, Height: 4}},
		Outline: outline.Outline{
			Summary:  fmt.Sprint("summary ", i),
			Headings: []outline.Heading{{Level: 2, ID: "a", Text: "A"}},
			Links:    []outline.Link{{Href: "../b/", Path: "wifi/b.md", Fragment: "x", Line: i}},
			Risks:    []outline.Risk{{Kind: "recursive-delete", Block: true, Line: 7, Command: "rm -rf /"}},
		},
	}
}

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func key(i int) storeKey { return keyOf(fmt.Append(nil, i)) }

func fill(t *testing.T, s *Store, n int) {
	t.Helper()
	err := each(n, func(i int) error {
		_, err := s.putDocument(key(i), kept{sampleDocument(i), []byte("sketch")}, []byte{byte(i)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wantKept checks that a store gives back document i whole.
func wantKept(t *testing.T, s *Store, i int) {
	t.Helper()
	r, got, ok := s.getDocument(key(i))
	if !ok {
		t.Fatalf("document %d is not in the store", i)
	}
	want := sampleDocument(i)
	question, solution, err := s.body(r)
	if err != nil || !bytes.Equal(question, want.Question) || !bytes.Equal(solution, want.Solution) {
		t.Errorf("document %d: body %q %q %v", i, question, solution, err)
	}
	if bag, err := s.bag(nil, r); err != nil || !bytes.Equal(bag, []byte{byte(i)}) {
		t.Errorf("document %d: bag %v %v", i, bag, err)
	}
	want.Question, want.Solution = nil, nil
	if !reflect.DeepEqual(got, kept{want, []byte("sketch")}) {
		t.Errorf("document %d: meta %+v, want %+v", i, got, want)
	}
}

func TestStoreKeepsDocuments(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	fill(t, s, 300)
	wantKept(t, s, 7)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	defer s.Close()
	for i := range 300 {
		wantKept(t, s, i)
	}
	if _, _, ok := s.getDocument(key(300)); ok {
		t.Error("the store has a document that was never put")
	}
}

// A damaged byte costs the records it hits, and nothing else goes wrong.
func TestStoreSurvivesDamage(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		dir := t.TempDir()
		s := open(t, dir)
		fill(t, s, 20)
		s.Close()
		name := filepath.Join(dir, storeName)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		at := rng.IntN(len(data))
		data[at] ^= 1 << rng.IntN(8)
		if rng.IntN(3) == 0 {
			data = data[:at]
		}
		os.WriteFile(name, data, 0o666)
		s = open(t, dir)
		for i := range 20 {
			if _, _, ok := s.getDocument(key(i)); ok {
				wantKept(t, s, i)
			}
		}
		fill(t, s, 20)
		for i := range 20 {
			wantKept(t, s, i)
		}
		s.Close()
	}
}

func reopened(t *testing.T, dir string) *Store {
	s := open(t, dir)
	defer s.Close()
	return s
}

func TestStoreDropsWhatIsNoLongerUsed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for i := range 40 {
		if _, err := s.put(key(i), make([]byte, headerSize+100_000), ref{body: 100_000}); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	for _, whole := range []bool{false, true} { // a build that did not end used as little
		s = open(t, dir)
		s.forgetUse()
		if _, _, ok := s.get(key(3)); !ok {
			t.Fatal("record 3 is gone")
		}
		if whole {
			s.readAll()
		}
		s.Close()
		if _, ok := reopened(t, dir).known[key(20)]; ok == whole {
			t.Errorf("a build was whole: %v; an unused record is there: %v", whole, ok)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, storeName)); err != nil || info.Size() > 200_000 {
		t.Errorf("store has %d bytes (%v), want those of one record", info.Size(), err)
	}
	s = open(t, dir)
	defer s.Close()
	if _, _, ok := s.get(key(3)); !ok {
		t.Error("the used record was dropped")
	}
	if names, _ := os.ReadDir(dir); len(names) != 1 {
		t.Errorf("left in the store's folder: %v", names)
	}
}

func TestStoreInUseIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir)
	second := open(t, dir)
	fill(t, second, 5)
	wantKept(t, second, 3)
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, ok := first.getDocument(key(3)); ok {
		t.Error("two processes wrote into one store")
	}
	first.Close()
}

func FuzzMeta(f *testing.F) {
	f.Add(appendMeta(nil, kept{sampleDocument(1), []byte("sketch")}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := decodeMeta(data)
		if err != nil {
			return
		}
		again, err := decodeMeta(appendMeta(nil, d))
		if err != nil || !reflect.DeepEqual(d, again) {
			t.Errorf("%+v became %+v (%v)", d, again, err)
		}
	})
}
