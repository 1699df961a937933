package ranking

import (
	"fmt"
	"strings"
	"time"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

// state decides where an article ends. What its writers want comes first, then
// what keeps it back, then what makes it old. despite is what would have kept back
// an article that was released.
func (p Policy) state(rules []rule, s *Subject, j judgement, now time.Time) (state State, why, despite []Reason) {
	a := s.Article
	switch {
	case a.Draft:
		return Draft, because(RuleDraft, "it is a draft"), nil
	case a.PublishAt.After(now):
		return Scheduled, because(RuleScheduled, "it is to be published on "+content.Day(a.PublishAt)), nil
	case !a.ExpiresAt.IsZero() && !a.ExpiresAt.After(now):
		return Expired, because(RuleExpired, "it expired on "+content.Day(a.ExpiresAt)), nil
	}
	why, despite = p.hold(rules, s, j)
	if len(why) > 0 {
		return Held, why, nil
	}
	if why = outdated(s); len(why) > 0 {
		return Outdated, why, despite
	}
	return Published, nil, despite
}

func because(rule, text string) []Reason { return []Reason{{Rule: rule, Text: text}} }

// hold lists why an article is held back, or would be had a reviewer not released
// it. Only a firm reason is stronger than a release.
func (p Policy) hold(rules []rule, s *Subject, j judgement) (why, despite []Reason) {
	for _, x := range rules {
		if x.firm != nil && x.on(&p) {
			why = append(why, x.firm(s)...)
		}
	}
	if len(why) > 0 {
		return why, nil
	}
	for _, x := range rules {
		if x.hold != nil && x.on(&p) {
			why = append(why, x.hold(&p, s, j)...)
		}
	}
	if released(s) {
		return nil, why
	}
	return why, nil
}

// released reports whether a reviewer released an article. One who verified it and
// says why has done so, too.
func released(s *Subject) bool {
	return s.Released || s.Verified && s.Article.VerifiedBy != "" && s.Article.Reason != ""
}

// heldInFile holds as long as the file says so.
func heldInFile(s *Subject) []Reason {
	if s.Article.Held == "" {
		return nil
	}
	return because(RuleHeld, "a reviewer holds it back for now: "+s.Article.Held)
}

// rejectedInFile holds as long as the file names the reviewer, who has not changed
// their mind then.
func rejectedInFile(s *Subject) []Reason {
	text := "a reviewer rejected it"
	switch a := s.Article; {
	case a.RejectedBy == "":
		return nil
	case a.Reason != "":
		text += ": " + a.Reason
	}
	return because(RuleRejected, text)
}

// happened returns a rule that holds an article back to which something happened.
func happened(kind content.EvidenceKind, reason, text string) func(*Policy, *Subject, judgement) []Reason {
	return func(_ *Policy, s *Subject, _ judgement) (out []Reason) {
		for _, e := range s.Evidence {
			if e.Kind == kind && e.N > 0 {
				out = append(out, Reason{Rule: reason, Text: text + on(e.Date)})
			}
		}
		return out
	}
}

func poor(p *Policy, _ *Subject, j judgement) []Reason {
	if j.quality < int64(p.HoldQuality) && j.negative > int64(p.HoldNegative) {
		return because(RuleQuality, "what happened to it speaks against it")
	}
	return nil
}

// downvoted counts votes and does not weigh them: what most readers found wrong is
// not advice. A reviewer's word on the article is stronger.
func downvoted(p *Policy, s *Subject, _ judgement) []Reason {
	up, down := heard(s, content.Kudos), heard(s, content.Downvote)
	if s.Verified || down <= up || fixedpoint.Micro(down)*fixedpoint.One < p.HoldDownvoted {
		return nil
	}
	return because(RuleDownvoted, fmt.Sprintf("it has more downvotes (%d) than upvotes (%d)", down, up))
}

func noSolution(_ *Policy, s *Subject, _ judgement) []Reason {
	endorsed := heard(s, content.Accepted) + heard(s, content.Confirmed) + heard(s, content.Kudos) + heard(s, content.Verified)
	if !s.SaysNothing || !s.SelfSolved || endorsed > 0 {
		return nil
	}
	return because(RuleNoSolution, "there is no solution in it: it says that the problem is solved, and not how")
}

func unanswered(_ *Policy, s *Subject, _ judgement) []Reason {
	if !s.NoAnswer {
		return nil
	}
	return because(RuleUnanswered, "it has no answer")
}

// heard returns how many people's events of a kind count.
func heard(s *Subject, kind content.EvidenceKind) (n int) {
	for _, e := range s.Evidence {
		if e.Kind == kind {
			n += e.Heard
		}
	}
	return n
}

func on(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return " on " + content.Day(t)
}

// risky gives one reason for each kind of command, at the first of its lines. A
// reviewer's word on the article is one on its commands.
func risky(p *Policy, s *Subject, _ judgement) (out []Reason) {
	if s.Verified {
		return nil
	}
	var kinds []string
	lines := map[string][]int{}
	for _, r := range s.Risks {
		if !p.blocks(r) {
			continue
		}
		if lines[r.Kind] == nil {
			kinds = append(kinds, r.Kind)
		}
		lines[r.Kind] = append(lines[r.Kind], r.Line)
	}
	for _, kind := range kinds {
		text := fmt.Sprintf("it has a dangerous command (%s) that no reviewer has verified", kind)
		if at := lines[kind]; len(at) > 1 {
			text += ", on lines " + strings.Trim(strings.Join(strings.Fields(fmt.Sprint(at)), ", "), "[]")
		}
		out = append(out, Reason{Rule: RuleRisk, Line: lines[kind][0], Text: text})
	}
	return out
}

func outdated(s *Subject) []Reason {
	var out []Reason
	if s.Article.SupersededBy != "" {
		out = append(out, Reason{Rule: RuleSuperseded, Text: "another article takes its place"})
	}
	if s.Article.Outdated {
		out = append(out, Reason{Rule: RuleMarked, Text: "it is marked as outdated"})
	}
	return out
}
