package zendesk

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/builder/importer"
	"winnow/builder/importer/htmltree"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "zendesk",
		Title: "articles and posts of a Zendesk help centre as JSON",
		Takes: "the folder, .zip or file of the help centre",
		Help: `Reads what the API of the help centre answered: articles, posts, comments, users,
sections, categories and topics, one to a file or in pages. Articles, and posts
with an official comment, become articles; votes become evidence.`,
		Recognize: recognize,
		Read:      read,
	}
}

var endings = []string{".json"}

// recognize says by what an export is known to be one of a help centre.
func recognize(path string) string {
	files, err := importer.OpenFiles(path, endings...)
	if err != nil {
		return ""
	}
	defer files.Close()
	for _, name := range files.Names()[:min(len(files.Names()), 5)] {
		var f file
		if files.JSON(name, &f) == nil {
			for _, a := range f.articles() {
				if strings.Contains(a.URL, "/hc/") {
					return name + " has the article " + a.URL
				}
			}
		}
	}
	return ""
}

func (f *file) articles() []article {
	if f.Article != nil {
		return append(f.Articles, *f.Article)
	}
	return f.Articles
}

// A centre is the export of one, and what is kept of it.
type centre struct {
	*importer.Task
	files    *importer.Files
	body     *importer.Translator
	home     *url.URL
	people   map[int64]string // names
	places   map[int64]string // names of sections and topics
	comments map[int64][]string
}

func read(task *importer.Task) (*importer.Export, error) {
	files, err := importer.OpenFiles(task.Path, endings...)
	if err != nil {
		return nil, err
	}
	c := &centre{Task: task, files: files, home: importer.Address(task.Host), people: map[int64]string{}, places: map[int64]string{}, comments: map[int64][]string{}}
	if err := c.index(); err != nil {
		return nil, err
	}
	c.body = importer.NewTranslator(c.home)
	return importer.Conversations(importer.Export{Host: c.home.Host, HostFrom: "address of an article", Name: strings.TrimSuffix(c.home.Host, ".zendesk.com")}, task, c.conversations)
}

// index finds names, the address of the help centre, and which files have comments
// of which post.
func (c *centre) index() error {
	found := 0
	for i, name := range c.files.Names() {
		c.Progress("find articles", int64(i), int64(len(c.files.Names())))
		var f file
		if err := c.files.JSON(name, &f); err != nil {
			var p importer.Problem
			if !errors.As(err, &p) {
				return err
			}
			p.Warning = true
			c.Problem(p)
			continue
		}
		if f.Error != nil {
			c.Problem(importer.Problem{Path: c.files.Place(name), Msg: "the API answered: " + importer.Line(f.Description+" "+string(f.Error)), Warning: true})
		}
		c.names(&f)
		for _, a := range f.articles() {
			if u, err := url.Parse(a.URL); err == nil && u.Host != "" && found == 0 {
				c.home = &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}
			}
			if found++; !a.public() {
				c.Read("articles that are not public", 1)
				c.Skip("articles that are not public", "drafts, and articles for some readers only", 1)
			}
		}
		found += len(f.posts())
		for _, x := range f.comments() {
			if list := c.comments[x.Post]; len(list) == 0 || list[len(list)-1] != name {
				c.comments[x.Post] = append(list, name)
			}
		}
	}
	if found == 0 {
		return importer.Problem{Path: c.Path, Msg: "there is no article and no post in these files", Hint: "give what /api/v2/help_center/articles.json answered"}
	}
	return nil
}

func (f *file) posts() []post {
	if f.Post != nil {
		return append(f.Posts, *f.Post)
	}
	return f.Posts
}

func (f *file) comments() []comment {
	if f.Comment != nil {
		return append(f.Comments, *f.Comment)
	}
	return f.Comments
}

// names keeps the names of people, sections and topics.
func (c *centre) names(f *file) {
	note := func(to map[int64]string, one *named, all []named) {
		if one != nil {
			all = append(all, *one)
		}
		for _, n := range all {
			to[n.ID] = importer.Line(n.Name)
		}
	}
	note(c.people, f.User, f.Users)
	note(c.places, f.Section, f.Sections)
	note(c.places, f.Topic, f.Topics)
}

// conversations yields every article and every post once.
func (c *centre) conversations(yield func(*importer.Conversation, error) bool) {
	done := map[string]bool{}
	once := func(x *importer.Conversation) bool {
		if done[x.ID] {
			return true
		}
		done[x.ID] = true
		return yield(x, nil)
	}
	for _, name := range c.files.Names() {
		var f file
		if c.files.JSON(name, &f) != nil {
			continue // reported by index
		}
		for _, a := range f.articles() {
			if a.public() && !once(c.article(&a)) {
				return
			}
		}
		for _, p := range f.posts() {
			if !once(c.post(&p)) {
				return
			}
		}
	}
}

// article takes an article for the solution of a question that nobody wrote down.
func (c *centre) article(a *article) *importer.Conversation {
	x := &importer.Conversation{}
	x.ID, x.Title, x.Language = strconv.FormatInt(a.ID, 10), importer.Line(a.Title), a.Locale
	if a.Locale != "" {
		x.ID += "-" + strings.ToLower(a.Locale)
	}
	x.Category = c.place(a.Section)
	for _, l := range a.Labels {
		x.Tags = append(x.Tags, importer.Tag(l))
	}
	x.People = c.person(a.Author)
	x.Events = events(x, &a.written)
	x.Answers = []importer.Answer{{Accepted: true, Message: func() importer.Message {
		m := c.message(x, &a.written, a.Body)
		if a.Edited.After(a.Created) {
			m.Edited = a.Edited
		}
		return m
	}}}
	return x
}

// post takes a post for a question, and its comments for answers.
func (c *centre) post(p *post) *importer.Conversation {
	x := &importer.Conversation{}
	x.ID, x.Title, x.Category = strconv.FormatInt(p.ID, 10), importer.Line(p.Title), c.place(p.Topic)
	x.People = c.person(p.Author)
	x.Question = func() importer.Message { return c.message(x, &p.written, p.Details) }
	var official *comment
	for _, a := range c.answers(p.ID) {
		x.Answers = append(x.Answers, importer.Answer{Accepted: a.Official, Score: a.Sum, Empty: a.Body == "", Message: func() importer.Message { return c.message(x, &a.written, a.Body) }})
		x.People = append(x.People, c.person(a.Author)...)
		x.Events = append(x.Events, events(x, &a.written)...)
		if a.Official && official == nil {
			official = &a
		}
	}
	if official != nil {
		x.Events = append(x.Events, event(x, &official.written, importer.Accepted))
	}
	return x
}

// answers returns the comments of a post, the oldest first.
func (c *centre) answers(id int64) (out []comment) {
	for _, name := range c.comments[id] {
		var f file
		if c.files.JSON(name, &f) != nil {
			continue
		}
		for _, a := range f.comments() {
			if a.Post == id {
				out = append(out, a)
			}
		}
	}
	slices.SortFunc(out, func(a, b comment) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	return slices.CompactFunc(out, func(a, b comment) bool { return a.ID == b.ID })
}

// place returns the name of a section or topic.
func (c *centre) place(id int64) string {
	if name := c.places[id]; name != "" || id == 0 {
		return name
	}
	return "Section " + strconv.FormatInt(id, 10)
}

// person returns who has an id. Without a list of users it is all that is known.
func (c *centre) person(id int64) []importer.Person {
	if id <= 0 {
		return nil
	}
	return []importer.Person{{ID: author(id), Name: c.people[id], Privacy: importer.Public}}
}

func author(id int64) string {
	if id <= 0 {
		return ""
	}
	return importer.PersonID(strconv.FormatInt(id, 10))
}

// events returns that something was written, and how readers voted for it.
func events(x *importer.Conversation, w *written) []importer.Event {
	out := []importer.Event{event(x, w, importer.Answered)}
	up, down := w.votes()
	for _, v := range []struct {
		kind importer.Kind
		n    int
	}{{importer.Kudos, up}, {importer.Downvote, down}} {
		if e := event(x, w, v.kind); v.n > 0 {
			e.Count = v.n
			out = append(out, e)
		}
	}
	return out
}

func event(x *importer.Conversation, w *written, kind importer.Kind) importer.Event {
	return importer.Event{Evidence: importer.Row{
		Date: w.Created, Kind: kind, Answer: answerID(x, w), Author: author(w.Author), Thread: x.ID, Category: x.Category, Tags: x.Tags, Count: 1,
	}}
}

// answerID returns the id of an answer: that of an article is its thread's.
func answerID(x *importer.Conversation, w *written) string {
	if id := strconv.FormatInt(w.ID, 10); !strings.HasPrefix(x.ID, id) {
		return id
	}
	return "a" + x.ID
}

func (c *centre) message(x *importer.Conversation, w *written, body string) importer.Message {
	m := importer.Message{ID: answerID(x, w), URL: w.URL, Author: author(w.Author), Written: w.Created}
	m.Body, _ = c.body.HTML(plainer(body))
	return m
}

// plainer puts links in the place of embedded pages.
func plainer(body string) string {
	return htmltree.Rewrite(body, func(n *html.Node) bool {
		if n.DataAtom != atom.Iframe {
			return true
		}
		address := htmltree.Attribute(n, "src")
		u, err := url.Parse(address)
		if err != nil || u.Host == "" {
			n.Parent.RemoveChild(n)
			return false
		}
		u.Scheme = cmp.Or(u.Scheme, "https")
		link := htmltree.Element(atom.A, htmltree.Text(u.Host))
		htmltree.Set(link, "href", u.String())
		htmltree.Replace(n, htmltree.Element(atom.P, link))
		return false
	})
}
