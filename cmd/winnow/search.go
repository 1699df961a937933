package main

import (
	"bufio"
	"encoding/json"
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
	var dir, dest, queries string
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
  winnow search --json --queries asked.txt    one query and one answer a line
  winnow search --explain wifi drops          with the parts of each score
  winnow search -- 'wifi -mesh is:verified'   -- ends the flags`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch text := strings.TrimSpace(strings.Join(args, " ")); {
			case queries != "" && (text != "" || !asJSON):
				return usageError{fmt.Errorf("--queries goes with --json, and without a query")}
			case queries == "" && text == "":
				return usageError{fmt.Errorf("search takes the words to look for (winnow search --help shows how)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if dest == "" {
				dest = filepath.Join(dir, "public")
			}
			search, err := openSite(dest, literal)
			if err != nil {
				return err
			}
			if queries != "" {
				return answerAll(cmd.OutOrStdout(), queries, func(text string) (query.Results, error) { return search(text, n) })
			}
			results, err := search(strings.Join(args, " "), n)
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
	cmd.Flags().StringVar(&queries, "queries", "", "answer the queries of a file, one a line (- reads the standard input)")
	cmd.Flags().BoolVar(&explain, "explain", false, "print what each score is made of")
	cmd.Flags().BoolVar(&literal, "literal", false, "correct no word")
	cmd.MarkFlagDirname("site")
	cmd.MarkFlagDirname("dest")
	return cmd
}

// openSite returns a search of a published site.
func openSite(dest string, literal bool) (func(text string, n int) (query.Results, error), error) {
	index, err := query.Open(func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(dest, "search", filepath.FromSlash(name)))
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{fmt.Errorf("there is no search index in %s (run winnow build first)", dest)}
	}
	if err != nil {
		return nil, err
	}
	if literal {
		return index.Literal, nil
	}
	return index.Search, nil
}

// answerAll prints the answer to each line of a file as one line of JSON.
func answerAll(w io.Writer, path string, search func(text string) (query.Results, error)) error {
	in := os.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return usageError{err}
		}
		defer f.Close()
		in = f
	}
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		results, err := search(lines.Text())
		if err != nil {
			return err
		}
		if err := encoder.Encode(results); err != nil {
			return err
		}
	}
	return errors.Join(lines.Err(), out.Flush())
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
	"title": "a title that is like the query",
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
