package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The worked example of the package comment.
func TestWorkedExample(t *testing.T) {
	docs := []Document{
		{URL: "wifi/wifi-drops/", Title: "Wifi drops", Summary: "Move it.", State: "verified", Accepted: true, Date: "2024-02-29", Value: 900_000},
		{URL: "wifi/7/", Title: "Dropped: wifi 7", State: "published", Tier: 1, Value: 400_000},
	}
	for i := range docs {
		docs[i].Bag = Analyze("en", Fields{Title: docs[i].Title})
	}
	files, err := Build(slices.Values(docs), "en", DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range files {
		switch _, name, _ := strings.Cut(f.Path, "/"); name {
		case "t/0.bin":
			raw, _ := inflate(f.Data)
			fmt.Fprintf(&b, "%s % x\n", name, raw)
		case "d/0.bin":
			c := &cursor{data: f.Data}
			raw, _ := inflate(c.take(c.uvarint()))
			fmt.Fprintf(&b, "%s %q\n", name, raw)
		default:
			fmt.Fprintf(&b, "%s %s\n", f.Path, f.Data[strings.LastIndex(string(f.Data), manifestLine):])
		}
	}
	t.Log(b.String())
}
