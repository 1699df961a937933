package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/reputation"
)

func newExplain() *cobra.Command {
	var f siteFlags
	var topic string
	var n int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain ARTICLE|CONTRIBUTOR",
		Short: "Say why an article or a contributor has its place",
		Long: `Explain takes the numbers of an article (its path below content/, or its address
on the site) or of a contributor (an id or alias) apart. The lines add up to the
total exactly, in the digits that are shown.`,
		Example: `  winnow explain wifi/slow-5ghz.md
  winnow explain mira --topic category:wifi
  winnow explain mira --json`,
		Args: exactly(1, "the path of an article or the id of a contributor"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, done, err := f.build(cmd)
			if err != nil {
				return err
			}
			defer done()
			out := cmd.OutOrStdout()
			if i, ok := findArticle(r, args[0]); ok {
				return explainArticle(out, r, i, asJSON)
			}
			if s := r.Ledger.Contributor(args[0]); s != nil {
				return explainContributor(out, r, args[0], topic, n, asJSON)
			}
			return usageError{fmt.Errorf("%q is neither the path of an article nor the id of a contributor", args[0])}
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&topic, "topic", "", "a contributor's score within category:NAME or tag:NAME")
	cmd.Flags().IntVarP(&n, "number", "n", 20, "how many lines to list; -1 lists all")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// A contributorExplanation is what explain --json prints of a contributor.
// Numbers are in points: 0 is where an unknown newcomer starts.
type contributorExplanation struct {
	ID     string     `json:"id"`
	Name   string     `json:"name"`
	Rank   string     `json:"rank"`
	Place  int        `json:"place"`
	Of     int        `json:"of"` // contributors with a place; 0 within a topic
	Topic  string     `json:"topic"`
	AsOf   string     `json:"as_of"`
	Prior  float64    `json:"prior"` // share of judged evidence that was positive, of first answers
	Judged float64    `json:"judged"`
	Judges int        `json:"judges"`
	Lines  []lineJSON `json:"lines"`
	Rest   float64    `json:"rest"`
	RestN  int        `json:"rest_answers"`
	Score  float64    `json:"score"` // sum of lines and rest
}

type lineJSON struct {
	Answer string         `json:"answer,omitempty"`
	What   string         `json:"what,omitempty"` // "unvouched", "probation": not one answer
	Points float64        `json:"points"`
	Exact  int64          `json:"millionths"`
	Date   string         `json:"date,omitempty"`
	Events map[string]int `json:"events,omitempty"`
	CopyOf string         `json:"copy_of,omitempty"` // the answer that it repeats, so that nothing good counts
}

func explainContributor(out io.Writer, r *builder.Result, id, topic string, n int, asJSON bool) error {
	s := r.Ledger.Contributor(id)
	e, ok := r.Ledger.Explain(id, topic, n)
	if !ok {
		return usageError{fmt.Errorf("%q has no score%s", id, inTopic(topic))}
	}
	x := contributorJSON(r, s, e)
	if asJSON {
		return printJSON(out, x)
	}
	return printContributor(out, x)
}

func inTopic(topic string) string {
	if topic == "" {
		return ""
	}
	return " in " + topic
}

func contributorJSON(r *builder.Result, s *reputation.Standing, e reputation.Explanation) contributorExplanation {
	shown := e.Tenths()
	x := contributorExplanation{
		ID: s.ID, Name: s.Name, Rank: s.Rank, Place: s.Place, Of: placed(r), Topic: e.Topic,
		AsOf: content.Day(r.Ledger.AsOf), Prior: float64(e.Start) / float64(reputation.One), Judged: units(s.Judged), Judges: s.Judges,
		Lines: []lineJSON{}, Rest: points(shown.Rest), RestN: e.RestCount, Score: points(shown.Score),
	}
	if e.Topic != "" {
		x.Rank, x.Place, x.Of, x.Judged, x.Judges = "", 0, 0, 0, 0
	}
	if t, ok := topicStanding(s, e.Topic); ok {
		x.Rank, x.Place, x.Judged, x.Judges = t.Rank, t.Place, units(t.Judged), t.Judges
	}
	for i, l := range e.Lines {
		events := map[string]int{}
		for _, c := range l.Events {
			events[string(c.Kind)] += c.N
		}
		x.Lines = append(x.Lines, lineJSON{l.Answer, l.What, points(shown.Lines[i]), int64(l.Value), content.Day(l.Date), events, l.CopyOf})
	}
	return x
}

// placed counts the contributors that have a place.
func placed(r *builder.Result) (n int) {
	for _, s := range r.Ledger.Contributors {
		if s.Place > 0 {
			n++
		}
	}
	return n
}

// topicStanding finds the published standing in "category:NAME" or "tag:NAME";
// one that rests on too little evidence is not published.
func topicStanding(s *reputation.Standing, topic string) (reputation.Topic, bool) {
	level, name, _ := strings.Cut(topic, ":")
	list := s.ByCategory
	if level == "tag" {
		list = s.ByTag
	}
	i := slices.IndexFunc(list, func(t reputation.Topic) bool { return t.Name == name })
	if i < 0 {
		return reputation.Topic{}, false
	}
	return list[i], true
}

func printContributor(out io.Writer, x contributorExplanation) error {
	who := diag.Visible(x.ID)
	if x.Name != "" { // empty for those who are hidden
		who = diag.Visible(x.Name) + " (" + who + ")"
	}
	fmt.Fprintf(out, "%s%s: %s\n\n", who, inTopic(x.Topic), headline(x))
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintf(w, "   0.0\twhere an unknown newcomer starts\n")
	for _, l := range x.Lines {
		what := l.Answer
		if what == "" {
			what = l.What + " evidence"
		}
		copied := ""
		if l.CopyOf != "" {
			copied = "; repeats " + diag.Visible(l.CopyOf)
		}
		fmt.Fprintf(w, "%+6.1f\t%s\t%s\t%s%s\n", l.Points, diag.Visible(what), l.Date, eventText(l.Events), copied)
	}
	if x.RestN > 0 {
		fmt.Fprintf(w, "%+6.1f\t%d more answers (-n -1 lists all)\n", x.Rest, x.RestN)
	}
	fmt.Fprintf(w, "%+6.1f\tscore\n", x.Score)
	return w.Flush()
}

// headline returns what is beside the name: rank, place, evidence.
func headline(x contributorExplanation) string {
	if x.Rank == "" {
		return "too little evidence to publish a standing" + asOf(x.AsOf)
	}
	text := x.Rank
	if x.Place > 0 {
		text += fmt.Sprintf(", place %d", x.Place)
		if x.Of > 0 {
			text += fmt.Sprintf(" of %d", x.Of)
		}
	}
	return fmt.Sprintf("%s, judged %.1f%s", text, x.Judged, asOf(x.AsOf))
}

// asOf names the day on which ages are measured, if there is one: nothing may be
// dated.
func asOf(day string) string {
	if day == "" {
		return ""
	}
	return " as of " + day
}

// eventText lists events in the order of the words, "accepted 1, kudos 3".
func eventText(events map[string]int) string {
	var out []string
	for _, kind := range slices.Sorted(maps.Keys(events)) {
		out = append(out, fmt.Sprintf("%s %d", strings.ReplaceAll(kind, "_", " "), events[kind]))
	}
	return strings.Join(out, ", ")
}

// findArticle finds an article by its path below content/, with or without
// ".md", or by its address on the site.
func findArticle(r *builder.Result, name string) (index int, ok bool) {
	name = strings.TrimPrefix(strings.TrimPrefix(name, r.Config.Site.BaseURL), "/")
	name = strings.TrimPrefix(name, r.Config.Content.Dir+"/")
	for i, a := range r.Articles() {
		if name == a.Path || name+".md" == a.Path || strings.TrimSuffix(name, "/")+"/" == a.URL {
			return i, true
		}
	}
	return 0, false
}

// An articleExplanation is what explain --json prints of an article. Numbers
// are in points, 0 … 100.
type articleExplanation struct {
	Path    string     `json:"path"`
	Title   string     `json:"title"`
	URL     string     `json:"url"`
	Author  string     `json:"author"`
	State   string     `json:"state"`
	Reasons []string   `json:"reasons"`
	Despite []string   `json:"released_despite,omitempty"` // what would hold it back, had a reviewer not released it
	CopyOf  string     `json:"copy_of,omitempty"`          // path of the article whose answer it repeats
	Same    string     `json:"canonical,omitempty"`        // of a duplicate: path of the article that is listed
	Lead    string     `json:"lead,omitempty"`             // of a further answer: path of the article on whose page it is
	Tier    int        `json:"tier"`
	Place   int        `json:"place"` // among all public articles; 0 when not public
	Of      int        `json:"of"`
	Judged  float64    `json:"judged"` // units of evidence
	Start   float64    `json:"start"`  // where any unknown author starts
	Terms   []termJSON `json:"terms"`
	Trust   float64    `json:"trust"` // start + terms
}

type termJSON struct {
	Kind   string  `json:"kind"`
	N      int     `json:"n,omitempty"`
	Topic  string  `json:"topic,omitempty"`
	Date   string  `json:"date,omitempty"`
	Points float64 `json:"points"`
	Exact  int64   `json:"millionths"`
	words  string
}

func explainArticle(out io.Writer, r *builder.Result, i int, asJSON bool) error {
	x := articleJSON(r, i)
	if asJSON {
		return printJSON(out, x)
	}
	return printArticle(out, x)
}

func articleJSON(r *builder.Result, i int) articleExplanation {
	a, v := r.Articles()[i], r.Verdicts[i]
	shown := v.Shown()
	x := articleExplanation{
		Path: a.Path, Title: a.Title, URL: a.URL, State: string(v.State), Reasons: []string{}, Tier: v.Tier, Place: v.Place,
		CopyOf: v.CopyOf, Same: v.Canonical, Lead: v.Lead,
		Of: len(r.Site.Articles), Judged: units(reputation.Micro(v.Judged)), Start: points(shown.Start), Terms: []termJSON{}, Trust: points(shown.Total),
	}
	if s := r.Ledger.Contributor(a.Author); s != nil {
		x.Author = s.ID
	}
	for _, reason := range v.Reasons {
		x.Reasons = append(x.Reasons, reason.Text)
	}
	for _, reason := range v.Despite {
		x.Despite = append(x.Despite, reason.Text)
	}
	for k, t := range v.Terms {
		x.Terms = append(x.Terms, termJSON{t.Kind, t.N, t.Topic, content.Day(t.Date), points(shown.Terms[k]), t.Value, t.String()})
	}
	return x
}

func printArticle(out io.Writer, x articleExplanation) error {
	fmt.Fprintf(out, "%s  %q: %s", x.Path, diag.Visible(x.Title), x.State)
	if x.Place > 0 {
		fmt.Fprintf(out, ", place %d of %d, tier %d", x.Place, x.Of, x.Tier)
	}
	if x.Lead != "" {
		fmt.Fprintf(out, " answer, on the page of %s", x.Lead)
	}
	fmt.Fprintf(out, "\n")
	for _, reason := range x.Reasons {
		fmt.Fprintf(out, "    %s\n", diag.Visible(reason))
	}
	for _, reason := range x.Despite {
		fmt.Fprintf(out, "    released by a reviewer, although %s\n", diag.Visible(reason))
	}
	fmt.Fprintf(out, "\n")
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintf(w, "%6.1f\twhere any unknown author starts\n", x.Start)
	for _, t := range x.Terms {
		fmt.Fprintf(w, "%+6.1f\t%s\t%s\n", t.Points, termText(t, x), t.Date)
	}
	fmt.Fprintf(w, "%6.1f\ttrust\n", x.Trust)
	return w.Flush()
}

// termText names a term in words, with what an article has of it.
func termText(t termJSON, x articleExplanation) string {
	switch t.Kind {
	case "author":
		return fmt.Sprintf("%s (%s)", diag.Visible(t.words), diag.Visible(x.Author))
	case "copy":
		return fmt.Sprintf("%s (%s)", t.words, diag.Visible(x.CopyOf))
	case "caution":
		return fmt.Sprintf("%s (%.1f units of evidence)", t.words, x.Judged)
	}
	return t.words
}
