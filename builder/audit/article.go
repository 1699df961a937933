package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Version is that of both documents; it changes when old readers would be
// mistaken about what a document says.
const Version = 2

// An Article is the block of an article page: why the article has its place.
type Article struct {
	Version   int    `json:"version"`
	URL       string `json:"url"` // below the site's root
	Title     string `json:"title"`
	State     string `json:"state"`
	Tier      int    `json:"tier"`
	Category  string `json:"category,omitempty"`
	Place     int    `json:"place"` // within the category; 0 for a duplicate, which is in no list
	Of        int    `json:"of"`
	Written   string `json:"written,omitempty"`   // day of the answer
	Confirmed string `json:"confirmed,omitempty"` // day on which someone confirmed it last

	Start          int64  `json:"start"` // mu: a newcomer's record
	AuthorWeight   int64  `json:"author_weight"`
	Caution        int64  `json:"caution"`
	Odds           int64  `json:"odds"`
	Author         int64  `json:"author"` // R: the author's record in the topic, without this article
	UnvouchedShare int64  `json:"unvouched_share"`
	Decay          int64  `json:"decay"`
	UnvouchedDecay int64  `json:"unvouched_decay,omitempty"`
	Terms          []Term `json:"terms"`
	Value          int64  `json:"value"`
	Trust          int64  `json:"trust"` // tenths

	// Answers are the further answers of the thread that are on the page. Their
	// addresses end with their places, their state is "further".
	Answers []Article `json:"answers,omitempty"`
}

// A Term is one number that placed an article.
type Term struct {
	Kind   string `json:"kind"` // "author", a kind of evidence, "unvouched", "caution"
	N      int    `json:"n,omitempty"`
	Topic  string `json:"topic,omitempty"` // of the author's record
	Date   string `json:"date,omitempty"`
	Mass   int64  `json:"mass,omitempty"` // before it fades; negative for harm
	Adds   int64  `json:"adds"`
	Tenths int64  `json:"tenths"`
}

// Kinds of terms beside those of evidence.
const (
	TermAuthor    = "author"
	TermUnvouched = "unvouched"
	TermCaution   = "caution"
)

// States of articles that can be read and have no place.
const (
	duplicate = "duplicate"
	further   = "further"
)

const (
	opening = `<script type="application/json" id="winnow-why">`
	closing = `</script>`
)

// Element returns the block of an article page. Neither a title nor anything else in
// it can end the element: "<", ">" and "&" are written as \u003c, \u003e, \u0026.
func (a *Article) Element() string { return opening + string(marshal(a)) + closing }

// Find reads the block of an article page; ok is false for a page without one.
func Find(page []byte) (a Article, ok bool, err error) {
	_, rest, ok := bytes.Cut(page, []byte(opening))
	if !ok {
		return a, false, nil
	}
	data, _, ok := bytes.Cut(rest, []byte(closing))
	if !ok {
		return a, true, errors.New("the block of numbers has no end")
	}
	return a, true, read(data, &a, &a.Version)
}

func read(data []byte, v any, version *int) error {
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("the numbers cannot be read: %w", err)
	}
	if *version != Version {
		return fmt.Errorf("the numbers are of version %d, not %d", *version, Version)
	}
	return nil
}
