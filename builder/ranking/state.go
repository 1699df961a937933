package ranking

import (
	"fmt"
	"strings"
	"time"
)

// state decides where an article ends. What its writers want comes first, then
// what keeps it back, then what makes it old.
func (p Policy) state(s *Subject, j judgement, now time.Time) (State, []Reason) {
	a := s.Article
	switch {
	case a.Draft:
		return Draft, because(RuleDraft, "it is a draft")
	case a.PublishAt.After(now):
		return Scheduled, because(RuleScheduled, "it is to be published on "+day(a.PublishAt))
	case !a.ExpiresAt.IsZero() && !a.ExpiresAt.After(now):
		return Expired, because(RuleExpired, "it expired on "+day(a.ExpiresAt))
	}
	if reasons := p.hold(s, j); len(reasons) > 0 {
		return Held, reasons
	}
	if reasons := outdated(s); len(reasons) > 0 {
		return Outdated, reasons
	}
	return Published, nil
}

func because(rule, text string) []Reason { return []Reason{{Rule: rule, Text: text}} }

func day(t time.Time) string { return t.Format(time.DateOnly) }

// hold lists why an article is held back. A reviewer who verified it and says
// why has released it; the reviewer who rejected it in its own file has not
// changed their mind as long as the file says so.
func (p Policy) hold(s *Subject, j judgement) []Reason {
	a := s.Article
	if p.HoldRejected && a.RejectedBy != "" {
		text := "a reviewer rejected it"
		if a.Reason != "" {
			text += ": " + a.Reason
		}
		return because(RuleRejected, text)
	}
	if s.Verified && a.VerifiedBy != "" && a.Reason != "" {
		return nil
	}
	var out []Reason
	for _, e := range s.Evidence {
		switch {
		case p.HoldRejected && e.Kind == "rejected" && e.N > 0:
			out = append(out, Reason{Rule: RuleRejected, Text: "a reviewer rejected it" + on(e.Date)})
		case p.HoldFlagged && e.Kind == "flag_upheld" && e.N > 0:
			out = append(out, Reason{Rule: RuleFlag, Text: "a flag was upheld" + on(e.Date)})
		}
	}
	if p.HoldRisky && !s.Verified {
		out = append(out, p.risks(s.Risks)...)
	}
	if j.quality < int64(p.HoldQuality) && j.negative > int64(p.HoldNegative) {
		out = append(out, Reason{Rule: RuleQuality, Text: "what happened to it speaks against it"})
	}
	return out
}

func on(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return " on " + day(t)
}

// risks gives one reason for each kind of command, at the first of its lines.
func (p Policy) risks(risks []Risk) []Reason {
	var kinds []string
	lines := map[string][]int{}
	for _, r := range risks {
		if !p.blocks(r) {
			continue
		}
		if lines[r.Kind] == nil {
			kinds = append(kinds, r.Kind)
		}
		lines[r.Kind] = append(lines[r.Kind], r.Line)
	}
	var out []Reason
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
