package format_test

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"winnow/builder/search"
	"winnow/builder/search/format"
)

// The worked example of the package comment must be what search.Build writes.
func TestWorkedExample(t *testing.T) {
	docs := []search.Document{
		{URL: "wifi/wifi-drops/", Title: "Wifi drops", Summary: "Move it.", State: "verified", Accepted: true, Date: "2024-02-29", Value: 900_000},
		{URL: "wifi/7/", Title: "Dropped: wifi 7", State: "published", Tier: 1, Value: 400_000},
	}
	sections := [][]search.Section{nil, {{ID: "h-reset", Heading: "Reset", Code: "Hold the button."}}}
	for i := range docs {
		docs[i].Bag = search.Analyze("en", search.Fields{Title: docs[i].Title, Sections: sections[i]})
	}
	files, err := search.Build(slices.Values(docs), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range files {
		switch _, name, _ := strings.Cut(f.Path, "/"); name {
		case "t/0.bin":
			got[name] = hex.EncodeToString(inflated(t, (&format.Cursor{Data: f.Data}).Bytes()))
		case "d/0.bin":
			got[name] = visible.Replace(string(inflated(t, (&format.Cursor{Data: f.Data}).Bytes())))
		case "p/0.bin":
			got[name] = visible.Replace(string(inflated(t, f.Data)))
		}
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(doc), "# Example")
	var shard strings.Builder
	for line := range strings.Lines(example) {
		for i, field := range strings.Split(strings.TrimPrefix(strings.TrimSpace(strings.TrimPrefix(line, "//")), "t/0.bin"), "   ") {
			if digits := strings.ReplaceAll(field, " ", ""); i < 3 && isHex(digits) {
				shard.WriteString(digits)
			}
		}
	}
	if shard.String() != got["t/0.bin"] {
		t.Errorf("t/0.bin:\n got %s\n doc %s", got["t/0.bin"], shard.String())
	}
	for _, name := range []string{"d/0.bin", "p/0.bin"} {
		if !strings.Contains(example, name+`  "`+got[name]+`"`) {
			t.Errorf("%s is %s", name, got[name])
		}
	}
}

var visible = strings.NewReplacer("\x1d", "␝", "\x1e", "␞", "\x1f", "␟")

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && s != ""
}

func inflated(t *testing.T, data []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
