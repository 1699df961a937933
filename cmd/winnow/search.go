package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winnow/builder/diag"
	"winnow/builder/search"
)

func newSearch() *cobra.Command {
	var dir, dest string
	var asJSON bool
	var n int
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search the published site from the command line",
		Long: `Search answers from the index of the published site, the same files that the
browser reads, with the same results in the same order.`,
		Example: `  winnow search "router drops wifi"
  winnow search -s docs -n 3 --json E1042`,
		Args: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, " ")) == "" {
				return usageError{fmt.Errorf("search takes the words to look for (winnow search --help shows how)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if dest == "" {
				dest = filepath.Join(dir, "public")
			}
			results, err := searchSite(dest, strings.Join(args, " "), n)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), asResultsJSON(results))
			}
			printResults(cmd.OutOrStdout(), results)
			return nil
		},
	}
	cmd.Flags().StringVarP(&dir, "site", "s", ".", "the site's folder")
	cmd.Flags().StringVarP(&dest, "dest", "d", "", "folder of the published site (default: public in the site's folder)")
	cmd.Flags().IntVarP(&n, "number", "n", 10, "how many results")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	cmd.MarkFlagDirname("site")
	cmd.MarkFlagDirname("dest")
	return cmd
}

func searchSite(dest, query string, n int) (search.Results, error) {
	read := func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(dest, "search", filepath.FromSlash(name)))
	}
	index, err := search.Open(read)
	if errors.Is(err, fs.ErrNotExist) {
		return search.Results{}, usageError{fmt.Errorf("there is no search index in %s (run winnow build first)", dest)}
	}
	if err != nil {
		return search.Results{}, err
	}
	return index.Search(query, n)
}

// A resultsJSON is what search --json prints: what the browser's engine gives.
type resultsJSON struct {
	Query   string       `json:"query"`
	Total   int          `json:"total"`
	Results []resultJSON `json:"results"`
	Message string       `json:"message,omitempty"`
}

type resultJSON struct {
	ID        int      `json:"id"`
	Score     int      `json:"score"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Summary   string   `json:"summary"`
	Author    string   `json:"author"`
	Rank      string   `json:"rank"`
	Category  string   `json:"category"`
	Tags      []string `json:"tags"`
	State     string   `json:"state"`
	Accepted  bool     `json:"accepted"`
	Date      string   `json:"date"`
	Highlight []string `json:"highlight"`
}

func asResultsJSON(r search.Results) resultsJSON {
	out := resultsJSON{r.Query, r.Total, []resultJSON{}, r.Message}
	for _, x := range r.Items {
		out.Results = append(out.Results, resultJSON{x.ID, x.Score, x.URL, x.Title, x.Summary, x.Author, x.Rank,
			x.Category, x.Tags, x.State, x.Accepted, x.Date, x.Highlight})
	}
	return out
}

func printResults(w io.Writer, r search.Results) {
	for i, hit := range r.Items {
		author := hit.Author
		if author != "" && hit.Rank != "" {
			author += " (" + hit.Rank + ")"
		}
		about := strings.Join(nonEmpty(author, hit.Category, hit.State, hit.Date), " · ")
		fmt.Fprintf(w, "%2d. %s\n    %s\n    %s\n    %s\n", i+1, diag.Visible(hit.Title), hit.URL, diag.Visible(about), diag.Visible(hit.Summary))
	}
	if len(r.Items) == 0 {
		fmt.Fprintln(w, "nothing found")
	}
	if r.Message != "" {
		fmt.Fprintln(w, diag.Visible(r.Message))
	}
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}
