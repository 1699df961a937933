package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/diag"
)

func newCheck() *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check the site's files and its search tests, publish nothing",
		Long: `Check builds the site in memory, prints the problems that build would print, and
runs the search tests of the content folder, search-tests.toml:

  [[test]]
  query = "wifi drops"
  want = "network/wifi-drops.md"   # must be found,
  top = 3                          # among the first three (default 1)

  [[test]]
  query = "reset"
  above = "hub/reset.md"           # must come before
  below = "hub/old-reset.md"       # this one

It prints the rank found for each. The exit code is 1 when a test fails.`,
		Example: `  winnow check
  winnow check -s docs`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, done, err := f.build(cmd)
			if err != nil {
				return err
			}
			return errors.Join(runSearchTests(cmd, &f, r), done())
		},
	}
	f.add(cmd)
	f.addEmpty(cmd)
	return cmd
}

// runSearchTests runs the search tests and prints the outcome of each.
func runSearchTests(cmd *cobra.Command, f *siteFlags, r *builder.Result) error {
	out := cmd.OutOrStdout()
	outcomes, problems, err := r.SearchTests()
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		mark := "ok  "
		if o.Failed {
			mark = "FAIL"
		}
		fmt.Fprintf(out, "%s  %s: %s\n", mark, diag.Visible(o.Query), diag.Visible(o.Said))
	}
	f.print(cmd, problems)
	if problems.Err() != nil {
		return errSaid
	}
	fmt.Fprintf(out, "no problems; %d search tests passed\n", len(outcomes))
	return nil
}
