package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"winnow/builder"
)

func newRules() *cobra.Command {
	var f siteFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Print every constant that places a contributor or an article",
		Example: `  winnow rules
  winnow rules -s docs --json`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, done, err := f.open()
			if err != nil {
				return err
			}
			defer done()
			cfg, problems := builder.ReadConfig(b.Files)
			f.print(cmd, problems)
			if problems.Err() != nil {
				return errSaid
			}
			all := builder.Settings(cfg)
			if asJSON {
				return printJSON(cmd.OutOrStdout(), all)
			}
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 8, 2, ' ', 0)
			for _, s := range all {
				fmt.Fprintf(w, "%s.%s\t%s\t%s\n", s.Table, s.Key, s.Value, s.Meaning)
			}
			return w.Flush()
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}
