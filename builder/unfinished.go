package builder

import (
	"maps"
	"time"

	"winnow/builder/ranking"
	"winnow/builder/site"
)

// Unfinished says which articles and pages are shown although they are not to
// be published now. It is for a preview; the zero value is for everything else.
type Unfinished struct {
	Drafts, Future, Expired bool
}

// show clears what keeps those articles and pages from being public, and
// remembers by URL what it was.
func (w *written) show(u Unfinished, now time.Time) {
	w.unfinished = map[string]string{}
	if u == (Unfinished{}) {
		return
	}
	for _, list := range [][]site.Written{w.articles, w.pages} {
		for i, a := range list {
			copied, state := *a.Article, ranking.State("")
			if u.Expired && !a.ExpiresAt.IsZero() && !a.ExpiresAt.After(now) {
				state, copied.ExpiresAt = ranking.Expired, time.Time{}
			}
			if u.Future && a.PublishAt.After(now) {
				state, copied.PublishAt = ranking.Scheduled, time.Time{}
			}
			if u.Drafts && a.Draft {
				state, copied.Draft = ranking.Draft, false
			}
			if state != "" {
				w.unfinished[a.URL], list[i].Article = string(state), &copied
			}
		}
	}
}

// Unfinished tells why the page at a URL would not be published now: "draft",
// "scheduled" or "expired"; empty = it would.
func (r *Result) Unfinished(url string) string { return r.hidden[url] }

// AllUnfinished is the same of all pages, by URL.
func (r *Result) AllUnfinished() map[string]string { return maps.Clone(r.hidden) }
