package site_test

import (
	"testing"
	"time"

	"winnow/builder/content"
	"winnow/builder/ranking"
	"winnow/builder/site"
)

// What its own author accepted is not accepted, and no solution; neither is what is out
// of date.
func TestWhatIsASolution(t *testing.T) {
	at := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		article                content.Article
		accepted, self, proved bool
	}{
		"another accepted it": {content.Article{Author: "ann", AcceptedBy: "bob"}, true, false, true},
		"its author did":      {content.Article{Author: "ann", AcceptedBy: "ann", AcceptedAt: at}, false, true, false},
		"it is not said who":  {content.Article{Author: "ann", AcceptedAt: at}, true, false, true},
		"out of date":         {content.Article{Author: "ann", AcceptedBy: "bob", Outdated: true}, true, false, false},
		"nobody did":          {content.Article{Author: "ann"}, false, false, false},
	} {
		c.article.Path, c.article.Title = "a.md", "A"
		state := ranking.Published
		if c.article.Outdated {
			state = ranking.Outdated
		}
		s := spec{Articles: []articleSpec{{Article: c.article, State: state, Tier: 1}}}
		made, _ := site.Assemble(s.input())
		v, err := maker(made, s).Make(made.Page("a/"))
		if err != nil {
			t.Fatal(err)
		}
		if a := v.Article; a.Accepted != c.accepted || a.SelfAnswered != c.self || a.Proved != c.proved {
			t.Errorf("%s: accepted %v, self-answered %v, a solution %v", name, a.Accepted, a.SelfAnswered, a.Proved)
		}
	}
}

// An article with more against it than for it is recommended nowhere.
func TestRelatedHaveAFloor(t *testing.T) {
	article := func(path string, mass int64) articleSpec {
		return articleSpec{Article: content.Article{Path: path, Title: path, Tags: []string{"vpn"}}, Tier: 1, Terms: []ranking.Term{{Kind: "kudos", Mass: 400_000}, {Kind: "downvote", Mass: -mass}}}
	}
	s := spec{Articles: []articleSpec{article("a.md", 0), article("good.md", 300_000), article("bad.md", 1_200_000)}}
	made, _ := site.Assemble(s.input())
	v, err := maker(made, s).Make(made.Page("a/"))
	if err != nil {
		t.Fatal(err)
	}
	if r := v.Article.Related; len(r) != 1 || r[0].Title != "good.md" {
		t.Errorf("related: %v", r)
	}
}
