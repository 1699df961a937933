// Command screenshots takes pictures of each kind of page of a site, to be looked at
// before a change of the theme is committed, and measures what a reader waits for.
//
//	go run ./cmd/screenshots -s . -o ../pictures
//
// For each kind of page there are KIND-phone.png (390 points wide),
// KIND-desktop.png (1280), KIND-dark.png, KIND-print.png and KIND-rtl.png, the
// last of the same site in Arabic. -measure prints for each kind the bytes that
// come over the wire, the largest contentful paint and the layout shift, at
// 150 ms and 1.6 Mbit/s with an empty cache.
//
// -first prints on how many articles the first line of the answer is visible
// without scrolling, on a phone and on a desktop, and fails when these are less
// than nine of ten.
//
// It needs Chromium: its path in CHROME, or chromium, chromium-browser or
// google-chrome in PATH.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"maps"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"winnow/builder"
	"winnow/builder/config"
	"winnow/builder/site"
	"winnow/themes"
)

func main() {
	log.SetFlags(0)
	from := flag.String("s", ".", "folder of the site")
	to := flag.String("o", "", "folder for the pictures, outside the site")
	measure := flag.Bool("measure", false, "print bytes, largest paint and layout shift of each kind of page")
	first := flag.Bool("first", false, "print where the answer of an article begins on the first screen")
	flag.Parse()
	if *to == "" && !*measure && !*first {
		log.Fatal("name a folder with -o, or ask for -measure or -first")
	}
	if err := run(*from, *to, *measure, *first); err != nil {
		log.Fatal(err)
	}
}

func run(from, to string, measure, first bool) error {
	work, err := os.MkdirTemp("", "winnow-shots")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	pages, err := publish(os.DirFS(from), filepath.Join(work, "site"))
	if err != nil {
		return err
	}
	server := httptest.NewServer(zipped(http.FileServer(http.Dir(filepath.Join(work, "site")))))
	defer server.Close()
	ctx, stop, err := browser()
	if err != nil {
		return err
	}
	defer stop()
	if first {
		return measureFirst(ctx, server.URL, someArticles(pages, mostArticles))
	}
	best, err := fullest(pages, filepath.Join(work, "site"))
	if err != nil {
		return err
	}
	if measure {
		return measureAll(ctx, server.URL, best)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	if err := shootAll(ctx, server.URL, best, to, views); err != nil {
		return err
	}
	arabic, err := inArabic(from)
	if err != nil {
		return err
	}
	if _, err := publish(arabic, filepath.Join(work, "ar")); err != nil {
		return err
	}
	rtl := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(work, "ar"))))
	defer rtl.Close()
	return shootAll(ctx, rtl.URL, best, to, []view{{name: "rtl", width: 1280}})
}

// publish builds a site and returns its pages.
func publish(files fs.FS, dest string) ([]*site.Page, error) {
	store, err := builder.OpenStore(dest + "-store")
	if err != nil {
		return nil, err
	}
	defer store.Close()
	b := builder.Builder{Files: files, Themes: themes.Files, Store: store}
	result, problems, err := b.Build(nil)
	if err = errors.Join(err, problems.Err()); err != nil {
		return nil, err
	}
	if _, err := result.Publish(dest); err != nil {
		return nil, err
	}
	return result.Site.Pages, nil
}

// fullest returns of each kind the page with the largest file below dest.
func fullest(pages []*site.Page, dest string) ([]*site.Page, error) {
	best, most := map[site.Kind]*site.Page{}, map[site.Kind]int64{}
	for _, p := range pages {
		name := filepath.Join(dest, filepath.FromSlash(p.URL))
		if p.URL == "" || strings.HasSuffix(p.URL, "/") {
			name = filepath.Join(name, "index.html")
		}
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		size := info.Size()
		if p.URL == "" {
			size = math.MaxInt64 // of its kind it is the one that is seen
		}
		if p.First() && size > most[p.Kind] {
			best[p.Kind], most[p.Kind] = p, size
		}
	}
	return slices.SortedFunc(maps.Values(best), func(a, b *site.Page) int { return strings.Compare(a.URL, b.URL) }), nil
}

var language = regexp.MustCompile(`(?m)^language = .*$`)

// inArabic is the site with an interface in Arabic.
func inArabic(from string) (fs.FS, error) {
	files := fstest.MapFS{}
	text, err := os.ReadFile(filepath.Join(from, config.File))
	if err != nil {
		return nil, err
	}
	files[config.File] = &fstest.MapFile{Data: language.ReplaceAll(text, []byte(`language = "ar"`))}
	err = fs.WalkDir(os.DirFS(from), "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(from, name))
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	return files, err
}

// browser starts Chromium; stop ends it.
func browser() (ctx context.Context, stop func(), err error) {
	found := os.Getenv("CHROME")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && found == "" {
			found = path
		}
	}
	if found == "" {
		return nil, nil, fmt.Errorf("no browser found; set CHROME to the path of Chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.Flag("disable-component-update", true))
	alloc, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(alloc)
	return ctx, func() { cancel(); end() }, chromedp.Do(ctx)
}
