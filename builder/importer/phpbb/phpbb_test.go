package phpbb

import (
	"os"
	"path/filepath"
	"testing"

	"winnow/builder/importer/importtest"
)

func TestDumps(t *testing.T) { importtest.Run(t, Format()) }

func TestNone(t *testing.T) { importtest.None(t, Format()) }

func FuzzDump(f *testing.F) {
	cases, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range cases {
		dumps, _ := filepath.Glob(filepath.Join(importtest.Case(f, name), "*.sql"))
		for _, dump := range dumps {
			data, err := os.ReadFile(dump)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { importtest.Fuzz(t, Format(), "dump.sql", data) })
}
