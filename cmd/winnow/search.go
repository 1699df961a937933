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
	"winnow/builder/search/query"
)

func newSearch() *cobra.Command {
	var dir, dest string
	var asJSON, explain, literal bool
	var n int
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search the published site from the command line",
		Long: `Search answers from the index of the published site, the same files that the
browser reads, with the same results in the same order. What can be typed is what
the search box understands: words, "phrases", -word, tag:, category:, author:, is:.`,
		Example: `  winnow search "router drops wifi"
  winnow search -s docs -n 3 --json E1042
  winnow search --explain wifi drops          with the parts of each score
  winnow search -- 'wifi -mesh is:verified'   -- ends the flags`,
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
			results, err := searchSite(dest, strings.Join(args, " "), n, literal)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), results)
			}
			printResults(cmd.OutOrStdout(), results, explain)
			return nil
		},
	}
	cmd.Flags().StringVarP(&dir, "site", "s", ".", "the site's folder")
	cmd.Flags().StringVarP(&dest, "dest", "d", "", "folder of the published site (default: public in the site's folder)")
	cmd.Flags().IntVarP(&n, "number", "n", 10, "how many results")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	cmd.Flags().BoolVar(&explain, "explain", false, "print what each score is made of")
	cmd.Flags().BoolVar(&literal, "literal", false, "correct no word")
	cmd.MarkFlagDirname("site")
	cmd.MarkFlagDirname("dest")
	return cmd
}

func searchSite(dest, text string, n int, literal bool) (query.Results, error) {
	read := func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(dest, "search", filepath.FromSlash(name)))
	}
	index, err := query.Open(read)
	if errors.Is(err, fs.ErrNotExist) {
		return query.Results{}, usageError{fmt.Errorf("there is no search index in %s (run winnow build first)", dest)}
	}
	if err != nil {
		return query.Results{}, err
	}
	if literal {
		return index.Literal(text, n)
	}
	return index.Search(text, n)
}

func printResults(w io.Writer, r query.Results, explain bool) {
	if r.Corrected != "" {
		fmt.Fprintf(w, "showing results for %s\n", diag.Visible(r.Corrected))
	}
	if r.Suggestion != "" {
		fmt.Fprintf(w, "did you mean %s?\n", diag.Visible(r.Suggestion))
	}
	for i, hit := range r.Items {
		author := hit.Author
		if author != "" && hit.Rank != "" {
			author += " (" + hit.Rank + ")"
		}
		about := strings.Join(nonEmpty(author, hit.Category, hit.State, hit.Date), " · ")
		fmt.Fprintf(w, "%2d. %s\n    %s\n    %s\n    %s\n", i+1, diag.Visible(hit.Title), addressOf(hit), diag.Visible(about), diag.Visible(hit.Summary))
		if explain {
			printParts(w, hit)
		}
	}
	if len(r.Items) == 0 {
		fmt.Fprintln(w, "nothing found")
	}
	if r.Message != "" {
		fmt.Fprintln(w, diag.Visible(r.Message))
	}
}

// meaning says what a part of a score is given for.
var meaning = map[string]string{
	"word": "the word", "synonym": "a synonym of", "together": "having many of the words", "trust": "the article's place in the order of trust",
}

// printParts prints what a score is made of; the numbers add up.
func printParts(w io.Writer, hit query.Result) {
	for _, p := range hit.Parts {
		fmt.Fprintf(w, "    %10d  %s\n", p.Score, strings.TrimSpace(meaning[p.Kind]+" "+diag.Visible(p.Word)))
	}
	fmt.Fprintf(w, "    %10d  together\n", hit.Score)
}

// addressOf is the URL of a result, with the section that has the words.
func addressOf(hit query.Result) string {
	if hit.Anchor == "" {
		return hit.URL
	}
	return hit.URL + "#" + diag.Visible(hit.Anchor) + "  (" + diag.Visible(hit.Section) + ")"
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}
