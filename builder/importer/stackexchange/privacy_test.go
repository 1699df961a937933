package stackexchange

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/builder/content"
	"winnow/builder/importer"
)

// What a person chose to show survives further imports: the export knows the
// name again, contributors.toml takes over neither it nor a new entry, whether
// the person is listed by the id of the export or has it as an alias.
func TestPrivacySurvivesAnImport(t *testing.T) {
	into := filepath.Join(t.TempDir(), "site")
	dump := smallDump(t, 3)
	write(t, filepath.Join(dump, "Users.xml"), `<users><row Id="1" DisplayName="Ursula Unseen" CreationDate="2020-01-01T00:00:00" />`+
		`<row Id="2" DisplayName="Viktor Veiled" CreationDate="2020-01-01T00:00:00" /></users>`)
	if _, err := Format().Import(dump, into, importer.Options{}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(into, "content", "contributors.toml")
	ours := "[[contributor]]\nid = \"u1\"\nprivacy = \"erased\"\n[[contributor]]\nid = \"veiled\"\naliases = [\"u2\"]\nprivacy = \"anonymous\"\n"
	write(t, file, ours)
	for range 2 {
		if _, err := Format().Import(dump, into, importer.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "Unseen") || strings.Contains(string(data), "Veiled") {
		t.Errorf("a name came back:\n%s", data)
	}
	people, problems := content.ReadContributors("contributors.toml", data, content.DefaultOptions())
	if problems.Err() != nil || len(people) != 2 || people[0].Privacy != content.Erased || people[1].Privacy != content.Anonymous {
		t.Errorf("%v %v\n%s", people, problems, data)
	}
}
