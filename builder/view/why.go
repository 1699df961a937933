package view

import (
	"html/template"
	"strings"
	"time"

	"winnow/builder/ranking"
	"winnow/builder/site"
)

// WhyView is "why is this here?": Start + all Terms = Trust, exactly, in the
// tenths that are shown.
type WhyView struct {
	Trust         string // "74.0"
	Start         string
	Terms         []TermView
	Place, Of     int // within the category
	Tier          int
	After, Before Link   // neighbours in the category's order; After is above
	AfterReason   string // why the one above is above: "tier", "trust", "date", "path"

	// Data is the block of package audit: all of this again, for programs.
	Data template.HTML
}

// A TermView is one number that placed the article.
type TermView struct {
	Kind  string // key of the string table: "term_" + Kind
	N     int
	Topic string
	Date  time.Time
	Value string // "+5.0", "−3.1"
	Minus bool
}

// why takes an article's place apart, in tenths that add up exactly.
func why(c *Context, e *site.Entry) WhyView {
	v, shown := e.Verdict, e.Verdict.Shown()
	w := WhyView{
		Trust: decimal(shown.Total), Start: decimal(shown.Start), Tier: v.Tier,
	}
	if e.Lead == site.None { // that of a further answer is in the block of its page
		w.Data = template.HTML(auditOf(c, e, shown).Element())
	}
	for i, t := range v.Terms {
		share := shown.Terms[i]
		w.Terms = append(w.Terms, TermView{
			Kind: t.Kind, N: t.N, Topic: topicName(c.Site, t.Topic), Date: t.Date, Value: signed(share), Minus: share < 0,
		})
	}
	if c.IsDuplicate(e) {
		return w // it has no place
	}
	items := c.Categories.List[e.In].Items
	w.Place, w.Of = int(e.Pos)+1, len(items)
	w.After, w.Before = neighbours(c, e)
	if e.Pos > 0 {
		w.AfterReason = ranking.Above(c.Articles[items[e.Pos-1]].Verdict, v)
	}
	return w
}

// topicName returns the name to show of a topic of package reputation: "",
// "category:NAME" or "tag:NAME".
func topicName(s *site.Site, topic string) string {
	if name, ok := strings.CutPrefix(topic, "category:"); ok {
		return s.Categories.NameOf(name)
	}
	name, ok := strings.CutPrefix(topic, "tag:")
	if t, known := s.Tags.Find(name); ok && known {
		return s.Tags.List[t].Name
	}
	return name
}
