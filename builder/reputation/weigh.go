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
	plain    voice = iota // member in platform mode, unvouched in anchored mode
	isolated              // endorses one author only (platform mode)
	vouched
	proven
	staff
)

// weigh gives each event its class and weight: by the standing of its giver,
// less what the limits of one person take away.
func weigh(c *community) diag.List {
	voices, problems := anchors(c)
	if c.rules.Anchored() {
		prove(c, voices)
		vouch(c, voices)
	} else {
		isolate(c, voices)
	}
	c.events = slices.DeleteFunc(c.events, func(e event) bool {
		// Staff's decisions by somebody else are no decisions.
		drop := c.rules.Anchored() && e.kind.decides() && !e.own && e.by != none && voices[e.by] != staff
		if drop {
			c.ignored[notStaff]++
		}
		return drop
	})
	eachAnswer(c.events, func(events []event) { c.class(events, voices) })
	limit(c, voices)
	return problems
}

// anchors gives staff and proven people their voices.
func anchors(c *community) ([]voice, diag.List) {
	voices := make([]voice, len(c.people.list))
	var problems diag.List
	for _, group := range []struct {
		key   string
		who   []string
		voice voice
	}{{"anchors.proven", c.rules.Anchors.Proven, proven}, {"anchors.staff", c.rules.Anchors.Staff, staff}} {
		if !c.rules.Anchored() {
			break
		}
		for _, name := range group.who {
			if n := c.appoint(voices, name, group.voice); n == 0 {
				problems = append(problems, diag.Problem{Warning: true,
					Msg:  fmt.Sprintf("%s names %q, whom nobody is", group.key, name),
					Hint: `write the id of a contributor, or "role:ROLE" with a role of contributors.toml`})
			}
		}
	}
	return voices, problems
}

// appoint gives a voice to a person or to all of a role, and tells to how many.
func (c *community) appoint(voices []voice, name string, v voice) (n int) {
	role, byRole := strings.CutPrefix(name, "role:")
	if !byRole {
		if i, ok := c.people.index[name]; ok {
			voices[i] = v
			n++
		}
		return n
	}
	for i := range c.people.list {
		if c.people.list[i].role == role {
			voices[i] = v
			n++
		}
	}
	return n
}

// prove raises the authors of answers that staff verified.
func prove(c *community, voices []voice) {
	for _, e := range c.events {
		author := c.answers[e.answer].author
		byStaff := e.own || e.by == none || voices[e.by] == staff
		if e.kind == verified && author != none && author != e.by && byStaff {
			voices[author] = max(voices[author], proven)
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
func vouch(c *community, voices []voice) {
	var list []vouching
	for _, e := range c.events {
		author := c.answers[e.answer].author
		if e.by != none && author != none && author != e.by && e.kind.endorses() && voices[e.by] >= proven && voices[author] < proven {
			list = append(list, vouching{e.by, author, e.second})
		}
	}
	slices.SortFunc(list, func(a, b vouching) int {
		return cmp.Or(cmp.Compare(a.by, b.by), cmp.Compare(a.second, b.second), cmp.Compare(a.author, b.author))
	})
	vouchers := map[int32][]int32{}
	for len(list) > 0 {
		n := sort.Search(len(list), func(i int) bool { return list[i].by > list[0].by })
		for author := range vouchedBy(list[:n], c.rules.Anchors.PerYear) {
			vouchers[author] = append(vouchers[author], list[0].by)
		}
		list = list[n:]
	}
	c.groups = make(map[int32]int32, len(vouchers))
	same := names{}
	for author, by := range vouchers {
		if len(by) >= c.rules.Anchors.Needed {
			voices[author] = vouched
			c.groups[author] = same.number(fmt.Sprint(by))
		}
	}
}

// vouchedBy is for whom one person vouches, given what that person endorsed in
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

// isolate lowers those who endorse one author only, or nobody.
func isolate(c *community, voices []voice) {
	only := make([]int32, len(voices))
	for i := range only {
		only[i] = none
	}
	for i := range voices {
		voices[i] = isolated
	}
	for _, e := range c.events {
		author := c.answers[e.answer].author
		if e.by == none || author == none || author == e.by || !e.kind.endorses() {
			continue
		}
		if only[e.by] == none {
			only[e.by] = author
		} else if only[e.by] != author {
			voices[e.by] = plain
		}
	}
}

// class gives the events of one answer their class, and the weight that they
// have before limits.
func (c *community) class(events []event, voices []voice) {
	author := c.answers[events[0].answer].author
	byStaff, byOthers := c.corroborate(events, author, voices)
	for i := range events {
		e := &events[i]
		if e.by != none && e.by == author {
			e.class = classSelf
			c.ignored[bySelf]++
			continue
		}
		e.class, e.trusted = c.hearing(e, voices)
		e.weight = int32(c.voiceWeight(e, voices))
		if e.kind == accepted || e.kind.decides() {
			e.weight = int32(One)
		}
		e.lending = !e.trusted && e.kind == accepted && byOthers && !byStaff
		e.trusted = e.trusted || e.kind == accepted && byOthers
	}
}

// hearing is the class of an event and whether it is judged evidence.
func (c *community) hearing(e *event, voices []voice) (class, bool) {
	platform := !c.rules.Anchored()
	switch {
	case e.kind.decides():
		return classStaff, true
	case e.by == none:
		return classUnidentified, platform || c.rules.TrustCounts
	case voices[e.by] == staff:
		return classStaff, true
	case voices[e.by] >= vouched:
		return classVouched, true
	}
	return classOthers, platform
}

func (c *community) voiceWeight(e *event, voices []voice) Micro {
	w := c.rules.Weight
	switch {
	case e.by == none:
		return w.Counted
	case voices[e.by] == staff:
		return w.Staff
	case voices[e.by] == proven:
		return w.Proven
	case voices[e.by] == vouched:
		return w.Vouched
	case c.rules.Anchored():
		return w.Unvouched
	case voices[e.by] == isolated:
		return w.Isolated
	}
	return w.Member
}

// raw is the mass that an event would have on its own; for kudos and downvotes,
// which saturate, that of the first.
func (c *community) raw(e *event) Micro {
	m, w := c.rules.Mass, Micro(e.weight)
	switch e.kind {
	case accepted:
		return fixedpoint.MulDiv(m.Accepted, w, One)
	case confirmed:
		return fixedpoint.MulDiv(m.Confirmed, w, One)
	case failed:
		return fixedpoint.MulDiv(-m.Failed, w, One)
	case kudos:
		return fixedpoint.MulDiv(m.Kudos, w, m.KudosHalf)
	case downvote:
		return fixedpoint.MulDiv(-m.Downvote, w, m.DownvoteHalf)
	}
	return 0
}
