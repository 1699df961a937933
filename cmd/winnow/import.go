package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"winnow/builder/importer"
)

func newImport() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Make a site of a forum's export",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("unknown export %q (winnow import --help lists those that can be read)", args[0])}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newStackExchange())
	return cmd
}

func newStackExchange() *cobra.Command {
	var into, site, prefix string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stackexchange FOLDER --into DIR",
		Short: "Read the XML files of a Stack Exchange data dump",
		Long: `Reads Posts.xml and, where they are there, Users.xml, Votes.xml, PostLinks.xml,
PostHistory.xml and Tags.xml of FOLDER, and makes DIR a complete site: accepted
answers become articles, all answers become evidence, authors become
contributors. Running it again updates DIR in place; files that a person edited
are kept, and named.`,
		Example: `  winnow import stackexchange dump/ --into site/
  winnow build -s site/`,
		Args: exactly(1, "the folder of the dump"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if into == "" {
				return usageError{fmt.Errorf("--into names no folder for the site")}
			}
			bar := newProgress(cmd.ErrOrStderr())
			report, err := importer.StackExchange(args[0], into, importer.Options{Site: site, Prefix: prefix, Progress: bar.show})
			bar.end()
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), report)
			}
			_, err = report.WriteTo(cmd.OutOrStdout())
			return err
		},
	}
	cmd.Flags().StringVar(&into, "into", "", "the folder that becomes the site")
	cmd.Flags().StringVar(&site, "host", "", "host name of the community, for the addresses of sources (default: guessed from the dump)")
	cmd.Flags().StringVar(&prefix, "prefix", "", "put this before every id, so that several exports can share a site")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	cmd.MarkFlagDirname("into")
	return cmd
}
