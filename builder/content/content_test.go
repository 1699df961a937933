package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"winnow/builder/diag"
	"winnow/builder/golden"
)

// A case of testdata is a site's content folder and "want": what was read, and
// the problems. A file's name may be followed by
//
//	escaped        its text holds Go escapes (\r, \xff)
//	unreadable     it, or the folder, cannot be opened
//	-> TARGET      it is a symbolic link
//
// and the file "zone" sets Options.Zone, "max_size" Options.MaxSize.
func TestCases(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		fsys, o := site(t, a)
		golden.Set(a, "want", string(readSite(fsys, o)))
	})
}

// A flawed file system fails to open some of its files.
type flawed struct {
	fstest.MapFS
	broken map[string]bool
}

func (f flawed) Open(name string) (fs.File, error) {
	if f.broken[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.Open(name)
}

func (f flawed) ReadDir(name string) ([]fs.DirEntry, error) {
	if f.broken[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.ReadDir(name)
}

// Stat refuses what os.Root refuses.
func (f flawed) Stat(name string) (fs.FileInfo, error) {
	if m := f.MapFS[name]; m != nil && m.Mode&fs.ModeSymlink != 0 && strings.HasPrefix(string(m.Data), "/") {
		return nil, &fs.PathError{Op: "statat", Path: name, Err: errors.New("path escapes from parent")}
	}
	return f.MapFS.Stat(name)
}

func site(t *testing.T, a *txtar.Archive) (flawed, Options) {
	t.Helper()
	o := DefaultOptions()
	f := flawed{fstest.MapFS{}, map[string]bool{}}
	for _, file := range a.Files {
		name, how := marked(file.Name)
		entry := &fstest.MapFile{Data: file.Data, Mode: 0o644}
		switch {
		case file.Name == "want":
			continue
		case name == "zone":
			o.Zone = strings.TrimSpace(string(file.Data))
			continue
		case name == "max_size":
			o.MaxSize, _ = strconv.ParseInt(strings.TrimSpace(string(file.Data)), 10, 64)
			continue
		case how == "escaped":
			s, err := strconv.Unquote(`"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(string(file.Data)) + `"`)
			if err != nil {
				t.Fatal(err)
			}
			entry.Data = []byte(s)
		case how == "unreadable":
			f.broken[strings.TrimSuffix(name, "/")] = true
			if strings.HasSuffix(name, "/") {
				name, entry = strings.TrimSuffix(name, "/"), &fstest.MapFile{Mode: fs.ModeDir | 0o755}
			}
		case strings.HasPrefix(how, "-> "):
			entry = &fstest.MapFile{Data: []byte(how[3:]), Mode: fs.ModeSymlink | 0o777}
		}
		f.MapFS[name] = entry
	}
	return f, o
}

// marked takes the mark from a file's name.
func marked(name string) (string, string) {
	for _, mark := range []string{" escaped", " unreadable", " -> "} {
		if i := strings.Index(name, mark); i >= 0 {
			return name[:i], name[i+1:]
		}
	}
	return name, ""
}

// readSite tells all that the package finds out about a site.
func readSite(fsys fs.FS, o Options) []byte {
	var b bytes.Buffer
	files, problems := Walk(fsys, o)
	o.Places = PlacesOf(files, o)
	problems = append(problems, CheckURLs(files, o)...)
	var articles []*Article
	for _, name := range files.Articles {
		data, l := Read(fsys, name, o)
		problems = append(problems, l...)
		if l != nil {
			continue
		}
		a, l := Parse(name, data, o)
		problems = append(problems, l...)
		if a != nil {
			articles = append(articles, a)
			dumpArticle(&b, a)
		}
	}
	var people []Contributor
	if files.Contributors != "" {
		data, _ := Read(fsys, files.Contributors, o)
		var l diag.List
		people, l = ReadContributors(files.Contributors, data, o)
		problems = append(problems, l...)
		for _, p := range people {
			fmt.Fprintf(&b, "contributor %s %q role=%s joined=%s aliases=%q privacy=%s url=%s\n", p.ID, p.Name, p.Role, dateText(p.Joined), p.Aliases, p.Privacy, p.URL)
		}
	}
	folders := Folders(fsys, files, o)
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		fmt.Fprintf(&b, "folder %s %q weight %d\n", name, folders[name].Title, folders[name].Weight)
	}
	for _, name := range files.Attachments {
		fmt.Fprintf(&b, "attachment %s\n", name)
	}
	for _, name := range files.Evidence {
		problems = append(problems, dumpEvidence(&b, fsys, name, o)...)
	}
	problems = append(problems, CheckAll(articles, people, o)...)
	for _, p := range problems {
		if p.Warning {
			b.WriteString("warning ")
		} else {
			b.WriteString("problem ")
		}
		fmt.Fprintln(&b, p.Error())
	}
	return b.Bytes()
}

func dumpArticle(b *bytes.Buffer, a *Article) {
	fmt.Fprintf(b, "article %s\n  url %q\n", a.Path, a.URL)
	known := fields()
	for i := range known {
		switch v := known[i].in(a).(type) {
		case *string:
			if *v != "" && (known[i].key != "answer" || *v != stem(a.Path)) {
				fmt.Fprintf(b, "  %s %q\n", known[i].key, *v)
			}
		case *[]string:
			if len(*v) > 0 {
				fmt.Fprintf(b, "  %s %q\n", known[i].key, *v)
			}
		case *time.Time:
			if !v.IsZero() {
				fmt.Fprintf(b, "  %s %s\n", known[i].key, dateText(*v))
			}
		case *int:
			if *v != 0 {
				fmt.Fprintf(b, "  %s %d\n", known[i].key, *v)
			}
		case *bool:
			if *v {
				fmt.Fprintf(b, "  %s\n", known[i].key)
			}
		case *Kind:
			if *v != "" {
				fmt.Fprintf(b, "  kind %s\n", *v)
			}
		}
	}
	if a.Extra != nil {
		x, _ := json.Marshal(a.Extra)
		fmt.Fprintf(b, "  extra %s\n", x)
	}
	fmt.Fprintf(b, "  title line %d, body line %d %q\n", a.TitleLine, a.BodyLine, a.Body)
}

func dateText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func dumpEvidence(b *bytes.Buffer, fsys fs.FS, name string, o Options) diag.List {
	f, err := fsys.Open(o.Dir + "/" + name)
	if err != nil {
		return diag.List{{Msg: err.Error()}}
	}
	defer f.Close()
	return ReadEvidence(name, f, o, func(e Evidence) bool {
		count := "count"
		if e.Total {
			count = "total"
		}
		fmt.Fprintf(b, "evidence %s %s answer=%q author=%q by=%q thread=%q category=%q tags=%q %s=%d\n",
			dateText(e.Date), e.Kind, e.Answer, e.Author, e.By, e.Thread, e.Category, e.Tags, count, e.Count)
		return true
	})
}
