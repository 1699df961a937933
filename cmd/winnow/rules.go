package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/diag"
)

func newRules() *cobra.Command {
	var f siteFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Print every constant that places a contributor or an article",
		Long: `Rules prints every constant in force and, as an example, how the best score of
the site comes about, line by line. With --json it prints the constants alone.`,
		Example: `  winnow rules
  winnow rules -s docs --json`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := readConfig(cmd, &f)
			if err != nil {
				return err
			}
			all := builder.Settings(cfg)
			if asJSON {
				return printJSON(cmd.OutOrStdout(), all)
			}
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 8, 2, ' ', 0)
			for _, s := range all {
				fmt.Fprintf(w, "%s.%s\t%s\t%s\n", s.Table, s.Key, s.Value, s.Meaning)
			}
			return errors.Join(w.Flush(), printExample(cmd, &f))
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// readConfig reads site.toml alone.
func readConfig(cmd *cobra.Command, f *siteFlags) (builder.Config, error) {
	b, done, err := f.open()
	if err != nil {
		return builder.Config{}, err
	}
	cfg, problems := builder.ReadConfig(b.Files)
	f.print(cmd, problems)
	if problems.Err() != nil {
		err = errSaid
	}
	return cfg, errors.Join(err, done())
}

// printExample works out one contributor's score, as the rules page does.
func printExample(cmd *cobra.Command, f *siteFlags) error {
	r, done, err := f.build(cmd)
	if err != nil {
		return err
	}
	defer done()
	v, err := r.View("rules/index.html")
	if err != nil || v.Rules.Example == nil {
		return err
	}
	e := v.Rules.Example
	fmt.Fprintf(cmd.OutOrStdout(), "\nExample: how the score of %s comes about, in points\n\n", diag.Visible(e.Name))
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 8, 2, ' ', 0)
	row := func(value, what, events string) {
		fmt.Fprintf(w, "%8s\t%s\t%s\n", strings.ReplaceAll(value, "\u2212", "-"), diag.Visible(what), events)
	}
	row(e.Start, "where an unknown newcomer starts", "")
	for _, l := range e.Lines {
		events := map[string]int{}
		for _, c := range l.Events {
			events[c.Kind] += c.N
		}
		what := cmp.Or(l.Title, "an answer that is not on this site")
		if l.What != "" {
			what = l.What + " evidence"
		}
		row(l.Value, what, eventText(events))
	}
	if e.RestCount > 0 {
		row(e.Rest, fmt.Sprintf("%d more answers", e.RestCount), "")
	}
	row(e.Score, "score", "")
	return w.Flush()
}
