package corpus

import (
	"bytes"
	"cmp"
	"image"
	_ "image/gif"  // sizes of images
	_ "image/jpeg" // sizes of images
	_ "image/png"  // sizes of images
	"path"
	"strings"

	"winnow/builder/cache"
	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/markdown"
	"winnow/builder/neardup"
	"winnow/builder/outline"
	"winnow/builder/search"
)

// article reads one file, and converts it unless the store has it.
func (r *Reader) article(name string) (reading, error) {
	out := reading{path: name}
	data, problems := content.Read(r.Files, name, r.Content)
	if out.problems = problems; problems.Err() != nil {
		return out, nil
	}
	a, found := content.Parse(name, data, r.Content)
	if out.problems = append(problems, found...); out.problems.Err() != nil {
		return out, nil
	}
	text := cache.Of(r.options, []byte(a.Path), data)
	k, at, err := r.document(text, a)
	alone := k.doc.Outline // the rest need not stay in memory
	out.article = Article{Article: named(a, k.doc), Doc: &alone, Record: at, Text: text, Size: len(data)}
	out.article.Face, out.article.Facts = faceOf(data, out.article), factsOf(out.article)
	out.sketch, out.problems = k.sketch, append(out.problems, r.failure(a, k.doc)...)
	for _, m := range k.doc.Images {
		out.images = append(out.images, m.Path)
	}
	return out, err
}

// failure reports a text that could not be converted.
func (r *Reader) failure(a *content.Article, d *markdown.Document) diag.List {
	if d.Failure == "" {
		return nil
	}
	return diag.List{{
		Path: path.Join(r.Content.Dir, a.Path), Line: a.BodyLine, Warning: true,
		Msg:  "the text cannot be converted and is shown as it was written: " + d.Failure,
		Hint: "this is a mistake in winnow; until it is mended, take out what is unusual in the text",
	}}
}

// named returns the article without its body and with a title: its own, else
// the text's first heading, else the name of the file, or of the folder that it
// has to itself.
func named(a *content.Article, d *markdown.Document) *content.Article {
	out := *a
	out.Title, out.Body = title(a, d), nil
	return &out
}

func title(a *content.Article, d *markdown.Document) string {
	name := strings.TrimSuffix(a.Path, path.Ext(a.Path))
	return cmp.Or(a.Title, d.FirstHeading, path.Base(strings.TrimSuffix(name, "/index")))
}

// document converts an article, or finds it in the store. A conversion depends
// on the file, its path, the options and the sizes of its images; all but the
// last are in the key.
func (r *Reader) document(key cache.Fingerprint, a *content.Article) (converted, cache.Record, error) {
	if at, k, ok := get(r.Store, key); ok && r.sameImages(k.doc.Images) {
		return k, at, nil
	}
	doc := r.convert.Convert(markdown.Source{
		Path: a.Path, URL: a.URL, Body: a.Body, Line: a.BodyLine,
		PageURL: r.Content.PageURL, ImageSize: r.imageSize,
	})
	k := converted{doc, r.sketch(a, doc)}
	at, err := put(r.Store, key, k, r.words(a, doc))
	return k, at, err
}

// words analyzes a text for search.
func (r *Reader) words(a *content.Article, doc *markdown.Document) []byte {
	sections := make([]search.Section, len(doc.Text.Sections))
	for i, s := range doc.Text.Sections {
		sections[i] = search.Section(s)
	}
	return search.Analyze(cmp.Or(a.Language, r.Language), search.Fields{
		Title: title(a, doc), Tags: a.Tags,
		Question: doc.Text.Question, Answer: doc.Text.Answer, Code: doc.Text.Code, Sections: sections,
	})
}

// sketch makes what an article is compared with others by.
func (r *Reader) sketch(a *content.Article, doc *markdown.Document) []byte {
	if a.Kind != content.KindArticle {
		return nil
	}
	t, n := doc.Text, doc.Text.QuestionCode
	return neardup.Sketch(neardup.Text{
		Title: title(a, doc), Scope: append([]string{cmp.Or(a.Language, r.Language)}, a.AppliesTo...),
		Question: t.Question, QuestionCode: t.Code[:n], Answer: t.Answer, AnswerCode: t.Code[n:],
	})
}

func (r *Reader) sameImages(images []outline.Image) bool {
	for _, m := range images {
		if w, h, _ := r.imageSize(m.Path); w != m.Width || h != m.Height {
			return false
		}
	}
	return true
}

// imageSize reads the size of an image below the content folder.
func (r *Reader) imageSize(name string) (width, height int, ok bool) {
	f, err := r.Files.Open(path.Join(r.Content.Dir, name))
	if err != nil {
		return 0, 0, false
	}
	defer f.Close()
	c, _, err := image.DecodeConfig(f)
	return c.Width, c.Height, err == nil
}

// faceOf names all that others show of an article: its path, what is above its
// text, and the outline without the lines of its links, which only problems name.
func faceOf(data []byte, a Article) cache.Fingerprint {
	shown := *a.Doc
	shown.Links = append(shown.Links[:0:0], shown.Links...)
	for i := range shown.Links {
		shown.Links[i].Line = 0
	}
	return cache.Of([]byte(a.Path), []byte(a.Title), firstLines(data, a.BodyLine-1),
		appendMeta(nil, converted{doc: &markdown.Document{Outline: shown}}))
}

// factsOf names all that an article is judged by: what its file says of it beside
// its words, and the commands that destroy.
func factsOf(a Article) cache.Fingerprint {
	judged := *a.Article
	judged.Title, judged.Summary, judged.BodyLine, judged.Body = "", "", 0, nil
	h := cache.NewHasher()
	h.Value(&judged)
	h.Value(a.Doc.Risks)
	return h.Sum()
}

// firstLines returns the first lines of a file, or more where lines end in the
// way of old Macintoshes.
func firstLines(data []byte, n int) []byte {
	at := 0
	for ; n > 0; n-- {
		next := bytes.IndexByte(data[at:], '\n')
		if next < 0 {
			return data
		}
		at += next + 1
	}
	return data[:at]
}
