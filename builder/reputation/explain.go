package reputation

import (
	"cmp"
	"slices"
	"strings"

	"winnow/builder/fixedpoint"
)

// A breakdown is a score in one scope on its way to being explained.
type breakdown struct {
	*book
	scope scope
	chain chain
}

func newBreakdown(b *book, s scope) breakdown { return breakdown{b, s, b.chain(s, nil)} }

// explanation lists what each answer adds to the score, the largest n first (n < 0
// = all).
func (x breakdown) explanation(n int) Explanation {
	lines := x.drafts()
	slices.SortStableFunc(lines, func(a, b drafted) int { return cmp.Compare(abs(b.Value), abs(a.Value)) })
	out := Explanation{Topic: x.topicName(x.scope.topic), Start: x.prior, Total: x.prior + x.distance(x.chain)}
	cut := len(lines)
	if n >= 0 {
		cut = min(n, cut)
	}
	for _, d := range lines[cut:] {
		out.Rest += d.Value
	}
	out.RestCount = len(lines) - cut
	out.Lines = x.describe(lines[:cut])
	return out
}

// scopeNamed returns the scope of a topic as Explain names it.
func scopeNamed(b *book, person int32, name string) (scope, bool) {
	if name == "" {
		return b.scopeOf(person, none), true
	}
	topic := int32(none)
	if tag, ok := strings.CutPrefix(name, "tag:"); ok {
		topic = b.tagNumber(tag)
	} else if category, ok := strings.CutPrefix(name, "category:"); ok {
		topic = b.categoryNumber(category)
	}
	if topic == none || b.node(person, topic) == nil {
		return scope{}, false
	}
	return b.scopeOf(person, topic), true
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

// drafts returns what each answer adds to R - mu, in the order of their ids; then
// come unvouched evidence and probation. An outcome g, b at level n adds
// (g*(1-mu) - b*mu)/S_n, times kappa/S of each level below; this is computed to
// a millionth of a millionth and then rounded so that the sum is exactly the
// score.
func (x breakdown) drafts() []drafted {
	weights := x.levelWeights()
	var out []drafted
	var fine []Micro
	for _, i := range x.byAuthor.of(x.scope.author) {
		a := &x.answers[i]
		if a.good+a.bad == 0 && (a.flags&isCopy == 0 || a.counts.from == a.counts.to) {
			continue // nothing happened to it; a copy is listed to say why it earned nothing
		}
		sum := Micro(0)
		for level, part := range x.parts(a, x.scope) {
			if level < len(x.chain.levels) {
				sum += weights[level].of(x.pull(part))
			}
		}
		out, fine = append(out, drafted{answer: i}), append(fine, sum)
	}
	if x.chain.open != (sums{}) {
		out = append(out, drafted{what: Unvouched, answer: none})
		fine = append(fine, weights[0].of(x.pull(x.chain.open)))
	}
	r := x.value(x.chain)
	for i, v := range fixedpoint.Share(int64(r), fine, One) {
		out[i].Value = Micro(v)
	}
	if x.chain.capped && r > 0 {
		out = append(out, drafted{what: Probation, answer: none, Value: -r})
	}
	return out
}

func abs(m Micro) Micro { return max(m, -m) }

// pull returns g*(1-mu) - b*mu in millionths of millionths.
func (x breakdown) pull(s sums) Micro {
	return Micro(fixedpoint.Sum{}.Plus(int64(s.good), int64(One-x.prior)).Plus(-int64(s.bad), int64(x.prior)).Over(1))
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

func (x breakdown) levelWeights() []levelWeight {
	out := make([]levelWeight, len(x.chain.levels))
	for level, s := range x.chain.levels {
		if level == 0 {
			s = s.plus(x.chain.open)
		}
		size := x.kappa(level) + s.mass()
		for above := range level {
			out[above] = append(out[above], struct{ up, down Micro }{x.kappa(level), size})
		}
		out[level] = append(out[level], struct{ up, down Micro }{One, size})
	}
	return out
}

// describe adds to each line what happened to its answer.
func (x breakdown) describe(lines []drafted) []Line {
	out := make([]Line, len(lines))
	for k, d := range lines {
		out[k] = Line{What: d.what, Value: d.Value, Share: 1}
		if d.answer == none {
			continue
		}
		a, line := &x.answers[d.answer], &out[k]
		newest := max(a.newest, a.lostTo)
		line.Answer, line.CopyOf, line.Date, line.Events = x.ids[d.answer], x.original(a), date(newest), x.counts(a)
		line.Good, line.Bad, line.Faded = a.good, a.bad, x.decay.At(x.age(newest))
		if x.scope.topic >= x.tags {
			if _, tagged := slices.BinarySearch(x.tagsOf(a), x.scope.topic); tagged {
				line.Share = len(x.tagsOf(a))
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

// Deviation returns one standard deviation of the score, as far as evidence allows
// to say: the root of R*(1-R)/(evidence + 1), where evidence is kappa + judged, in
// units of evidence.
func (e Explanation) Deviation(evidence Micro) Micro {
	return Micro(fixedpoint.Root(int64(fixedpoint.MulDiv(e.Total*(One-e.Total), One, evidence+One))))
}
