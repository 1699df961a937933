package site

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"winnow/builder/content"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
)

// A lookup answers for many contributors.
type lookup map[string]*reputation.Standing

func (l lookup) Contributor(id string) *reputation.Standing { return l[id] }
func (l lookup) Explain(string, string, int) (reputation.Explanation, bool) {
	return reputation.Explanation{}, false
}
func (l lookup) Outcome(string) (reputation.Outcome, bool) { return reputation.Outcome{}, false }

// largeInput is a community of n articles with three tags each and n/20
// contributors, of whom one wrote half of all articles.
func largeInput(n int) (Input, lookup) {
	r := rand.New(rand.NewPCG(1, 2))
	in := Input{Options: Options{Title: "Large", BaseURL: "https://x.example/", PageSize: 30}, Now: now, Ledger: &reputation.Ledger{AsOf: now}}
	people := lookup{}
	for i := range max(1, n/20) {
		st := &reputation.Standing{ID: fmt.Sprintf("member-%d", i), Name: fmt.Sprintf("Member %d", i), Place: i + 1, Rank: "trusted", Judged: 1,
			ByCategory: []reputation.Topic{{Name: "cat-3", Rank: "expert", Place: 1}}}
		in.Ledger.Contributors = append(in.Ledger.Contributors, st)
		people[st.ID] = st
	}
	for i := range n {
		category := fmt.Sprintf("cat-%d", r.IntN(40))
		author := in.Ledger.Contributors[0].ID
		if i%2 == 0 {
			author = in.Ledger.Contributors[r.IntN(len(in.Ledger.Contributors))].ID
		}
		a := &content.Article{
			Path: fmt.Sprintf("%s/article-%d.md", category, i), URL: fmt.Sprintf("%s/article-%d/", category, i), Category: category,
			Title: fmt.Sprintf("How to do %d", i), Author: author, Answer: fmt.Sprintf("%d", i), Date: now, AcceptedAt: now, Source: "https://forum.example.com/t/1",
			Tags: []string{fmt.Sprintf("tag-%d", r.IntN(20)), fmt.Sprintf("tag-%d", r.IntN(1000)), fmt.Sprintf("tag-%d", r.IntN(5000))},
		}
		in.Articles = append(in.Articles, Written{a, &outline.Outline{Summary: "What to do about it, in a sentence or two of the usual length."}})
		in.Verdicts = append(in.Verdicts, ranking.Verdict{State: ranking.Published, Tier: 1, Place: n - i, Value: 600_000, Start: 500_000,
			Terms: []ranking.Term{{Kind: "author", Value: 50_123}, {Kind: "accepted", N: 1, Value: 70_321}, {Kind: "uncertainty", Value: -20_444}}})
	}
	return in, people
}

func BenchmarkAssemble(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		in, people := largeInput(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				assemble(in, people)
			}
		})
	}
}

func BenchmarkView(b *testing.B) {
	in, people := largeInput(10_000)
	s, _ := assemble(in, people)
	body := func(int) (Body, error) { return Body{}, nil }
	for _, url := range []string{"", "cat-1/", s.Articles[5000].URL, "people/member-0/", "people/"} {
		p := s.Page(url)
		b.Run(string(p.Kind), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.View(p, body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func (lookup) Statement(string) (reputation.Statement, bool) { return reputation.Statement{}, false }
