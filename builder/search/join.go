package search

import (
	"unicode/utf8"

	"winnow/builder/search/format"
)

// An Answer is a further answer on the page of an article: a section of it.
type Answer struct {
	ID, Heading string // its place on the page, and what the section is called
	Bag         []byte
}

// Join adds further answers to the bag of the article on whose page they are. Title,
// tags and question are the article's.
func Join(bag []byte, answers []Answer) ([]byte, error) {
	a := analyses.Get().(*analysis)
	defer a.release()
	a.prepare(len(bag) * (1 + len(answers)))
	lead, err := openBag(bag)
	if err != nil {
		return nil, err
	}
	a.take(lead, func(n counts) counts { return n }, nil)
	sections := format.ReadSections(lead.sections())
	stop := stopSets()[stopCode(lead.language)]
	for _, x := range answers {
		r, err := openBag(x.Bag)
		if err != nil {
			return nil, err
		}
		var list []string
		a.take(r, answerOnly, func(token []byte) {
			if len(list) < maxUnder && !stop[string(token)] && utf8.RuneCount(token) > 1 {
				list = append(list, string(token))
			}
		})
		if r.Bad {
			return nil, errBag
		}
		if len(sections) < 2*maxSections {
			sections = append(sections, format.NewSection(x.ID, format.Clean(x.Heading, format.MaxHeading), list))
		}
	}
	a.sections = sections
	return a.bag(lead.language), nil
}

// answerOnly drops what a further answer says in fields that are not its own.
func answerOnly(n counts) counts {
	n[fieldTitle], n[fieldTags], n[fieldQuestion] = 0, 0, 0
	return n
}

// take adds the tokens of a bag, and calls f with those that are new.
func (a *analysis) take(r *bagReader, keep func(counts) counts, f func(token []byte)) {
	lengths := keep(counts{1, 1, 1, 1, 1})
	for field, n := range r.lengths {
		a.lengths[field] += n * int(lengths[field])
	}
	for r.left > 0 && !r.Bad {
		token, original, n := r.next()
		if n = keep(n); n != (counts{}) && a.put(token, original, n) && f != nil {
			f(token)
		}
	}
	a.pairs = append(a.pairs, r.pairs()...)
}

// put adds a token with its counts, and reports whether it is new.
func (a *analysis) put(token, original []byte, n counts) bool {
	h := hash(token)
	mask := uint32(len(a.table) - 1)
	at := h & mask
	for ; a.table[at] != 0; at = (at + 1) & mask {
		e := &a.found[a.table[at]-1]
		if e.hash == h && string(a.bytes[e.start:e.end]) == string(token) {
			e.n.add(n)
			return false
		}
	}
	if len(a.found) == maxDistinct {
		return false
	}
	a.insert(at, h, token, original)
	a.found[len(a.found)-1].n = n
	return true
}
