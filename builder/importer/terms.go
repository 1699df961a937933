package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/markdown/mdtext"
)

// The terms in which formats speak are those of packages content and diag.
type (
	Person  = content.Contributor
	Kind    = content.EvidenceKind
	Row     = content.Evidence
	Problem = diag.Problem
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

// Markdown returns plain text as Markdown.
func Markdown(text string) string { return mdtext.Text(text) }

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
