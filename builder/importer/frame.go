package importer

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/builder/content"
)

const (
	peopleFile   = "contributors.toml"
	evidenceSize = 256 << 10 // bytes written at once
)

func newBuffer(w io.Writer) *bufio.Writer { return bufio.NewWriterSize(w, evidenceSize) }

// people adds contributors to the file of contributors. Entries that are in it
// stay as they are.
func (w *destination) people(people []content.Contributor) error {
	full := path.Join(contentDir, peopleFile)
	data, err := w.root.ReadFile(full)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return w.fault(full, err)
	}
	known, problems := content.ReadContributors(peopleFile, data, content.DefaultOptions())
	if problems.Err() != nil {
		w.report.Kept = append(w.report.Kept, full)
		w.report.Problems = append(w.report.Problems, problems...)
		return nil
	}
	have := map[string]bool{}
	for _, p := range known {
		have[p.ID] = true
		for _, alias := range p.Aliases {
			have[alias] = true
		}
	}
	named := map[string]bool{} // by the export, which may name a person twice
	var added []content.Contributor
	for _, p := range people {
		if !have[p.ID] && !named[p.ID] {
			added = append(added, p)
		}
		named[p.ID] = true
	}
	w.count("contributors", len(named))
	switch {
	case len(added) == 0:
		w.report.Files.Unchanged++
		return nil
	case len(data) == 0:
		w.report.Files.New++
	default:
		w.report.Files.Updated++
		data = append(data, '\n')
	}
	return w.put(full, append(data, content.FormatContributors(added)...))
}

// sections describes the categories of the import.
func (w *destination) sections(title func(folder string) string) error {
	w.count("categories", len(w.folders))
	for _, f := range w.folders {
		name := f + "/_index.md"
		a := &content.Article{Path: name, URL: content.PageURL(name), Kind: content.KindSection, Title: title(f)}
		if err := w.file(entry{path: name}, content.Format(a)); err != nil {
			return err
		}
	}
	return nil
}

// frame writes those files around the content that do not exist.
func (w *destination) frame(name, language string) error {
	more := ""
	if w.formulas {
		more = "[markdown]\nmath = true  # texts have formulas between dollars\n"
	}
	for _, f := range []struct{ name, text string }{
		{"site.toml", fmt.Sprintf("[site]\ntitle = %s\nbase_url = \"https://support.example.com/\"  # the address it will be published at\n%s", strconv.Quote(siteTitle(name)), languageLine(language)+more)},
		{".gitignore", "/public/\n/.winnow/\n"},
	} {
		_, err := w.root.Lstat(f.name)
		switch {
		case err == nil:
			w.report.Files.Unchanged++
			continue
		case errors.Is(err, fs.ErrNotExist):
			w.report.Files.New++
			err = w.put(f.name, []byte(f.text))
		}
		if err != nil {
			return w.fault(f.name, err)
		}
	}
	return nil
}

// languageLine returns the line of site.toml for a language, "" for English.
func languageLine(language string) string {
	if language == "" || strings.HasPrefix(language, "en") {
		return ""
	}
	return fmt.Sprintf("language = %s\n", strconv.Quote(language))
}

// siteTitle returns a name for the new site: "cardano.meta" gives "Cardano Meta
// solutions".
func siteTitle(name string) string {
	words := strings.FieldsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for i, word := range words {
		first, n := utf8.DecodeRuneInString(word)
		words[i] = string(unicode.ToUpper(first)) + word[n:]
	}
	return strings.TrimSpace(strings.Join(words, " ") + " solutions")
}
