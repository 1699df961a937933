package discourse

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/builder/importer"
	"winnow/builder/importer/importtest"
)

func TestForum(t *testing.T) { importtest.Run(t, Format()) }

func TestNone(t *testing.T) { importtest.None(t, Format()) }

// A .zip of the same files gives the same site.
func TestZip(t *testing.T) {
	dir := importtest.Case(t, "testdata/forum.txtar")
	archive := filepath.Join(t.TempDir(), "export.zip")
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if err := z.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	f.Close()
	var sites [2]string
	for i, from := range []string{dir, archive} {
		into := t.TempDir()
		if _, err := Format().Import(from, into, importer.Options{}); err != nil {
			t.Fatal(err)
		}
		sites[i] = tree(t, into)
	}
	if sites[0] != sites[1] {
		t.Error("the sites differ")
	}
}

func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		b.WriteString(name + "\n" + string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func FuzzTopic(f *testing.F) {
	f.Add([]byte(`{"id":1,"title":"T","post_stream":{"posts":[{"id":2,"post_number":1,"post_type":1,"cooked":"<p>Q"},{"id":3,"post_number":2,"post_type":1,"accepted_answer":true,"cooked":"<aside class=quote><div>x"}]}}`))
	f.Add([]byte(`{"id":1,"accepted_answer":{"post_number":9},"post_stream":{"posts":[null]}}`))
	f.Fuzz(func(t *testing.T, data []byte) { importtest.Fuzz(t, Format(), "t.json", data) })
}

func FuzzCooked(f *testing.F) {
	f.Add(`<aside class="onebox" data-onebox-src="https://x.example/"><h3><a>x</a></h3></aside><div class="poll"><ul><li>a</li></ul></div>`)
	f.Add(`<div class="lightbox-wrapper"><a href="big"><img src="small" alt="x"></a></div><svg><a class="anchor"><img class="emoji" alt=":tada:">`)
	f.Fuzz(func(t *testing.T, cooked string) { plainer(cooked) })
}

func TestBackup(t *testing.T) { importtest.RunIn(t, "testdata/backup", Format()) }

// A backup as it is downloaded gives the site of the dump that is in it.
func TestBackupArchive(t *testing.T) {
	dir := importtest.Case(t, "testdata/backup/backup.txtar")
	data, err := os.ReadFile(filepath.Join(dir, "dump.sql"))
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(t.TempDir(), "forum-2024-06-01.tar.gz")
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	outer := gzip.NewWriter(f)
	w := tar.NewWriter(outer)
	var packed bytes.Buffer
	inner := gzip.NewWriter(&packed)
	inner.Write(data)
	inner.Close()
	w.WriteHeader(&tar.Header{Name: "dump.sql.gz", Size: int64(packed.Len()), Mode: 0o644})
	w.Write(packed.Bytes())
	w.Close()
	outer.Close()
	f.Close()
	var sites [2]string
	for i, from := range []string{dir, archive} {
		if why := Format().Recognize(from); why == "" {
			t.Errorf("%s is not recognized", from)
		}
		into := t.TempDir()
		if _, err := Format().Import(from, into, importer.Options{}); err != nil {
			t.Fatal(err)
		}
		sites[i] = tree(t, into)
	}
	if sites[0] != sites[1] {
		t.Error("the sites differ")
	}
}

func FuzzBackup(f *testing.F) {
	f.Add([]byte("CREATE TABLE posts (post_number int, cooked text, topic_id int);\nCOPY posts (id, topic_id, post_number, post_type, cooked) FROM stdin;\n1\t1\t1\t1\t<p>\n2\t1\t2\t1\tx\n\\.\nCOPY topics (id, title) FROM stdin;\n1\tT\n\\.\n"))
	f.Fuzz(func(t *testing.T, data []byte) { importtest.Fuzz(t, Format(), "dump.sql", data) })
}
