package corpus

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"winnow/builder/cache"
	"winnow/builder/outline"
)

func sample(i int) Converted {
	return Converted{
		Question: fmt.Appendf(nil, "<p>question %d</p>", i), Solution: bytes.Repeat([]byte("<p>solution</p>"), i%50), Words: []byte{byte(i)},
		Sketch: []byte("sketch"), FirstHeading: "first", Failure: "failed",
		Images: []outline.Image{{Path: "wifi/a.png", Width: 3, Height: 4}},
		Outline: outline.Outline{
			Summary:  fmt.Sprint("summary ", i),
			Headings: []outline.Heading{{Level: 2, ID: "a", Text: "A"}},
			Links:    []outline.Link{{Href: "../b/", Path: "wifi/b.md", Fragment: "x", Line: i}},
			Risks:    []outline.Risk{{Kind: "recursive-delete", Block: true, Line: 7, Command: "rm -rf /"}},
		},
	}
}

// What is put into the store comes out of it, also in another process.
func TestDocumentsAreKept(t *testing.T) {
	dir := t.TempDir()
	for round := range 2 {
		s, err := cache.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 60 {
			key := cache.Of(fmt.Append(nil, i))
			if round == 0 {
				if _, err := put(s, key, sample(i)); err != nil {
					t.Fatal(err)
				}
			}
			wantKept(t, s, key, i)
		}
		s.Close()
	}
}

func wantKept(t *testing.T, s *cache.Store, key cache.Fingerprint, i int) {
	t.Helper()
	r, got, ok := get(s, key)
	want := sample(i)
	question, solution, err := HTML(s, r)
	if !ok || err != nil || !bytes.Equal(question, want.Question) || !bytes.Equal(solution, want.Solution) {
		t.Errorf("document %d: found %v, body %q %q %v", i, ok, question, solution, err)
	}
	if words, err := Words(s, r, nil); err != nil || !bytes.Equal(words, []byte{byte(i)}) {
		t.Errorf("document %d: words %v %v", i, words, err)
	}
	want.Question, want.Solution, want.Words = nil, nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("document %d: meta %+v, want %+v", i, got, want)
	}
}

func FuzzMeta(f *testing.F) {
	f.Add(appendMeta(nil, sample(1)))
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
