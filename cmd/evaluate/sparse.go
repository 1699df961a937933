package main

import (
	"fmt"
	"io"
	"iter"
	"math/rand/v2"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

const (
	earlyDays = 7  // what happens within is known to those who rank
	lateDays  = 30 // votes cast later are foretold
)

// sparse asks whether the author's standing helps an answer of which little is
// known: kudos are thinned to a share, and foretold is which of two answers to a
// question gets more net votes later. All splits of a site, added up.
func sparse(out io.Writer, s *dump.Site) {
	fmt.Fprintf(out, "\n## %s: few kudos (votes of %d days, thinned; foretold are votes after %d days)\n\n", s.Name, earlyDays, lateDays)
	fmt.Fprintf(out, "%-8s%8s", "kept", "pairs")
	for _, name := range sparseNames {
		fmt.Fprintf(out, "%12s", name)
	}
	fmt.Fprintln(out)
	list := pasts(rolling(s))
	for _, percent := range []int{0, 5, 10, 20, 100} {
		var right [len(sparseNames)]float64
		pairs := 0.0
		for _, p := range list {
			for draw := range uint64(3) {
				p.early(percent, draw).compare(&right, &pairs)
			}
		}
		fmt.Fprintf(out, "%5d %% %8.0f", percent, pairs/3)
		for _, r := range right {
			fmt.Fprintf(out, "%12.3f", ratio(r, pairs))
		}
		fmt.Fprintln(out)
	}
}

// V is made with several author_weights; the default is 1.
var sparseNames = [...]string{"kudos", "Wilson", "accepted", "author", "Q, no author", "Q", "V", "V, 0.5", "V, 2", "V, 4"}

// An Early is what is known of the tested answers soon after they were given.
type early struct {
	*Past
	up, down map[int32]float64
	accepted map[int32]bool
	late     map[int32]float64 // net votes to come
	judged   *reputation.Ledger
	authors  *reputation.Ledger
}

// early keeps so many in a hundred of the early votes, and all acceptances.
func (p *Past) early(percent int, draw uint64) *early {
	e := &early{Past: p, up: map[int32]float64{}, down: map[int32]float64{}, accepted: map[int32]bool{}, late: map[int32]float64{}}
	random := rand.New(rand.NewPCG(seed, draw))
	var kept []dump.Vote
	for _, v := range p.Votes {
		since, asked := v.Day-dump.DayOf(p.Answers[v.Answer].At), dump.DayOf(p.Questions[p.Answers[v.Answer].Question].At)
		switch {
		case asked < p.Cut || asked >= p.Until:
		case since <= earlyDays && (v.Kind == dump.Accept || random.IntN(100) < percent):
			kept = append(kept, v)
			e.note(v)
		case since > lateDays && v.Kind != dump.Accept:
			e.late[v.Answer] += float64(sign(v.Kind))
		}
	}
	e.judged, _ = reputation.Score(reputation.Input{Rules: reputation.DefaultRules(), Evidence: e.votes(kept)})
	e.authors = p.score(reputation.DefaultRules())
	return e
}

func sign(k dump.VoteKind) int {
	if k == dump.Down {
		return -1
	}
	return 1
}

func (e *early) note(v dump.Vote) {
	switch v.Kind {
	case dump.Accept:
		e.accepted[v.Answer] = true
	case dump.Up:
		e.up[v.Answer]++
	case dump.Down:
		e.down[v.Answer]++
	}
}

func (e *early) votes(list []dump.Vote) iter.Seq[content.Evidence] {
	return func(yield func(content.Evidence) bool) {
		for v, n := range dump.Counted(list) {
			if !yield(e.row(v.Answer, kinds[v.Kind], v.Day, n)) {
				return
			}
		}
	}
}

// compare adds up how often each way to rank was right.
func (e *early) compare(right *[len(sparseNames)]float64, pairs *float64) {
	for _, number := range e.Tests {
		q := &e.Questions[number]
		scores := map[int32][len(sparseNames)]float64{}
		for k, a := range q.Answers {
			for _, b := range q.Answers[:k] {
				if e.Answers[a].Author == e.Answers[b].Author || e.late[a] == e.late[b] {
					continue
				}
				better, worse := e.scores(a, scores), e.scores(b, scores)
				if e.late[a] < e.late[b] {
					better, worse = worse, better
				}
				*pairs++
				for i := range right {
					right[i] += won(better[i], worse[i])
				}
			}
		}
	}
}

func won(a, b float64) float64 {
	switch {
	case a > b:
		return 1
	case a == b:
		return 0.5
	}
	return 0
}

// scores are those of one answer, in the order of sparseNames.
func (e *early) scores(a int32, memo map[int32][len(sparseNames)]float64) [len(sparseNames)]float64 {
	if s, ok := memo[a]; ok {
		return s
	}
	x := &e.Answers[a]
	r := e.authors.Record(e.UserID(x.Author), "", nil, "").R
	const usual = 1
	with, without := e.verdict(x.ID, r, usual), e.verdict(x.ID, e.authors.Prior, usual)
	value := func(weight float64) float64 { return float64(e.verdict(x.ID, r, weight).Value) }
	accepted := 0.0
	if e.accepted[a] {
		accepted = 1
	}
	memo[a] = [...]float64{e.up[a] - e.down[a], wilson(e.up[a], e.up[a]+e.down[a]), accepted, float64(r),
		float64(without.Quality), float64(with.Quality), float64(with.Value), value(0.5), value(2), value(4)}
	return memo[a]
}

// verdict is what package ranking says of an answer whose author has a record.
func (e *early) verdict(answer string, author fixedpoint.Micro, weight float64) ranking.Verdict {
	s := ranking.Subject{Article: &content.Article{Path: answer}, AuthorR: int64(author)}
	if o, ok := e.judged.Outcome(answer); ok {
		for _, c := range o.Counts {
			s.Evidence = append(s.Evidence, ranking.Evidence{Kind: c.Kind, N: c.N, Value: int64(c.Value), Date: c.Date})
		}
	}
	policy := ranking.DefaultPolicy()
	policy.AuthorWeight = micro(weight)
	return ranking.Admit([]ranking.Subject{s}, policy, ranking.Basis{Prior: e.authors.Prior})[0]
}
