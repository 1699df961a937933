package content

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"winnow/builder/diag"
)

// Files lists the content folder: paths below it, with slashes,
// sorted.
type Files struct {
	Articles     []string
	Attachments  []string // copied to the site
	Evidence     []string // evidence*.csv, evidence/*.csv, either with .gz
	Orders       []string // say how folders are called and ordered: see Folders
	Contributors string   // "contributors.toml", or empty
	Linked       bool     // some of it is reached by symbolic links
}

// attachable are the kinds of files that are copied to the site. It is a list
// of what is let in, since what a browser would run on the site's own address
// (HTML, XML, scripts) may come from strangers. SVG is made harmless when it is copied.
var attachable = map[string]bool{
	".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".svg": true, ".bmp": true, ".ico": true,
	".mp4": true, ".webm": true, ".mov": true, ".mp3": true, ".ogg": true, ".wav": true,
	".pdf": true, ".txt": true, ".log": true, ".csv": true, ".tsv": true, ".json": true, ".toml": true, ".yaml": true, ".yml": true,
	".ini": true, ".conf": true, ".cfg": true, ".diff": true, ".patch": true,
	".zip": true, ".gz": true, ".tgz": true, ".bz2": true, ".xz": true, ".zst": true, ".7z": true, ".tar": true,
	".doc": true, ".docx": true, ".xls": true, ".xlsx": true, ".ppt": true, ".pptx": true, ".odt": true, ".ods": true, ".odp": true,
}

// Walk lists the content folder of the site at the root of fsys. Every file and
// folder that cannot be used is a problem or a warning; none ends the walk.
//
// A symbolic link to a file is read as that file. One to a folder is followed
// when the folder is elsewhere in the site, and once: a folder of articles
// has one place. Other links are a problem when they lead out of the site or have
// no target, which fs.FS reports (as os.Root does), else a warning.
func Walk(fsys fs.FS, o Options) (Files, diag.List) {
	w := walker{fsys: fsys, dir: o.dir(), linked: map[string]bool{}, others: map[string][]string{}}
	if _, err := time.LoadLocation(o.Zone); err != nil || o.Zone == "Local" {
		w.problems = diag.List{{Path: "site.toml", Msg: fmt.Sprintf("zone %q in [content] is not known", o.Zone), Hint: `use a name such as "Europe/Berlin", or "UTC"`}}
	}
	info, err := fs.Stat(fsys, w.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.add(w.dir, "the content folder is missing", "create it, or name another with dir in [content] of site.toml")
	case err != nil:
		w.add(w.dir, "the content folder cannot be read: "+diag.Reason(err), readHint(err))
	case !info.IsDir():
		w.add(w.dir, "the content folder is not a folder", "name another with dir in [content] of site.toml")
	default:
		w.folder(w.dir, false)
		w.leftOut()
	}
	for _, list := range [][]string{w.files.Articles, w.files.Attachments, w.files.Evidence, w.files.Orders} {
		slices.Sort(list)
	}
	return w.files, w.problems
}

type walker struct {
	fsys     fs.FS
	dir      string              // the content folder
	linked   map[string]bool     // folders reached by a link
	others   map[string][]string // files that are not copied, by ending
	files    Files
	problems diag.List
}

func (w *walker) add(name, msg, hint string) {
	w.problems = append(w.problems, diag.Problem{Path: name, Msg: msg, Hint: hint})
}

func (w *walker) warn(name, msg, hint string) {
	w.problems = append(w.problems, diag.Problem{Path: name, Msg: msg, Hint: hint, Warning: true})
}

// folder lists one folder. Below a link no further link to a folder is
// followed, so that the walk ends.
func (w *walker) folder(dir string, viaLink bool) {
	entries, err := fs.ReadDir(w.fsys, dir)
	if err != nil {
		w.add(dir, "the folder cannot be read: "+diag.Reason(err), readHint(err))
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch mode := e.Type(); {
		case hiddenFile(e.Name()) && !isOrder(e.Name()):
		case !utf8.ValidString(name):
			w.add(name, "the name is not UTF-8", "rename the file")
		case w.dir == "." && w.siteFile(name, mode.IsDir()):
		case mode.IsDir():
			w.folder(name, viaLink)
		case mode.IsRegular():
			w.file(name)
		case mode&fs.ModeSymlink != 0:
			w.link(name, viaLink)
		default:
			w.warn(name, "neither a file nor a folder: left out", "")
		}
	}
}

// hiddenFile reports whether a name is of those that systems and editors leave
// behind.
func hiddenFile(name string) bool {
	return name[0] == '.' || name[len(name)-1] == '~' || name == "Thumbs.db" || name == "desktop.ini" ||
		name[0] == '#' && name[len(name)-1] == '#'
}

// siteFile reports whether a name at the top of a site that is its own content
// folder is not content: the configuration, themes, and what a build wrote.
func (w *walker) siteFile(name string, dir bool) bool {
	if !dir {
		return name == "site.toml"
	}
	_, err := fs.Stat(w.fsys, path.Join(name, ".winnow"))
	return name == "themes" || err == nil
}

func (w *walker) link(name string, viaLink bool) {
	info, err := fs.Stat(w.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.add(name, "the link's target does not exist", "remove it, or put the file in its place")
	case err != nil:
		w.add(name, "the link cannot be followed: "+diag.Reason(err), "put what it leads to into the site's folder, or remove the link")
	case info.Mode().IsRegular():
		w.files.Linked = true
		w.file(name)
	case info.IsDir():
		w.folderLink(name, viaLink)
	default:
		w.warn(name, "neither a file nor a folder: left out", "")
	}
}

func (w *walker) folderLink(name string, viaLink bool) {
	target, err := fs.ReadLink(w.fsys, name)
	target = path.Join(path.Dir(name), target)
	switch {
	case err != nil:
		w.add(name, "the link cannot be followed: "+diag.Reason(err), "put the folder itself in its place")
	case viaLink:
		w.warn(name, "a link to a folder within a linked folder: left out", "put the folder itself in its place")
	case target == "." || within(w.dir, target) || within(target, w.dir):
		w.warn(name, "a link to a folder whose articles are already part of the site: left out", "remove the link")
	case w.linked[target]:
		w.warn(name, "a second link to the same folder: left out", "remove one")
	default:
		w.linked[target], w.files.Linked = true, true
		w.folder(name, true)
	}
}

// within reports whether name is dir or below it.
func within(dir, name string) bool {
	return name == dir || dir == "." || strings.HasPrefix(name, dir+"/")
}

// file puts a file where it belongs by its name alone.
func (w *walker) file(name string) {
	rel := strings.TrimPrefix(name, w.dir+"/")
	dir, base := path.Split(rel)
	csv := strings.HasSuffix(base, ".csv") || strings.HasSuffix(base, ".csv.gz")
	switch {
	case strings.HasPrefix(rel, "evidence/"):
		if !csv || dir != "evidence/" {
			w.warn(name, "not an evidence file: left out", "evidence is evidence/NAME.csv or .csv.gz")
			return
		}
		w.files.Evidence = append(w.files.Evidence, rel)
	case rel == "contributors.toml":
		w.files.Contributors = rel
	case isOrder(rel):
		w.files.Orders = append(w.files.Orders, rel)
	case rel == "search-tests.toml":
	case csv && dir == "" && strings.HasPrefix(base, "evidence"):
		w.files.Evidence = append(w.files.Evidence, rel)
	case strings.ContainsFunc(base, func(r rune) bool { return r == '\\' || r < ' ' }) && !isArticle(base):
		w.warn(name, "the name has characters that no address can have: left out", "rename the file")
	case isArticle(base):
		w.files.Articles = append(w.files.Articles, rel)
	case Attachable(base):
		w.files.Attachments = append(w.files.Attachments, rel)
	default:
		w.others[strings.ToLower(path.Ext(base))] = append(w.others[strings.ToLower(path.Ext(base))], name)
	}
}

// unpublishable are kinds of images that browsers do not show.
var unpublishable = map[string]string{
	".heic": "browsers do not show HEIC images", ".heif": "browsers do not show HEIF images",
	".tif": "browsers do not show TIFF images", ".tiff": "browsers do not show TIFF images", ".psd": "browsers do not show PSD images",
}

// leftOut reports the files of kinds that are not copied: a few by name, of many of
// one kind how many there are.
func (w *walker) leftOut() {
	const few = 3
	for _, ext := range slices.Sorted(maps.Keys(w.others)) {
		names, msg, hint := w.others[ext], "files of this kind are not copied to the site: left out", "images, documents, archives and text files are copied"
		if why := unpublishable[ext]; why != "" {
			msg, hint = why+": left out", "save it as PNG, JPEG or WebP"
		}
		if n := len(names); n > few {
			w.warn(names[0], fmt.Sprintf("%s, and %d more files whose names end so", msg, n-1), hint)
			continue
		}
		for _, name := range names {
			w.warn(name, msg, hint)
		}
	}
}

// Attachable reports whether files of the kind of a name are copied to the site.
func Attachable(name string) bool { return attachable[strings.ToLower(path.Ext(name))] }

func readHint(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return "let the builder's user read it"
	}
	return ""
}

// Read returns the bytes of one file of the content folder. name is its path
// below that folder. Missing, unreadable and too large files are problems; of
// the latter no more than the limit is read.
func Read(fsys fs.FS, name string, o Options) ([]byte, diag.List) {
	full := path.Join(o.dir(), name)
	bad := func(err error) diag.List {
		return diag.List{{Path: full, Msg: "the file cannot be read: " + diag.Reason(err), Hint: readHint(err)}}
	}
	f, err := fsys.Open(full)
	if err != nil {
		return nil, bad(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, bad(err)
	}
	limit := o.maxSize()
	if info.Size() > limit {
		return nil, diag.List{tooLarge(full, info.Size(), limit)}
	}
	data := make([]byte, 0, info.Size()+1)
	for int64(len(data)) <= limit {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, bad(err)
		}
		if len(data) == cap(data) {
			data = slices.Grow(data, 512)
		}
	}
	return nil, diag.List{tooLarge(full, int64(len(data)), limit)}
}

func tooLarge(name string, size, limit int64) diag.Problem {
	return diag.Problem{Path: name, Msg: fmt.Sprintf("the file has %d bytes, more than %d", size, limit),
		Hint: "divide it, or raise max_size in [content] of site.toml"}
}

// CheckURLs finds files that would be published at one address, and those that
// differ by case alone or by how accents are written, which many file systems take
// for one. Each names the file that comes second.
func CheckURLs(f Files, o Options) diag.List {
	l := displaced(f, o)
	seen := make(map[string]string, len(f.Articles))
	for _, name := range f.Articles {
		url := foldName(o.urlOf(name))
		first, ok := seen[url]
		if !ok {
			seen[url] = name
			continue
		}
		l = append(l, diag.Problem{Path: path.Join(o.dir(), name),
			Msg: fmt.Sprintf("the address %s is already that of %s", "/"+o.urlOf(name), path.Join(o.dir(), first)), Hint: "rename one of the files"})
	}
	clear(seen)
	for _, name := range f.Attachments {
		key := foldName(name)
		if first, ok := seen[key]; ok {
			l = append(l, diag.Problem{Path: path.Join(o.dir(), name), Warning: true,
				Msg: fmt.Sprintf("the name differs from %s by case or accents alone", path.Join(o.dir(), first)), Hint: "rename one of the files"})
			continue
		}
		seen[key] = name
	}
	return l
}

// foldName returns a name as file systems compare it that ignore case and how
// accents are written.
func foldName(name string) string {
	return strings.ToLower(strings.ToUpper(norm.NFC.String(name)))
}
