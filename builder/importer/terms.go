package importer

import (
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
