package query

import (
	"fmt"
	"slices"
	"strings"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// A session is one query: what it found, and what it could not read.
type session struct {
	finder
	sieve sieve
}

func newSession(x *Index, c *cache) *session {
	return &session{finder: finder{files: &files{Index: x, cache: c}, report: []Term{}, corrected: map[string]string{}, suggested: map[string]string{}}}
}

// search answers a query.
func (s *session) search(query string, n int) (Results, error) {
	n = max(n, 0)
	items := parseQuery(query)
	filters := s.parse(items)
	hits, total := s.hits(items, n)
	r := Results{Query: query, Terms: s.report, Filters: filters, Total: total}
	r.Corrected, r.Suggestion = rewritten(items, s.corrected), rewritten(items, s.corrected, s.suggested)
	if len(s.suggested) == 0 {
		r.Suggestion = ""
	}
	lead := s.ranking().lead()
	if s.sieve.marks == nil && s.need == 0 {
		for i, t := range s.terms {
			if lead == 0 || lead>>i&1 == 1 {
				r.Total = max(r.Total, t.head.DF)
			}
		}
	}
	r.Items = s.results(hits, phrasesOf(items))
	if total == 0 || s.onlyLight() {
		r.Near = near(s.files, s.report)
	}
	r.Facets = facets(r.Items)
	r.Message = strings.Join(s.lost, "; ")
	if s.noShard() {
		return r, fmt.Errorf("search: %s", r.Message)
	}
	return r, nil
}

// parse finds the terms of the query and sets its filters.
func (s *session) parse(items []item) (filters []Filter) {
	s.understand(items)
	s.sieve, filters = sift(s.files, items)
	return filters
}

// ranking returns what scores depend on.
func (s *session) ranking() *ranking {
	return &ranking{&s.manifest, s.terms, s.need, s.sieve}
}

// hits returns the n best articles; of the first of them, those that hold the
// phrases of the query come first.
func (s *session) hits(items []item, n int) ([]hit, int) {
	phrases := phrasesOf(items)
	wanted := n
	if len(phrases) > 0 {
		wanted = max(n, phraseChecks)
	}
	if len(s.terms) == 0 && s.sieve.marks == nil {
		return nil, 0
	}
	hits, total := s.ranking().rank(wanted)
	if total < wanted && s.loadOverflow() {
		hits, total = s.ranking().rank(wanted)
	}
	if total == 0 && s.need != 0 { // better words than nothing
		s.need = 0
		hits, total = s.ranking().rank(wanted)
	}
	if len(s.terms) > 0 && n > 0 {
		byTitle(s.files, s.terms, items, hits[:min(len(hits), titleChecks)])
	}
	if len(phrases) > 0 {
		exactFirst(s.files, hits[:min(len(hits), phraseChecks)], phrases)
	}
	return hits[:min(len(hits), n)], total
}

// loadOverflow adds to all terms the postings that are not in their heads, and
// reports whether there were any.
func (s *session) loadOverflow() bool {
	more := false
	for _, t := range s.terms {
		whole := s.all(t.head)
		more = more || len(whole) > len(t.head.Postings)
		t.head.Postings, t.head.More = whole, nil
	}
	return more
}

// results returns the articles of hits, leaving out those whose block is lost.
func (s *session) results(hits []hit, phrases [][]string) []Result {
	out := []Result{}
	parts := s.ranking().explain(hits)
	onlyLight, whole := s.onlyLight(), s.whole()
	for i, h := range hits {
		d := s.document(h.id)
		if d == nil {
			continue
		}
		r := Result{ID: h.id, Score: h.score, Document: *d, Highlight: []string{}, Parts: parts[i], Exact: len(phrases) > 0 && holds(d, phrases)}
		var found []*term
		worth := 0
		for t, term := range s.terms {
			if h.terms>>t&1 == 0 {
				continue
			}
			worth += term.worth(term.idf)
			if !term.light || onlyLight {
				found = append(found, term)
				r.Highlight = append(r.Highlight, term.forms...)
			}
		}
		r.Weak = weakShare*worth < whole
		section := under(d, found)
		r.Section, r.Anchor = section.Heading, section.ID
		out = append(out, r)
	}
	return out
}

// weakShare is how much of a query a result has at least, as one part of so many, that
// is not weak.
const weakShare = 3

// under returns the section that has most of the words found, by how rare they
// are: those that are not in the title, each in one of its forms. It returns
// nothing when no section has any.
func under(d *format.Document, terms []*term) (best format.Section) {
	if len(d.Sections) == 0 {
		return best
	}
	title, highest := wordSet(d.Title), 0
	for _, p := range d.Sections {
		heading, sum := wordSet(p.Heading), 0
		for _, t := range terms {
			if !anyIn(t.forms, title.has) && anyIn(t.forms, func(w string) bool { return heading.has(w) || p.Has(format.Mark(w)) }) {
				sum += t.idf
			}
		}
		if sum > highest {
			best, highest = p, sum
		}
	}
	return best
}

func anyIn(forms []string, has func(string) bool) bool { return slices.ContainsFunc(forms, has) }

type set map[string]bool

func (s set) has(w string) bool { return s[w] }

// wordSet returns the words of a text and their parts.
func wordSet(text string) set {
	s := set{}
	words.Scan([]byte(text), func(_ int, token, _ []byte) { s[string(token)] = true })
	return s
}
