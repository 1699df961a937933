package importer

import (
	"os"
	"regexp"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/importer/files"
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
	Preview   func(task *Task) (string, error)        // shows how an export is understood by its map; nil = the format needs no map
}

// Options are the choices of an import.
type Options struct {
	Host     string   // of the forum, "cardano.stackexchange.com"; empty = found in the export
	MinScore *int     // of the best answer of a thread that nobody accepted, from which on it becomes an article; nil = as the format has it
	Prefix   string   // is put before every id, so that several exports can share a site: small letters and "-"
	Map      string   // the file that says what the fields of an export mean; "" = it is beside the export
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
	Map      string                                // see Options
	Host     string                                // of the forum, as given; "" = it was not
	MinScore *int                                  // see Options
	Progress func(stage string, done, total int64) // takes how far a stage is

	atEnd []func()
}

// OnEnd leaves something to do when the import is over, however it ends.
func (t *Task) OnEnd(do func()) { t.atEnd = append(t.atEnd, do) }

func (t *Task) end() {
	for _, do := range t.atEnd {
		do()
	}
}

// Unpacked returns the folder of the wanted files of an archive; the path itself, when it is
// no .zip and no .7z.
func (t *Task) Unpacked(wanted func(member string) bool) (dir string, err error) {
	if Members(t.Path) == nil {
		return t.Path, nil
	}
	if dir, err = os.MkdirTemp("", "winnow-import-"); err != nil {
		return "", diag.Problem{Path: os.TempDir(), Msg: "a temporary folder cannot be made: " + diag.Reason(err)}
	}
	t.OnEnd(func() { os.RemoveAll(dir) })
	return dir, files.Unpack(t.Path, dir, wanted, func(done, total int64) { t.Progress("unpack", done, total) })
}

// Show returns how an export is understood by its map.
func (f Format) Show(path string, o Options) (string, error) {
	task := &Task{Tally: &Tally{}, Path: path, Host: o.Host, Map: o.Map, Progress: func(string, int64, int64) {}}
	defer task.end()
	return f.Preview(task)
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
	task := &Task{Tally: tally, Path: path, Host: o.Host, Map: o.Map, MinScore: o.MinScore, Progress: o.Progress}
	defer task.end()
	export, err := f.Read(task)
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
