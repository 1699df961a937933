package site

import (
	"slices"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/builder/site/options"
	"winnow/builder/site/slug"
)

// A Person is a contributor who wrote a public article or has a page.
type Person struct {
	*reputation.Standing
	Items   []int32 // public articles, in trust order
	Further []int32 // further answers of threads
	slug    string  // "" = no page
}

// Answered returns the person's articles, then the further answers of threads, each in
// trust order.
func (p *Person) Answered() []int32 { return slices.Concat(p.Items, p.Further) }

// Scored reports whether the site may show a score.
func (p *Person) Scored() bool { return p.Privacy != content.Unscored }

// Anonymous reports whether the site may not name the person.
func (p *Person) Anonymous() bool { return p.Privacy == content.Anonymous }

// PageURL returns the address of the person's page, "" where there is none.
func (p *Person) PageURL() string {
	if p.slug == "" {
		return ""
	}
	return PeopleURL + p.slug + "/"
}

// ScoreFile returns the path of the file with the numbers behind the score, ""
// where there is none.
func (p *Person) ScoreFile() string {
	if p.slug == "" || !p.Scored() {
		return ""
	}
	return p.PageURL() + "score.json"
}

// Topic returns the person's published standing in a category, or nil.
func (p *Person) Topic(category string) *reputation.Topic {
	if !p.Scored() {
		return nil
	}
	for i := range p.ByCategory {
		if p.ByCategory[i].Name == category {
			return &p.ByCategory[i]
		}
	}
	return nil
}

// hasPage reports whether a person has a page: one who agrees to be shown, and of
// whom the site shows something.
func (p *Person) hasPage(of string) bool {
	switch {
	case p.Privacy == content.Anonymous, p.Privacy == content.Erased, of == options.PagesOff:
		return false
	case of == options.PagesOfAuthors:
		return len(p.Items)+len(p.Further) > 0
	}
	return len(p.Items)+len(p.Further) > 0 || p.Scored() && p.Judged > 0
}

// isListed reports whether lists name a person: unless all are listed, only those
// whose score is above that of a newcomer.
func (p *Person) isListed(of string) bool {
	return p.slug != "" && p.Scored() && p.Place > 0 && (of == options.PagesOfAll || p.Score > 0)
}

// People are the contributors that the site knows of.
type People struct {
	List   []Person
	Listed []int32 // those of the contributors page, best first
	Ranked int     // contributors with a place
	Pages  string  // who has a page: see PeopleOptions

	ledger  Ledger
	byID    map[string]int32 // canonical id
	byScore map[string]int32 // by the path of their score.json
}

// Find returns the number of a contributor by id or alias, or None.
func (l *People) Find(id string) int32 {
	if id == "" {
		return None
	}
	st := l.ledger.Contributor(id)
	if st == nil {
		return None
	}
	if i, ok := l.byID[st.ID]; ok {
		return i
	}
	return None
}

// byScoreFile returns whose score a file holds, or nil.
func (l *People) byScoreFile(name string) *Person {
	if i, ok := l.byScore[name]; ok {
		return &l.List[i]
	}
	return nil
}

// placePeople finds the author of each public article and further answer and decides who has a page.
func placePeople(articles []*Entry, contributors []*reputation.Standing, ledger Ledger, pages string) People {
	l := People{ledger: ledger, Pages: pages, byID: map[string]int32{}, byScore: map[string]int32{}}
	for _, st := range contributors {
		l.add(st)
		if st.Place > 0 {
			l.Ranked++
		}
	}
	authors := map[string]int32{}
	for _, e := range articles {
		if e.Author == "" {
			continue
		}
		who, known := authors[e.Author]
		if !known {
			who = l.add(ledger.Contributor(e.Author))
			authors[e.Author] = who
		}
		switch e.By = who; {
		case who == None:
		case e.Lead == None:
			l.List[who].Items = append(l.List[who].Items, e.Number)
		default:
			l.List[who].Further = append(l.List[who].Further, e.Number)
		}
	}
	l.nameSlugs()
	for i := range l.List {
		p := &l.List[i]
		if p.slug != "" && p.Scored() {
			l.byScore[p.ScoreFile()] = int32(i)
		}
		if p.isListed(pages) {
			l.Listed = append(l.Listed, int32(i))
		}
	}
	return l
}

// add returns the number of a contributor, who is added when new. Those who are
// erased are unknown to the site.
func (l *People) add(st *reputation.Standing) int32 {
	if st == nil || st.Privacy == content.Erased {
		return None
	}
	if i, ok := l.byID[st.ID]; ok {
		return i
	}
	i := int32(len(l.List))
	l.List = append(l.List, Person{Standing: st})
	l.byID[st.ID] = i
	return i
}

// nameSlugs gives a slug to each person who has a page. Those who share one get
// a hash behind it, but for the one whose id it is: so an address does not
// depend on who else is better ranked today.
func (l *People) nameSlugs() {
	count := map[string]int{}
	for i := range l.List {
		if p := &l.List[i]; p.hasPage(l.Pages) {
			p.slug = slug.Of(p.ID)
			count[p.slug]++
		}
	}
	for i := range l.List {
		if p := &l.List[i]; p.slug != "" && p.slug != p.ID && count[p.slug] > 1 {
			p.slug += "-" + slug.Hash(p.ID)
		}
	}
}

// scoreFiles lists the files with the numbers behind a score: of all who have a
// page and a score.
func scoreFiles(l People) []string {
	out := make([]string, 0, len(l.byScore))
	for name := range l.byScore {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// A Byline is a contributor as the site may name them.
type Byline struct {
	Name      string // empty = unknown, or anonymous
	Anonymous bool   // known, but chose to be shown as "community member"
	URL       string // own page, below the root; empty where there is none
	Rank      string // newcomer, contributor, trusted, expert; empty = not scored
	Topic     string // category in which the rank was earned; empty = overall
}
