package preview

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"winnow/builder/diag"
)

// An event tells an open page how it is now.
type event struct {
	Build    int       `json:"build"`
	Page     string    `json:"page"`   // hash of the page
	Styles   []string  `json:"styles"` // addresses of its style sheets
	Problems []problem `json:"problems"`
}

// A problem as it is shown over a page.
type problem struct {
	Place string `json:"place"` // "content/a.md:3:8"
	Msg   string `json:"msg"`
	Hint  string `json:"hint"`
	Text  string `json:"text"`  // the line, as it may be shown
	Caret string `json:"caret"` // "^" under the column
}

// most is how many problems are shown over a page.
const most = 20

// shown prepares the errors for a page. Warnings are for the terminal.
func shown(dir string, list diag.List) []problem {
	out := []problem{}
	for _, p := range list.Sorted() {
		if p.Warning || len(out) == most {
			continue
		}
		place, _, _ := strings.Cut(diag.Problem{Path: p.Path, Line: p.Line, Col: p.Col, Msg: "\x00"}.Error(), ": \x00")
		show := problem{Place: strings.Trim(place, "\x00"), Msg: diag.Visible(p.Msg), Hint: diag.Visible(p.Hint)}
		if name := filepath.FromSlash(p.Path); filepath.IsLocal(name) && p.Line > 0 {
			src, _ := os.ReadFile(filepath.Join(dir, name))
			show.Text, show.Caret = diag.Excerpt(src, p.Line, p.Col)
		}
		out = append(out, show)
	}
	return out
}

func (st state) event(page string) event {
	data, _ := st.page(fileOf(page))
	return event{st.build, pageHash(data), styles(data), st.shown}
}

var (
	sheet     = regexp.MustCompile(`<link[^>]*\srel="?stylesheet"?[^>]*>`)
	sheetHref = regexp.MustCompile(`\shref="?([^"\s>]+)`)
)

// styles lists the addresses of a page's style sheets, as they are written.
func styles(page []byte) []string {
	out := []string{}
	for _, tag := range sheet.FindAll(head(page), -1) {
		if m := sheetHref.FindSubmatch(tag); m != nil {
			out = append(out, string(m[1]))
		}
	}
	return out
}

// pageHash names the bytes of a page but for its links to style sheets.
func pageHash(page []byte) string {
	h := head(page)
	return strings.Trim(etag(append(sheet.ReplaceAll(h, nil), page[len(h):]...)), `"`)
}

// head is what comes before the body.
func head(page []byte) []byte {
	i := bytes.Index(page, []byte("<body"))
	if i < 0 {
		i = len(page)
	}
	return page[:i:i]
}

// A standing is the place of an article, and its trust.
type standing struct {
	Place, Of int
	Trust     string
}

func (st state) standing(page string) (standing, bool) {
	if st.result == nil {
		return standing{}, false
	}
	v, err := st.result.View(fileOf(page))
	if err != nil || v.Article == nil {
		return standing{}, false
	}
	return standing{v.Article.Why.Place, v.Article.Why.Of, v.Article.Why.Trust}, true
}

// openPages are the pages that browsers show, and where open articles were before
// the last build that moved them.
type openPages struct {
	mu      sync.Mutex
	streams map[string]int // by path
	moved   map[string]standing
}

func newOpenPages() *openPages {
	return &openPages{streams: map[string]int{}, moved: map[string]standing{}}
}

// count adds to the streams of a page.
func (o *openPages) count(page string, n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.streams[page] += n; o.streams[page] <= 0 {
		delete(o.streams, page)
	}
}

// remembered is how many pages the preview knows the old place of.
const remembered = 100

// note remembers where the open articles were before this build, if it moved them.
func (o *openPages) note(old, next state) {
	if old.result == nil || next.result == nil || old.result.Site == next.result.Site {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.moved) > remembered {
		clear(o.moved)
	}
	for page := range o.streams {
		was, ok := old.standing(page)
		if is, still := next.standing(page); ok && still && is != was {
			o.moved[page] = was
		}
	}
}

// was returns where an open article was before it was moved last; empty when it
// was not.
func (o *openPages) was(page string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	w, ok := o.moved[page]
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d of %d, trust %s", w.Place, w.Of, w.Trust)
}

// attribute makes a text safe within the quotes of an attribute.
func attribute(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"<>&`, r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}
