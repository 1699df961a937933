package site_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"winnow/builder/content"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/site"
	"winnow/builder/view"
)

// A lookup answers for many contributors.
type lookup struct {
	*reputation.Ledger
	people map[string]*reputation.Standing
}

func (l lookup) Contributor(id string) *reputation.Standing { return l.people[id] }

// largeInput is a community of n articles with three tags each and n/20
// contributors, of whom one wrote half of all articles.
func largeInput(n int) site.Input {
	r := rand.New(rand.NewPCG(1, 2))
	in := site.Input{Options: site.Options{Title: "Large", BaseURL: "https://x.example/", PageSize: 30}, Now: now}
	people := map[string]*reputation.Standing{}
	for i := range max(1, n/20) {
		st := &reputation.Standing{ID: fmt.Sprintf("member-%d", i), Name: fmt.Sprintf("Member %d", i), Place: i + 1, Rank: "trusted", Judged: 1,
			ByCategory: []reputation.Topic{{Name: "cat-3", Rank: "expert", Place: 1}}}
		in.Contributors = append(in.Contributors, st)
		people[st.ID] = st
	}
	for i := range n {
		category := fmt.Sprintf("cat-%d", r.IntN(40))
		author := in.Contributors[0].ID
		if i%2 == 0 {
			author = in.Contributors[r.IntN(len(in.Contributors))].ID
		}
		a := &content.Article{
			Path: fmt.Sprintf("%s/article-%d.md", category, i), URL: fmt.Sprintf("%s/article-%d/", category, i), Category: category,
			Title: fmt.Sprintf("How to do %d", i), Author: author, Answer: fmt.Sprintf("%d", i), Date: now, AcceptedAt: now, Source: "https://forum.example.com/t/1",
			Tags: []string{fmt.Sprintf("tag-%d", r.IntN(20)), fmt.Sprintf("tag-%d", r.IntN(1000)), fmt.Sprintf("tag-%d", r.IntN(5000))},
		}
		in.Articles = append(in.Articles, site.Written{Article: a, Doc: &outline.Outline{Summary: "What to do about it, in a sentence or two of the usual length."}})
		in.Verdicts = append(in.Verdicts, ranking.Verdict{State: ranking.Published, Tier: 1, Place: n - i, Value: 600_000, Start: 500_000,
			Terms: []ranking.Term{{Kind: "author", Value: 50_123}, {Kind: "accepted", N: 1, Value: 70_321}, {Kind: "caution", Value: -20_444}}})
	}
	in.Ledger = lookup{&reputation.Ledger{}, people}
	return in
}

func BenchmarkAssemble(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		in := largeInput(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				site.Assemble(in)
			}
		})
	}
}

func BenchmarkView(b *testing.B) {
	in := largeInput(10_000)
	s, _ := site.Assemble(in)
	m := view.New(view.Input{Site: s, Ledger: in.Ledger.(lookup), AsOf: now, Text: func(int) (site.Body, error) { return site.Body{}, nil }})
	for _, url := range []string{"", "cat-1/", s.Articles[5000].URL, "people/member-0/", "people/"} {
		p := s.Page(url)
		b.Run(string(p.Kind), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := m.Make(p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
