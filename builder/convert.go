package builder

import (
	"cmp"
	"path"
	"regexp"
	"strings"

	"winnow/builder/cache"
	"winnow/builder/content"
	"winnow/builder/corpus"
	"winnow/builder/markdown"
	"winnow/builder/neardup"
	"winnow/builder/search"
)

// A converter makes of the text of an article all that a site needs: HTML, the
// outline, words for search, and what it is compared with others by.
type converter struct {
	markdown *markdown.Converter
	pageURL  func(path string) string
	language string // of the site
}

func newConverter(cfg Config) converter {
	return converter{markdown.New(cfg.Markdown), cfg.Content.PageURL, cfg.Site.Language}
}

// conversionOf returns the fingerprint of all that a conversion depends on, beside
// the article and the sizes of its images.
func conversionOf(cfg Config) cache.Fingerprint {
	h := cache.NewHasher()
	h.Bytes(cfg.Markdown.Fingerprint())
	h.Number(int(search.Analyze("", search.Fields{})[0])) // the version of the analysis
	h.Number(neardup.Version)
	h.Number(fieldsVersion)
	h.Text(cfg.Site.Language)
	h.Value(cfg.Content.Reserved)
	return h.Sum()
}

// convert converts the text of an article or page.
func (c converter) convert(a *content.Article, sizeOf func(image string) (width, height int, ok bool)) corpus.Converted {
	d := c.markdown.Convert(markdown.Source{
		Path: a.Path, URL: a.URL, Body: a.Body, Line: a.BodyLine, PageURL: c.pageURL, ImageSize: sizeOf,
	})
	title, language := corpus.Title(a, d.FirstHeading), cmp.Or(a.Language, c.language)
	out := corpus.Converted{
		Outline: d.Outline, FirstHeading: d.FirstHeading, Failure: d.Failure, Images: d.Images,
		Question: d.Question, Solution: d.Solution, Words: search.Analyze(language, fields(title, a.Tags, d.Text)),
	}
	if a.Kind == content.KindArticle {
		out.Sketch = neardup.Sketch(passage(title, scopeOf(a, language), d.Text))
	}
	return out
}

// fields returns a text as search analyzes it.
func fields(title string, tags []string, t markdown.Text) search.Fields {
	sections := make([]search.Section, len(t.Sections))
	for i, s := range t.Sections {
		s.Code = withoutBlobs(s.Code)
		sections[i] = search.Section(s)
	}
	return search.Fields{Title: title, Tags: tags, Question: t.Question, Answer: t.Answer, Code: withoutBlobs(t.Code), Sections: sections}
}

// fieldsVersion changes whenever the same text would give other words or another
// scope.
const fieldsVersion = 1

// longestLine is how long a line of code is that one searches for words in.
const longestLine = 2000

var encoded = regexp.MustCompile(`^[A-Za-z0-9+/_-]{60,}={0,2}$`)

// withoutBlobs returns code without lines that nobody searches: keys and files in
// base64, minified scripts.
func withoutBlobs(code string) string {
	if len(code) < 60 {
		return code
	}
	var b strings.Builder
	for line := range strings.Lines(code) {
		if len(line) <= longestLine && !encoded.MatchString(strings.TrimSpace(line)) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// scopeOf returns what an article is about beside its words: articles of other
// languages and versions are other answers. Where nobody asked, as in a manual, so are
// those of another product or version by their path.
func scopeOf(a *content.Article, language string) []string {
	scope := append([]string{language}, a.AppliesTo...)
	if a.Author != "" || a.AskedBy != "" || a.AcceptedBy != "" || a.Kudos > 0 {
		return scope
	}
	folders := strings.Split(path.Dir(a.Path), "/")
	for i, f := range folders {
		if i == 0 || version.MatchString(f) {
			scope = append(scope, "folder "+f)
		}
	}
	return scope
}

var version = regexp.MustCompile(`^v?\d+([._-](\d+|x))*$|^(latest|next|stable|current|legacy|nightly|main|master)$`)

// passage returns a text as neardup compares it: with others of one scope only.
func passage(title string, scope []string, t markdown.Text) neardup.Text {
	n := t.QuestionCode
	return neardup.Text{
		Title: title, Scope: scope,
		Question: t.Question, QuestionCode: t.Code[:n], Answer: t.Answer, AnswerCode: t.Code[n:],
	}
}
