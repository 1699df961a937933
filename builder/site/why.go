package site

import (
	"strings"

	"winnow/builder/exact"
)

// why takes an article's place apart, in tenths that add up exactly.
func (m maker) why(e *Entry) WhyView {
	v := e.Verdict
	parts := []exact.Micro{exact.Micro(v.Start)}
	for _, t := range v.Terms {
		parts = append(parts, exact.Micro(t.Value))
	}
	total := rounded(exact.Micro(v.Value), tenth)
	shares := exact.Share(total, parts, tenth)
	w := WhyView{
		Trust: decimal(total), Start: decimal(shares[0]), Tier: v.Tier,
		Place: int(e.pos) + 1, Of: len(m.categories[e.category].items),
	}
	for i, t := range v.Terms {
		share := shares[i+1]
		w.Terms = append(w.Terms, TermView{
			Kind: t.Kind, N: t.N, Topic: m.topicName(t.Topic), Date: t.Date, Value: signed(share), Minus: share < 0,
		})
	}
	w.After, w.Before = m.neighbours(e)
	if e.pos > 0 {
		w.AfterReason = m.aboveBy(m.Articles[m.categories[e.category].items[e.pos-1]], e)
	}
	return w
}

// aboveBy is the first thing in which an article differs from the one below it.
func (m maker) aboveBy(above, below *Entry) string {
	switch {
	case above.Verdict.Tier != below.Verdict.Tier:
		return "tier"
	case above.Verdict.Value != below.Verdict.Value:
		return "trust"
	case above.heard != below.heard:
		return "date"
	}
	return "id"
}

// topicName is the name to show of a topic of package reputation: "",
// "category:NAME" or "tag:NAME".
func (m maker) topicName(topic string) string {
	if name, ok := strings.CutPrefix(topic, "category:"); ok {
		return m.categoryName(name)
	}
	name := strings.TrimPrefix(topic, "tag:")
	if t, ok := m.tagAt[slug(name)]; ok && name != topic {
		return m.tags[t].name
	}
	return name
}
