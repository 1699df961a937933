package reputation

import (
	"slices"
	"time"
)

// A Statement is all from which a contributor's score can be recomputed, with
// nothing but the rules in force: whole numbers, in millionths unless said
// otherwise. With G and B the sums of Good and Bad over the answers, each faded
// by Decay, and Open added at level 0:
//
//	Total = Start + (G*(1-Start) - B*Start)/(kappa + G + B), Start at best with Probation
//	Total = Start + all Adds + OpenAdds + ProbationAdds, exactly
//
// It has how many gave what, by class of giver, and never who.
type Statement struct {
	Answers       []Stated // those that have an effect, by id
	Open          Sums     // unvouched evidence of all answers, faded and scaled down
	OpenAdds      Micro
	Probation     bool
	ProbationAdds Micro // what probation takes away; 0 or less
	Start, Total  Micro // mu, R
	Score         int64 // tenths
	Topics        []StatedTopic
}

// A Stated is one answer of a statement.
type Stated struct {
	Answer string
	Judged Judgement
	Open   Judgement // of unvouched evidence, kept apart
	Tags   int       // each of its tags gets one part of so many
	CopyOf string    // the answer that it repeats, which is why P is 0; empty = none
	Adds   Micro     // signed, to R
	Events []Count
}

// A Judgement is the outcome of one kind of evidence, judged or unvouched.
type Judgement struct {
	Positive, Negative Micro // P and N
	Good, Bad          Micro // g and b
	Decay              int64 // what is left of them, in 30 binary places
	Date               time.Time
}

// Sums is a sum of outcomes: G and B.
type Sums struct{ Good, Bad Micro }

// A StatedTopic is a published standing in a category or tag: the same answers,
// split into levels.
type StatedTopic struct {
	Topic     string // "category:NAME" or "tag:NAME"
	Category  []int  // answers (indices) whose evidence is in the category, or in those of the tag
	Tag       []int  // answers that have the tag: 1/Tags of their evidence is on the tag, the rest in its category
	Open      Sums
	Probation bool
	Total     Micro
	Score     int64 // tenths
}

// A stater writes the statement of one person.
type stater struct {
	*book
	person int32
	at     map[int32]int // answers by their numbers → places in the statement
}

// statement makes the statement; topics are those that are published.
func (w stater) statement(published *Standing) Statement {
	x := newBreakdown(w.book, w.scopeOf(w.person, none))
	out := Statement{Start: w.prior, Total: w.prior + w.distance(x.chain), Open: Sums{x.chain.open.good, x.chain.open.bad}}
	out.Score = points(out.Total - out.Start)
	adds := map[int32]Micro{}
	for _, d := range x.drafts() {
		switch d.what {
		case Unvouched:
			out.OpenAdds = d.Value
		case Probation:
			out.Probation, out.ProbationAdds = true, d.Value
		default:
			adds[d.answer] = d.Value
		}
	}
	for _, i := range w.byAuthor.of(w.person) {
		added, listed := adds[i]
		if a := &w.answers[i]; listed || a.openGood+a.openBad > 0 {
			w.at[i] = len(out.Answers)
			s := w.stated(i, added)
			if listed {
				s.CopyOf = w.original(a)
			}
			out.Answers = append(out.Answers, s)
		}
	}
	for _, t := range published.ByCategory {
		out.Topics = append(out.Topics, w.topic(w.categoryNumber(t.Name)))
	}
	for _, t := range published.ByTag {
		out.Topics = append(out.Topics, w.topic(w.tagNumber(t.Name)))
	}
	return out
}

func (w stater) stated(i int32, adds Micro) Stated {
	a := &w.answers[i]
	newest := max(a.newest, a.lostTo)
	s := Stated{Answer: w.ids[i], Tags: len(w.tagsOf(a)), Adds: adds, Events: w.counts(a)}
	s.Judged = Judgement{Good: a.good, Bad: a.bad, Decay: w.decay.At(w.age(newest)), Date: date(newest)}
	s.Judged.Positive, s.Judged.Negative = w.masses(a)
	s.Open = Judgement{Good: a.openGood, Bad: a.openBad, Decay: w.decay.At(w.age(a.newestOpen)), Date: date(a.newestOpen)}
	s.Open.Positive, s.Open.Negative = w.openMasses(a)
	return s
}

func (w stater) topic(topic int32) StatedTopic {
	s := w.scopeOf(w.person, topic)
	c := w.chain(s, nil)
	t := StatedTopic{Topic: w.topicName(topic), Open: Sums{c.open.good, c.open.bad}, Probation: c.capped, Total: w.prior + w.distance(c)}
	t.Score = points(t.Total - w.prior)
	if topic >= w.tags {
		t.Tag = w.answersIn(topic)
	}
	for _, category := range s.categories {
		for _, i := range w.answersIn(category) {
			if _, tagged := slices.BinarySearch(t.Tag, i); !tagged {
				t.Category = append(t.Category, i)
			}
		}
	}
	slices.Sort(t.Category)
	return t
}

// answersIn returns the places of the answers in a topic, in order.
func (w stater) answersIn(topic int32) (out []int) {
	n := w.node(w.person, topic)
	if n == nil {
		return nil
	}
	for _, k := range w.order[n.links.from:n.links.to] {
		if i, ok := w.at[w.links[k].answer]; ok {
			out = append(out, i)
		}
	}
	return out
}
