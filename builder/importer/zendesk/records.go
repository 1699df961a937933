package zendesk

import (
	"encoding/json"
	"time"
)

// A file is an answer of the API: one record, or a page of them.
type file struct {
	Article  *article  `json:"article"`
	Articles []article `json:"articles"`
	Post     *post     `json:"post"`
	Posts    []post    `json:"posts"`
	Comment  *comment  `json:"comment"`
	Comments []comment `json:"comments"`

	User       *named  `json:"user"`
	Users      []named `json:"users"`
	Section    *named  `json:"section"`
	Sections   []named `json:"sections"`
	Category   *named  `json:"category"`
	Categories []named `json:"categories"`
	Topic      *named  `json:"topic"`
	Topics     []named `json:"topics"`

	Error       json.RawMessage `json:"error"`
	Description string          `json:"description"`
}

type named struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Locale string `json:"locale"`
}

// written is what articles, posts and comments have in common.
type written struct {
	ID      int64     `json:"id"`
	URL     string    `json:"html_url"`
	Author  int64     `json:"author_id"`
	Sum     int       `json:"vote_sum"`
	Count   int       `json:"vote_count"`
	Created time.Time `json:"created_at"`
	Updated time.Time `json:"updated_at"`
}

// votes returns how many were for it and against it.
func (w *written) votes() (up, down int) {
	n := max(w.Count, w.Sum, -w.Sum)
	return (n + w.Sum) / 2, (n - w.Sum) / 2
}

type article struct {
	written
	Title   string    `json:"title"`
	Body    string    `json:"body"`
	Locale  string    `json:"locale"`
	Section int64     `json:"section_id"`
	Draft   bool      `json:"draft"`
	Segment *int64    `json:"user_segment_id"`
	Labels  []string  `json:"label_names"`
	Edited  time.Time `json:"edited_at"`
}

// public reports whether everyone may read an article.
func (a *article) public() bool { return !a.Draft && a.Segment == nil }

type post struct {
	written
	Title   string `json:"title"`
	Details string `json:"details"`
	Topic   int64  `json:"topic_id"`
}

type comment struct {
	written
	Post     int64  `json:"post_id"`
	Body     string `json:"body"`
	Official bool   `json:"official"`
}
