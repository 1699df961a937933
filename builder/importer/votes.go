package importer

import (
	"slices"
	"strconv"

	"winnow/builder/content"
)

// Kinds of votes.
const (
	voteAccepted = 1
	voteUp       = 2
	voteDown     = 3
	bountyStart  = 8
	bountyClose  = 9
)

// voteBuffer is how many votes are gathered before they are written as counts.
const voteBuffer = 1 << 20

// votes turns the table of votes into evidence. The voters are not in a dump,
// so up- and downvotes of one answer on one day are one row with a count. Votes
// stand in a dump nearly in the order of time, so a buffer is enough: should an
// older day come up again after it was written, it gets a second row, and the
// counts add up all the same.
type votes struct {
	d        *dump
	out      *content.EvidenceWriter
	buffer   []uint64 // day, answer and kind, high to low
	bounties map[int32]bounty
	err      error
}

// A bounty is points that a user promised for an answer to a question.
type bounty struct{ user, amount int32 }

// writeEvidence writes what happened to every answer of the dump.
func (d *dump) writeEvidence(dest *destination) error {
	return dest.stream("evidence/"+fileName("stackexchange", d.o.Prefix)+".csv", func(out *content.EvidenceWriter) error {
		v := &votes{d: d, out: out, bounties: map[int32]bounty{}}
		for i := range d.posts.all {
			if p := &d.posts.all[i]; !p.question {
				v.write(p, content.Answered, p.day, "", 1)
			}
		}
		read := v.table
		if !d.has("Votes.xml") {
			read = v.scores
		}
		if err := read(); err != nil {
			return err
		}
		v.flush(true)
		v.undated()
		return v.err
	})
}

// fileName returns a name for a file of this import alone.
func fileName(name, prefix string) string {
	if prefix == "" {
		return name
	}
	return name + "-" + prefix
}

// write adds one row about an answer.
func (v *votes) write(a *post, kind content.EvidenceKind, on day, by string, n int) {
	if v.err != nil || on == 0 {
		if on == 0 {
			v.d.lost.add("evidence about posts without a date", 1)
		}
		return
	}
	e := content.Evidence{Date: on.time(), Kind: kind, Answer: v.d.id(a.id), Author: v.d.user(a.owner), By: by, Thread: v.d.id(a.link), Count: n}
	if q := v.d.posts.thread(a); q != nil {
		e.Category, e.Tags = v.d.folder(q), v.d.posts.tagsOf(q)
	}
	v.err = v.out.Write(e)
}

func (v *votes) table() error {
	return v.d.rows("Votes.xml", func(r *row) {
		v.d.read.add("votes", 1)
		kind, _ := r.int32("VoteTypeId")
		id, _ := r.int32("PostId")
		p := v.d.posts.find(id)
		switch {
		case kind == bountyStart && p != nil:
			v.promise(r, p)
		case kind > voteDown && kind != bountyClose:
			v.d.skipped.add("votes that say nothing of an answer (favourites, closing, flags, …)", 1)
		case p == nil || p.question:
			v.d.skipped.add("votes on questions and on posts that are not in the file", 1)
		case kind == voteAccepted:
			v.accept(p, r.day("CreationDate"))
		case kind == voteUp || kind == voteDown:
			v.gather(p, kind, r.day("CreationDate"))
		case kind == bountyClose:
			v.award(r, p)
		}
	})
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

// flush writes the votes of the buffer as counts. Those of the newest day are
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
		v.write(v.d.posts.find(int32(v.buffer[i]>>8)), kind, day(v.buffer[i]>>48), "", n)
		i += n
	}
	v.buffer = append(v.buffer[:0], v.buffer[end:]...)
}

// accept writes that the asker accepted an answer.
func (v *votes) accept(p *post, on day) {
	if p.article < 0 || v.d.articles[p.article].answer != p {
		v.d.skipped.add("acceptances of answers that are not the accepted ones now", 1)
		return
	}
	a := &v.d.articles[p.article]
	if on == 0 || a.accepted != 0 {
		return
	}
	a.accepted = on
	v.write(p, content.Accepted, on, v.d.user(a.question.owner), 1)
}

// undated writes the acceptances that have no vote: on the answer's day, as
// theirs is not known.
func (v *votes) undated() {
	for i := range v.d.articles {
		if a := &v.d.articles[i]; a.accepted == 0 {
			v.d.lost.add("days of acceptance that are not in the file: the answer's day is taken", 1)
			v.write(a.answer, content.Accepted, a.answer.day, v.d.user(a.question.owner), 1)
		}
	}
}

// promise notes who offers a bounty.
func (v *votes) promise(r *row, p *post) {
	user, _ := r.int32("UserId")
	amount, _ := r.int32("BountyAmount")
	if q := v.d.posts.thread(p); q != nil && user > 0 {
		v.bounties[q.id] = bounty{user, amount}
	}
}

// award writes a bounty as kudos of the one who gave it, the only voter whom a
// dump names. When nobody awards it, half of it goes to an answer by itself:
// that is no kudos.
func (v *votes) award(r *row, p *post) {
	amount, _ := r.int32("BountyAmount")
	b := v.bounties[p.link]
	if b.user == 0 || amount != b.amount {
		v.d.skipped.add("bounties that nobody awarded", 1)
		return
	}
	on := r.day("CreationDate")
	if on == 0 {
		on = p.day
	}
	v.d.givers = append(v.d.givers, b.user)
	v.write(p, content.Kudos, on, v.d.user(b.user), 1)
}

// scores takes the place of the votes when the dump has none: the score of
// every answer, on the day it was written.
func (v *votes) scores() error {
	v.d.lost.add("table of votes: scores stand in its place, on the answers' days", 1)
	return v.d.rows("Posts.xml", func(r *row) {
		id, _ := r.int32("Id")
		score, _ := r.int32("Score")
		switch p := v.d.posts.find(id); {
		case p == nil || p.question || p.off != r.off:
		case score > 0:
			v.write(p, content.Kudos, p.day, "", int(score))
		case score < 0:
			v.write(p, content.Downvote, p.day, "", -int(score))
		}
	})
}

// id returns the id of a post as the site knows it.
func (d *dump) id(post int32) string {
	if post == 0 {
		return ""
	}
	return d.o.Prefix + strconv.Itoa(int(post))
}
