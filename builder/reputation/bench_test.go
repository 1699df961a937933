package reputation

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"winnow/builder/content"
)

var newYear = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// crowd makes a large community: answers in threads of three, in ten
// categories and 500 tags, judged by people who know a few authors each.
func crowd(people, answers, events int) iter.Seq[content.Evidence] {
	names := func(format string, n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = fmt.Sprintf(format, i)
		}
		return out
	}
	users, posts, threads := names("u%07d", people), names("a%07d", answers), names("t%07d", answers/3+1)
	categories, tags := names("c%d", 10), names("t%d", 500)
	return func(yield func(content.Evidence) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		kinds := []content.EvidenceKind{content.Kudos, content.Kudos, content.Kudos, content.Accepted, content.Confirmed, content.Downvote, content.Failed}
		for i := range events {
			a := i
			row := content.Evidence{Kind: content.Answered, Count: 1}
			if i >= answers {
				a = r.IntN(answers)
				row.Kind, row.By = kinds[r.IntN(len(kinds))], users[r.IntN(people)]
			}
			row.Answer, row.Thread, row.Author = posts[a], threads[a/3], users[a%people]
			row.Category, row.Tags = categories[a%10], []string{tags[a%500], tags[a%77]}
			row.Date = newYear.AddDate(0, 0, r.IntN(1500))
			if !yield(row) {
				return
			}
		}
	}
}

func BenchmarkMillionEvents(b *testing.B) {
	rows := crowd(100_000, 250_000, 1_000_000)
	for _, mode := range []string{Platform, Anchored} {
		b.Run(mode, func(b *testing.B) {
			rules := DefaultRules()
			if rules.Mode = mode; mode == Anchored {
				for i := range 50 {
					rules.Anchors.Staff = append(rules.Anchors.Staff, fmt.Sprintf("u%07d", i))
				}
			}
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var l *Ledger
			for b.Loop() {
				l, _ = Score(Input{Rules: rules, Evidence: rows})
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-kept")
			b.ReportMetric(float64(len(l.Contributors)), "contributors")
		})
	}
}

func manyArticles(n, people int) []*content.Article {
	out := make([]*content.Article, n)
	for i := range out {
		out[i] = &content.Article{Path: fmt.Sprintf("c%d/article-%06d.md", i%20, i), Answer: fmt.Sprintf("c%d/article-%06d", i%20, i),
			Category: fmt.Sprintf("c%d", i%20), Tags: []string{fmt.Sprintf("t%d", i%300), fmt.Sprintf("t%d", i%31)},
			Author: fmt.Sprintf("user%d", i*7919%people), AcceptedBy: fmt.Sprintf("asker%d", i%9000),
			AcceptedAt: newYear.AddDate(0, 0, i%1500), Kudos: i % 12, Confirmed: i % 3}
	}
	slices.SortFunc(out, func(a, b *content.Article) int {
		if a.Path < b.Path {
			return -1
		}
		return 1
	})
	return out
}

func BenchmarkArticles(b *testing.B) {
	list := manyArticles(100_000, 5_000)
	b.Run("score", func(b *testing.B) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var l *Ledger
		for b.Loop() {
			l, _ = Score(Input{Rules: DefaultRules(), Articles: list})
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-kept")
		runtime.KeepAlive(l)
	})
	l, _ := Score(Input{Rules: DefaultRules(), Articles: list})
	b.Run("records", func(b *testing.B) {
		for b.Loop() {
			for _, a := range list {
				l.Record(a.Author, a.Category, a.Tags, a.Answer)
				l.Outcome(a.Answer)
			}
		}
	})
	b.Run("explanations", func(b *testing.B) {
		for b.Loop() {
			for _, s := range l.Contributors {
				l.Explain(s.ID, "", 20)
			}
		}
	})
}
