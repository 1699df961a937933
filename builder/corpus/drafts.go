package corpus

import (
	"slices"
	"time"
)

// Drafts says which articles and pages are shown although they are not to be
// published now. It is for a preview; the zero value is for everything else.
type Drafts struct {
	Drafts, Future, Expired bool
}

// Show returns a corpus without what keeps those articles and pages from being
// public, and by URL what it was: "draft", "scheduled" or "expired".
func (d Drafts) Show(c *Corpus, now time.Time) (*Corpus, map[string]string) {
	hidden := map[string]string{}
	if d == (Drafts{}) {
		return c, hidden
	}
	shown := *c
	shown.Articles, shown.Pages = slices.Clone(c.Articles), slices.Clone(c.Pages)
	for _, list := range [][]Article{shown.Articles, shown.Pages} {
		for i, a := range list {
			copied, state := *a.Article, ""
			if d.Expired && !a.ExpiresAt.IsZero() && !a.ExpiresAt.After(now) {
				state, copied.ExpiresAt = "expired", time.Time{}
			}
			if d.Future && a.PublishAt.After(now) {
				state, copied.PublishAt = "scheduled", time.Time{}
			}
			if d.Drafts && a.Draft {
				state, copied.Draft = "draft", false
			}
			if state != "" {
				hidden[a.URL], list[i].Article = state, &copied
			}
		}
	}
	return &shown, hidden
}
