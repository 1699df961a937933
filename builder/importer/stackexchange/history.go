package stackexchange

// Kinds of history that hold the body of a post: as first written, edited, set
// back.
const (
	bodyWritten = 2
	bodyEdited  = 5
	bodySetBack = 8
)

// A revision is a place in PostHistory.xml that holds a body as it was written,
// in Markdown.
type revision struct {
	off  int64 // of the row; 0 = none, as no row begins a file
	when int64 // seconds
}

// source returns the source of the question or of an answer of an article.
func (a *article) source(p *post) *revision {
	for i := range a.further {
		if a.further[i].post == p {
			return &a.further[i].source
		}
	}
	if p.question {
		return &a.sources[0]
	}
	return &a.sources[1]
}
