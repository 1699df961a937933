package stackexchange

import (
	"os"
	"strings"

	"winnow/builder/importer"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "stackexchange",
		Title: "the XML files of a Stack Exchange data dump",
		Takes: "the folder of the dump",
		Help: `Reads Posts.xml and, where they exist, Users.xml, Votes.xml, PostLinks.xml,
PostHistory.xml and Comments.xml of the folder. Accepted answers become
articles, and so do the best answers of threads that nobody accepted, from a good
score on; other answers follow on their pages. All answers become evidence, authors
become contributors.`,
		Recognize: recognize,
		Read:      read,
	}
}

// recognize says by what a folder is known to be a dump.
func recognize(path string) string {
	entries, err := os.ReadDir(path)
	if err != nil {
		return ""
	}
	for _, e := range entries {
		if strings.EqualFold(e.Name(), "Posts.xml") {
			return "it holds " + e.Name()
		}
	}
	return ""
}

// read reads so much of a dump as must be known before anything is handed over.
// Posts.xml is read once as a whole; bodies are read again, one by one, when
// their thread is.
func read(task *importer.Task) (*importer.Export, error) {
	t, err := openTables(task)
	if err != nil {
		return nil, err
	}
	d := &dump{tables: t}
	for _, stage := range []func(*dump) error{(*dump).readPosts, readLinks, (*dump).readHistory, (*dump).countComments} {
		if err := stage(d); err != nil {
			return nil, err
		}
	}
	return &importer.Export{
		Host: d.host, HostFrom: d.hostFrom, Name: d.name(),
		Topics:   d.topics,
		Links:    d.linked,
		Evidence: d.events,
		People:   d.people,
		Threads:  d.threads,
		Vague:    vague,
	}, nil
}

// vague reports whether a tag says what a post is, not what it is about.
func vague(tag string) bool {
	switch tag {
	case "bug", "discussion", "faq", "featured", "feature-request", "support", "untagged":
		return true
	}
	return strings.HasPrefix(tag, "status-")
}
