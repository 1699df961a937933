package stackexchange

import (
	"archive/zip"
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/builder/importer"
	"winnow/builder/importer/importtest"
)

func TestAPI(t *testing.T) { importtest.RunIn(t, "testdata/api", Format()) }

func FuzzAPI(f *testing.F) {
	f.Add([]byte(`{"items":[{"question_id":1,"title":"T","answers":[{"answer_id":2,"is_accepted":true,"body":"<p>x","creation_date":1700000000}]}]}`))
	f.Add([]byte(`[{"question_id":1,"accepted_answer_id":1},{"question_id":1,"answer_id":1,"tags":[{"name":"a"},"b"]}]`))
	f.Fuzz(func(t *testing.T, data []byte) { importtest.Fuzz(t, Format(), "a.json", data) })
}

// An archive gives the site of the folder that is in it.
func TestArchives(t *testing.T) {
	dump := map[string]string{
		"Posts.xml": `<posts>
<row Id="1" PostTypeId="1" AcceptedAnswerId="2" CreationDate="2021-04-27T15:06:44.553" Body="&lt;p&gt;Why?&lt;/p&gt;" OwnerUserId="7" Title="Slow wifi" Tags="&lt;wifi&gt;" />
<row Id="2" PostTypeId="2" ParentId="1" CreationDate="2021-04-28T15:06:44.553" Score="5" Body="&lt;p&gt;Change the channel.&lt;/p&gt;" OwnerUserId="8" />
</posts>`,
		"Users.xml": `<users><row Id="7" DisplayName="Ann" /></users>`,
	}
	dir := t.TempDir()
	folder, zipped, packed := filepath.Join(dir, "x"), filepath.Join(dir, "x.zip"), filepath.Join(dir, "x.7z")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range dump {
		write(t, filepath.Join(folder, name), text)
		w, _ := z.Create("x/" + name)
		w.Write([]byte(text))
	}
	z.Close()
	write(t, zipped, b.String())
	data, err := os.ReadFile("testdata/dump.7z")
	if err != nil {
		t.Fatal(err)
	}
	write(t, packed, string(data))
	want := imported(t, folder)
	for _, path := range []string{zipped, packed} {
		if why := Format().Recognize(path); !strings.Contains(why, "Posts.xml") {
			t.Errorf("%s is recognized by %q", path, why)
		}
		if got := imported(t, path); !maps.Equal(got, want) {
			t.Errorf("%s is\n%v\nwant\n%v", path, got, want)
		}
		write(t, path, string(data[:len(data)/2]))
		if _, err := Format().Import(path, t.TempDir(), importer.Options{}); err == nil {
			t.Errorf("half of %s is imported", path)
		}
	}
}

func imported(t *testing.T, path string) map[string]string {
	t.Helper()
	into := t.TempDir()
	if _, err := Format().Import(path, into, importer.Options{}); err != nil {
		t.Fatal(err)
	}
	return tree(t, into)
}
