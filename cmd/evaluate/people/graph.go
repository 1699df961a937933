package people

import (
	"math"

	"winnow/cmd/evaluate/dump"
)

// An edge says that one user answered another.
type edge struct{ asker, answerer int32 }

// helped has an edge for each answer before the cut, to others than oneself.
func helped(p *Past) []edge {
	var out []edge
	for _, t := range p.threads() {
		for _, a := range t.answers {
			if u := p.Answers[a].Author; t.asker != dump.Nobody && u != t.asker {
				out = append(out, edge{t.asker, u})
			}
		}
	}
	return out
}

const rounds = 50 // of iteration, enough for ranks to stand still

// pageRank is that of Brin and Page from askers to answerers, with damping 0.85;
// who asked nothing gives to all.
func pageRank(edges []edge, n int) []float64 {
	out := make([]float64, n)
	for _, e := range edges {
		out[e.asker]++
	}
	rank := filled(n, 1/float64(n))
	for range rounds {
		next, idle := make([]float64, n), 0.0
		for u, r := range rank {
			if out[u] == 0 {
				idle += r
			}
		}
		for _, e := range edges {
			next[e.answerer] += rank[e.asker] / out[e.asker]
		}
		for u := range next {
			next[u] = 0.15/float64(n) + 0.85*(next[u]+idle/float64(n))
		}
		rank = next
	}
	return rank
}

// authority is Kleinberg's: good answerers are asked by good askers, and those
// ask good answerers (Jurczyk and Agichtein 2007).
func authority(edges []edge, n int) []float64 {
	hub := filled(n, 1)
	var auth []float64
	for range rounds {
		auth = make([]float64, n)
		for _, e := range edges {
			auth[e.answerer] += hub[e.asker]
		}
		normalise(auth)
		hub = make([]float64, n)
		for _, e := range edges {
			hub[e.asker] += auth[e.answerer]
		}
		normalise(hub)
	}
	return auth
}

func filled(n int, x float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = x
	}
	return out
}

func normalise(x []float64) {
	sum := 0.0
	for _, v := range x {
		sum += v * v
	}
	for i := range x {
		x[i] = ratio(x[i], math.Sqrt(sum))
	}
}
