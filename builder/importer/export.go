package importer

import (
	"cmp"
	"iter"
	"net/url"
	"time"

	"winnow/builder/content"
)

// An Export is an export as its format hands it over. Each part is a stream,
// which is gone through once, in the order of the fields, and which may read
// its files again: no format holds all bodies. A part ends with its first
// error.
//
// Ids are those of the export. The id of a thread begins with a digit, that of
// a person is made by PersonID or DeletedPerson.
type Export struct {
	Host     string // of the forum; "" = not known
	HostFrom string // how it became known
	Name     string // what the forum is called, or where it was: the site is named after it

	Topics   iter.Seq2[Topic, error] // of the threads, the oldest first
	Links    iter.Seq2[Link, error]  // between threads, also such as are not among the topics; nil = none
	Evidence iter.Seq2[Event, error]
	People   iter.Seq2[content.Contributor, error] // all who occur in the parts above
	Threads  iter.Seq2[Thread, error]              // in the order of the topics

	Vague func(tag string) bool // reports whether a tag says nothing of what a topic is about; nil = none is such
}

// A Topic is what places a thread in the site.
type Topic struct {
	ID       string
	Title    string
	Category string   // its name in the export; "" = the export has only tags
	Tags     []string // as content.Tag writes them
	Language string   // of the texts; "" = that of the site
}

// A Thread is one question with its answers, whatever forum they come from. It
// becomes an article of the answer that leads, and one of each further answer, which
// share a page.
type Thread struct {
	Topic
	Question, Answer Message
	AcceptedBy       string
	AcceptedAt       time.Time // zero = not known
	Further          []Message // other answers worth reading
	Unsolved         bool      // nobody accepted an answer
}

// A Message is a question or an answer.
type Message struct {
	ID      string // as the evidence names it
	URL     string // its address; "" = not known
	Author  string // id of the person; "" = not known
	Body    string // Markdown without headings above level 3
	License string
	Written time.Time
	Edited  time.Time // zero = never
}

// An Event is something that happened to an answer. Category is the name that
// the export has for it, or empty.
type Event struct {
	content.Evidence
	Orphan bool // the thread is not in the export: it is in no category
}

// A Link is what one thread says about another.
type Link struct {
	From, To  string // ids of threads
	Duplicate bool   // From asks what To has answered; else they are related
}

// PersonID returns the id of the person whom a forum has under a number or
// name.
func PersonID(id string) string { return "u" + id }

// DeletedPerson returns the author whose account is gone, who left only a name
// with the post. Such a person is named, as the licence wants it, but not
// scored, as several people may have had the name.
func DeletedPerson(name string) content.Contributor {
	return content.Contributor{ID: "deleted-" + content.Slug(name), Name: name, Privacy: content.Unscored}
}

// unknownHost takes the place of a forum's host that is not known. Links within
// the forum must not be taken for links to files beside the article; the name is
// reserved to lead nowhere.
const unknownHost = "unknown.invalid"

// Address returns the address that relative links of a forum's posts start
// from.
func Address(host string) *url.URL {
	return &url.URL{Scheme: "https", Host: cmp.Or(host, unknownHost), Path: "/"}
}
