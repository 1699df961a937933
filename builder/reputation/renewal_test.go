package reputation

import (
	"slices"
	"testing"
	"time"

	"winnow/builder/content"
)

func onDay(n int) time.Time { return time.Date(2020, 1, 1+n, 0, 0, 0, 0, time.UTC) }

// recordOf scores rows in anchored mode and returns a record.
func recordOf(rows []content.Evidence, author string, tags ...string) Micro {
	r := DefaultRules()
	r.Mode = Anchored
	r.Anchors.Staff = []string{"staff", "other-staff"}
	r.AsOf = "2024-01-01"
	l, _ := Score(Input{Rules: r, Evidence: slices.Values(rows)})
	return l.Record(author, "", tags, "").R
}

// T2: an answer that is accepted already can be accepted once more by its
// author or by a made-up account; that renews neither the loss of the others in
// the thread nor the acceptance itself.
func TestAcceptingAgainRenewsNothing(t *testing.T) {
	row := content.Evidence{Kind: content.Answered, Answer: "won", Author: "winner", Thread: "t", Category: "c", Count: 1, Date: onDay(0)}
	lost := row
	lost.Answer, lost.Author = "lost", "loser"
	acceptance := row
	acceptance.Kind, acceptance.By, acceptance.Date = content.Accepted, "staff", onDay(1)
	rows := []content.Evidence{row, lost, acceptance}
	for _, by := range []string{"winner", "made-up"} {
		again := acceptance
		again.By, again.Date = by, onDay(900)
		more := append(slices.Clone(rows), again)
		for _, author := range []string{"loser", "winner"} {
			if before, after := recordOf(rows, author), recordOf(more, author); before != after {
				t.Errorf("accepted again by %s: the record of the %s went from %d to %d", by, author, before, after)
			}
		}
	}
	if recordOf(rows, "loser") >= recordOf(rows, "nobody") {
		t.Error("losing costs nothing: the test above cannot fail")
	}
}

// T4, T10: an answer that no one judged moves no score, not even by tying a tag
// to a category in which its author is strong.
func TestUnjudgedAnswerMovesNoTag(t *testing.T) {
	var rows []content.Evidence
	for i := range 6 {
		e := content.Evidence{Date: onDay(5 * i), Kind: content.Answered, Answer: string(rune('k' + i)), Author: "u", Thread: string(rune('k' + i)), Category: "a", Count: 1}
		acceptance := e
		acceptance.Kind, acceptance.By = content.Accepted, "staff"
		rows = append(rows, e, acceptance)
	}
	tagged := content.Evidence{Date: onDay(0), Kind: content.Answered, Answer: "z", Author: "u", Thread: "z", Category: "b", Tags: []string{"x"}, Count: 1}
	kudos := tagged
	kudos.Kind, kudos.By, kudos.Date = content.Kudos, "other-staff", onDay(50)
	rows = append(rows, tagged, kudos)
	unjudged := tagged
	unjudged.Answer, unjudged.Thread, unjudged.Category = "unjudged", "q", "a"
	if before, after := recordOf(rows, "u", "x"), recordOf(append(slices.Clone(rows), unjudged), "u", "x"); before != after {
		t.Errorf("the record on the tag went from %d to %d", before, after)
	}
}
