package stackexchange

import (
	"slices"

	"winnow/builder/content"
	"winnow/builder/importer"
)

// Kinds of votes.
const (
	voteAccepted = 1
	voteUp       = 2
	voteDown     = 3
	bountyStart  = 8
	bountyClose  = 9
)

const (
	voteBuffer = 1 << 20 // votes that are gathered before they are handed over as counts
	undated    = "evidence about posts without a date"
)

// votes turns the table of votes into evidence. The voters are not in a dump,
// so up- and downvotes of one answer on one day are one row with a count. Votes
// are in a dump nearly in the order of time, so a buffer is enough: should an
// older day come up again after it was handed over, it gets a second row, and the
// counts add up all the same.
type votes struct {
	d        *dump
	yield    func(importer.Event, error) bool
	buffer   []uint64 // day, answer and kind, high to low
	bounties map[int32]bounty
	stopped  bool // no more events are taken
}

// A bounty is points that a user promised for an answer to a question.
type bounty struct{ user, amount int32 }

// events yields what happened to every answer of the dump.
func events(d *dump, yield func(importer.Event, error) bool) {
	v := &votes{d: d, yield: yield, bounties: map[int32]bounty{}}
	for i := range d.posts.all {
		if p := &d.posts.all[i]; !p.question && !v.stopped {
			v.remark(p, content.Answered, p.day, "", 1)
		}
	}
	read := v.table
	if !d.has("Votes.xml") {
		read = v.scores
	}
	switch err := read(); {
	case v.stopped:
	case err != nil:
		yield(importer.Event{}, err)
	default:
		v.flush(true)
		v.unvoted()
	}
}

// hand hands over what happened to an answer n times, and reports whether it
// is known when.
func (v *votes) hand(a *post, kind content.EvidenceKind, on day, by string, n int) bool {
	if v.stopped || on == 0 {
		return false
	}
	e := importer.Event{Evidence: content.Evidence{Date: on.time(), Kind: kind, Answer: id(a.id), Author: v.d.user(a.owner), By: by, Thread: id(a.link), Count: n}}
	if q := v.d.posts.thread(a); q != nil {
		e.Tags = v.d.posts.tagsOf(q)
	} else {
		e.Orphan = true
	}
	v.stopped = !v.yield(e, nil)
	return true
}

// count hands over what n votes say, and counts them.
func (v *votes) count(a *post, kind content.EvidenceKind, on day, by string, n int) {
	if v.hand(a, kind, on, by, n) {
		v.d.Write(importer.Votes, n)
	} else {
		v.d.Lose(importer.Votes, undated, n)
	}
}

// remark hands over what is no vote.
func (v *votes) remark(a *post, kind content.EvidenceKind, on day, by string, n int) {
	if !v.hand(a, kind, on, by, n) {
		v.d.Lose("", undated, 1)
	}
}

func (v *votes) table() error {
	for r, err := range v.d.rows("Votes.xml") {
		if err != nil {
			return err
		}
		if v.vote(r); v.stopped {
			break
		}
	}
	return nil
}

// vote takes one row of the table.
func (v *votes) vote(r *row) {
	v.d.Read(importer.Votes, 1)
	kind, _ := r.int32("VoteTypeId")
	id, _ := r.int32("PostId")
	p := v.d.posts.find(id)
	switch {
	case kind == bountyStart && p != nil:
		v.promise(r, p)
	case kind > voteDown && kind != bountyClose:
		v.d.Skip(importer.Votes, "votes that say nothing of an answer (favourites, closing, flags, …)", 1)
	case p == nil || p.question:
		v.d.Skip(importer.Votes, "votes on questions and on posts that are not in the file", 1)
	case kind == voteAccepted:
		v.accept(p, r.day("CreationDate"))
	case kind == voteUp || kind == voteDown:
		v.gather(p, kind, r.day("CreationDate"))
	case kind == bountyClose:
		v.award(r, p)
	default:
		v.d.Skip(importer.Votes, "votes of unknown kinds", 1)
	}
}

// gather keeps an up- or downvote until enough of them can be counted.
func (v *votes) gather(p *post, kind int32, on day) {
	if on == 0 {
		on = p.day
	}
	v.buffer = append(v.buffer, uint64(on)<<48|uint64(p.id)<<8|uint64(kind))
	if len(v.buffer) == voteBuffer {
		v.flush(false)
	}
}

// flush hands over the votes of the buffer as counts. Those of the newest day are
// kept for more of that day, unless it is the last flush.
func (v *votes) flush(last bool) {
	slices.Sort(v.buffer)
	end := len(v.buffer)
	for !last && end > 0 && v.buffer[end-1]>>48 == v.buffer[len(v.buffer)-1]>>48 {
		end--
	}
	if end == 0 {
		end = len(v.buffer)
	}
	for i := 0; i < end; {
		n := 1
		for i+n < end && v.buffer[i+n] == v.buffer[i] {
			n++
		}
		kind := content.Kudos
		if v.buffer[i]&0xFF == voteDown {
			kind = content.Downvote
		}
		v.count(v.d.posts.find(int32(v.buffer[i]>>8)), kind, day(v.buffer[i]>>48), "", n)
		i += n
	}
	v.buffer = append(v.buffer[:0], v.buffer[end:]...)
}

// accept takes that the asker accepted an answer.
func (v *votes) accept(p *post, on day) {
	if p.article < 0 || v.d.articles[p.article].answer != p || !v.d.articles[p.article].solved {
		v.d.Skip(importer.Votes, "acceptances of answers that are not the accepted ones now", 1)
		return
	}
	a := &v.d.articles[p.article]
	if on == 0 || a.accepted != 0 {
		v.d.Skip(importer.Votes, "acceptances without a day, or of what was accepted before", 1)
		return
	}
	a.accepted = on
	v.count(p, content.Accepted, on, v.d.user(a.question.owner), 1)
}

// unvoted hands over the acceptances that have no vote: on the answer's day, as
// theirs is not known.
func (v *votes) unvoted() {
	for i := range v.d.articles {
		if a := &v.d.articles[i]; a.solved && a.accepted == 0 {
			v.d.Lose("", "days of acceptance that are not in the file: the answer's day is taken", 1)
			v.remark(a.answer, content.Accepted, a.answer.day, v.d.user(a.question.owner), 1)
		}
	}
}

// promise notes who offers a bounty.
func (v *votes) promise(r *row, p *post) {
	user, _ := r.int32("UserId")
	amount, _ := r.int32("BountyAmount")
	v.d.Skip(importer.Votes, "offers of a bounty: its award counts", 1)
	if q := v.d.posts.thread(p); q != nil && user > 0 {
		v.bounties[q.id] = bounty{user, amount}
	}
}

// award writes a bounty as kudos of the one who gave it, the only voter whom a
// dump names. When it is not awarded, half of it goes to an answer by itself:
// that is no kudos.
func (v *votes) award(r *row, p *post) {
	amount, _ := r.int32("BountyAmount")
	b := v.bounties[p.link]
	if b.user == 0 || amount != b.amount {
		v.d.Skip(importer.Votes, "bounties that were not awarded", 1)
		return
	}
	on := r.day("CreationDate")
	if on == 0 {
		on = p.day
	}
	v.d.givers = append(v.d.givers, b.user)
	v.count(p, content.Kudos, on, v.d.user(b.user), 1)
}

// scores takes the place of the votes when the dump has none: the score of
// every answer, on the day it was written.
func (v *votes) scores() error {
	v.d.Lose("", "table of votes: scores take its place, on the answers' days", 1)
	for r, err := range v.d.rows("Posts.xml") {
		if err != nil {
			return err
		}
		id, _ := r.int32("Id")
		score, _ := r.int32("Score")
		switch p := v.d.posts.find(id); {
		case p == nil || p.question || p.off != r.off:
		case score > 0:
			v.remark(p, content.Kudos, p.day, "", int(score))
		case score < 0:
			v.remark(p, content.Downvote, p.day, "", -int(score))
		}
		if v.stopped {
			break
		}
	}
	return nil
}
