// Package site lays out the published site: which pages there are, at which
// URL, and which articles stand on them in which order. It decides nothing
// about trust: order and state come from package ranking, standings from
// package reputation. All that leaves the builder (pages, lists, search, feeds)
// is made from one [Site], so that one predicate decides what is public.
//
// # Pages
//
//	""                     home: categories, tags, the most trusted articles
//	page/1/                all articles, if they are more than the home page shows
//	wifi/                  a category: its articles and those of the folders below
//	wifi/page/2/           the next part of its list; every list is cut so
//	wifi/slow-5ghz/        an article
//	manual/install/        an ordinary page
//	tags/, tags/vpn/       all tags, one tag
//	people/, people/ann/   all contributors, one contributor
//	people/ann/score.json  the numbers behind a score (package proof)
//	rules/  held/  search/  report/  404.html
//	a-z/                   all articles by title
//	newest/, confirmed/    the first articles of the site in other orders, also
//	                       wifi/newest/, …, and of long lists tags/vpn/newest/, …;
//	                       not where an article has the address
//	wifi/people/           the contributors of a category, best first
//
// A category is a folder, or what an article's front matter names instead; its
// _index.md gives title, summary and text. A folder that holds ordinary pages
// and no articles is no category: its _index.md is a page like the others.
// Tags that differ in spelling only ("Wi-Fi", "wi fi") are one, under the most
// frequent spelling. A contributor has a page with at least one public article
// or judged answer, and with the privacy to be shown.
//
// A duplicate (see package ranking) has a page, which says so and leads on to the
// canonical article, as the canonical link of the page does, and is named there; it stands in no list,
// nor in search, feeds and sitemap.
//
// URLs below people/ and tags/ are made by [slug]. Two pages of one URL are a
// problem that names both. A link to a page that is not public is a warning,
// and is no link in the text.
//
// # Sizes
//
// A site of 100,000 articles must fit beside everything else: lists are numbers
// of articles in trust order, 4 bytes an entry, a page is 40 bytes, and the
// values that templates show are made when a page is asked for, by [Site.View].
package site

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"winnow/builder/audit"
	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
)

// A Written is an article as read and converted: everything but the texts,
// which stay in the store.
type Written struct {
	*content.Article
	Doc *outline.Outline
}

// Input is all that a site is made from. Verdicts is parallel to Articles;
// pages and sections (content.KindPage, KindSection) come apart.
type Input struct {
	Options     Options
	Articles    []Written
	Verdicts    []ranking.Verdict
	Pages       []Written
	Ledger      *reputation.Ledger // nil = nothing is known of anybody
	People      []content.Contributor
	Rules       reputation.Rules
	Policy      ranking.Policy
	Attachments []string  // paths below content/ that are copied along
	RulesTOML   []Setting // every constant in force, for the rules page
	Now         time.Time

	// What package feed publishes, as far as pages tell of it.
	QAPage   bool   // describe articles as questions and answers
	OldSite  string // address of the forum that the site takes the place of
	Markdown bool   // the source text of each article stands beside its page, as index.md
	Cards    bool   // links to the site are shown with a picture

	Look      Look   // what site.toml changes of the theme's texts
	ReportURL string // where searches without result are told of; empty = nowhere
}

// A Look is what a site says in place of the theme. Empty = what the theme says.
type Look struct {
	Logo                        string // path of an attachment
	Accent                      string // colour, for pictures: "#0a6847"
	HomeTitle, HomeText, Footer string
}

// A Setting is one constant in force, for the rules page.
type Setting struct {
	Table   string `json:"table"`
	Key     string `json:"key"`
	Value   string `json:"value"`
	Meaning string `json:"meaning"`
}

// Assemble lays out the site: which pages there are, at which URL, and which
// articles stand on them in which order. It checks that URLs do not clash and
// that links between articles have a target.
func Assemble(in Input) (*Site, diag.List) {
	if in.Ledger == nil {
		in.Ledger = &reputation.Ledger{}
		return assemble(in, nobody{})
	}
	return assemble(in, in.Ledger)
}

// standings is what this package asks of a [reputation.Ledger]. Tests answer
// themselves, so that they do not depend on the formula.
type standings interface {
	Contributor(id string) *reputation.Standing
	Explain(id, topic string, n int) (reputation.Explanation, bool)
	Outcome(answer string) (reputation.Outcome, bool)
	Statement(id string) (reputation.Statement, bool)
}

// nobody answers for a community of which nothing is known.
type nobody struct{}

func (nobody) Contributor(string) *reputation.Standing { return nil }
func (nobody) Explain(string, string, int) (reputation.Explanation, bool) {
	return reputation.Explanation{}, false
}
func (nobody) Outcome(string) (reputation.Outcome, bool) { return reputation.Outcome{}, false }
func (nobody) Statement(string) (reputation.Statement, bool) {
	return reputation.Statement{}, false
}

func assemble(in Input, l standings) (*Site, diag.List) {
	in.Options = in.Options.normal()
	s := &Site{Options: in.Options, in: in, ledger: l}

	// Which articles may be seen, and in which order? Who may not be named?
	s.placeArticles()
	s.hideWords()

	// Who wrote them, where do they belong, what are they about?
	s.placePeople()
	s.placeCategories()
	s.placeTags()
	s.placeManuals()
	s.placeThreads()
	s.placeDuplicates()

	// Which pages are there, and does every link between them lead somewhere?
	s.placeScores()
	s.clashes = s.layPages()
	s.placeCards()
	return s, s.speak()
}

// A Site is the published site. It is never changed after Assemble returned
// it, and safe for use by several goroutines.
type Site struct {
	Options  Options
	Articles []*Entry // public ones, in trust order
	Held     []*Entry // not public, by path

	// Duplicates of public articles have a page that leads on to these, and
	// stand in no list; by path.
	Duplicates []*Entry

	Pages  []*Page  // every page, sorted by URL; a short description each
	Scores []string // the files people/SLUG/score.json, sorted

	Redirects []Redirect // from old addresses, sorted
	Moved     []Redirect // from the old forum's; From is a path with query on its host
	Cards     []Card     // pictures to be drawn, sorted by address

	in          Input
	ledger      standings
	clashes     diag.List // problems of addresses
	proofRules  audit.Rules
	hidden      hiddenWords
	people      []person
	scoreOf     map[string]int32 // people, by the path of their score.json
	personOf    map[string]int32 // by canonical id
	listed      []int32          // people of the contributors page, best first
	ranked      int              // contributors with a place
	categories  []category       // the first is the whole site
	categoryAt  map[string]int32 // by URL
	categoryOf  map[string]int32 // by the name that articles use
	tags        []tag
	tagAt       map[string]int32 // by slug
	tagsOf      groups           // the tags of each public article
	largest     []int32          // tags by size
	manuals     []manual         // in the order of the menu
	byAnswer    []int32          // public articles, sorted by the id of their answer
	alphabet    func() []int32   // public articles by title, made once
	threads     []threaded       // public articles by thread
	recent      []*Entry         // the newest, for the home page
	heldRows    []*Entry         // those of Held that the held list tells of
	states      []StateCount
	originals   map[string]*Entry         // by path: articles that others are duplicates or copies of
	repeats     []int32                   // Duplicates by the path of their canonical article
	relinked    map[int]map[string]string // by index of the text, what addresses in it become: see Relinked
	successors  map[int32]Link            // of public articles that were superseded; addresses below the root, or absolute
	updated     time.Time
	attachments []string // sorted
}

// An Entry is one article and its place.
type Entry struct {
	Written
	Verdict *ranking.Verdict
	Index   int // into Input.Articles, and so into the store

	at        int32 // number, see duplicates.go: into Site.Articles, then into Site.Duplicates
	author    int32 // into Site.people; none = unknown
	category  int32 // into Site.categories
	pos       int32 // within its category's list
	confirmed int32
	failed    int32
	heard     int32 // day of the last confirmation since 1970; 0 = none
	accepted  bool
}

// none stands for no person, category or page.
const none = -1

// Accepted tells whether the one who asked took the answer as the solution.
func (e *Entry) Accepted() bool { return e.accepted }

// ShortText is the article's summary, or else the beginning of its solution.
func (e *Entry) ShortText() string {
	if e.Summary != "" {
		return e.Summary
	}
	return e.Doc.Summary
}

// placeArticles parts what is public from what is not, and puts the public
// articles in trust order.
func (s *Site) placeArticles() {
	entries, public := make([]Entry, len(s.in.Articles)), 0
	for i := range s.in.Verdicts {
		if s.in.Verdicts[i].State.Public() {
			public++
		}
	}
	s.Articles, s.byAnswer = make([]*Entry, public), make([]int32, 0, public)
	for i := range entries {
		e := &entries[i]
		*e = Entry{Written: s.in.Articles[i], Verdict: &s.in.Verdicts[i], Index: i, author: none}
		if !e.Verdict.State.Reachable() {
			s.Held = append(s.Held, e)
			continue
		}
		s.witness(e)
		if e.Verdict.State.Public() {
			e.at = int32(e.Verdict.Place - 1)
			s.Articles[e.at], s.byAnswer = e, append(s.byAnswer, e.at)
		} else {
			s.Duplicates = append(s.Duplicates, e)
		}
	}
	slices.SortStableFunc(s.Held, func(a, b *Entry) int { return compare(a.Path, b.Path) })
	slices.SortStableFunc(s.Duplicates, func(a, b *Entry) int { return compare(a.Path, b.Path) })
	for i, e := range s.Duplicates {
		e.at = int32(len(s.Articles) + i)
	}
	s.findOriginals()
	slices.SortFunc(s.byAnswer, func(a, b int32) int { // they come by path, which is nearly it
		return cmp.Or(compare(s.Articles[a].Answer, s.Articles[b].Answer), cmp.Compare(a, b))
	})
	s.recent = s.Newest(recentItems)
	s.tellHeld()
}

// tellHeld counts the articles of each state and chooses those that the held
// list tells of. Drafts and scheduled articles are their authors' own business
// until they are ready.
func (s *Site) tellHeld() {
	count := map[ranking.State]int{}
	for i := range s.in.Verdicts {
		count[s.in.Verdicts[i].State]++
	}
	for _, state := range []ranking.State{ranking.Published, ranking.Outdated, ranking.Held, ranking.Draft,
		ranking.Scheduled, ranking.Expired, ranking.Duplicate} {
		if count[state] > 0 {
			s.states = append(s.states, StateCount{string(state), count[state]})
		}
	}
	for _, e := range s.Held {
		if st := e.Verdict.State; st != ranking.Draft && st != ranking.Scheduled {
			s.heldRows = append(s.heldRows, e)
		}
	}
}

// witness notes what happened to an article: from the evidence, or from its
// front matter where the evidence does not know it.
func (s *Site) witness(e *Entry) {
	e.accepted = e.AcceptedBy != "" || !e.AcceptedAt.IsZero()
	e.confirmed, e.failed = int32(e.Article.Confirmed), int32(e.Failed)
	if o, ok := s.ledger.Outcome(e.Answer); ok {
		e.accepted = e.accepted || o.Accepted
		e.confirmed, e.failed = happened(o.Counts, content.Confirmed), happened(o.Counts, content.Failed)
		e.heard = dayOf(o.LastConfirmed)
	}
	if t := e.Changed(); t.After(s.updated) {
		s.updated = t
	}
}

func happened(counts []reputation.Count, kind content.EvidenceKind) int32 {
	n := 0
	for _, c := range counts {
		if c.Kind == kind {
			n += c.N
		}
	}
	return int32(n)
}

// Newest returns the n articles that were accepted or confirmed last, newest
// first; those of one day in trust order. Outdated ones are not among them.
func (s *Site) Newest(n int) []*Entry { return newest(slices.Values(s.Articles), n) }

func newest(all iter.Seq[*Entry], n int) []*Entry {
	var top []*Entry
	for e := range all {
		day := e.newsDay()
		if day == 0 || e.Verdict.State != ranking.Published {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, day, func(x *Entry, day int32) int {
			if x.newsDay() >= day {
				return -1
			}
			return 1
		})
		if at < n {
			top = slices.Insert(top, at, e)
			top = top[:min(n, len(top))]
		}
	}
	return top
}

// newsDay is the day of the last good news about an article.
func (e *Entry) newsDay() int32 {
	if day := max(e.heard, dayOf(e.AcceptedAt)); day != 0 {
		return day
	}
	return dayOf(e.Date)
}

// Changed is the day on which an article, or what is known of it, changed last.
func (e *Entry) Changed() time.Time {
	return dayTime(max(e.newsDay(), dayOf(e.Updated), dayOf(e.Date)))
}

// Changed is the day on which a page changed last, as far as it is known: an
// article's own, an ordinary page's, and of every list that of the newest
// article.
func (s *Site) Changed(p *Page) time.Time {
	switch p.Kind {
	case Article:
		return s.entry(p.ref).Changed()
	case Manual:
		m := &s.manuals[p.ref]
		return dayTime(max(dayOf(m.Updated), dayOf(m.Date)))
	}
	return s.updated
}

// Updated is the newest day in the data.
func (s *Site) Updated() time.Time { return s.updated }

const daySeconds = 24 * 60 * 60

// dayOf counts the days from 1970; 0 stands for no day.
func dayOf(t time.Time) int32 {
	if t.IsZero() {
		return 0
	}
	return int32(t.Unix() / daySeconds)
}

// today is when the day of the build began. What pages tell of the time depends on
// the day alone, so that a site is the same all day long.
func (s *Site) today() time.Time { return dayTime(dayOf(s.in.Now)) }

// dayTime is the inverse of dayOf.
func dayTime(day int32) time.Time {
	if day == 0 {
		return time.Time{}
	}
	return time.Unix(int64(day)*daySeconds, 0).UTC()
}

// Attachment tells whether a file of the content folder is copied along.
func (s *Site) Attachment(name string) bool {
	_, ok := slices.BinarySearch(s.attachments, name)
	return ok
}
