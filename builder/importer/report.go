package importer

import (
	"fmt"
	"io"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// A Report says what an import did. It prints for people with WriteTo, and
// marshals to JSON for programs.
type Report struct {
	Source   string    `json:"source"`    // the platform: "stackexchange"
	Site     string    `json:"site"`      // its address, "" when it is not known
	SiteFrom string    `json:"site_from"` // how the address became known
	Read     []Count   `json:"read"`      // what was in the export
	Made     []Count   `json:"made"`      // what it became
	Written  []Count   `json:"written"`   // how much of what was read became a part of it
	Skipped  []Count   `json:"skipped"`   // what was left out, with the reason
	Lost     []Count   `json:"lost"`      // what the site cannot hold or the export did not carry, with the reason
	Files    Changes   `json:"files"`     //
	Kept     []string  `json:"kept"`      // files a person edited: not written
	Gone     []string  `json:"gone"`      // files a person moved or deleted: not written again
	Vanished []string  `json:"vanished"`  // files of an earlier import, no longer in the export: left as they are
	Problems diag.List `json:"problems"`  // what could not be read

	Evidence content.Census `json:"evidence"` // what happened to answers, by kind
	Notes    []string       `json:"notes"`    // what the site cannot know from it
}

// Changes counts the files of the site that belong to the import.
type Changes struct {
	New       int `json:"new"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
}

// listed is how many paths of each kind WriteTo prints.
const listed = 20

// WriteTo prints the report as text.
func (r *Report) WriteTo(w io.Writer) (int64, error) {
	p := &printer{w: w}
	p.line("%s: %s", r.Source, r.address())
	p.counts("read", r.Read)
	p.counts("made", r.Made)
	p.counts("skipped", r.Skipped)
	p.counts("lost", r.Lost)
	p.counts("files", []Count{{What: "new", N: r.Files.New}, {What: "updated", N: r.Files.Updated}, {What: "unchanged", N: r.Files.Unchanged},
		{What: "kept as a person edited them", N: len(r.Kept)}, {What: "not written again, as a person moved or deleted them", N: len(r.Gone)},
		{What: "no longer in the export, left as they are", N: len(r.Vanished)}})
	p.paths("kept", r.Kept)
	p.paths("moved or deleted", r.Gone)
	p.paths("no longer in the export", r.Vanished)
	for _, problem := range r.Problems {
		p.line("%v", problem)
	}
	for _, note := range r.Notes {
		p.line("%s", note)
	}
	return p.n, p.err
}

func (r *Report) address() string {
	if r.Site == "" {
		return "the site's address is not known: articles name no source, and links within the site lead to " + unknownHost + "; give it with --host"
	}
	return fmt.Sprintf("%s (%s)", r.Site, r.SiteFrom)
}

// A printer writes lines until the first error.
type printer struct {
	w   io.Writer
	n   int64
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err != nil {
		return
	}
	n, err := fmt.Fprintf(p.w, format+"\n", args...)
	p.n, p.err = p.n+int64(n), err
}

func (p *printer) counts(title string, counts []Count) {
	for _, c := range counts {
		if c.N > 0 {
			p.line("%-9s %9d %s", title, c.N, c.What)
			title = ""
		}
	}
}

func (p *printer) paths(title string, paths []string) {
	for i, path := range paths {
		if i == listed {
			p.line("%s: and %d more", title, len(paths)-listed)
			return
		}
		p.line("%s: %s", title, path)
	}
}
