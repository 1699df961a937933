package query

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"winnow/builder/search"
)

// typed is what people type: the articles that must come first, and the query that is
// answered instead.
var typed = []struct {
	query, first, corrected, suggestion string
}{
	{query: "wrt54gl", first: "WRT-54GL does not boot"},
	{query: "WRT-54GL", first: "WRT-54GL does not boot"},
	{query: "wrt 54gl", first: "WRT-54GL does not boot"},
	{query: "E 2231", first: "Display says E2231"},
	{query: "E-2231", first: "Display says E2231"},
	{query: "e2231", first: "Display says E2231"},
	{query: "KB 5034441", first: "Update KB5034441 fails"},
	{query: "KB-5034441", first: "Update KB5034441 fails"},
	{query: "5034441", first: "Update KB5034441 fails"},
	{query: "kb2267602", first: "Definitions KB 2267602 are old"},
	{query: "80070005", first: "Error 0x80070005 while installing"},
	{query: "esp32s3", first: "Flash the ESP32-S3 board"},
	{query: "400012345B", first: "Spare part 4000-123.45/B"},
	{query: "my charger shows error e3322 what now", first: "What E3322 means"},
	{query: "portforwarding", first: "Port forwarding for the console", corrected: "port forwarding"},
	{query: "blue tooth", first: "Bluetooth headset stutters"},
	{query: "fire wall", first: "Firewall blocks the printer"},
	{query: "Kuehlschrank", first: "Kühlschrank wird nicht kalt"},
	{query: "Kühlschrank", first: "Kühlschrank wird nicht kalt"},
	{query: "blootooth", first: "Bluetooth headset stutters", corrected: "bluetooth"},
	{query: "headste blootooth", first: "Bluetooth headset stutters", corrected: "headset bluetooth"},
	{query: "guiness", first: "Guiness typed in haste", suggestion: "guinness"},
	{query: "refund", first: ""},
	{query: "stutter ", first: "Bluetooth headset stutters", corrected: "stutters"},
	{query: "installs ", first: "Error 0x80070005 while installing", corrected: "installing"},
	{query: "shelf life", first: "What is the shelf life of a filter"},
}

func typedDocs() []search.Document {
	titles := []string{"WRT-54GL does not boot", "Display says E2231", "Update KB5034441 fails", "Definitions KB 2267602 are old", "Error 0x80070005 while installing",
		"Flash the ESP32-S3 board", "Spare part 4000-123.45/B", "Firmware 23.1 and 2.3.1", "My charger shows an error", "What E3322 means", "Charger error: what shows now",
		"Port forwarding for the console", "Bluetooth headset stutters", "Firewall blocks the printer", "File on the wall", "Kühlschrank wird nicht kalt",
		"Guiness typed in haste", "The printer refuses a page", "Life on the shelf", "Shelf for life", "What is the shelf life of a filter", "The color blue", "A tooth of a gear"}
	docs := titled(append(titles, slices.Repeat([]string{"Guinness on tap"}, 40)...)...)
	docs[15].Bag = search.Analyze("de", search.Fields{Title: docs[15].Title})
	return docs
}

func TestTyped(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node: ", err)
	}
	files, err := search.Build(slices.Values(typedDocs()), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	writeFiles(t, dir, files)
	var queries []answer
	for _, c := range typed {
		queries = append(queries, answer{Results: Results{Query: c.query}, Limit: 3})
	}
	for i, got := range sameInJavaScript(t, node, dir, openSession(t, reader(files)), queries) {
		first := ""
		if len(got.Items) > 0 {
			first = got.Items[0].Title
		}
		if c := typed[i]; first != c.first || got.Corrected != strings.TrimSpace(c.corrected) || got.Suggestion != c.suggestion {
			t.Errorf("%q: first %q, corrected %q, suggestion %q, want %q, %q, %q", c.query, first, got.Corrected, got.Suggestion, c.first, c.corrected, c.suggestion)
		}
	}
}
