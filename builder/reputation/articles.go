package reputation

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// articles notes what article files say of their answers. A file is written by
// the site's owners: what it says of author, category and tags holds, and the
// reviewer it names is believed. Its counts hold where there is no evidence.
func (r *reader) articles(list []*content.Article) diag.List {
	var problems diag.List
	byPath := func(a, b *content.Article) int { return cmp.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(list, byPath) {
		list = slices.Clone(list)
		slices.SortFunc(list, byPath)
	}
	for _, a := range list {
		i := r.answer(cmp.Or(a.Answer, a.Path))
		if r.described[i].flags&isArticle != 0 {
			problems = append(problems, diag.Problem{Path: a.Path, Warning: true,
				Msg:  fmt.Sprintf("answer %q belongs to another article too, which is the one that counts", r.ids[i]),
				Hint: "give each article its own answer"})
			continue
		}
		r.adopt(i, a)
		r.ownCounts(i, a)
		r.ownWord(i, a)
	}
	return problems
}

// adopt notes what the article says about its answer.
func (r *reader) adopt(i int32, a *content.Article) {
	to := &r.described[i]
	to.flags |= isArticle
	if author := r.people.find(a.Author); author != none {
		if to.author != none && to.author != author {
			r.disagree(to, i, place{path: a.Path})
		}
		to.author = author
	}
	to.asker = r.people.find(a.AskedBy)
	if a.Thread != "" {
		to.thread = r.threadIDs.number(a.Thread)
	}
	if top := topFolder(a.Category); top != "" {
		to.category = r.categories.number(top)
	}
	if len(a.Tags) > 0 {
		to.tags = r.set(a.Tags)
	}
	if !a.Date.IsZero() {
		to.posted = dayOf(a.Date)
	}
}

// ownCounts makes events of the article's counts, where the evidence says
// nothing of its answer.
func (r *reader) ownCounts(i int32, a *content.Article) {
	if r.described[i].flags&wasJudged != 0 {
		return
	}
	when := firstOf(a.AcceptedAt, a.Updated, a.Date)
	r.own(i, content.Kudos, a.Kudos, "", when)
	r.own(i, content.Downvote, a.Downvotes, "", when)
	r.own(i, content.Confirmed, a.Confirmed, "", when)
	r.own(i, content.Failed, a.Failed, "", when)
}

// ownWord makes events of the acceptance and the review that the article names.
func (r *reader) ownWord(i int32, a *content.Article) {
	if r.described[i].flags&wasAccepted == 0 && (a.AcceptedBy != "" || !a.AcceptedAt.IsZero()) {
		r.own(i, content.Accepted, 1, a.AcceptedBy, firstOf(a.AcceptedAt, a.Date))
	}
	when := firstOf(a.ReviewedAt, a.AcceptedAt, a.Updated, a.Date)
	for _, word := range []struct {
		key, by string
		kind    content.EvidenceKind // empty: it says nothing about the answer
		favour  bool
	}{
		{"verified_by", a.VerifiedBy, content.Verified, true}, {"rejected_by", a.RejectedBy, content.Rejected, false},
		{"released_by", a.ReleasedBy, "", true}, {"held_by", a.HeldBy, "", false},
	} {
		if word.by != "" && decide(r, decision{place{a.Path, a.ReviewLine}, word.key, word.by, i, word.favour}) {
			r.own(i, word.kind, 1, word.by, when)
		}
	}
}

func (r *reader) own(i int32, name content.EvidenceKind, count int, by string, when time.Time) {
	k, known := r.kinds.named(name)
	if count < 1 || !known {
		return
	}
	if d := dayOf(when); r.inTime(d) {
		r.add(event{second: secondOf(when), answer: i, by: r.people.find(by), count: clamp(count), kind: k})
	} else if d > r.today && !slices.Contains(r.late[max(len(r.late)-1, 0):], r.ids[i]) {
		r.late = append(r.late, r.ids[i])
	}
}

func firstOf(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}
