package reputation

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/fixedpoint"
)

// A voice is how much the word of a person counts.
type voice uint8

const (
	plain voice = iota // member in platform mode, unvouched in anchored mode
	vouched
	proven
	staff
)

// weigh gives each event its class and weight: by the standing of its giver,
// less what the limits of one person take away.
func weigh(c *community) diag.List {
	w := weigher{community: c, voices: make([]voice, len(c.people.list))}
	var problems diag.List
	if c.rules.Anchored() {
		problems = w.anchors()
		w.prove()
		w.vouch()
	} else {
		w.spreads = w.spread()
	}
	eachAnswer(c.events, w.class)
	limit(c, w.voices)
	return problems
}

// A weigher finds how much each person's word counts.
type weigher struct {
	*community
	voices  []voice // of people
	spreads []Micro // likewise, in platform mode
}

// anchors gives staff and proven people their voices.
func (w weigher) anchors() (problems diag.List) {
	for _, group := range []struct {
		key   string
		who   []string
		voice voice
	}{{"anchors.proven", w.rules.Anchors.Proven, proven}, {"anchors.staff", w.rules.Anchors.Staff, staff}} {
		for _, name := range group.who {
			if n := w.appoint(name, group.voice); n == 0 {
				problems = append(problems, diag.Problem{Warning: true,
					Msg:  fmt.Sprintf("%s names %q, but no contributor has that id or role", group.key, name),
					Hint: `write the id of a contributor, or "role:ROLE" with a role of contributors.toml`})
			}
		}
	}
	return problems
}

// appoint gives a voice to a person or to all of a role, and returns to how many.
func (w weigher) appoint(name string, v voice) (n int) {
	role, byRole := strings.CutPrefix(name, "role:")
	if !byRole {
		if i, ok := w.people.index[name]; ok {
			w.voices[i] = v
			n++
		}
		return n
	}
	for i := range w.people.list {
		if w.people.list[i].role == role {
			w.voices[i] = v
			n++
		}
	}
	return n
}

// prove raises the authors of answers that a reviewer verified.
func (w weigher) prove() {
	for _, e := range w.events {
		author := w.answers[e.answer].author
		if e.kind.is(proves) && author != none && author != e.by {
			w.voices[author] = max(w.voices[author], proven)
		}
	}
}

// A vouching is an endorsement that may make its author vouched.
type vouching struct {
	by, author int32
	second     int64
}

// vouch raises those whom enough staff and proven people endorsed. Each of them
// can vouch for so many people in 365 days, the earliest first. One pass: who
// is raised does not raise others.
func (w weigher) vouch() {
	var list []vouching
	for _, e := range w.events {
		author := w.answers[e.answer].author
		if e.by != none && author != none && author != e.by && e.kind.is(endorses) && w.voices[e.by] >= proven && w.voices[author] < proven {
			list = append(list, vouching{e.by, author, e.second})
		}
	}
	slices.SortFunc(list, func(a, b vouching) int {
		return cmp.Or(cmp.Compare(a.by, b.by), cmp.Compare(a.second, b.second), cmp.Compare(a.author, b.author))
	})
	vouchers := map[int32][]int32{}
	for len(list) > 0 {
		n := sort.Search(len(list), func(i int) bool { return list[i].by > list[0].by })
		for author := range vouchedBy(list[:n], w.rules.Anchors.PerYear) {
			vouchers[author] = append(vouchers[author], list[0].by)
		}
		list = list[n:]
	}
	w.groups = make(map[int32]int32, len(vouchers))
	same := names{}
	for author, by := range vouchers {
		if len(by) >= w.rules.Anchors.Needed {
			w.voices[author] = vouched
			w.groups[author] = same.number(fmt.Sprint(by))
		}
	}
}

// vouchedBy returns for whom one person vouches, given what that person endorsed in
// order of date.
func vouchedBy(list []vouching, perYear int) map[int32]bool {
	out := map[int32]bool{}
	var recent []int64 // dates of the vouches of the last 365 days
	for _, v := range list {
		for len(recent) > 0 && recent[0] <= v.second-365*daySecond {
			recent = recent[1:]
		}
		if !out[v.author] && len(recent) < perYear {
			out[v.author] = true
			recent = append(recent, v.second)
		}
	}
	return out
}

// spread finds how widely each person's endorsements are spread: the share of them
// that goes to others than the one author who gets most. So those who praise one author
// alone have none, and a kudos to a stranger buys little.
func (w weigher) spread() []Micro {
	byGiver := grouped(len(w.voices), len(w.events), func(i int32) int32 {
		e := &w.events[i]
		if author := w.answers[e.answer].author; author == none || author == e.by || !e.kind.is(endorses) {
			return none
		}
		return e.by
	})
	out, authors := make([]Micro, len(w.voices)), []int32(nil)
	for by := range out {
		authors = authors[:0]
		for _, i := range byGiver.of(int32(by)) {
			authors = append(authors, w.answers[w.events[i].answer].author)
		}
		if n := len(authors); n > 0 {
			out[by] = One - fixedpoint.MulDiv(One, Micro(mostFrequent(authors)), Micro(n))
		}
	}
	return out
}

// mostFrequent returns how often the most frequent of some numbers occurs; it sorts them.
func mostFrequent(list []int32) (most int) {
	slices.Sort(list)
	for from, to := 0, 0; from < len(list); from = to {
		for to = from; to < len(list) && list[to] == list[from]; to++ {
		}
		most = max(most, to-from)
	}
	return most
}

// class gives the events of one answer their class, and the weight that they
// have before limits.
func (w weigher) class(events []event) {
	author := w.answers[events[0].answer].author
	byStaff, byOthers := w.corroborate(events, author)
	for i := range events {
		e := &events[i]
		if e.by != none && e.by == author {
			e.class = classSelf
			w.ignored[bySelf]++
			continue
		}
		e.class, e.trusted = w.hearing(e)
		e.weight = int32(w.voiceWeight(e))
		if e.kind.is(accepts | decides) {
			e.weight = int32(One)
		}
		e.lending = !e.trusted && e.kind.is(accepts) && byOthers && !byStaff
		e.trusted = e.trusted || e.kind.is(accepts) && byOthers
	}
}

// hearing returns the class of an event and whether it is judged evidence.
func (w weigher) hearing(e *event) (class, bool) {
	platform := !w.rules.Anchored()
	switch {
	case e.kind.is(decides):
		return classStaff, true
	case e.by == none:
		return classUnidentified, platform || w.rules.TrustCounts
	case w.voices[e.by] == staff:
		return classStaff, true
	case w.voices[e.by] >= vouched:
		return classVouched, true
	}
	return classOthers, platform
}

func (w weigher) voiceWeight(e *event) Micro {
	by := w.rules.Weight
	switch {
	case e.by == none:
		return by.Counted
	case w.voices[e.by] == staff:
		return by.Staff
	case w.voices[e.by] == proven:
		return by.Proven
	case w.voices[e.by] == vouched:
		return by.Vouched
	case w.rules.Anchored():
		return by.Unvouched
	}
	return by.Isolated + fixedpoint.MulDiv(by.Member-by.Isolated, w.spreads[e.by], One)
}
