//go:build !race

package query

import (
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"io"
	"maps"
	"os"
	"slices"
	"testing"

	"winnow/builder/search"
)

// An outcome is how the best answer to a question was judged, up less down, by
// one half of the voters and by the other.
type outcome struct{ known, hidden int }

// readOutcomes returns the outcomes of all questions of the judged set, votes for
// the best answer (the one with most known votes), and when each was asked. Votes
// from the date until on are known of none.
func readOutcomes(t testing.TB, until string) (best map[string]outcome, asked map[string]string) {
	question, asked := map[string]string{}, map[string]string{} // answer → question
	readCSV(t, "Posts.csv.gz", func(row map[string]string) {
		if row["PostTypeId"] == "2" {
			question[row["Id"]] = row["ParentId"]
		} else {
			asked[row["Id"]] = row["CreationDate"]
		}
	})
	votes := map[string]outcome{} // by answer
	readCSV(t, "Votes.csv.gz", func(row map[string]string) {
		value := map[string]int{"2": 1, "3": -1}[row["VoteTypeId"]]
		o := votes[row["PostId"]]
		if id := row["Id"]; (id[len(id)-1]-'0')%2 == 0 {
			if row["CreationDate"] < until {
				o.known += value
			}
		} else {
			o.hidden += value
		}
		votes[row["PostId"]] = o
	})
	best = map[string]outcome{}
	for _, answer := range slices.Sorted(maps.Keys(question)) {
		q := question[answer]
		if o, ok := best[q]; !ok || votes[answer].known > o.known {
			best[q] = votes[answer]
		}
	}
	return best, asked
}

func readCSV(t testing.TB, name string, yield func(map[string]string)) {
	f, err := os.Open("../../../../shared/data/se-travel-2017/" + name)
	if err != nil {
		t.Skip("needs the shared data: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(z)
	head, err := r.Read()
	for err == nil {
		var row []string
		if row, err = r.Read(); err == nil {
			m := map[string]string{}
			for i, v := range row {
				m[head[i]] = v
			}
			yield(m)
		}
	}
	if err != io.EOF {
		t.Fatal(err)
	}
}

// The more trust weighs, the fewer articles with a poor outcome are among the
// first three. Trust comes from one half of the votes; the outcome is what the
// other half says, poor where it is not above zero. A question that duplicates
// are closed for gains votes thereby. So MRR is given twice: of all, and of the
// questions asked from 2015 on among those asked before, with the votes until then.
func TestTrustCurve(t *testing.T) {
	if os.Getenv("WINNOW_CURVE") == "" {
		t.Skip("a measurement: set WINNOW_CURVE=1")
	}
	for _, until := range []string{"9999", "2015"} {
		t.Log("votes before ", until)
		curve(t, until)
	}
}

func curve(t *testing.T, until string) {
	outcomes, asked := readOutcomes(t, until)
	j := readJudged(t).splitAt(until, asked)
	order := make([]int, len(j.ids))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(outcomes[j.ids[b]].known, outcomes[j.ids[a]].known) })
	var docs []search.Document
	sorted := judged{queries: j.queries, answers: j.answers}
	for i, k := range order {
		sorted.ids = append(sorted.ids, j.ids[k])
		docs = append(docs, search.Document{URL: "x/", Title: j.titles[k], State: "published", Tier: 1,
			Value: int64(1_000_000 - 1_000_000*i/len(order)), Bag: search.Analyze("en", search.Fields{Title: j.titles[k]})})
	}
	for _, trust := range []float64{0, 0.1, 0.25, 0.5, 0.75, 1} {
		files, err := search.Build(slices.Values(docs), "en", search.Options{Trust: trust})
		if err != nil {
			t.Fatal(err)
		}
		s := openSession(t, reader(files))
		m := sorted.measure(s.ids)
		poor, judgedOnes := 0, 0
		for _, q := range sorted.queries {
			ids := slices.DeleteFunc(s.ids(q[1], 4), func(id int) bool { return sorted.ids[id] == q[0] })
			for _, id := range ids[:min(3, len(ids))] {
				o, ok := outcomes[sorted.ids[id]]
				if !ok || o.hidden <= 0 {
					poor++
				}
				judgedOnes++
			}
		}
		t.Logf("trust %.2f: MRR@10 %.4f  S@10 %.4f  poor outcome in the top 3: %.4f", trust, m.mrr, m.success, float64(poor)/float64(judgedOnes))
	}
}

// splitAt keeps the titles of questions asked before a date, and the queries asked
// later; all of both for the last of dates.
func (j judged) splitAt(date string, asked map[string]string) judged {
	if date == "9999" {
		return j
	}
	out := judged{answers: j.answers}
	for i, id := range j.ids {
		if asked[id] < date {
			out.ids, out.titles = append(out.ids, id), append(out.titles, j.titles[i])
		}
	}
	for _, q := range j.all {
		answered := false
		for id := range j.answers[q[0]] {
			answered = answered || asked[id] < date
		}
		if answered && asked[q[0]] >= date {
			out.queries = append(out.queries, q)
		}
	}
	return out
}
