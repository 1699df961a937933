package khoros

import (
	"os"
	"path/filepath"
	"testing"

	"winnow/builder/importer/importtest"
)

func TestExports(t *testing.T) { importtest.Run(t, Format()) }

func TestNone(t *testing.T) { importtest.None(t, Format()) }

func FuzzFile(f *testing.F) {
	data, err := os.ReadFile(filepath.Join(importtest.Case(f, "testdata/messages.txtar"), "page1.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"data":{"items":[{"id":1}]}}[{"type":"message"}]`))
	f.Fuzz(func(t *testing.T, data []byte) { importtest.Fuzz(t, Format(), "a.json", data) })
}
