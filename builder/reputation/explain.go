package reputation

import (
	"cmp"
	"slices"
	"strings"

	"winnow/builder/fixedpoint"
)

// Explain takes a contributor's score apart; topic is "" (overall),
// "category:NAME" or "tag:NAME"; at most n lines are listed (n < 0 = all). It is
// false for who has no score, and for a topic in which the contributor has no
// answers.
func (l *Ledger) Explain(id, topic string, n int) (Explanation, bool) {
	person := l.person(id)
	if person == none || l.standings[person] == nil || !l.people.list[person].scored() {
		return Explanation{}, false
	}
	s, ok := l.scopeNamed(person, topic)
	if !ok {
		return Explanation{}, false
	}
	c := l.chain(s, nil)
	lines := l.lines(s, c)
	out := Explanation{Topic: l.topicName(s.topic), Start: l.Prior, Total: l.Prior + l.distance(c)}
	cut := len(lines)
	if n >= 0 {
		cut = min(n, cut)
	}
	for _, x := range lines[cut:] {
		out.Rest += x.Value
	}
	out.RestCount = len(lines) - cut
	out.Lines = l.describe(lines[:cut], s)
	return out, true
}

func (l *Ledger) scopeNamed(person int32, name string) (scope, bool) {
	if name == "" {
		return l.scopeOf(person, none), true
	}
	topic := int32(none)
	if tag, ok := strings.CutPrefix(name, "tag:"); ok {
		topic = l.tagNumber(tag)
	} else if category, ok := strings.CutPrefix(name, "category:"); ok {
		topic = l.categoryNumber(category)
	}
	if topic == none || l.node(person, topic) == nil {
		return scope{}, false
	}
	return l.scopeOf(person, topic), true
}

// A drafted line is a line before its events are looked up.
type drafted struct {
	Value  Micro
	what   string
	answer int32
}

// What lines are about, beside answers.
const (
	Unvouched = "unvouched"
	Probation = "probation"
)

// lines is what each answer adds to R - mu, largest first.
func (l *Ledger) lines(s scope, c chain) []drafted {
	out := l.drafts(s, c)
	slices.SortStableFunc(out, func(a, b drafted) int { return cmp.Compare(abs(b.Value), abs(a.Value)) })
	return out
}

// drafts is what each answer adds to R - mu, in the order of their ids; then
// come unvouched evidence and probation. An outcome g, b at level n adds
// (g*(1-mu) - b*mu)/S_n, times kappa/S of each level below; this is computed to
// a millionth of a millionth and then rounded so that the sum is exactly the
// score.
func (l *Ledger) drafts(s scope, c chain) []drafted {
	weights := l.levelWeights(c)
	var out []drafted
	var fine []Micro
	for _, i := range l.byAuthor.of(s.author) {
		a := &l.answers[i]
		if a.good+a.bad == 0 && (a.flags&isCopy == 0 || a.counts.from == a.counts.to) {
			continue // nothing happened to it; a copy is listed to say why it earned nothing
		}
		sum := Micro(0)
		for level, part := range l.parts(a, s) {
			if level < len(c.levels) {
				sum += weights[level].of(l.pull(part))
			}
		}
		out, fine = append(out, drafted{answer: i}), append(fine, sum)
	}
	if c.open != (sums{}) {
		out = append(out, drafted{what: Unvouched, answer: none})
		fine = append(fine, weights[0].of(l.pull(c.open)))
	}
	r := l.value(c)
	for i, v := range fixedpoint.Share(int64(r), fine, One) {
		out[i].Value = Micro(v)
	}
	if c.capped && r > 0 {
		out = append(out, drafted{what: Probation, answer: none, Value: -r})
	}
	return out
}

func abs(m Micro) Micro { return max(m, -m) }

// pull is g*(1-mu) - b*mu in millionths of millionths.
func (l *Ledger) pull(s sums) Micro {
	return Micro(fixedpoint.Sum{}.Plus(int64(s.good), int64(One-l.Prior)).Plus(-int64(s.bad), int64(l.Prior)).Over(1))
}

// A levelWeight is what a level's evidence is multiplied with: 1/S, then kappa/S
// of each level below.
type levelWeight []struct{ up, down Micro }

func (w levelWeight) of(x Micro) Micro {
	for _, f := range w {
		x = fixedpoint.MulDiv(x, f.up, f.down)
	}
	return x
}

func (l *Ledger) levelWeights(c chain) []levelWeight {
	out := make([]levelWeight, len(c.levels))
	for level, s := range c.levels {
		if level == 0 {
			s = s.plus(c.open)
		}
		size := l.kappa(level) + s.mass()
		for above := range level {
			out[above] = append(out[above], struct{ up, down Micro }{l.kappa(level), size})
		}
		out[level] = append(out[level], struct{ up, down Micro }{One, size})
	}
	return out
}

// describe adds to each line what happened to its answer.
func (l *Ledger) describe(lines []drafted, s scope) []Line {
	out := make([]Line, len(lines))
	for k, d := range lines {
		out[k] = Line{What: d.what, Value: d.Value, Share: 1}
		if d.answer == none {
			continue
		}
		a, x := &l.answers[d.answer], &out[k]
		newest := max(a.newest, a.lostTo)
		x.Answer, x.CopyOf, x.Date, x.Events = l.ids[d.answer], l.original(a), date(newest), l.counts(a)
		x.Good, x.Bad, x.Faded = a.good, a.bad, l.decay.At(l.age(newest))
		if s.topic >= l.tags {
			if _, tagged := slices.BinarySearch(l.tagsOf(a), s.topic); tagged {
				x.Share = len(l.tagsOf(a))
			}
		}
	}
	return out
}

// A Tenths is an explanation in tenths of a point, as it is shown: 0 is where a
// newcomer starts, and all Lines + Rest = Score, exactly.
type Tenths struct {
	Lines []int64 // parallel to Explanation.Lines
	Rest  int64
	Score int64
}

// Tenths rounds an explanation so that what is shown still adds up.
func (e Explanation) Tenths() Tenths {
	values := make([]int64, 0, len(e.Lines)+1)
	for _, x := range e.Lines {
		values = append(values, int64(x.Value))
	}
	values = append(values, int64(e.Rest))
	score := points(e.Total - e.Start)
	if e.RestCount == 0 {
		values = values[:len(e.Lines)]
	}
	shown := fixedpoint.Share(score, values, tenth)
	out := Tenths{Lines: shown, Score: score}
	if e.RestCount > 0 {
		out.Lines, out.Rest = shown[:len(e.Lines)], shown[len(e.Lines)]
	}
	return out
}
