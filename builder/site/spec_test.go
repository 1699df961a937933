package site_test

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"testing"
	"time"

	"winnow/builder/content"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/site"
	"winnow/builder/view"
)

// A spec describes a small community for a test.
type spec struct {
	Options  site.Options
	Articles []articleSpec
	Pages    []articleSpec
	People   []personSpec
	Files    []string // attachments
}

type articleSpec struct {
	content.Article
	State ranking.State // default: published
	Tier  int
	Value int64
	Start int64
	Terms []ranking.Term
	Links []string // "path:line"
	Risks []outline.Risk
	Why   string // the reason of a state

	Canonical, CopyOf string // paths of other articles
}

type personSpec struct {
	reputation.Standing
	Also  []string // aliases
	Lines []reputation.Line
	Rest  int64
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

var now = day("2024-06-01")

// readSpec reads the JSON of a case.
func readSpec(t testing.TB, data []byte) spec {
	var s spec
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

// input makes of a spec what the builder would hand over; articles stand in
// trust order.
func (s spec) input() site.Input {
	in := site.Input{Options: s.Options, Attachments: s.Files, Now: now, Ledger: answers{&reputation.Ledger{}, s}}
	place := 0
	for i := range s.Articles {
		a := &s.Articles[i]
		v := ranking.Verdict{State: a.State, Tier: a.Tier, Verified: a.Tier == 0, Value: a.Value, Start: a.Start, Terms: a.Terms, Canonical: a.Canonical, CopyOf: a.CopyOf}
		if v.State == "" {
			v.State, a.State = ranking.Published, ranking.Published
		}
		if v.State.Public() {
			place++
			v.Place = place
		}
		if a.Why != "" {
			v.Reasons = []ranking.Reason{{Rule: a.Why, Text: "It is here because of " + a.Why + "."}}
		}
		in.Articles = append(in.Articles, a.written())
		in.Verdicts = append(in.Verdicts, v)
	}
	for i := range s.Pages {
		p := &s.Pages[i]
		if p.Kind == "" {
			p.Kind = content.KindPage
		}
		if path.Base(p.Path) == "_index.md" {
			p.Kind = content.KindSection
		}
		in.Pages = append(in.Pages, p.written())
	}
	for i := range s.People {
		in.Contributors = append(in.Contributors, &s.People[i].Standing)
	}
	return in
}

// written fills in what package content would.
func (a *articleSpec) written() site.Written {
	a.URL = strings.TrimSuffix(strings.TrimSuffix(a.Path, ".md"), "_index")
	if a.URL != "" && !strings.HasSuffix(a.URL, "/") {
		a.URL += "/"
	}
	a.URL = content.Unreserved(a.URL, site.Reserved())
	if a.Category == "" && a.Kind == content.KindArticle {
		a.Category = strings.TrimSuffix(strings.TrimSuffix(a.Path, path.Base(a.Path)), "/")
	}
	if a.Answer == "" {
		a.Answer = strings.TrimSuffix(a.Path, ".md")
	}
	doc := &outline.Outline{Summary: "Text of " + a.Path, Risks: a.Risks}
	for _, l := range a.Links {
		var line int
		target, number, _ := strings.Cut(l, ":")
		fmt.Sscan(number, &line)
		doc.Links = append(doc.Links, outline.Link{Href: "href:" + target, Path: target, Line: line})
	}
	return site.Written{Article: &a.Article, Doc: doc}
}

// answers is the ledger of a spec.
type answers struct {
	*reputation.Ledger
	spec
}

func (a answers) Reviews(id, author string) bool { return id != author }

func (a answers) Contributor(id string) *reputation.Standing {
	for i := range a.People {
		p := &a.People[i]
		if p.ID == id {
			return &p.Standing
		}
		for _, alias := range p.Also {
			if alias == id {
				return &p.Standing
			}
		}
	}
	return nil
}

func (a answers) Explain(id, _ string, n int) (reputation.Explanation, bool) {
	for _, p := range a.People {
		if p.ID == id {
			x := reputation.Explanation{Start: 500_000, Lines: p.Lines[:min(n, len(p.Lines))], Rest: reputation.Micro(p.Rest)}
			if x.Total = x.Start + x.Rest; x.Rest != 0 {
				x.RestCount = 1
			}
			for _, l := range x.Lines {
				x.Total += l.Value
			}
			return x, true
		}
	}
	return reputation.Explanation{}, false
}

// Outcome knows answers whose id begins with "known-": accepted, two confirmed.
func (a answers) Outcome(answer string) (reputation.Outcome, bool) {
	return reputation.Outcome{
		Accepted: true, LastConfirmed: day("2024-05-01"),
		Counts: []reputation.Count{{Kind: content.Confirmed, N: 1}, {Kind: content.Accepted, N: 1}, {Kind: content.Confirmed, N: 1}},
	}, strings.HasPrefix(answer, "known-")
}

// maker makes the pages of a site of a spec.
func maker(s *site.Site, c spec) *view.Maker { return makerOf(s, c, bodies) }

func makerOf(s *site.Site, c spec, text func(int) (site.Body, error)) *view.Maker {
	return view.New(view.Input{
		Site: s, Ledger: answers{&reputation.Ledger{}, c}, Prior: 500_000, AsOf: now, Text: text,
		Rules: reputation.Rules{Mode: "platform", Ranks: []reputation.Rank{{Name: "expert", When: "score > 10"}}},
	})
}

// bodies gives every text a mark of its own.
func bodies(index int) (site.Body, error) {
	return site.Body{Question: fmt.Appendf(nil, "<p>question %d</p>", index), Solution: fmt.Appendf(nil, "<p>solution %d</p>", index)}, nil
}

func (answers) Statement(string) (reputation.Statement, bool) { return reputation.Statement{}, false }
