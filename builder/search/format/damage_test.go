package format

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"math"
	"strings"
	"testing"
)

func pack(raw []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(raw)
	_ = w.Close()
	return b.Bytes()
}

func TestInflateIsBounded(t *testing.T) {
	if _, err := inflate(pack(make([]byte, maxRaw+1))); err == nil {
		t.Error("a stream that becomes too large is not refused")
	}
}

func FuzzDictionary(f *testing.F) {
	f.Add([]byte("\x00\x04wifi\x10\x03\x03ely\x08"))
	f.Fuzz(func(t *testing.T, raw []byte) { _, _ = ReadDictionary(pack(raw)) })
}

func FuzzOverflow(f *testing.F) {
	f.Add([]byte("\x03\xe3\x01\x00\x02"))
	f.Fuzz(func(t *testing.T, raw []byte) { _, _ = ReadOverflow(pack(raw), 100) })
}

func FuzzBlock(f *testing.F) {
	f.Add("a\x1fb\x1e\x1f3:x\x1e0\x1f=x/\x1d/\x1dX\x1e0\x1f1\x1es\x1f\x1e\x1f\x1et\x1du\x1f\x1edw0\x1f=x")
	f.Fuzz(func(t *testing.T, raw string) {
		m := &Manifest{Places: []string{"a/\x1d/\x1dA"}, Kinds: []string{"published\x1d\x1d1"}}
		_, _ = m.ReadBlock(pack([]byte(raw)))
	})
}

// Decoders must end, without panic, on any bytes.
func FuzzShard(f *testing.F) {
	raw, _ := hex.DecodeString(strings.ReplaceAll("0302 00013700 000464726f7000 01017001 010101 02910001 01", " ", ""))
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := ReadShard(pack(raw), 8)
		if err != nil {
			return
		}
		for _, h := range s.Heads {
			for _, p := range h.Postings {
				if p.ID() >= 8 || p.Level() >= NumLevels {
					t.Errorf("posting %d, %d", p.ID(), p.Level())
				}
			}
		}
		for i, g := range s.Group {
			if g >= len(s.Heads) {
				t.Errorf("group %d of %d", g, len(s.Heads))
			}
			s.DF(i)
			s.Forms(g)
		}
	})
}

func FuzzTitles(f *testing.F) {
	f.Add("a\x1e\x1e0\x1e0\x1e\x1e\x1e\x1e\x1e\x1e1")
	f.Fuzz(func(t *testing.T, raw string) {
		_, _, _ = (&Manifest{Docs: 9}).ReadTitles(pack([]byte(raw)))
	})
}

func TestLog2(t *testing.T) {
	for n := 1; n < 1<<22; n += 1 + n/97 {
		if got, want := Log2(n), 256*math.Log2(float64(n)); math.Abs(float64(got)-want) > 2 {
			t.Fatalf("Log2(%d) = %d/256, want %.2f/256", n, got, want)
		}
	}
}
