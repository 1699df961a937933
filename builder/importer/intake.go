package importer

import (
	"fmt"
	"path"
	"strings"

	"winnow/builder/content"
)

// progressArticles is after how many articles progress is reported.
const progressArticles = 100

// An intake takes an export in, part by part. Of a thread it keeps what other
// threads and the evidence need of it; bodies pass through.
type intake struct {
	export     *Export
	o          Options
	tally      *Tally
	articles   []article
	index      map[string]int32 // into articles, by id of the thread
	census     content.Census
	categories categories
}

// An article is what is kept of a thread while an export is imported.
type article struct {
	topic        Topic   // without tags once it has its place
	path         string  // below content/; "" = a person took it away
	supersededBy int32   // index into intake.articles, -1 = none
	related      []int32 // indices into intake.articles
	written      bool
}

// gather takes the topics and links, and chooses the categories.
func (in *intake) gather() error {
	in.index = map[string]int32{}
	for t, err := range in.export.Topics {
		if err != nil {
			return err
		}
		if t.ID == "" || t.ID[0] < '0' || t.ID[0] > '9' {
			return fmt.Errorf("the id of thread %q does not begin with a digit", t.ID)
		}
		if _, ok := in.index[t.ID]; ok {
			in.tally.Skip(Questions, "questions whose id another question has", 1)
			continue
		}
		in.index[t.ID] = int32(len(in.articles))
		in.articles = append(in.articles, article{topic: t, supersededBy: -1})
	}
	in.categories = chooseCategories(in.articles, in.export.Vague, in.o.Reserved)
	if in.export.Links == nil {
		return nil
	}
	return join(in.articles, in.index, in.export.Links, in.tally)
}

// language returns the language of most articles, "" where the export names none.
func (in *intake) language() (most string) {
	count := map[string]int{}
	for i := range in.articles {
		language, _, _ := strings.Cut(in.articles[i].topic.Language, "-")
		if count[language]++; count[language] > count[most] {
			most = language
		}
	}
	return most
}

// place gives every article its path.
func (in *intake) place(dest *destination) {
	for i := range in.articles {
		a := &in.articles[i]
		a.path = dest.place(in.o.Prefix+a.topic.ID, in.categories.folder(a.topic.Category, a.topic.Tags), a.topic.Title)
		a.topic.Tags = nil
	}
}

// evidence writes what happened to the answers of the export.
func (in *intake) evidence(format string) func(*destination) error {
	name := "evidence/" + format + ".csv"
	if in.o.Prefix != "" {
		name = "evidence/" + format + "-" + in.o.Prefix + ".csv"
	}
	return func(dest *destination) error {
		return dest.stream(name, func(out *content.EvidenceWriter) error {
			for e, err := range in.export.Evidence {
				if err != nil {
					return err
				}
				if err := out.Write(in.row(e)); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// row returns an event as evidence of the site: in the category of its article,
// which may be older than the counts of tags, or the one that its tags choose.
func (in *intake) row(e Event) content.Evidence {
	switch i, ok := in.index[e.Thread]; {
	case e.Orphan:
		e.Category = ""
	case ok && in.articles[i].path != "":
		e.Category = path.Dir(in.articles[i].path)
	default:
		e.Category = in.categories.folder(e.Category, e.Tags)
	}
	in.census.Count(e.Kind, e.By != "", e.Count)
	e.Answer, e.Thread, e.Author, e.By = in.id(e.Answer), in.id(e.Thread), in.id(e.Author), in.id(e.By)
	return e.Evidence
}

// id returns an id of the export as the site has it.
func (in *intake) id(id string) string {
	if id == "" {
		return ""
	}
	return in.o.Prefix + id
}

// people adds those who are not in contributors.toml yet. Its entries are left
// as they are: roles, aliases and privacy are written by people.
func (in *intake) people(dest *destination) error {
	var people []content.Contributor
	for p, err := range in.export.People {
		if err != nil {
			return err
		}
		p.ID = in.id(p.ID)
		people = append(people, p)
	}
	return dest.people(people)
}

// thread writes the article of a thread and those of its further answers.
func (in *intake) thread(dest *destination, t *Thread, a *article) error {
	if err := dest.article(in.id(t.ID), in.article(t, a)); err != nil {
		return err
	}
	if err := dest.withdraw(in.id(t.ID) + "/" + t.Answer.ID); err != nil { // it leads now
		return err
	}
	for i := range t.Further {
		m := &t.Further[i]
		id := in.id(t.ID) + "/" + m.ID
		if path := dest.placeAnswer(id, a.path, m.ID); path != "" {
			dest.count("further answers of their threads", 1)
			if err := dest.answer(id, in.further(t, m, a, path)); err != nil {
				return err
			}
		}
	}
	return nil
}

// threads writes every article that has a path.
func (in *intake) threads(dest *destination) error {
	n, all := int64(0), int64(len(in.articles))
	for t, err := range in.export.Threads {
		if err != nil {
			return err
		}
		if n%progressArticles == 0 {
			in.o.Progress("write articles", n, all)
		}
		n++
		in.tally.Write(Questions, 1)
		in.tally.Write(Answers, 1+len(t.Further))
		i, ok := in.index[t.ID]
		if !ok || in.articles[i].written || in.articles[i].path == "" {
			continue
		}
		in.articles[i].written = true
		if err := in.thread(dest, &t, &in.articles[i]); err != nil {
			return err
		}
	}
	in.o.Progress("write articles", all, all)
	return dest.sections(in.categories.title)
}
