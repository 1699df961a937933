package importer

import (
	"regexp"

	"winnow/builder/diag"
)

// Options are the choices of an import.
type Options struct {
	Site   string // host of the export's site, "cardano.stackexchange.com"; empty = found in the export
	Prefix string // stands before every id, so that several exports can share a site: small letters and "-"

	// Progress is told how far a stage is, done of total; it may be nil.
	Progress func(stage string, done, total int64)
}

func (o Options) progress(stage string, done, total int64) {
	if o.Progress != nil {
		o.Progress(stage, done, total)
	}
}

var (
	validHost   = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`)
	validPrefix = regexp.MustCompile(`^([a-z]([a-z-]*[a-z-])?)?$`)
)

// check returns what is wrong with the options.
func (o Options) check() error {
	if o.Site != "" && !validHost.MatchString(o.Site) {
		return diag.Problem{Msg: "--host " + o.Site + " is not the name of a host", Hint: "give one such as cardano.stackexchange.com"}
	}
	if !validPrefix.MatchString(o.Prefix) {
		return diag.Problem{Msg: "--prefix " + o.Prefix + " cannot stand before an id", Hint: `use small letters and "-"`}
	}
	return nil
}

// An article is a question whose accepted answer is in the dump.
type article struct {
	question, answer *post
	path             string      // below content/; "" = a person took it away
	accepted         day         // 0 = not known
	sources          [2]revision // of question and answer
	supersededBy     int32       // index into dump.articles, -1 = none
	related          []int32     // indices into dump.articles
}

// StackExchange imports the dump of one Stack Exchange site, a folder of XML
// tables, into the site at the folder into, which is made when it is not
// there. The report holds also when an error is returned: then it tells how far
// the import came.
func StackExchange(dir, into string, o Options) (Report, error) {
	report := Report{Source: "stackexchange", Kept: []string{}, Gone: []string{}, Vanished: []string{}}
	if err := o.check(); err != nil {
		return report, err
	}
	d, err := openDump(dir, o)
	if err != nil {
		return report, err
	}
	err = d.run(into, &report)
	report.Site, report.SiteFrom = d.site, d.siteFrom
	report.Read, report.Skipped, report.Lost = d.read, d.skipped, d.lost
	report.Problems = append(report.Problems, d.problems...).Sorted()
	return report, err
}

// run is the import, stage by stage. Posts.xml is read once as a whole; bodies
// are read again, one by one, when their article is written.
func (d *dump) run(into string, report *Report) (err error) {
	if d.posts, err = d.readPosts(); err != nil {
		return err
	}
	d.pair()
	d.folders = d.chooseFolders()
	if err := d.readLinks(); err != nil {
		return err
	}
	if err := d.readHistory(); err != nil {
		return err
	}
	if err := d.countComments(); err != nil {
		return err
	}
	dest, err := openDestination(into, d.o.Prefix, d.site, report)
	if err != nil {
		return err
	}
	defer func() {
		if e := dest.close(err == nil); err == nil {
			err = e
		}
	}()
	for _, stage := range []func(*destination) error{
		d.place, d.writeEvidence, d.writePeople, d.writeArticles, d.writeSite,
	} {
		if err := stage(dest); err != nil {
			return err
		}
	}
	return nil
}

// pair finds the articles: the questions with an accepted answer.
func (d *dump) pair() {
	answers := 0
	for i := range d.posts.all {
		q := &d.posts.all[i]
		if !q.question {
			answers++
			if d.posts.thread(q) == nil {
				d.lost.add("answers whose question is not in the file: evidence without category and tags", 1)
			}
			continue
		}
		if q.link == 0 {
			d.skipped.add("questions without an accepted answer (their answers are evidence)", 1)
			continue
		}
		a := d.posts.find(q.link)
		switch {
		case a == nil:
			d.lost.add("questions whose accepted answer is not in the file", 1)
		case a.question || a.link != q.id:
			d.lost.add("questions whose accepted answer belongs to another question", 1)
		case a.empty:
			d.lost.add("questions whose accepted answer has no text in the file", 1)
		default:
			q.article = int32(len(d.articles))
			a.article = q.article
			d.articles = append(d.articles, article{question: q, answer: a, supersededBy: -1})
		}
	}
	if n := answers - len(d.articles); n > 0 {
		d.lost.add("texts of answers that were not accepted: they are evidence only", n)
	}
}

// countComments tells how much there is that an article has no place for.
func (d *dump) countComments() error {
	n := 0
	err := d.rows("Comments.xml", func(*row) { n++ })
	if n > 0 {
		d.lost.add("comments: they are not part of question or solution", n)
	}
	return err
}
