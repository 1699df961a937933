package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/builder/content"
	"winnow/builder/importer"
)

// An importer is one row of the table: its command, its help, the errors and
// what recognizes a path come from it.
func TestAMadeUpImporter(t *testing.T) {
	read := ""
	toy := importer.Format{Name: "toy", Title: "lines of a made-up forum", Takes: "the file of lines", Help: "Reads lines of text.",
		Recognize: func(path string) string {
			if strings.HasSuffix(path, ".toy") {
				return "its name ends with .toy"
			}
			return ""
		},
		Read: func(task *importer.Task) (*importer.Export, error) {
			read = task.Path
			return &importer.Export{Topics: none[importer.Topic], Evidence: none[importer.Event], People: none[content.Contributor], Threads: none[importer.Thread]}, nil
		}}
	dir := t.TempDir()
	export, into := filepath.Join(dir, "a.toy"), filepath.Join(dir, "site")
	if err := os.WriteFile(export, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "other"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "toy             Read lines of a made-up forum"},
		{[]string{"toy", "--help"}, "Reads lines of text."},
		{[]string{"toy"}, "takes the file of lines"},
		{[]string{"toy", export}, "--into"},
		{[]string{"toy", export, "--into", into, "--host", "no host"}, "--host no host"},
		{[]string{"toy", export, "--into", into}, "toy: "},
		{[]string{export, "--into", into}, "is read as toy: its name ends with .toy"},
		{[]string{filepath.Join(dir, "other"), "--into", into}, "stackexchange, table, toy, vanilla, zendesk"},
		{[]string{"tox"}, `unknown export "tox"; those that can be read are discord, discourse, flarum, github, khoros, nodebb, phpbb, question2answer, slack, stackexchange, table, toy, vanilla, zendesk`},
	} {
		var out bytes.Buffer
		cmd := newImport(append(formats(), toy))
		cmd.SilenceErrors, cmd.SilenceUsage = true, true
		cmd.SetOut(&out)
		cmd.SetErr(&out)
		cmd.SetArgs(append([]string{}, c.args...))
		if err := cmd.Execute(); err != nil {
			out.WriteString(err.Error())
		}
		if !strings.Contains(out.String(), c.want) {
			t.Errorf("%q prints %s\nwant %s", c.args, out.String(), c.want)
		}
	}
	if read != export {
		t.Errorf("%q was read", read)
	}
}

func none[T any](func(T, error) bool) {}
