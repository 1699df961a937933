package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"winnow/builder/diag"
)

// An Asset is a static file of the theme.
type Asset struct {
	Path string // below assets/ of the site: "style.3f2a1bc4.css"
	Data []byte
}

// Assets returns the static files, sorted by path.
func (t *Theme) Assets() []Asset { return slices.Clone(t.assets) }

// loadAssets reads the files of assets/, adds the extra ones and gives each
// its published path; names maps one to the other.
func loadAssets(l layers, extra []Asset) (out []Asset, names map[string]string, problems diag.List) {
	files, problems := readAssets(l)
	for _, e := range extra {
		i := slices.IndexFunc(files, func(a Asset) bool { return a.Path == e.Path })
		if i < 0 {
			files = append(files, e)
			continue
		}
		files[i].Data = slices.Concat(files[i].Data, []byte("\n"), e.Data)
	}
	files = smaller(files)
	// Style sheets last: they name other assets by their published paths.
	slices.SortStableFunc(files, func(a, b Asset) int {
		if x, y := isSheet(a.Path), isSheet(b.Path); x != y {
			if x {
				return 1
			}
			return -1
		}
		return strings.Compare(a.Path, b.Path)
	})
	names = map[string]string{}
	for _, f := range files {
		if isSheet(f.Path) {
			f.Data = linkAssets(f, names)
		}
		to := published(f)
		names[f.Path] = to
		out = append(out, Asset{to, f.Data})
	}
	slices.SortFunc(out, func(a, b Asset) int { return strings.Compare(a.Path, b.Path) })
	return out, names, problems
}

func readAssets(l layers) (files []Asset, problems diag.List) {
	paths, err := l.list("assets")
	if err != nil {
		return nil, diag.List{{Path: l.place("assets"), Msg: "cannot list: " + diag.Reason(err)}}
	}
	for _, p := range paths {
		b, err := l.read(p)
		if err != nil {
			problems = append(problems, diag.Problem{Path: l.place(p), Msg: "cannot read: " + diag.Reason(err)})
		}
		files = append(files, Asset{strings.TrimPrefix(p, "assets/"), b})
	}
	return files, problems
}

// smaller takes out of scripts and style sheets what browsers do not read:
// comments, white space, long names of what is local. One that cannot be read
// stays as it is: the browser reports it.
func smaller(files []Asset) []Asset {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.Add(".js", &js.Minifier{Version: 2022})
	for i, f := range files {
		if data, err := m.Bytes(path.Ext(f.Path), f.Data); err == nil {
			files[i].Data = data
		}
	}
	return files
}

func isSheet(name string) bool { return path.Ext(name) == ".css" }

// published returns the path under which an asset is published.
func published(a Asset) string {
	sum := sha256.Sum256(a.Data)
	ext := path.Ext(a.Path)
	return strings.TrimSuffix(a.Path, ext) + "." + hex.EncodeToString(sum[:4]) + ext
}

var sheetURL = regexp.MustCompile(`url\(\s*["']?([^"')]+?)["']?\s*\)`)

// linkAssets replaces the names of assets in a style sheet by their published
// paths, relative to the sheet.
func linkAssets(sheet Asset, names map[string]string) []byte {
	folder := path.Dir(sheet.Path)
	up := strings.Repeat("../", strings.Count(sheet.Path, "/"))
	return sheetURL.ReplaceAllFunc(sheet.Data, func(m []byte) []byte {
		name := string(sheetURL.FindSubmatch(m)[1])
		if to, ok := names[path.Join(folder, name)]; ok {
			return []byte(`url("` + up + to + `")`)
		}
		return m
	})
}
