package cache

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// parts are those of record i.
func parts(i int) [Parts][]byte {
	return [Parts][]byte{fmt.Appendf(nil, "meta %d", i), bytes.Repeat([]byte("body"), i%50), {byte(i)}}
}

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func key(i int) Fingerprint { return Of(fmt.Append(nil, i)) }

func fill(t *testing.T, s *Store, n int) {
	t.Helper()
	for i := range n {
		var write []func(to []byte) []byte
		for _, p := range parts(i) {
			write = append(write, func(to []byte) []byte { return append(to, p...) })
		}
		if _, err := s.Put(key(i), write...); err != nil {
			t.Fatal(err)
		}
	}
}

// wantKept checks that a store gives back record i whole.
func wantKept(t *testing.T, s *Store, i int) {
	t.Helper()
	r, first, ok := s.Get(key(i))
	if !ok || !bytes.Equal(first, parts(i)[0]) {
		t.Fatalf("record %d: found %v, %q", i, ok, first)
	}
	for k, want := range parts(i) {
		if got, err := s.Part(nil, r, k); err != nil || !bytes.Equal(got, want) {
			t.Errorf("record %d: part %d is %q (%v), want %q", i, k, got, err, want)
		}
	}
}

func TestStoreKeepsRecords(t *testing.T) {
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
	if _, _, ok := s.Get(key(300)); ok {
		t.Error("the store has a record that was never put")
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
			if _, _, ok := s.Get(key(i)); ok {
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
		if _, err := s.Put(key(i), func(to []byte) []byte { return append(to, make([]byte, 100_000)...) }); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	for _, whole := range []bool{false, true} { // a build that did not end used as little
		s = open(t, dir)
		s.Begin()
		if _, _, ok := s.Get(key(3)); !ok {
			t.Fatal("record 3 is gone")
		}
		if whole {
			s.Complete()
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
	if _, _, ok := s.Get(key(3)); !ok {
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
	if _, _, ok := first.Get(key(3)); ok {
		t.Error("two processes wrote into one store")
	}
	first.Close()
}

// A stage whose inputs are the same is not asked again; another starts from the
// last value.
func TestMemo(t *testing.T) {
	var m Memo[string]
	made := 0
	get := func(inputs Fingerprint) string {
		return m.Get(inputs, func(last string) string {
			made++
			return last + fmt.Sprint(made)
		})
	}
	one, two := key(1), key(2)
	for i, c := range []struct {
		inputs Fingerprint
		want   string
	}{{one, "1"}, {one, "1"}, {two, "12"}, {two, "12"}, {one, "123"}, {Fingerprint{}, "1234"}, {Fingerprint{}, "12345"}} {
		if got := get(c.inputs); got != c.want {
			t.Errorf("call %d returned %q, want %q", i, got, c.want)
		}
	}
}

// Values that differ in any part have other fingerprints, and parts in a row are
// not one part.
func TestFingerprintsDiffer(t *testing.T) {
	type part struct {
		A    string
		B    []string
		C    *part
		D    map[string]any
		E    time.Time
		F    float64
		G    bool
		none int
	}
	values := []any{
		part{}, part{A: "x"}, part{B: []string{"x"}}, part{B: []string{""}}, part{B: []string{"", ""}}, part{C: &part{}}, part{C: &part{A: "x"}},
		part{D: map[string]any{"a": 1}}, part{D: map[string]any{"a": "1"}}, part{D: map[string]any{"b": 1}}, part{D: map[string]any{"a": 1, "b": nil}},
		part{E: time.Unix(1, 0)}, part{E: time.Unix(1, 1)}, part{E: time.Unix(1, 0).In(time.FixedZone("x", 60))}, part{F: 1}, part{F: -1}, part{G: true}, part{none: 1},
	}
	seen := map[Fingerprint]any{}
	for _, v := range values {
		h := NewHasher()
		h.Value(v)
		sum := h.Sum()
		if other, ok := seen[sum]; ok {
			t.Errorf("%+v has the fingerprint of %+v", v, other)
		}
		seen[sum] = v
	}
	if Of([]byte("ab")) == Of([]byte("a"), []byte("b")) || Of() == Of(nil) {
		t.Error("parts in a row have the fingerprint of one part")
	}
	h := NewHasher()
	h.Value(map[string]int{"a": 1, "b": 2, "c": 3})
	for range 10 {
		again := NewHasher()
		again.Value(map[string]int{"c": 3, "b": 2, "a": 1})
		if again.Sum() != h.Sum() {
			t.Fatal("the fingerprint of a map depends on its order")
		}
	}
}

// However much is hashed at once, the fingerprint is that of the values.
func TestHasherHasNoSeams(t *testing.T) {
	for _, n := range []int{1, flushAt - 1, flushAt, flushAt + 1, 3 * flushAt} {
		whole, bits := NewHasher(), NewHasher()
		whole.Write(bytes.Repeat([]byte("x"), n))
		for range n {
			bits.Write([]byte("x"))
		}
		if whole.Sum() != bits.Sum() {
			t.Errorf("%d bytes at once and one by one differ", n)
		}
	}
}
