package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/importer"
	"winnow/builder/importer/discord"
	"winnow/builder/importer/discourse"
	"winnow/builder/importer/flarum"
	"winnow/builder/importer/github"
	"winnow/builder/importer/khoros"
	"winnow/builder/importer/nodebb"
	"winnow/builder/importer/phpbb"
	"winnow/builder/importer/question2answer"
	"winnow/builder/importer/slack"
	"winnow/builder/importer/stackexchange"
	"winnow/builder/importer/table"
	"winnow/builder/importer/vanilla"
	"winnow/builder/importer/zendesk"
)

// formats is the table of importers. All that the command says of one, and its
// own command, come from its row.
func formats() []importer.Format {
	return []importer.Format{
		stackexchange.Format(), discourse.Format(), github.Format(), zendesk.Format(),
		discord.Format(), flarum.Format(), khoros.Format(), nodebb.Format(), phpbb.Format(), question2answer.Format(), slack.Format(), vanilla.Format(),
		table.Format(), // knows any file by the map beside it
	}
}

const importLong = `%s

The folder after --into becomes a complete site. Running the import again updates
it in place; files that a person edited are kept, and named.`

func newImport(formats []importer.Format) *cobra.Command {
	var into string
	var asJSON bool
	var minScore int
	var o importer.Options
	options := func(cmd *cobra.Command) importer.Options {
		if cmd.Flags().Changed("min-score") {
			o.MinScore = &minScore
		}
		return o
	}
	cmd := &cobra.Command{
		Use:   "import [NAME] PATH --into DIR",
		Short: "Make a site of a forum's export",
		Long: fmt.Sprintf(importLong, `Makes a site of the export of a forum. Without the name of a format, the path is
looked at: when one of the formats knows it, that one is read.`),
		Args: func(cmd *cobra.Command, args []string) error { return knownExport(formats, args) },
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			f, why := recognized(formats, args[0])
			fmt.Fprintf(cmd.ErrOrStderr(), "winnow: %s is read as %s: %s\n", args[0], f.Name, why)
			return runImport(cmd, f, args[0], into, options(cmd), asJSON)
		},
	}
	flags := cmd.PersistentFlags()
	flags.StringVar(&into, "into", "", "the folder that becomes the site")
	flags.StringVar(&o.Host, "host", "", "host name of the community, for the addresses of sources (default: guessed from the export)")
	flags.StringVar(&o.Prefix, "prefix", "", "put this before every id, so that several exports can share a site")
	flags.IntVar(&minScore, "min-score", 0, "score from which on the best answer of a thread that nobody accepted becomes an article (default: the median score of the accepted ones, and at least 3)")
	flags.BoolVar(&asJSON, "json", false, "print the report as JSON")
	cmd.MarkPersistentFlagDirname("into")
	for _, f := range formats {
		one := newFormat(f, func(cmd *cobra.Command, path string) error {
			return runImport(cmd, f, path, into, options(cmd), asJSON)
		})
		if f.Preview != nil {
			mapped(one, f, &o)
		}
		cmd.AddCommand(one)
	}
	return cmd
}

// newFormat is the command of one format.
func newFormat(f importer.Format, run func(cmd *cobra.Command, path string) error) *cobra.Command {
	query := false
	cmd := &cobra.Command{
		Use:   f.Name + " PATH --into DIR",
		Short: "Read " + f.Title,
		Long:  fmt.Sprintf(importLong, f.Help),
		Example: fmt.Sprintf(`  winnow import %s export/ --into site/
  winnow build -s site/`, f.Name),
		Args: func(cmd *cobra.Command, args []string) error {
			if query {
				return nil
			}
			return exactly(1, f.Takes)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if query {
				_, err := io.WriteString(cmd.OutOrStdout(), f.Query)
				return err
			}
			return run(cmd, args[0])
		},
	}
	if f.Query != "" {
		cmd.Flags().BoolVar(&query, "query", false, "print what asks the platform for the export")
	}
	return cmd
}

// mapped gives the command of a format with a map of fields what belongs to the map.
func mapped(cmd *cobra.Command, f importer.Format, o *importer.Options) {
	dry, run := false, cmd.RunE
	cmd.Flags().StringVar(&o.Map, "map", "", "the file that says what the fields mean (default: map.toml beside the export)")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "show how the first rows are understood, and the fields that are not read")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !dry {
			return run(cmd, args)
		}
		text, err := f.Show(args[0], *o)
		fmt.Fprint(cmd.OutOrStdout(), text)
		return err
	}
}

// knownExport wants nothing, or a path that one of the formats knows.
func knownExport(formats []importer.Format, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if f, _ := recognized(formats, args[0]); len(args) == 1 && f.Name != "" {
		return nil
	}
	if _, err := os.Stat(args[0]); err == nil {
		return usageError{fmt.Errorf("%s is no export that can be read: name its format, %s", args[0], names(formats))}
	}
	return usageError{fmt.Errorf("unknown export %q; those that can be read are %s", args[0], names(formats))}
}

// recognized returns the first format that knows a path, and by what.
func recognized(formats []importer.Format, path string) (importer.Format, string) {
	for _, f := range formats {
		if why := f.Recognize(path); why != "" {
			return f, why
		}
	}
	return importer.Format{}, ""
}

func names(formats []importer.Format) string {
	var out []string
	for _, f := range formats {
		out = append(out, f.Name)
	}
	return strings.Join(slices.Sorted(slices.Values(out)), ", ")
}

func runImport(cmd *cobra.Command, f importer.Format, path, into string, o importer.Options, asJSON bool) error {
	if into == "" {
		return usageError{fmt.Errorf("--into names no folder for the site")}
	}
	bar := newProgress(cmd.ErrOrStderr())
	o.Reserved, o.Progress = builder.Reserved(), bar.show
	report, err := f.Import(path, into, o)
	bar.end()
	if err != nil {
		return err
	}
	report.Notes = builder.Notes(builder.DefaultConfig(), report.Evidence)
	if asJSON {
		return printJSON(cmd.OutOrStdout(), report)
	}
	_, err = report.WriteTo(cmd.OutOrStdout())
	return err
}
