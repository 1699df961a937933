package builder

import (
	"fmt"

	"winnow/builder/config"
	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/reputation"
)

// votes are the kinds of evidence that readers give.
func votes(c content.Census) content.KindCount {
	return c.Of(content.Kudos, content.Downvote, content.Confirmed, content.Failed)
}

// Notes says what evidence cannot tell, whatever is made of it: which hold-back
// rules cannot act, and what it means that votes name no givers.
func Notes(cfg Config, c content.Census) []string {
	out := []string{"hold-back rules: " + cfg.Ranking.Blind(func(kind content.EvidenceKind) int { return c.Of(kind).N })}
	if v := votes(c); !cfg.Reputation.Anchored() && v.N > 0 && 10*v.Named < v.N {
		out = append(out, fmt.Sprintf("votes: %d of %d name no giver; winnow takes the forum's word that they come from different people, "+
			"and cannot limit what one person or a ring of accounts gives", v.N-v.Named, v.N))
	}
	return out
}

// unheard warns of evidence in anchored mode of which nothing counts, so that every
// score is 0.
func unheard(rules reputation.Rules, l *reputation.Ledger) diag.List {
	given := l.Census.Of(content.Accepted, content.Kudos, content.Downvote, content.Confirmed, content.Failed)
	if !rules.Anchored() || given.N == 0 || l.Heard() {
		return nil
	}
	p := diag.Problem{Path: config.File, Warning: true,
		Msg:  "anchored mode: nobody whom [reputation.anchors] names or vouches for judged any answer, so every score is 0",
		Hint: "name people who judge answers in staff of [reputation.anchors], or write mode = \"platform\""}
	if 2*given.Named < given.N {
		p.Msg = fmt.Sprintf("anchored mode: %d of %d events in the evidence name no giver, and none of them counts, so every score is 0", given.N-given.Named, given.N)
		p.Hint = "write trust_counts = true in [reputation] if the forum protects its votes itself, or mode = \"platform\""
	}
	return diag.List{p}
}
