package importer

import (
	"regexp"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// A Format is a kind of export that can be imported: one row of the program's
// table.
type Format struct {
	Name      string                                  // as in "winnow import NAME"; names the file of evidence
	Title     string                                  // what is read, in a line: "the XML files of a Stack Exchange data dump"
	Takes     string                                  // what its argument is: "the folder of the dump"
	Help      string                                  // the files of the export and what becomes of them
	Query     string                                  // what asks a platform for an export; "" = there is nothing to ask
	Recognize func(path string) (why string)          // says by what a path is known to be such an export; "" = it is none
	Read      func(task *Task) (e *Export, err error) // reads so much of an export as is needed to hand over the rest
}

// Options are the choices of an import.
type Options struct {
	Host     string   // of the forum, "cardano.stackexchange.com"; empty = found in the export
	MinScore *int     // of the best answer of a thread that nobody accepted, from which on it becomes an article; nil = as the format has it
	Prefix   string   // is put before every id, so that several exports can share a site: small letters and "-"
	Reserved []string // names that pages of the site itself have, at its top or in a category

	// Progress is called with how far a stage is, done of total; it may be nil.
	Progress func(stage string, done, total int64)
}

var (
	validHost   = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`)
	validPrefix = regexp.MustCompile(`^([a-z]([a-z-]*[a-z-])?)?$`)
)

// check returns what is wrong with the options.
func (o Options) check() error {
	if o.Host != "" && !IsHost(o.Host) {
		return diag.Problem{Msg: "--host " + o.Host + " is not the name of a host", Hint: "give one such as cardano.stackexchange.com"}
	}
	if !validPrefix.MatchString(o.Prefix) {
		return diag.Problem{Msg: "--prefix " + o.Prefix + " cannot begin an id", Hint: `use small letters and "-"`}
	}
	return nil
}

// IsHost reports whether a name can be that of a forum's host.
func IsHost(name string) bool { return validHost.MatchString(name) }

// A Task is what a format is given to read.
type Task struct {
	*Tally
	Path     string                                // of the export
	Host     string                                // of the forum, as given; "" = it was not
	MinScore *int                                  // see Options
	Progress func(stage string, done, total int64) // takes how far a stage is
}

// Import imports the export at a path into the site in the folder into, which
// is made when it does not exist. The report holds also when an error is
// returned: it then says how far the import came.
func (f Format) Import(path, into string, o Options) (Report, error) {
	report := Report{Source: f.Name, Kept: []string{}, Gone: []string{}, Vanished: []string{}}
	tally := &Tally{}
	err := f.run(path, into, o, tally, &report)
	report.Read, report.Written, report.Skipped, report.Lost = tally.read, tally.written, tally.skipped, tally.lost
	report.Problems = append(report.Problems, tally.problems...).Sorted()
	return report, err
}

// run is the import, stage by stage.
func (f Format) run(path, into string, o Options, tally *Tally, report *Report) (err error) {
	if err := o.check(); err != nil {
		return err
	}
	if o.Progress == nil {
		o.Progress = func(string, int64, int64) {}
	}
	export, err := f.Read(&Task{Tally: tally, Path: path, Host: o.Host, MinScore: o.MinScore, Progress: o.Progress})
	if err != nil {
		return err
	}
	report.Site, report.SiteFrom = export.Host, export.HostFrom
	in := intake{export: export, o: o, tally: tally, census: content.NewCensus()}
	if err := in.gather(); err != nil {
		return err
	}
	dest, err := openDestination(into, o, export.Host, report)
	if err != nil {
		return err
	}
	defer func() {
		if e := dest.close(err == nil); err == nil {
			err = e
		}
	}()
	report.Evidence = in.census
	in.place(dest)
	for _, stage := range []func(*destination) error{in.evidence(f.Name), in.people, in.threads} {
		if err := stage(dest); err != nil {
			return err
		}
	}
	return dest.frame(export.Name, in.language())
}
