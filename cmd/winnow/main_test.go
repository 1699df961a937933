package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"winnow": main})
}

// The command line, one behaviour a script. A status is checked with "exits".
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// Exit codes are a promise to scripts: 0 ok, 1 content, 2 usage, 3 internal.
func TestExitCodes(t *testing.T) {
	empty, good := t.TempDir(), t.TempDir()
	write(t, good, "site.toml", "[site]\ntitle = \"Help\"\nbase_url = \"https://help.example.com/\"\n")
	write(t, good, "content/a.md", "# A\n\nText.\n")
	write(t, good, "precious/diary.txt", "dear")
	write(t, good, "file", "not a folder")
	for _, c := range []struct {
		want int
		args []string
	}{
		{exitOK, []string{"--version"}},
		{exitOK, []string{"build", "-s", good}},
		{exitOK, []string{"search", "-s", good, "text"}},
		{exitContent, []string{"build", "-s", empty}},
		{exitUsage, []string{"bild"}},
		{exitUsage, []string{"build", "--quick"}},
		{exitUsage, []string{"build", "-s", empty + "/nowhere"}},
		{exitUsage, []string{"build", "-s", good, "-d", good + "/precious"}},
		{exitUsage, []string{"search", "-s", empty, "text"}},
		{exitUsage, []string{"explain", "-s", good, "nobody"}},
		{exitInternal, []string{"build", "-s", good, "-d", good + "/file/site"}},
	} {
		var stdout, stderr strings.Builder
		if got := run(t.Context(), c.args, &stdout, &stderr); got != c.want {
			t.Errorf("winnow %s: exit code %d, want %d\n%s%s", strings.Join(c.args, " "), got, c.want, &stdout, &stderr)
		}
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
