package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
	"net/url"
	"strconv"
	"strings"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/importer/files"
	"winnow/builder/importer/htmlmd"
	"winnow/builder/markdown/mdtext"
)

// The terms in which formats speak are those of packages content, diag and files.
type (
	Person  = content.Contributor
	Kind    = content.EvidenceKind
	Row     = content.Evidence
	Problem = diag.Problem
	Files   = files.Files
	Bounded = files.Bounded
	Record  = files.Record

	Translator = htmlmd.Translator
)

// Kinds of evidence that exports have.
const (
	Answered   = content.Answered
	Accepted   = content.Accepted
	Kudos      = content.Kudos
	Downvote   = content.Downvote
	Confirmed  = content.Confirmed
	Failed     = content.Failed
	Rejected   = content.Rejected
	FlagUpheld = content.FlagUpheld
)

// Forms in which bodies of posts are written; any other is that of text.
const (
	Markdown = htmlmd.Markdown
	HTML     = htmlmd.HTML
	BBCode   = htmlmd.BBCode
	Stored   = htmlmd.Stored
	Rich     = htmlmd.Rich
	Chat     = htmlmd.Chat
	Plain    = htmlmd.Text
	Ready    = "ready" // Markdown that fits into an article as it is
)

// Public and Unscored say what the site may show of a person.
const (
	Public   = content.Public
	Unscored = content.Unscored
)

// Tag returns a tag as the site writes it.
func Tag(name string) string { return content.Tag(name) }

// Line returns a foreign text as one line of plain text: a name, a title.
func Line(text string) string { return mdtext.OneLine(text) }

// Text returns a foreign text without what no text may hold.
func Text(text string) string { return mdtext.Clean(text) }

// Near returns the known word that was probably meant by a word, "" for none.
func Near(word string, known iter.Seq[string]) string { return diag.Near(word, known) }

// ID returns the id of a post or thread on the site, where it is a part of names of
// files: a slug, that of the export if it is one.
func ID(id string) string {
	slug := content.Slug(id)
	if slug == id {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return slug + "-" + hex.EncodeToString(sum[:4])
}

// Problems are several problems at once.
type Problems = diag.List

// Reason returns what went wrong with a file, without its path.
func Reason(err error) string { return diag.Reason(err) }

// OpenFiles opens an export. Its files are those with one of the endings, by path.
func OpenFiles(name string, endings ...string) (*Files, error) { return files.Open(name, endings...) }

// Members returns the names of the files in a .zip or .7z, none when a path is neither.
func Members(name string) []string { return files.Members(name) }

// NewBounded returns a reader of text, without the mark that some begin it with.
func NewBounded(r io.Reader) *Bounded { return files.NewBounded(r) }

// NewTranslator returns a translator of the bodies of a forum to Markdown, from whose address
// relative links start.
func NewTranslator(home *url.URL) *Translator { return htmlmd.New(home, htmlmd.Dialect{}) }

// Rest among the paths of records wants also what is left of an object without them.
const Rest = files.Rest

// ParseRecord returns an object of JSON; false when data is none.
func ParseRecord(data []byte) (Record, bool) { return files.ParseRecord(data) }

// EachRecord calls do with every object of the JSON files of an export: those of arrays,
// those that follow each other, and those that pages have under one of the paths. What
// cannot be read is reported.
func EachRecord(task *Task, paths []string, do func(name string, r Record) error) error {
	all, err := files.Open(task.Path, ".json", ".ndjson", ".jsonl")
	if err != nil {
		return err
	}
	defer all.Close()
	for i, name := range all.Names() {
		task.Progress("read files", int64(i), int64(len(all.Names())))
		for data, err := range all.Records(name, paths...) {
			if p, ok := err.(Problem); ok {
				p.Warning = true
				task.Problem(p)
				break
			}
			if r, ok := files.ParseRecord(data); ok {
				if err := do(name, r); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Known returns the first object in the first files of an export that known accepts, and
// the name of its file.
func Known(path string, paths []string, known func(r Record) bool) (name string, r Record) {
	all, err := files.Open(path, ".json", ".ndjson", ".jsonl")
	if err != nil {
		return "", nil
	}
	defer all.Close()
	for _, name := range all.Names()[:min(len(all.Names()), 8)] {
		n := 0
		for data := range all.Records(name, paths...) {
			if r, ok := files.ParseRecord(data); ok && known(r) {
				return name, r
			}
			if n++; n == 20 {
				break
			}
		}
	}
	return "", nil
}

// JSONProblem is the problem of a file that is no JSON, or not of the expected shape.
func JSONProblem(place string, data []byte, err error) Problem {
	return files.JSONProblem(place, data, err)
}

// Time returns a date as exports write it: ISO 8601 in all its forms, that of databases,
// or seconds or milliseconds since 1970; false for any other.
func Time(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseFloat(text, 64); err == nil && n > 1e8 && n < 1e14 {
		if n > 1e11 {
			n /= 1000
		}
		return time.Unix(int64(n), 0).UTC(), true
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07", "2006-01-02 15:04:05Z07:00",
		"2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly, "2006/01/02", "2006/01/02 15:04:05", time.RFC1123, time.RFC1123Z} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() > 1 && t.Year() < 10000 {
			return t.UTC().Truncate(time.Second), true
		}
	}
	return time.Time{}, false
}
