package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"winnow/builder"
)

func newBuild() *cobra.Command {
	var f siteFlags
	var dest string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: `Build reads the site's folder and publishes the site as a whole: the destination
holds the old site until the new one is complete. Problems in the site's files
are all listed and fail the build (exit code 1).`,
		Example: `  winnow build                    build this folder into public
  winnow build -s docs -d /srv/help
  winnow build --keep-going       leave out articles that have problems
  winnow build --json             a report for programs`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			start := time.Now()
			if dest == "" {
				dest = filepath.Join(f.dir, "public")
			}
			r, done, err := f.build(cmd)
			if err != nil {
				return err
			}
			report, err := r.Publish(dest)
			if err := errors.Join(explainForeign(err, dest), done()); err != nil {
				return err
			}
			return printBuild(cmd.OutOrStdout(), r, report, dest, time.Since(start), asJSON)
		},
	}
	f.add(cmd)
	f.addEmpty(cmd)
	cmd.Flags().StringVarP(&dest, "dest", "d", "", "folder of the published site (default: public in the site's folder)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	cmd.MarkFlagDirname("dest")
	return cmd
}

func explainForeign(err error, dest string) error {
	if errors.Is(err, builder.ErrForeign) {
		return fmt.Errorf("%w, so it is not replaced (name another with -d, or empty %s yourself)", err, dest)
	}
	return err
}

// A buildReport is what build --json prints.
type buildReport struct {
	Articles int            `json:"articles"`         // public ones
	States   map[string]int `json:"states"`           // every article, by state
	Left     []string       `json:"left_out"`         // articles with problems, with --keep-going
	Ignored  map[string]int `json:"evidence_ignored"` // rows and events that change nothing, by reason
	Notes    []string       `json:"notes"`            // what the evidence cannot tell
	Pages    int            `json:"pages"`
	Files    int            `json:"files"`
	Bytes    int64          `json:"bytes"`
	New      int            `json:"new"`
	Changed  int            `json:"changed"`
	Removed  int            `json:"removed"`
	Seconds  float64        `json:"seconds"`

	Fallback map[string]string `json:"fallback_templates"` // run by html/template, slowly, with what is not compiled
}

func printBuild(w io.Writer, r *builder.Result, o builder.Report, dest string, took time.Duration, asJSON bool) error {
	states := map[string]int{}
	for _, v := range r.Verdicts {
		states[string(v.State)]++
	}
	if asJSON {
		ignored := map[string]int{}
		for _, x := range r.Ledger.Ignored {
			ignored[x.Reason] = x.N
		}
		return printJSON(w, buildReport{len(r.Site.Articles), states, append([]string{}, r.LeftOut...), ignored, builder.Notes(r.Config, r.Ledger.Census), len(r.Site.Pages),
			o.Files(), o.Bytes, o.New, o.Changed, o.Removed, took.Seconds(), r.Fallback()})
	}
	fmt.Fprintf(w, "%d articles on %d pages in %s (%s): %d files new, %d changed, %d unchanged, %d removed\n",
		len(r.Site.Articles), len(r.Site.Pages), dest, took.Round(time.Millisecond), o.New, o.Changed, o.Unchanged, o.Removed)
	if n := len(r.Site.Duplicates); n > 0 {
		fmt.Fprintf(w, "duplicates: %d; their pages lead on to the articles that are listed (winnow explain says why of each)\n", n)
	}
	if held := len(r.Site.Held); held > 0 {
		fmt.Fprintf(w, "%d articles are not public; the page held/ lists them with reasons\n", held)
	}
	if len(r.LeftOut) > 0 {
		fmt.Fprintf(w, "%d articles were left out for their problems\n", len(r.LeftOut))
	}
	for _, note := range builder.Notes(r.Config, r.Ledger.Census) {
		fmt.Fprintln(w, note)
	}
	return nil
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
