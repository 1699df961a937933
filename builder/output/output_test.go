package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// publish builds a site of the given files at dest.
func publish(t *testing.T, dest string, files map[string]string) Report {
	t.Helper()
	s, err := Open(dest, "")
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range files {
		if _, err := s.Put(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := s.Publish("site")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree reads all files below dir but the marker.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path != marker {
			data, _ := os.ReadFile(filepath.Join(dir, path))
			got[path] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if got := tree(t, dir); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("site is %v, want %v", got, want)
	}
}

// alone checks that nothing but the destination is left in its folder.
func alone(t *testing.T, dest string) {
	t.Helper()
	names, err := os.ReadDir(filepath.Dir(dest))
	if err != nil || len(names) != 1 {
		t.Errorf("beside the site: %v (%v), want the site alone", names, err)
	}
}

func TestPublishReplacesTheSiteAsAWhole(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	first := map[string]string{"index.html": "one", "wifi/a/index.html": "a", "wifi/b/index.html": "b"}
	if r := publish(t, dest, first); r.New != 3 || r.Bytes != 5 {
		t.Errorf("first report = %+v", r)
	}
	wantTree(t, dest, first)
	second := map[string]string{"index.html": "two", "wifi/a/index.html": "a", "new": "x"}
	if r := publish(t, dest, second); r != (Report{New: 1, Changed: 1, Unchanged: 1, Removed: 1, Bytes: 5}) {
		t.Errorf("second report = %+v", r)
	}
	wantTree(t, dest, second)
	alone(t, dest)
}

func TestUnchangedFilesKeepTheirTime(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	publish(t, dest, map[string]string{"same": "s", "other": "o"})
	past := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, name := range []string{"same", "other"} {
		os.Chtimes(filepath.Join(dest, name), past, past)
	}
	publish(t, dest, map[string]string{"same": "s", "other": "p"})
	for name, kept := range map[string]bool{"same": true, "other": false} {
		info, err := os.Stat(filepath.Join(dest, name))
		if err != nil || info.ModTime().Equal(past) != kept {
			t.Errorf("%s: time %v (%v), kept should be %v", name, info.ModTime(), err, kept)
		}
	}
}

func TestWriteIsPut(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	big := strings.Repeat("0123456789", 20_000)
	for _, c := range []struct {
		text string
		want Report
	}{
		{big, Report{New: 1, Bytes: 200_000}},
		{big, Report{Unchanged: 1, Bytes: 200_000}},
		{big[:199_999] + "x", Report{Changed: 1, Bytes: 200_000}},
		{"short", Report{Changed: 1, Bytes: 5}},
	} {
		s, err := Open(dest, "")
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Write("a/image.png", func(w io.Writer) error {
			_, err := io.WriteString(w, c.text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if r, err := s.Publish("site"); err != nil || r != c.want {
			t.Errorf("report %+v (%v), want %+v", r, err, c.want)
		}
		wantTree(t, dest, map[string]string{"a/image.png": c.text})
	}
}

func TestForeignFolderIsRefused(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "home")
	os.Mkdir(dest, 0o777)
	os.WriteFile(filepath.Join(dest, "diary.txt"), []byte("dear"), 0o666)
	if _, err := Open(dest, ""); !errors.Is(err, ErrForeign) {
		t.Fatalf("Open = %v, want ErrForeign", err)
	}
	wantTree(t, dest, map[string]string{"diary.txt": "dear"})
	alone(t, dest)
}

func TestEmptyFolderIsTaken(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	os.Mkdir(dest, 0o777)
	publish(t, dest, map[string]string{"a": "1"})
	wantTree(t, dest, map[string]string{"a": "1"})
}

func TestDiscardLeavesTheOldSite(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	publish(t, dest, map[string]string{"a": "old"})
	s, err := Open(dest, "")
	if err != nil {
		t.Fatal(err)
	}
	s.Put("a", []byte("new"))
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dest, map[string]string{"a": "old"})
	alone(t, dest)
}

func TestSymbolicLinkToTheSiteStays(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "public")
	os.Mkdir(real, 0o777)
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	publish(t, link, map[string]string{"a": "1"})
	wantTree(t, real, map[string]string{"a": "1"})
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v %v", info, err)
	}
}

func TestPutRefusesBadPaths(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "public"), "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	for _, path := range []string{"", ".", "..", "../x", "a/../../x", "/etc/x", "a//b", "a/", `a\..\b`, "a\x00b", marker} {
		if _, err := s.Put(path, nil); err == nil {
			t.Errorf("Put(%q) was accepted", path)
		}
	}
	if _, err := s.Put("a", nil); err != nil {
		t.Error(err)
	}
	if _, err := s.Put("a", nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("second Put of one path = %v, want ErrExist", err)
	}
}

func TestPutFromManyGoroutines(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	s, err := Open(dest, "")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			if _, err := s.Put(fmt.Sprintf("a/%d/b/%d", i%7, i), []byte{byte(i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if r, err := s.Publish("site"); err != nil || r.New != 200 || len(tree(t, dest)) != 200 {
		t.Errorf("report %+v (%v), %d files on disk", r, err, len(tree(t, dest)))
	}
}

// A build that is killed leaves the old site whole, and the next build removes
// what it left. The child process is this test binary.
func TestKilledBuildLeavesTheOldSite(t *testing.T) {
	if dest := os.Getenv("WINNOW_KILL_TEST"); dest != "" {
		s, err := Open(dest, "")
		if err != nil {
			t.Fatal(err)
		}
		s.Put("a", []byte("half"))
		fmt.Println("half done")
		select {} // until killed
	}
	dest := filepath.Join(t.TempDir(), "public")
	publish(t, dest, map[string]string{"a": "old"})
	cmd := exec.Command(os.Args[0], "-test.run=TestKilledBuildLeavesTheOldSite")
	cmd.Env = append(os.Environ(), "WINNOW_KILL_TEST="+dest)
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		t.Fatal("start:", err)
	}
	buf := make([]byte, 4096)
	n, _ := out.Read(buf)
	if !strings.Contains(string(buf[:n]), "half done") {
		t.Fatalf("child said %q", buf[:n])
	}
	cmd.Process.Kill()
	cmd.Wait()
	wantTree(t, dest, map[string]string{"a": "old"})
	publish(t, dest, map[string]string{"a": "new"})
	wantTree(t, dest, map[string]string{"a": "new"})
	alone(t, dest)
}

func TestSwapGoesThroughOrComesBack(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	publish(t, dest, map[string]string{"a": "old"})
	stage := stagePrefix(dest) + "00000000"
	os.Mkdir(stage, 0o777)
	os.WriteFile(filepath.Join(stage, "a"), []byte("new"), 0o666)
	os.WriteFile(filepath.Join(stage, marker), []byte("1"), 0o666)
	if err := swap(stage, dest); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dest, map[string]string{"a": "new"})
	wantTree(t, stage, map[string]string{"a": "old"})

	os.Rename(dest, stage+oldSuffix) // killed after the first rename
	publish(t, dest, map[string]string{"a": "newer"})
	wantTree(t, dest, map[string]string{"a": "newer"})
}

func BenchmarkPut(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "public"), "")
	if err != nil {
		b.Fatal(err)
	}
	defer s.Discard()
	data := make([]byte, 10<<10)
	b.SetBytes(int64(len(data)))
	for i := 0; b.Loop(); i++ {
		if _, err := s.Put(fmt.Sprintf("wifi/a%d/index.html", i), data); err != nil {
			b.Fatal(err)
		}
	}
}
