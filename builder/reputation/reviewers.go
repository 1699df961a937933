package reputation

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"winnow/builder/diag"
)

// reviewers are the people whose word decides: by id, or by their role in
// contributors.toml.
type reviewers struct{ ids, roles map[string]bool }

func (r reviewers) has(p *person) bool { return r.ids[p.id] || p.declared && r.roles[p.role] }

// reviewersOf reads a list of ids and "role:ROLE". In anchored mode the staff of
// the anchors review, too.
func reviewersOf(in Input, p *people) (reviewers, diag.List) {
	out := reviewers{map[string]bool{}, map[string]bool{}}
	list := in.Reviewers
	if in.Rules.Anchored() {
		list = slices.Concat(list, in.Rules.Anchors.Staff)
	}
	var problems diag.List
	for i, name := range list {
		if role, ok := strings.CutPrefix(name, "role:"); ok {
			out.roles[role] = true
			continue
		}
		at, known := p.index[name]
		if known {
			name = p.list[at].id
		} else if i < len(in.Reviewers) && len(in.Contributors) > 0 {
			problems = append(problems, diag.Problem{Warning: true,
				Msg:  fmt.Sprintf("reviewers in [ranking] names %q, who is not in contributors.toml", name),
				Hint: didYouMean(name, maps.Keys(p.index), "add an entry for them")})
		}
		out.ids[name] = true
	}
	return out, problems
}

func didYouMean(word string, known func(func(string) bool), otherwise string) string {
	names := slices.Sorted(known)
	if i := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(name, word) }); i >= 0 {
		return fmt.Sprintf("did you mean %q?", names[i])
	}
	if near := diag.Near(word, slices.Values(names)); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

// A decision is what only a reviewer can do, and where it is written.
type decision struct {
	place
	what   string // "verified_by", or the kind of a row
	by     string
	answer int32
	favour bool // it is in favour of the answer, which its author cannot decide
}

// decide notes a decision, and reports whether a reviewer made it.
func decide(r *reader, d decision) bool {
	if i := r.people.find(d.by); i != none && r.reviewers.has(&r.people.list[i]) {
		if d.favour {
			r.praises = append(r.praises, d)
		}
		return true
	}
	if r.ignored[notReviewer]++; len(r.strangers) < mostListed {
		r.strangers = append(r.strangers, d)
	}
	return false
}

// reviewProblems reports decisions of people who are no reviewers, and praise of
// one's own answers. It must know all authors.
func reviewProblems(r *reader) (out diag.List) {
	for _, d := range r.strangers {
		out = append(out, diag.Problem{Path: d.path, Line: d.line, Msg: strangerText(d), Hint: whoInstead(r, d.by)})
	}
	if more := r.ignored[notReviewer] - len(r.strangers); more > 0 {
		out = append(out, diag.Problem{Msg: fmt.Sprintf("%d more decisions of people who are no reviewers count nothing", more)})
	}
	return append(out, ownPraise(r)...)
}

func strangerText(d decision) string {
	if d.by == "" {
		return d.what + " names no reviewer: it counts nothing"
	}
	return fmt.Sprintf("%s names %q, who is no reviewer: it counts nothing", d.what, d.by)
}

// whoInstead says what to do about the name of somebody who is no reviewer.
func whoInstead(r *reader, by string) string {
	var ids []string
	for id, i := range r.people.index {
		if p := &r.people.list[i]; r.reviewers.has(p) {
			if ids = append(ids, id); strings.EqualFold(by, p.name) {
				return fmt.Sprintf("did you mean %q?", p.id)
			}
		}
	}
	const name = "name them in reviewers of [ranking], or give them a role that is in it"
	if i, known := r.people.index[by]; known && r.people.list[i].declared {
		return name
	}
	if len(ids) == 0 {
		return `no contributor is a reviewer: give one role = "staff" in contributors.toml`
	}
	slices.Sort(ids)
	return didYouMean(by, slices.Values(ids), "the reviewers are "+strings.Join(ids[:min(len(ids), mostListed)], ", ")+"; "+name)
}

// ownPraise warns of reviewers who verified or released an answer of their own.
func ownPraise(r *reader) (out diag.List) {
	n := 0
	for _, d := range r.praises {
		if r.people.find(d.by) != r.described[d.answer].author {
			continue
		}
		if n++; n <= mostListed {
			out = append(out, diag.Problem{Path: d.path, Line: d.line, Warning: true,
				Msg:  fmt.Sprintf("%s names %q, who wrote the answer: it counts nothing", d.what, d.by),
				Hint: "this takes another reviewer"})
		}
	}
	if n > mostListed {
		out = append(out, diag.Problem{Warning: true, Msg: fmt.Sprintf("%d more answers are verified by their own authors, which counts nothing", n-mostListed)})
	}
	return out
}
