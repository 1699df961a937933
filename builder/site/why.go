package site

import (
	"html/template"
	"strings"

	"winnow/builder/ranking"
)

// why takes an article's place apart, in tenths that add up exactly.
func (m maker) why(e *Entry) WhyView {
	v, shown := e.Verdict, e.Verdict.Shown()
	w := WhyView{
		Trust: decimal(shown.Total), Start: decimal(shown.Start), Tier: v.Tier,
		Data: template.HTML(m.articleProof(e, shown).Element()),
	}
	for i, t := range v.Terms {
		share := shown.Terms[i]
		w.Terms = append(w.Terms, TermView{
			Kind: t.Kind, N: t.N, Topic: m.topicName(t.Topic), Date: t.Date, Value: signed(share), Minus: share < 0,
		})
	}
	if m.isDuplicate(e) {
		return w // it has no place
	}
	w.Place, w.Of = int(e.pos)+1, len(m.categories[e.category].items)
	w.After, w.Before = m.neighbours(e)
	if e.pos > 0 {
		above := m.Articles[m.categories[e.category].items[e.pos-1]]
		w.AfterReason = ranking.Above(above.Verdict, v)
	}
	return w
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
