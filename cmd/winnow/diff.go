package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"winnow/builder/audit"
	"winnow/builder/diag"
)

func newDiff() *cobra.Command {
	var n int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say which articles moved between two published sites, and why",
		Long: `Diff compares the numbers in two folders of published sites, such as the one that
is online and the one that a change would publish. It lists the articles that
came in, went out, changed state or moved, with the terms that changed most, and
the contributors whose score or rank changed. Values are in points.`,
		Example: `  winnow build -d /tmp/new && winnow diff public /tmp/new
  winnow diff --json public /tmp/new`,
		Args: exactly(2, "two folders of published sites"),
		RunE: func(cmd *cobra.Command, args []string) error {
			before, err := readSnapshot(args[0])
			if err != nil {
				return err
			}
			after, err := readSnapshot(args[1])
			if err != nil {
				return err
			}
			changes := audit.Compare(before, after)
			for _, text := range changes.Warnings {
				fmt.Fprintln(cmd.ErrOrStderr(), "warning:", text)
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), changes)
			}
			return printChanges(cmd.OutOrStdout(), changes, n)
		},
	}
	cmd.Flags().IntVarP(&n, "number", "n", 20, "how many to list of each kind; -1 lists all")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON; values are in tenths of a point")
	return cmd
}

// readSnapshot reads the numbers of a published site.
func readSnapshot(dir string) (s audit.Snapshot, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return s, usageError{fmt.Errorf("open the published site: %w", err)}
	}
	defer root.Close()
	files := root.FS()
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case path.Base(name) == "index.html":
			return readArticle(files, name, &s)
		case strings.HasPrefix(name, "people/") && path.Base(name) == "score.json":
			return readScore(files, name, &s)
		case name == "rules.json":
			return readConstants(files, name, &s)
		}
		return nil
	})
	if err == nil && len(s.Articles) == 0 {
		err = usageError{fmt.Errorf("%s has no article with a block of numbers; is it a folder that winnow build made?", dir)}
	}
	return s, err
}

func readArticle(files fs.FS, name string, s *audit.Snapshot) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	a, ok, err := audit.Find(data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if ok && path.Join(a.URL, "index.html") == name { // else it is of another site, further down
		s.Articles = append(append(s.Articles, a), a.Answers...)
	}
	return nil
}

func readConstants(files fs.FS, name string, s *audit.Snapshot) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	c, err := audit.ReadConstants(data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	s.Constants = c.List
	return nil
}

func readScore(files fs.FS, name string, s *audit.Snapshot) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	c, err := audit.Read(data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	s.Contributors = append(s.Contributors, c)
	return nil
}

func printChanges(out io.Writer, c audit.Changes, n int) error {
	if len(c.Articles)+len(c.Contributors)+len(c.Rules) == 0 {
		fmt.Fprintln(out, "no article moved, no score changed")
		return nil
	}
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	if len(c.Rules) > 0 {
		fmt.Fprintln(w, "rules")
	}
	for _, r := range c.Rules {
		fmt.Fprintf(w, "  %s\t%s → %s\n", r.Name, r.Before, r.After)
	}
	groups, room := grouped(c.Articles)
	for _, g := range groups {
		g.print(w, n)
	}
	if room > 0 {
		fmt.Fprintf(w, "%d more articles only made room: their own trust is what it was\n", room)
	}
	if len(c.Contributors) > 0 {
		fmt.Fprintln(w, "contributors")
	}
	for i, p := range c.Contributors {
		if i == n {
			fmt.Fprintf(w, "  … and %d more (-n -1 lists all)\n", len(c.Contributors)-n)
			break
		}
		fmt.Fprintf(w, "  %s\t%s%s\t%s\n", diag.Visible(p.ID), scoreText(p), changed(p.Rank), becauseText(p.Because, p.Change == audit.Moved))
	}
	return w.Flush()
}

// A group is the articles of one kind of change.
type group struct {
	title string
	list  []audit.ArticleChange
}

// grouped sorts changes under titles, and counts those that only made room.
func grouped(list []audit.ArticleChange) (out []group, room int) {
	out = []group{{title: "came in"}, {title: "went out"}, {title: "changed state"}, {title: "moved"}}
	for _, a := range list {
		k := 3
		switch {
		case a.Change == audit.CameIn:
			k = 0
		case a.Change == audit.WentOut:
			k = 1
		case a.State.Before != a.State.After:
			k = 2
		case len(a.Because) == 0 && a.Tier.Before == a.Tier.After:
			room++
			continue
		}
		out[k].list = append(out[k].list, a)
	}
	return out, room
}

func (g group) print(w io.Writer, n int) {
	if len(g.list) > 0 {
		fmt.Fprintln(w, g.title)
	}
	for i, a := range g.list {
		if i == n {
			fmt.Fprintf(w, "  … and %d more (-n -1 lists all)\n", len(g.list)-n)
			return
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", diag.Visible(a.URL), placeText(a), trustText(a), tierText(a)+becauseText(a.Because, false))
	}
}

func placeText(a audit.ArticleChange) string {
	switch {
	case a.Change == audit.CameIn && a.Place.After == 0:
		return a.State.After
	case a.Change == audit.CameIn:
		return fmt.Sprintf("place %d", a.Place.After)
	case a.Change == audit.WentOut && a.Place.Before == 0:
		return "was " + a.State.Before
	case a.Change == audit.WentOut:
		return fmt.Sprintf("was at place %d", a.Place.Before)
	}
	return fmt.Sprintf("place %s → %s%s", ordinal(a.Place.Before), ordinal(a.Place.After), changed(a.State))
}

func ordinal(place int64) string {
	if place == 0 {
		return "none"
	}
	return strconv.FormatInt(place, 10)
}

func trustText(a audit.ArticleChange) string {
	switch a.Change {
	case audit.CameIn:
		return fmt.Sprintf("trust %.1f", points(a.Trust.After))
	case audit.WentOut:
		return fmt.Sprintf("trust %.1f", points(a.Trust.Before))
	}
	return fmt.Sprintf("trust %.1f → %.1f", points(a.Trust.Before), points(a.Trust.After))
}

func tierText(a audit.ArticleChange) string {
	if a.Change == audit.CameIn || a.Change == audit.WentOut || a.Tier.Before == a.Tier.After {
		return ""
	}
	return fmt.Sprintf("tier %d → %d ", a.Tier.Before, a.Tier.After)
}

func scoreText(p audit.ContributorChange) string {
	switch p.Change {
	case audit.CameIn:
		return fmt.Sprintf("new, %+.1f", points(p.Score.After))
	case audit.WentOut:
		return fmt.Sprintf("gone, was %+.1f", points(p.Score.Before))
	}
	return fmt.Sprintf("%+.1f → %+.1f", points(p.Score.Before), points(p.Score.After))
}

// changed writes a word that was another before, "(trusted → expert)".
func changed(w audit.Words) string {
	if w.Before == w.After || w.Before == "" || w.After == "" {
		return ""
	}
	return fmt.Sprintf(" (%s → %s)", diag.Visible(w.Before), diag.Visible(w.After))
}

// becauseText lists what changed; with why, also why each did.
func becauseText(list []audit.Cause, why bool) string {
	var out []string
	for _, c := range list {
		text := fmt.Sprintf("%s %+.1f → %+.1f", diag.Visible(strings.ReplaceAll(c.What, "_", " ")), points(c.Before), points(c.After))
		if why && c.Why != "" {
			text += " (" + c.Why + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}
