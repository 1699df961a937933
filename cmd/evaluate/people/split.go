// Package people measures package reputation on real communities: does a score that was
// made before a day foretell which answers the community prefers after it?
//
// # What is measured
//
// Scores are those of reputation.Score itself, from events before a day T alone.
// They are tested on questions asked at T or later, by what the dump says of
// them in the end:
//
//   - accepted: of the accepted answer and each other one of the question, is
//     the accepted one's author scored higher? What the asker answered is left
//     out; equal scores are half right.
//   - both known: the same where both authors had answered before T.
//   - votes: the same for two answers whose votes differ by two or more.
//   - poor AUC: the probability that an answer which ends with more downvotes
//     than upvotes is scored below one that does not; then precision and recall
//     of the lowest 1, 5 and 10 % of the scores.
//   - nDCG: how near all answers of a question, in the order of their scores, come
//     to the order of their votes in the end.
//
// T lies at 60, 70 and 80 % of a site's time; for travel also at the start of
// 2014, 2015 and 2016, where numbers have been published. A test lasts a year,
// the last of the named ones to the end of the data. Where only a part of the
// questions has tags, three further splits stay within that part. Beside these
// overlapping splits there are nine that do not overlap: T at each tenth of the
// time, tested until the next; their pairs are added up.
//
// Intervals are 95 % of 1,000 draws of questions with repetition, and of 1,000
// draws of authors, the same draws for both of what is compared. Nothing is
// random between two runs.
//
// # Baselines
//
// Number of answers; net votes; points as on Stack Overflow (10 for an upvote,
// −2 for a downvote, 15 for an acceptance); accepted by all answers; mean net
// vote; the lower end of Wilson's interval (1927) of upvotes, and of accepted
// among answers in threads where somebody was; the Z-score of Zhang, Ackerman
// and Adamic (2007); MEC of Yang, Tao, Bozzon and Houben (2014); PageRank from
// askers to answerers; Kleinberg's authorities on the same graph; Elo between
// the answers of a thread. Unknown authors have what nobody has earned. Marked *
// are two that look at the answer and not at its author.
package people

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

// A Split divides time: scores know what happened before Cut; they are tested
// on questions asked from Cut until Until, as the data ended.
type Split struct {
	*dump.Site
	Name       string
	Cut, Until int32   // days
	Tagged     bool    // only questions with tags are tested
	Tests      []int32 // questions
	Folders    map[string]int
}

const window = 365 // days of a test

// splits are those of the protocol: at 60, 70 and 80 % of the time, at the
// days that the site names (the last of them is tested to the end), and where
// only a part of the questions has tags, at 60, 70 and 80 % of that part.
func splits(s *dump.Site) []*Split {
	var out []*Split
	share := func(first, last int32, tagged bool) {
		for _, percent := range []int32{60, 70, 80} {
			cut := first + (last-first)*percent/100
			name := fmt.Sprintf("%d %%", percent)
			if tagged {
				name += " tagged"
			}
			out = append(out, NewSplit(s, name, cut, min(cut+window, last+1), tagged))
		}
	}
	share(s.First, s.Last, false)
	for i, cut := range s.Fixed {
		until := cut + window
		if i == len(s.Fixed)-1 {
			until = s.Last + 1
		}
		out = append(out, NewSplit(s, dump.DayName(cut), cut, until, false))
	}
	if first, last, part := taggedPart(s); part {
		share(first, last, true)
	}
	return out
}

// Rolling returns nine cuts, at each tenth of the time, of which each is tested until
// the next: no question is tested twice, so what they say can be added up, and
// young communities have their say.
func Rolling(s *dump.Site) []*Split {
	var out []*Split
	at := func(tenth int32) int32 { return s.First + (s.Last-s.First)*tenth/10 }
	for i := int32(1); i < 10; i++ {
		until := at(i + 1)
		if i == 9 {
			until = s.Last + 1
		}
		out = append(out, NewSplit(s, fmt.Sprintf("%d0 %% to %d0 %%", i, i+1), at(i), until, false))
	}
	return out
}

// taggedPart is the time in which questions have tags; part is false when all
// of the time has, or none.
func taggedPart(s *dump.Site) (first, last int32, part bool) {
	n := 0
	for i := range s.Questions {
		if q := &s.Questions[i]; len(q.Tags) > 0 {
			if n == 0 {
				first = dump.DayOf(q.At)
			}
			last = dump.DayOf(q.At)
			n++
		}
	}
	return first, last, n > 0 && n < len(s.Questions)*9/10
}

// hasTags tells whether what is tested has tags.
func (t *Split) hasTags() bool {
	_, _, part := taggedPart(t.Site)
	return t.Tagged || !part && len(t.Questions[0].Tags) > 0
}

// NewSplit returns the split at a day, tested on the questions until another.
func NewSplit(s *dump.Site, name string, cut, until int32, tagged bool) *Split {
	t := &Split{Site: s, Name: name, Cut: cut, Until: until, Tagged: tagged}
	for i := range s.Questions {
		if q := &s.Questions[i]; dump.DayOf(q.At) >= cut && dump.DayOf(q.At) < until && (!tagged || len(q.Tags) > 0) {
			t.Tests = append(t.Tests, int32(i))
		}
	}
	t.Folders = t.chooseFolders()
	return t
}

// chooseFolders makes categories as an import does: of the twelve most frequent
// tags before the cut.
func (t *Split) chooseFolders() map[string]int {
	count := map[string]int{}
	for i := range t.Questions {
		if dump.DayOf(t.Questions[i].At) < t.Cut {
			for _, tag := range t.Questions[i].Tags {
				count[tag]++
			}
		}
	}
	var often []string
	for tag, n := range count {
		if n >= 5 {
			often = append(often, tag)
		}
	}
	slices.SortFunc(often, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	out := map[string]int{}
	for i, tag := range often[:min(len(often), 12)] {
		out[tag] = i + 1
	}
	return out
}

// category is the least frequent of a question's tags that are categories.
func (t *Split) category(q *dump.Question) string {
	best, place := "general", 0
	for _, tag := range q.Tags {
		if n := t.Folders[tag]; n > place {
			best, place = tag, n
		}
	}
	return best
}

// evidence is what happened before a day, in the form in which the package
// takes it: votes of a kind on an answer on a day are counts without a giver;
// whoever asked has accepted.
func (t *Split) evidence(before int32) iter.Seq[content.Evidence] {
	return func(yield func(content.Evidence) bool) {
		for i := range t.Answers {
			if a := &t.Answers[i]; dump.DayOf(a.At) < before && !yield(t.Row(int32(i), content.Answered, dump.DayOf(a.At), 1)) {
				return
			}
		}
		for v, n := range dump.Counted(dump.Before(t.Votes, before)) {
			if !yield(t.Row(v.Answer, KindOf(v.Kind), v.Day, n)) {
				return
			}
		}
	}
}

// KindOf returns the kind of evidence that a vote is.
func KindOf(k dump.VoteKind) content.EvidenceKind {
	switch k {
	case dump.Accept:
		return content.Accepted
	case dump.Up:
		return content.Kudos
	}
	return content.Downvote
}

// Row returns the row of evidence of something that happened to an answer.
func (t *Split) Row(answer int32, kind content.EvidenceKind, day int32, n int) content.Evidence {
	a := &t.Answers[answer]
	q := &t.Questions[a.Question]
	e := content.Evidence{Date: dump.DateOf(day), Kind: kind, Answer: a.ID, Author: t.UserID(a.Author),
		Thread: threadID(a.Question), Category: t.category(q), Tags: q.Tags, Count: n}
	if kind == content.Accepted {
		e.By = t.UserID(q.Asker)
	}
	return e
}

func threadID(question int32) string { return fmt.Sprint("q", question) }

// Score runs the package itself on what happened before the cut.
func (t *Split) Score(rules reputation.Rules) *reputation.Ledger {
	l, _ := reputation.Score(reputation.Input{Rules: rules, Evidence: t.evidence(t.Cut)})
	return l
}

// Overall scores an answer by its author's standing as a whole.
func (t *Split) Overall(l *reputation.Ledger) Scorer {
	memo := map[int32]float64{}
	return Scorer{"winnow", func(a int32) float64 {
		author := t.Answers[a].Author
		r, ok := memo[author]
		if !ok {
			r = float64(l.Record(t.UserID(author), "", nil, "").R)
			memo[author] = r
		}
		return r
	}}
}

// byTopic scores an answer by its author's standing in the question's tags, or
// its category, as an article's place does.
func (t *Split) byTopic(l *reputation.Ledger) Scorer {
	return Scorer{"winnow by topic", func(a int32) float64 {
		x := &t.Answers[a]
		q := &t.Questions[x.Question]
		return float64(l.Record(t.UserID(x.Author), t.category(q), q.Tags, "").R)
	}}
}
