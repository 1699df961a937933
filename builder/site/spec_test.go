package site

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
)

// A spec describes a small community for a test.
type spec struct {
	Options  Options
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
func (s spec) input() Input {
	in := Input{
		Options: s.Options, Attachments: s.Files, Now: now, Ledger: &reputation.Ledger{Prior: 500_000, AsOf: now},
		Rules: reputation.Rules{Mode: "platform", Ranks: []reputation.Rank{{Name: "expert", When: "score > 10"}}},
	}
	place := 0
	for i := range s.Articles {
		a := &s.Articles[i]
		v := ranking.Verdict{State: a.State, Tier: a.Tier, Value: a.Value, Start: a.Start, Terms: a.Terms, Canonical: a.Canonical, CopyOf: a.CopyOf}
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
		in.Ledger.Contributors = append(in.Ledger.Contributors, &s.People[i].Standing)
	}
	return in
}

// written fills in what package content would.
func (a *articleSpec) written() Written {
	a.URL = strings.TrimSuffix(strings.TrimSuffix(a.Path, ".md"), "_index")
	if a.URL != "" && !strings.HasSuffix(a.URL, "/") {
		a.URL += "/"
	}
	if a.Category == "" && a.Kind == content.KindArticle {
		a.Category = folderOf(a.Path)
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
	return Written{&a.Article, doc}
}

// answers are the standings of a spec.
type answers spec

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
			return reputation.Explanation{Start: 500_000, Lines: p.Lines[:min(n, len(p.Lines))], Rest: reputation.Micro(p.Rest)}, true
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

// bodies gives every text a mark of its own.
func bodies(index int) (Body, error) {
	return Body{Question: fmt.Appendf(nil, "<p>question %d</p>", index), Solution: fmt.Appendf(nil, "<p>solution %d</p>", index)}, nil
}

func (answers) Statement(string) (reputation.Statement, bool) { return reputation.Statement{}, false }
