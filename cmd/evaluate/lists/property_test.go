package lists

import (
	"testing"

	"winnow/builder/content"
	"winnow/cmd/evaluate/dump"
)

// One more row, of any date and any kind, moves no other article by more than a
// fiftieth of the places; but for the other articles of those who answered in that
// thread, of whom the row says something: those by a seventh at most, where what was
// accepted is no longer.
func TestOneRowMovesNoOtherArticle(t *testing.T) {
	s, err := dump.Open(".", community)
	if err != nil {
		t.Fatal(err)
	}
	p := newPast(s, 0.9, 1, 0)
	before, n := p.places(defaults()), len(p.items)
	for _, row := range content.EvidenceKinds() {
		for _, days := range []int32{-20_000, -900, -1, 3652, 30_000} {
			for on := 0; on < n; on += n / 9 {
				after, near := p.places(defaults(), p.row(p.items[on].answer, row.Kind, p.cut+days, 1)), answerers(p, on)
				for i := range before {
					far, most := max(after[i]-before[i], before[i]-after[i])/float64(n), 1.0/50
					if near[p.items[i].Author] {
						most = 1.0 / 7
					}
					if i != on && far > most {
						t.Errorf("%s of day %+d on %s moved %s by %.1f %% of the places", row.Kind, days, p.items[on].Path, p.items[i].Path, 100*far)
					}
				}
			}
		}
	}
}

// answerers returns who answered in the thread of an article.
func answerers(p *past, item int) map[string]bool {
	out := map[string]bool{}
	for _, a := range p.Questions[p.Answers[p.items[item].answer].Question].Answers {
		out[p.UserID(p.Answers[a].Author)] = true
	}
	return out
}
