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
	"winnow/builder/outline"
)

// Read reads the whole content folder.
func (r *Reader) Read() (*Corpus, error) {
	r.Store.Begin()
	c := &Corpus{reader: r}
	c.walk()
	return c, c.readAll(&Corpus{}, nil, false)
}

// article reads one file, and converts it unless the store has it.
func (r *Reader) article(name string, o content.Options) (reading, error) {
	out := reading{path: name, place: o.Places[name]}
	data, problems := content.Read(r.Files, name, o)
	if out.problems = problems; problems.Err() != nil {
		return out, nil
	}
	a, found := content.Parse(name, data, o)
	if out.problems = append(problems, found...); out.problems.Err() != nil {
		return out, nil
	}
	if r.Title != nil {
		a.Title = r.Title(a.Title)
	}
	text := cache.Of(r.Conversion[:], []byte(a.Path), []byte(a.URL), []byte(a.Kind), data)
	k, at, err := r.convert(text, a)
	alone := k.Outline // the rest need not stay in memory
	out.article = Article{Article: named(a, k.FirstHeading), Doc: &alone, Record: at, Text: text, Size: len(data)}
	out.article.Face, out.article.Facts = faceOf(data, out.article), factsOf(out.article)
	out.sketch, out.problems = k.Sketch, append(out.problems, r.failure(a, k.Failure)...)
	for _, m := range k.Images {
		out.images = append(out.images, m.Path)
	}
	return out, err
}

// failure reports a text that could not be converted.
func (r *Reader) failure(a *content.Article, why string) diag.List {
	if why == "" {
		return nil
	}
	return diag.List{{
		Path: path.Join(r.Content.Dir, a.Path), Line: a.BodyLine, Warning: true,
		Msg:  "the text cannot be converted and is shown as it was written: " + why,
		Hint: "this is a mistake in winnow; until it is mended, take out what is unusual in the text",
	}}
}

// named returns the article without its body and with a title.
func named(a *content.Article, firstHeading string) *content.Article {
	out := *a
	out.Title, out.Body = Title(a, firstHeading), nil
	return &out
}

// Title returns the title of an article: its own, else the text's first heading,
// else the name of the file, or of the folder that it has to itself.
func Title(a *content.Article, firstHeading string) string {
	name := strings.TrimSuffix(a.Path, path.Ext(a.Path))
	if dir, file := path.Split(name); dir != "" && (file == "index" || file == "_index" || strings.EqualFold(file, "readme")) {
		name = path.Clean(dir)
	}
	return cmp.Or(a.Title, firstHeading, path.Base(name))
}

// convert converts an article, or finds it in the store. A conversion depends
// on the file, its path, the options and the sizes of its images; all but the
// last are in the key.
func (r *Reader) convert(key cache.Fingerprint, a *content.Article) (Converted, cache.Record, error) {
	if at, k, ok := get(r.Store, key); ok && r.sameImages(k.Images) {
		return k, at, nil
	}
	k := r.Convert(a, r.imageSize)
	at, err := put(r.Store, key, k)
	return k, at, err
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
		shown.Links[i].Line, shown.Links[i].Col = 0, 0
	}
	return cache.Of([]byte(a.Path), []byte(a.URL), []byte(a.Kind), []byte(a.Title), firstLines(data, a.BodyLine-1),
		appendMeta(nil, Converted{Outline: shown}))
}

// factsOf names all that an article is judged by: what its file says of it beside
// its words, the commands that destroy, and how much there is in its solution.
func factsOf(a Article) cache.Fingerprint {
	judged := *a.Article
	judged.Title, judged.Summary, judged.BodyLine, judged.Body = "", "", 0, nil
	h := cache.NewHasher()
	h.Value(&judged)
	h.Value(a.Doc.Risks)
	h.Value(a.Doc.Substance)
	h.Value(a.Doc.Asks)
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
