package ranking

import (
	"fmt"
	"strings"
	"time"

	"winnow/builder/content"
)

// state decides where an article ends. What its writers want comes first, then
// what keeps it back, then what makes it old.
func (p Policy) state(rules []rule, s *Subject, j judgement, now time.Time) (State, []Reason) {
	a := s.Article
	switch {
	case a.Draft:
		return Draft, because(RuleDraft, "it is a draft")
	case a.PublishAt.After(now):
		return Scheduled, because(RuleScheduled, "it is to be published on "+content.Day(a.PublishAt))
	case !a.ExpiresAt.IsZero() && !a.ExpiresAt.After(now):
		return Expired, because(RuleExpired, "it expired on "+content.Day(a.ExpiresAt))
	}
	if reasons := p.hold(rules, s, j); len(reasons) > 0 {
		return Held, reasons
	}
	if reasons := outdated(s); len(reasons) > 0 {
		return Outdated, reasons
	}
	return Published, nil
}

func because(rule, text string) []Reason { return []Reason{{Rule: rule, Text: text}} }

// hold lists why an article is held back. A reviewer who verified it and says
// why has released it; only a firm reason is stronger.
func (p Policy) hold(rules []rule, s *Subject, j judgement) (out []Reason) {
	for _, x := range rules {
		if x.firm != nil && x.on(&p) {
			out = append(out, x.firm(s)...)
		}
	}
	if len(out) > 0 || s.Verified && s.Article.VerifiedBy != "" && s.Article.Reason != "" {
		return out
	}
	for _, x := range rules {
		if x.hold != nil && x.on(&p) {
			out = append(out, x.hold(&p, s, j)...)
		}
	}
	return out
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
