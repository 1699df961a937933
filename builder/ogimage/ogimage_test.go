package ogimage

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A card has its size, the same bytes each time, other bytes for other words,
// and nothing is written over its edges.
func TestDraw(t *testing.T) {
	seen := map[string]string{}
	for _, title := range []string{"Network", "Wi-Fi, mobile and cable, for whoever has moved house", "Straße, Ελλάδα, Россия",
		strings.Repeat("x", 300), strings.Repeat("many words ", 40), "", " "} {
		data, err := Draw(title, "Ostrel Community Answers "+title, "#7a1fa2")
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Draw(title, "Ostrel Community Answers "+title, "#7a1fa2")
		if !bytes.Equal(data, again) {
			t.Errorf("%q: other bytes the second time", title)
		}
		if other, ok := seen[string(data)]; ok && strings.TrimSpace(title) != "" {
			t.Errorf("%q looks like %q", title, other)
		}
		seen[string(data)] = title
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() != Width || b.Dy() != Height {
			t.Errorf("%q: %v", title, b)
		}
		for y := 30; y < Height; y++ {
			for _, x := range []int{margin / 2, Width - margin/2} {
				if r, g, b, _ := img.At(x, y).RGBA(); r&g&b != 0xffff {
					t.Fatalf("%.20q: something stands at %d, %d", title, x, y)
				}
			}
		}
		if len(data) > 40_000 {
			t.Errorf("%.20q: %d bytes", title, len(data))
		}
		if dir := os.Getenv("CARDS"); dir != "" { // to look at
			os.WriteFile(filepath.Join(dir, title[:min(5, len(title))]+".png"), data, 0o644)
		}
	}
}

// Scripts that the font does not know are told, not drawn as boxes.
func TestCan(t *testing.T) {
	for text, want := range map[string]bool{
		"Network": true, "Straße – 5 GHz": true, "Сеть": true, "Δίκτυο": true, "": false, " ": false,
		"ネットワーク": false, "网络": false, "شبكة": false, "Network 網": false, "🙂": false,
	} {
		if got := Can(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Draw("Network and remote access", "Ostrel Community Answers", ""); err != nil {
			b.Fatal(err)
		}
	}
}
