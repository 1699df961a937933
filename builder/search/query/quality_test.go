//go:build !race

package query

import (
	"bufio"
	"cmp"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"winnow/builder/search"
	"winnow/builder/search/words"
)

// judged is a set of titles, queries and the titles that answer them.
type judged struct {
	ids, titles []string
	queries     [][2]string // id, text: half of all
	all         [][2]string
	answers     map[string]map[string]bool
}

const judgedFolder = "../../../../shared/data/ir-travel-dups/"

func readJudged(t testing.TB) (j judged) {
	j.answers = map[string]map[string]bool{}
	for _, r := range readTSV(t, judgedFolder+"corpus.tsv") {
		j.ids, j.titles = append(j.ids, r[0]), append(j.titles, r[1])
	}
	for i, r := range readTSV(t, judgedFolder+"queries.tsv") {
		j.all = append(j.all, [2]string{r[0], strings.ReplaceAll(r[1], `"`, " ")}) // a title asks for no phrase
		if i%2 == 0 {                                                              // half of them tell enough
			j.queries = append(j.queries, j.all[i])
		}
	}
	for _, r := range readTSV(t, judgedFolder+"qrels.tsv") {
		if j.answers[r[0]] == nil {
			j.answers[r[0]] = map[string]bool{}
		}
		j.answers[r[0]][r[1]] = true
	}
	return j
}

func readTSV(t testing.TB, path string) (rows [][]string) {
	f, err := os.Open(path)
	if err != nil {
		t.Skip("needs the shared data: ", err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		rows = append(rows, strings.Split(s.Text(), "\t"))
	}
	return rows
}

// oracle is BM25F of titles in floating point over all postings, with a stemmer
// for the query and neither levels, heads, coverage nor prior.
type oracle struct {
	docs     int
	postings map[string][]scored // by stem, x/(x+k1) of each article
	stop     map[string]bool
}

func newOracle(titles []string, stop map[string]bool) *oracle {
	o := &oracle{docs: len(titles), postings: map[string][]scored{}, stop: stop}
	mean := 0.0
	for _, title := range titles {
		mean += float64(len(stemsOf(title))) / float64(len(titles))
	}
	for id, title := range titles {
		o.add(id, stemsOf(title), mean)
	}
	return o
}

func (o *oracle) add(id int, stems []string, mean float64) {
	x := map[string]float64{}
	for _, s := range stems {
		x[s] += 3 / (0.6 + 0.4*float64(len(stems))/mean)
	}
	for s, v := range x {
		o.postings[s] = append(o.postings[s], scored{id, v / (v + 0.9)})
	}
}

// stemsOf returns the stems of all tokens of a text.
func stemsOf(text string) (stems []string) {
	words.Scan([]byte(text), func(_ int, token, original []byte) {
		if original == nil {
			original = token
		}
		stems = append(stems, stemOf(string(token), string(original)))
	})
	return stems
}

// stemOf returns the English stem of a token as package search does.
func stemOf(token, original string) string {
	if len(token) < 3 || strings.IndexFunc(token, words.NotLetter) >= 0 {
		return token
	}
	env := snowballstem.NewEnv(original)
	english.Stem(env)
	s, _ := words.Fold([]byte(env.Current()))
	return cmp.Or(string(s), token)
}

func (o *oracle) search(query string, n int) []int {
	var stems, all []string
	for _, w := range wordsIn(query) {
		all = append(all, stemOf(w.text, w.text))
		if !o.stop[w.text] {
			stems = append(stems, all[len(all)-1])
		}
	}
	if len(stems) == 0 {
		stems = all
	}
	slices.Sort(stems)
	score := make([]float64, o.docs)
	for _, s := range slices.Compact(stems) {
		df := float64(len(o.postings[s]))
		idf := math.Log(1 + (float64(o.docs)-df+0.5)/(df+0.5))
		for _, p := range o.postings[s] {
			score[p.id] += idf * p.score
		}
	}
	return bestOf(score, n)
}

type scored struct {
	id    int
	score float64
}

func bestOf(score []float64, n int) (ids []int) {
	var all []scored
	for id, v := range score {
		if v > 0 {
			all = append(all, scored{id, v})
		}
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), a.id-b.id) })
	for _, s := range all[:min(n, len(all))] {
		ids = append(ids, s.id)
	}
	return ids
}

// measures are means over the queries of a judged set.
type measures struct{ mrr, success, empty float64 }

// measure runs all queries; a query is itself one of the titles and is left
// out of its results.
func (j judged) measure(search func(query string, n int) []int) (m measures) {
	for _, q := range j.queries {
		ids := slices.DeleteFunc(search(q[1], 11), func(id int) bool { return j.ids[id] == q[0] })
		if len(ids) == 0 {
			m.empty++
		}
		for rank, id := range ids[:min(10, len(ids))] {
			if j.answers[q[0]][j.ids[id]] {
				m.mrr += 1 / float64(rank+1)
				m.success++
				break
			}
		}
	}
	n := float64(len(j.queries))
	return measures{m.mrr / n, m.success / n, m.empty / n}
}

// ids returns the best articles for a query.
func (s *session) ids(query string, n int) (ids []int) {
	s = s.again()
	items := parseQuery(query)
	s.parse(items)
	hits, _ := s.hits(items, n)
	for _, h := range hits {
		ids = append(ids, h.id)
	}
	return ids
}

// The index must find duplicates as well as an exact BM25F does: MRR@10 within
// one percent, and no query without result.
func TestQuality(t *testing.T) {
	t.Parallel()
	j := readJudged(t)
	var docs []search.Document
	for _, title := range j.titles {
		docs = append(docs, search.Document{URL: "x/", Title: title, State: "published", Tier: 1, Bag: search.Analyze("en", search.Fields{Title: title})})
	}
	built := openBuilt(t, docs)
	want := j.measure(newOracle(j.titles, built.stop).search)
	got := j.measure(built.ids)
	t.Logf("oracle: MRR@10 %.4f  S@10 %.4f  empty %.4f", want.mrr, want.success, want.empty)
	t.Logf("index:  MRR@10 %.4f  S@10 %.4f  empty %.4f", got.mrr, got.success, got.empty)
	if got.mrr < 0.99*want.mrr || got.empty > 0 {
		t.Error("the index is worse than the oracle")
	}
	rng := rand.New(rand.NewPCG(9, 9))
	slips := j.measure(func(q string, n int) []int { return built.ids(mistyped(rng, q), n) })
	t.Logf("one slip in each query: MRR@10 %.4f  S@10 %.4f (%.1f %% of it kept)  empty %.4f", slips.mrr, slips.success, 100*slips.success/got.success, slips.empty)
	if slips.success < 0.9*got.success {
		t.Error("one slip in each query costs more than a tenth of the answers")
	}
}
