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
// It says how many gave what, by class of giver, and never who.
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
	Category  []int  // answers (indices) whose evidence lies in the category, or in those of the tag
	Tag       []int  // answers that have the tag: 1/Tags of their evidence is on the tag, the rest in its category
	Open      Sums
	Probation bool
	Total     Micro
	Score     int64 // tenths
}

// Statement returns what a contributor's published score is made of; it is false
// for who has no score.
func (l *Ledger) Statement(id string) (Statement, bool) {
	person := l.person(id)
	if person == none || l.standings[person] == nil || !l.people.list[person].scored() {
		return Statement{}, false
	}
	s := l.scopeOf(person, none)
	c := l.chain(s, nil)
	out := Statement{Start: l.Prior, Total: l.Prior + l.distance(c), Open: Sums{c.open.good, c.open.bad}}
	out.Score = points(out.Total - out.Start)
	adds := map[int32]Micro{}
	for _, d := range l.drafts(s, c) {
		switch d.what {
		case Unvouched:
			out.OpenAdds = d.Value
		case Probation:
			out.Probation, out.ProbationAdds = true, d.Value
		default:
			adds[d.answer] = d.Value
		}
	}
	at := map[int32]int{}
	for _, i := range l.byAuthor.of(person) {
		added, listed := adds[i]
		if a := &l.answers[i]; listed || a.openGood+a.openBad > 0 {
			at[i] = len(out.Answers)
			x := l.stated(i, added)
			if listed {
				x.CopyOf = l.original(a)
			}
			out.Answers = append(out.Answers, x)
		}
	}
	out.Topics = l.statedTopics(person, at)
	return out, true
}

func (l *Ledger) stated(i int32, adds Micro) Stated {
	a := &l.answers[i]
	newest := max(a.newest, a.lostTo)
	s := Stated{Answer: l.ids[i], Tags: len(l.tagsOf(a)), Adds: adds, Events: l.counts(a)}
	s.Judged = Judgement{Good: a.good, Bad: a.bad, Decay: l.decay.At(l.age(newest)), Date: date(newest)}
	s.Judged.Positive, s.Judged.Negative = l.masses(a)
	s.Open = Judgement{Good: a.openGood, Bad: a.openBad, Decay: l.decay.At(l.age(a.newestOpen)), Date: date(a.newestOpen)}
	s.Open.Positive, s.Open.Negative = l.openMasses(a)
	return s
}

// statedTopics are the published topics of a person; at numbers the answers.
func (l *Ledger) statedTopics(person int32, at map[int32]int) (out []StatedTopic) {
	who := l.standings[person]
	for _, t := range who.ByCategory {
		out = append(out, l.statedTopic(person, l.categoryNumber(t.Name), at))
	}
	for _, t := range who.ByTag {
		out = append(out, l.statedTopic(person, l.tagNumber(t.Name), at))
	}
	return out
}

func (l *Ledger) statedTopic(person, topic int32, at map[int32]int) StatedTopic {
	s := l.scopeOf(person, topic)
	c := l.chain(s, nil)
	t := StatedTopic{Topic: l.topicName(topic), Open: Sums{c.open.good, c.open.bad}, Probation: c.capped, Total: l.Prior + l.distance(c)}
	t.Score = points(t.Total - l.Prior)
	if topic >= l.tags {
		t.Tag = l.answersIn(person, topic, at)
	}
	for _, category := range s.categories {
		for _, i := range l.answersIn(person, category, at) {
			if _, tagged := slices.BinarySearch(t.Tag, i); !tagged {
				t.Category = append(t.Category, i)
			}
		}
	}
	slices.Sort(t.Category)
	return t
}

// answersIn numbers the answers of a person in a topic, in order.
func (l *Ledger) answersIn(person, topic int32, at map[int32]int) (out []int) {
	n := l.node(person, topic)
	if n == nil {
		return nil
	}
	for _, k := range l.order[n.links.from:n.links.to] {
		if i, ok := at[l.links[k].answer]; ok {
			out = append(out, i)
		}
	}
	return out
}
