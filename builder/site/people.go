package site

import (
	"winnow/builder/content"
	"winnow/builder/reputation"
)

// A person is a contributor who wrote a public article or has a page.
type person struct {
	*reputation.Standing
	slug  string  // "" = no page
	items []int32 // public articles, in trust order
}

// placePeople finds the author of each article and decides who has a page.
func (s *Site) placePeople() {
	s.personOf = map[string]int32{}
	for _, st := range s.in.Ledger.Contributors {
		s.addPerson(st)
		if st.Place > 0 {
			s.ranked++
		}
	}
	authors := map[string]int32{}
	for i, e := range s.Articles {
		if e.Author == "" {
			continue
		}
		who, known := authors[e.Author]
		if !known {
			who = s.addPerson(s.ledger.Contributor(e.Author))
			authors[e.Author] = who
		}
		if e.author = who; who != none {
			s.people[who].items = append(s.people[who].items, int32(i))
		}
	}
	s.nameSlugs()
	for i := range s.people {
		if p := &s.people[i]; p.slug != "" && p.scored() && p.Place > 0 {
			s.listed = append(s.listed, int32(i))
		}
	}
}

// addPerson returns the number of a contributor, who is added when new. Whoever
// is erased is unknown to the site.
func (s *Site) addPerson(st *reputation.Standing) int32 {
	if st == nil || st.Privacy == content.Erased {
		return none
	}
	if i, ok := s.personOf[st.ID]; ok {
		return i
	}
	i := int32(len(s.people))
	s.people = append(s.people, person{Standing: st})
	s.personOf[st.ID] = i
	return i
}

// nameSlugs gives a slug to everybody who has a page. Who shares one with
// somebody else gets a hash behind it, unless it is exactly his id: so an
// address does not depend on who else is better ranked today.
func (s *Site) nameSlugs() {
	count := map[string]int{}
	for i := range s.people {
		if p := &s.people[i]; p.hasPage() {
			p.slug = slug(p.ID)
			count[p.slug]++
		}
	}
	for i := range s.people {
		if p := &s.people[i]; p.slug != "" && p.slug != p.ID && count[p.slug] > 1 {
			p.slug += "-" + shortHash(p.ID)
		}
	}
}

// hasPage tells whether there is something to show of a person who agrees to
// be shown.
func (p *person) hasPage() bool {
	switch p.Privacy {
	case content.Anonymous, content.Erased:
		return false
	}
	return len(p.items) > 0 || p.scored() && p.Judged > 0
}

// scored tells whether the site may show a score.
func (p *person) scored() bool { return p.Privacy != content.Unscored }

func (p *person) url() string {
	if p.slug == "" {
		return ""
	}
	return peopleURL + p.slug + "/"
}

// personByID finds a contributor by id or alias.
func (s *Site) personByID(id string) int32 {
	if id == "" {
		return none
	}
	st := s.ledger.Contributor(id)
	if st == nil {
		return none
	}
	if i, ok := s.personOf[st.ID]; ok {
		return i
	}
	return none
}

// topic returns a person's published standing in a category, or nil.
func (p *person) topic(category string) *reputation.Topic {
	if !p.scored() {
		return nil
	}
	for i := range p.ByCategory {
		if p.ByCategory[i].Name == category {
			return &p.ByCategory[i]
		}
	}
	return nil
}
