package reputation

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"golang.org/x/tools/txtar"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/golden"
)

// A case is a community (rules.toml, contributors.toml, evidence.csv, articles,
// copies: lines of answer and original, reviewers: their ids and roles)
// and what is asked of it: "standings", "explain WHO [TOPIC]", "outcome ANSWER",
// "record WHO CATEGORY TAGS ANSWER", "problems", "ignored".
func TestCases(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		l, problems := Score(inputOf(t, a))
		for i, f := range a.Files {
			if got, ok := ask(l, problems, strings.Fields(f.Name)); ok {
				a.Files[i].Data = []byte(got)
			}
		}
	})
}

func inputOf(t *testing.T, a *txtar.Archive) Input {
	t.Helper()
	in := Input{Rules: DefaultRules(), Now: time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)}
	o := content.DefaultOptions()
	var rows []content.Evidence
	for _, f := range a.Files {
		var found diag.List
		switch {
		case f.Name == "rules.toml":
			if _, err := toml.Decode(string(f.Data), &in.Rules); err != nil {
				t.Fatal(err)
			}
			found = in.Rules.Check()
		case f.Name == "contributors.toml":
			in.Contributors, found = content.ReadContributors(f.Name, f.Data, o)
		case f.Name == "reviewers":
			in.Reviewers = strings.Fields(string(f.Data))
		case f.Name == "copies":
			in.Copies = map[string]string{}
			for line := range strings.Lines(string(f.Data)) {
				words := strings.Fields(line)
				in.Copies[words[0]] = words[1]
			}
		case strings.HasSuffix(f.Name, ".csv"):
			found = content.ReadEvidence(f.Name, strings.NewReader(string(f.Data)), o, func(e content.Evidence) bool {
				rows = append(rows, e)
				return true
			})
		case strings.HasSuffix(f.Name, ".md"):
			var article *content.Article
			article, found = content.Parse(f.Name, f.Data, o)
			in.Articles = append(in.Articles, article)
		}
		if len(found) > 0 {
			t.Fatal(found)
		}
	}
	in.Evidence = func(yield func(content.Evidence) bool) {
		for _, e := range rows {
			if !yield(e) {
				return
			}
		}
	}
	return in
}

// ask answers one question of a case in words.
func ask(l *Ledger, problems diag.List, q []string) (string, bool) {
	var b strings.Builder
	arg := func(i int) string {
		if i < len(q) {
			return strings.Trim(q[i], "-")
		}
		return ""
	}
	switch q[0] {
	case "standings":
		fmt.Fprintf(&b, "as of %s, newcomers start at %s\n", l.AsOf.Format(time.DateOnly), l.Prior)
		for _, s := range l.Contributors {
			writeStanding(&b, s)
		}
	case "explain":
		e, ok := l.Explain(q[1], arg(2), -1)
		if !ok {
			return "nothing to explain\n", true
		}
		writeExplanation(&b, e)
	case "outcome":
		o, ok := l.Outcome(q[1])
		if !ok {
			return "nothing happened\n", true
		}
		writeOutcome(&b, o)
	case "record":
		r := l.Record(q[1], arg(2), strings.Split(arg(3), ","), arg(4))
		fmt.Fprintf(&b, "R %s judged %s judges %d in %q\n", r.R, r.Judged, r.Judges, r.Topic)
	case "problems":
		for _, p := range problems {
			fmt.Fprintln(&b, p)
		}
	case "ignored":
		for _, x := range l.Ignored {
			fmt.Fprintln(&b, x.N, x.Reason)
		}
	default:
		return "", false
	}
	return b.String(), true
}

func writeStanding(b *strings.Builder, s *Standing) {
	fmt.Fprintf(b, "%d. %s %q %s score %+.1f judged %s judges %d answers %d solved %d", s.Place, s.ID, s.Name,
		s.Rank, tenths(s.Score), s.Judged, s.Judges, s.Answers, s.Solved)
	if s.Privacy != content.Public {
		fmt.Fprintf(b, " (%s)", s.Privacy)
	}
	b.WriteByte('\n')
	for _, list := range [][]Topic{s.ByCategory, s.ByTag} {
		for _, x := range list {
			fmt.Fprintf(b, "   %d. in %s: %s score %+.1f judged %s judges %d answers %d solved %d\n", x.Place, x.Name,
				x.Rank, tenths(x.Score), x.Judged, x.Judges, x.Answers, x.Solved)
		}
	}
}

func writeExplanation(b *strings.Builder, e Explanation) {
	shown := e.Tenths()
	fmt.Fprintf(b, "%9s  start\n", e.Start)
	for i, x := range e.Lines {
		fmt.Fprintf(b, "%9s  %+.1f  %s%s", x.Value, tenths(shown.Lines[i]), x.What, x.Answer)
		if x.What == "" {
			fmt.Fprintf(b, ": good %s bad %s faded to %.4f since %s", x.Good, x.Bad, float64(x.Faded)/(1<<30), dateText(x.Date))
		}
		if x.CopyOf != "" {
			fmt.Fprintf(b, ", repeats %s", x.CopyOf)
		}
		if x.Share > 1 {
			fmt.Fprintf(b, ", 1/%d of it", x.Share)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "%9s  %+.1f  total\n", e.Total, tenths(shown.Score))
}

func dateText(t time.Time) string {
	if t.IsZero() {
		return "no date"
	}
	return t.Format(time.DateOnly)
}

func writeOutcome(b *strings.Builder, o Outcome) {
	fmt.Fprintf(b, "positive %s negative %s\n", o.Positive, o.Negative)
	for _, flag := range []struct {
		on   bool
		text string
	}{{o.Accepted, "accepted by " + o.AcceptedBy}, {o.SelfAccepted, "accepted by its author"}, {o.Verified, "verified"}} {
		if flag.on {
			fmt.Fprintln(b, flag.text)
		}
	}
	for _, c := range o.Counts {
		fmt.Fprintf(b, "%s %d: %s of weight %s (unvouched %s), last %s (staff %d, vouched %d, others %d, unidentified %d, self %d)\n", c.Kind, c.N, c.Value,
			c.Weight, c.Unvouched, dateText(c.Date), c.Staff, c.Vouched, c.Others, c.Unidentified, c.Self)
	}
	if o.CopyOf != "" {
		fmt.Fprintln(b, "repeats", o.CopyOf)
	}
	fmt.Fprintf(b, "newest %s, unvouched %s, confirmed %s\n", dateText(o.Newest), dateText(o.NewestUnvouched), dateText(o.LastConfirmed))
}
