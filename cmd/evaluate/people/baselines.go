package people

import (
	"math"
	"math/rand/v2"

	"winnow/cmd/evaluate/dump"
)

// A Scorer says how good an answer will be; only the order matters.
type Scorer struct {
	Name string
	Of   func(answer int32) float64
}

// baselines are the scores that others have proposed, see the package comment,
// and three that look at the answer instead of its author.
func (p *Past) baselines() []Scorer {
	out := []Scorer{
		p.by("random", p.perUser(func(u int) float64 { return rand.New(rand.NewPCG(seed, uint64(u))).Float64() }), 0.5),
		p.by("number of answers", p.answers, 0),
		p.by("net votes", p.perUser(func(u int) float64 { return p.up[u] - p.down[u] }), 0),
		p.by("Stack Overflow points", p.perUser(func(u int) float64 { return 10*p.up[u] - 2*p.down[u] + 15*p.accepted[u] }), 0),
		p.by("accepted / answers", p.perUser(func(u int) float64 { return ratio(p.accepted[u], p.answers[u]) }), 0),
		p.by("mean net vote", p.perUser(func(u int) float64 { return ratio(p.up[u]-p.down[u], p.answers[u]) }), 0),
		p.by("Wilson of votes", p.perUser(func(u int) float64 { return wilson(p.up[u], p.up[u]+p.down[u]) }), 0),
		p.by("Wilson of accepted", p.perUser(func(u int) float64 { return wilson(p.accepted[u], p.resolved[u]) }), 0),
		p.by("Z-score", p.perUser(func(u int) float64 { return ratio(p.answers[u]-p.asked[u], math.Sqrt(p.answers[u]+p.asked[u])) }), 0),
		p.by("MEC", p.mec(), 0),
		p.by("PageRank", pageRank(helped(p), len(p.Users)), 0),
		p.by("HITS authority", authority(helped(p), len(p.Users)), 0),
		p.by("Elo", p.elo(), eloStart),
		{"first posted *", func(a int32) float64 { return -float64(p.Answers[a].At) }},
	}
	if p.hasTags() { // bodies come with tags
		out = append(out, Scorer{"length of answer *", func(a int32) float64 { return float64(p.Answers[a].Length) }})
	}
	return out
}

const seed = 20171031

// baselineNames are the names of the baselines, in their order.
func baselineNames(tagged bool) []string {
	names := []string{"random", "number of answers", "net votes", "Stack Overflow points", "accepted / answers",
		"mean net vote", "Wilson of votes", "Wilson of accepted", "Z-score", "MEC", "PageRank", "HITS authority", "Elo",
		"first posted *"}
	if tagged {
		names = append(names, "length of answer *")
	}
	return names
}

func (p *Past) perUser(f func(user int) float64) []float64 {
	out := make([]float64, len(p.Users))
	for u := range out {
		out[u] = f(u)
	}
	return out
}

// by scores an answer by its author; unknown authors get what nobody earned.
func (p *Past) by(name string, scores []float64, unknown float64) Scorer {
	return Scorer{name, func(a int32) float64 {
		if u := p.Answers[a].Author; u != dump.Nobody {
			return scores[u]
		}
		return unknown
	}}
}

// mec is the mean expertise contribution of Yang, Tao, Bozzon and Houben 2014:
// of each answer, one by its place among the votes of its thread, times how
// crowded the thread is; and of that the mean.
func (p *Past) mec() []float64 {
	out, threads, answers := make([]float64, len(p.Users)), p.threads(), 0
	for _, t := range threads {
		answers += len(t.answers)
	}
	mean := ratio(float64(answers), float64(len(threads)))
	for _, t := range threads {
		for _, a := range t.answers {
			place := 1
			for _, b := range t.answers {
				if p.net[b] > p.net[a] {
					place++
				}
			}
			u := p.Answers[a].Author
			out[u] += float64(len(t.answers)) / mean / float64(place) / p.answers[u]
		}
	}
	return out
}

const (
	eloStart = 1500
	eloStep  = 16
)

// elo plays every answer of a thread against every other one, thread by thread;
// the one with more votes wins.
func (p *Past) elo() []float64 {
	out := p.perUser(func(int) float64 { return eloStart })
	for _, t := range p.threads() {
		for i, a := range t.answers {
			for _, b := range t.answers[:i] {
				if p.net[a] > p.net[b] {
					play(out, p.Answers[a].Author, p.Answers[b].Author)
				} else if p.net[b] > p.net[a] {
					play(out, p.Answers[b].Author, p.Answers[a].Author)
				}
			}
		}
	}
	return out
}

// play moves points from loser to winner: the less expected, the more.
func play(points []float64, winner, loser int32) {
	if winner == loser {
		return
	}
	expected := 1 / (1 + math.Pow(10, (points[loser]-points[winner])/400))
	points[winner] += eloStep * (1 - expected)
	points[loser] -= eloStep * (1 - expected)
}
