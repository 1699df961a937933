//go:build !race

package query

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow/builder/search"
)

// A judgedSet is articles and queries with the articles that answer them.
type judgedSet struct {
	name    string
	ids     []string
	docs    []judgedDoc
	queries []judgedQuery
}

type judgedDoc struct{ Title, Question, Answer string }

type judgedQuery struct {
	Q    string
	Rel  map[string]int
	Self *string // left out of the results
}

const judgedSets = "../../../../shared/data/ir-judged/"

// readSets returns the sets of judged queries, travel last: titles alone, and
// duplicate questions as queries.
func readSets(t testing.TB) (out []judgedSet) {
	paths, _ := filepath.Glob(judgedSets + "*.json.gz")
	for _, path := range paths {
		out = append(out, readSet(t, path))
	}
	if len(out) == 0 {
		t.Skip("needs the shared data")
	}
	return append(out, travelSet(t))
}

func readSet(t testing.TB, path string) judgedSet {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var raw struct {
		Docs    json.RawMessage
		Queries []judgedQuery
	}
	data, err := io.ReadAll(z)
	if err == nil {
		err = json.Unmarshal(data, &raw)
	}
	if err != nil {
		t.Fatal(path, err)
	}
	s := judgedSet{name: strings.TrimSuffix(filepath.Base(path), ".json.gz"), queries: raw.Queries}
	d := json.NewDecoder(strings.NewReader(string(raw.Docs)))
	_, _ = d.Token() // the documents in the order of the file
	for d.More() {
		var doc judgedDoc
		id, err := d.Token()
		if err == nil {
			err = d.Decode(&doc)
		}
		if err != nil {
			t.Fatal(path, err)
		}
		s.ids, s.docs = append(s.ids, id.(string)), append(s.docs, doc)
	}
	return s
}

func travelSet(t testing.TB) judgedSet {
	j := readJudged(t)
	s := judgedSet{name: "travel", ids: j.ids}
	for _, title := range j.titles {
		s.docs = append(s.docs, judgedDoc{Title: title})
	}
	for _, q := range j.queries {
		rel := map[string]int{}
		for id := range j.answers[q[0]] {
			rel[id] = 1
		}
		s.queries = append(s.queries, judgedQuery{q[1], rel, &q[0]})
	}
	return s
}

// A quality is how good the results of each query are, for the first ten.
type quality struct{ mrr, ndcg, success, empty []float64 }

// judge measures a search, which returns places in docs, the best first.
func (s judgedSet) judge(search func(query string, n int) []int) (out quality) {
	for _, q := range s.queries {
		found := slices.DeleteFunc(search(q.Q, 11), func(i int) bool { return q.Self != nil && s.ids[i] == *q.Self })
		var rr, dcg, success, empty float64
		if len(found) == 0 {
			empty = 1
		}
		for rank, i := range found[:min(10, len(found))] {
			if g := q.Rel[s.ids[i]]; g > 0 {
				success = 1
				rr = max(rr, 1/float64(rank+1))
				dcg += float64(g) / math.Log2(float64(rank+2))
			}
		}
		out.mrr, out.success, out.empty = append(out.mrr, rr), append(out.success, success), append(out.empty, empty)
		out.ndcg = append(out.ndcg, dcg/idealDCG(q.Rel))
	}
	return out
}

func idealDCG(rel map[string]int) (sum float64) {
	var grades []int
	for _, g := range rel {
		grades = append(grades, g)
	}
	slices.SortFunc(grades, func(a, b int) int { return b - a })
	for rank, g := range grades[:min(10, len(grades))] {
		sum += float64(g) / math.Log2(float64(rank+2))
	}
	return max(sum, 1e-9)
}

func mean(v []float64) (sum float64) {
	for _, x := range v {
		sum += x / float64(len(v))
	}
	return sum
}

// articles returns the documents of a set as Build wants them.
func (s judgedSet) articles() []search.Document {
	docs := make([]search.Document, len(s.docs))
	for i, d := range s.docs {
		docs[i] = search.Document{URL: "x/", Title: d.Title, Summary: d.Answer, State: "published", Tier: 1,
			Bag: search.Analyze("en", search.Fields{Title: d.Title, Question: d.Question, Answer: d.Answer})}
	}
	return docs
}

// The quality on all sets, and what it is above that of other programs: BM25 here,
// and those of the file that WINNOW_JUDGED names, which bench/judged.js writes. With
// WINNOW_JUDGED_AS=NAME the ranks found are added to the file for later comparisons.
func TestJudged(t *testing.T) {
	file := os.Getenv("WINNOW_JUDGED")
	if file == "" {
		t.Skip("a measurement: set WINNOW_JUDGED=1, or to the file of bench/judged.js")
	}
	ranks := readRanks(file)
	own := map[string][]float64{}
	for _, s := range readSets(t) {
		built := openBuilt(t, s.articles())
		own[s.name] = logQuality(t, "winnow", s, func(q string, n int) []int { return built.ids(strings.ReplaceAll(q, `"`, " "), n) })
		if ranks[s.name] == nil {
			ranks[s.name] = map[string][]float64{}
		}
		ranks[s.name]["bm25"] = logQuality(t, "bm25", s, newFlat(s).search)
	}
	for _, other := range []string{"bm25", "lunr", "minisearch", "before"} {
		compare(t, own, ranks, other)
	}
	if as := os.Getenv("WINNOW_JUDGED_AS"); as != "" {
		for name, r := range own {
			ranks[name][as] = r
		}
		data, _ := json.Marshal(ranks)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readRanks(file string) map[string]map[string][]float64 {
	ranks := map[string]map[string][]float64{}
	data, _ := os.ReadFile(file) // without it, there is less to compare
	_ = json.Unmarshal(data, &ranks)
	return ranks
}

func logQuality(t *testing.T, program string, s judgedSet, search func(query string, n int) []int) []float64 {
	q := s.judge(search)
	t.Logf("%-10s %-10s MRR@10 %.4f  nDCG@10 %.4f  S@10 %.4f  empty %.4f", program, s.name, mean(q.mrr), mean(q.ndcg), mean(q.success), mean(q.empty))
	return q.mrr
}

// compare logs the difference of the macro means over the sets that both have, but
// for travel, and the interval that holds 95 of 100 differences between samples of the
// queries, the same ones for both.
func compare(t *testing.T, own map[string][]float64, ranks map[string]map[string][]float64, other string) {
	var sets [][]float64 // differences, a query each
	total := 0.0
	for _, name := range slices.Sorted(maps.Keys(own)) {
		theirs := ranks[name][other]
		if name == "travel" || len(theirs) != len(own[name]) {
			continue
		}
		diffs := slices.Clone(own[name])
		for i := range diffs {
			diffs[i] -= theirs[i]
		}
		sets = append(sets, diffs)
		total += mean(own[name])
	}
	if len(sets) == 0 {
		return
	}
	sample := func(pick func(n, i int) int) (sum float64) {
		for _, diffs := range sets {
			for i := range diffs {
				sum += diffs[pick(len(diffs), i)] / float64(len(diffs)*len(sets))
			}
		}
		return sum
	}
	rng := rand.New(rand.NewPCG(3, 3))
	var samples []float64
	for range 2000 {
		samples = append(samples, sample(func(n, _ int) int { return rng.IntN(n) }))
	}
	slices.Sort(samples)
	t.Logf("macro of %d: winnow %.4f, above %s by %+.4f [%+.4f, %+.4f]", len(sets), total/float64(len(sets)), other,
		sample(func(_, i int) int { return i }), samples[50], samples[1949])
}

// newFlat returns BM25 with k1 1.2 and b 0.75 of stems, the title three times in the
// text.
func newFlat(s judgedSet) *oracle {
	o := &oracle{docs: len(s.docs), postings: map[string][]scored{}}
	var texts [][]string
	mean := 0.0
	for _, d := range s.docs {
		stems := stemsOf(strings.Join([]string{d.Title, d.Title, d.Title, d.Question, d.Answer}, "\n"))
		texts = append(texts, stems)
		mean += float64(len(stems)) / float64(len(s.docs))
	}
	for id, stems := range texts {
		tf := map[string]float64{}
		for _, stem := range stems {
			tf[stem]++
		}
		for stem, n := range tf {
			o.postings[stem] = append(o.postings[stem], scored{id, n / (n + 1.2*(0.25+0.75*float64(len(stems))/mean))})
		}
	}
	return o
}
