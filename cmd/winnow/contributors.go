package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/reputation"
)

func newContributors() *cobra.Command {
	var f siteFlags
	var asOf string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "contributors",
		Short: "Print every contributor, best first",
		Long: `Contributors prints the standing of everybody who answered, but for those who
are erased. A score of 0.0 is that of an unknown newcomer; judged is the mass of
evidence behind the score.`,
		Example: `  winnow contributors
  winnow contributors --json --as-of 2024-12-31`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := time.Parse(time.DateOnly, asOf); asOf != "" && err != nil {
				return usageError{fmt.Errorf("--as-of %q is not a day (write 2006-01-02)", asOf)}
			}
			f.asOf = asOf
			r, done, err := f.build(cmd)
			if err != nil {
				return err
			}
			defer done()
			list := contributorRows(r)
			if asJSON {
				return printJSON(cmd.OutOrStdout(), list)
			}
			return printContributors(cmd.OutOrStdout(), list)
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&asOf, "as-of", "", "leave out evidence after this day (2006-01-02)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// A contributorRow is one contributor as contributors --json prints them.
// Scores are in points, with one decimal.
type contributorRow struct {
	ID         string             `json:"id"`
	Name       string             `json:"name"`
	Score      float64            `json:"score"`
	Judged     float64            `json:"judged"`
	Rank       string             `json:"rank"`
	Articles   int                `json:"articles"`
	ByCategory map[string]float64 `json:"by_category"`
	ByTag      map[string]float64 `json:"by_tag"`
}

func contributorRows(r *builder.Result) []contributorRow {
	articles := map[*reputation.Standing]int{}
	for _, e := range r.Site.Articles {
		if s := r.Ledger.Contributor(e.Author); s != nil {
			articles[s]++
		}
	}
	out := []contributorRow{}
	for _, s := range r.Ledger.Contributors {
		if s.Privacy == content.Erased {
			continue
		}
		out = append(out, contributorRow{
			ID: s.ID, Name: s.Name, Score: points(s.Score), Judged: units(s.Judged), Rank: s.Rank, Articles: articles[s],
			ByCategory: topicScores(s.ByCategory), ByTag: topicScores(s.ByTag),
		})
	}
	return out
}

func topicScores(list []reputation.Topic) map[string]float64 {
	out := map[string]float64{}
	for _, t := range list {
		out[t.Name] = points(t.Score)
	}
	return out
}

// points turns tenths of a point into points, for printing.
func points(tenths int64) float64 { return float64(tenths) / 10 }

// units turns millionths into units with one decimal, for printing.
func units(m reputation.Micro) float64 { return float64((int64(m)+50_000)/100_000) / 10 }

func printContributors(out io.Writer, list []contributorRow) error {
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "\tscore\tjudged\trank\tarticles\tid\tname")
	for i, c := range list {
		fmt.Fprintf(w, "%d\t%+.1f\t%.1f\t%s\t%d\t%s\t%s\n", i+1, c.Score, c.Judged, c.Rank, c.Articles, diag.Visible(c.ID), diag.Visible(c.Name))
	}
	return w.Flush()
}
