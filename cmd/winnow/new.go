package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/content"
	"winnow/themes"
)

// newsite is what a new site begins with.
//
//go:embed newsite
var newsite embed.FS

func newNew() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Begin a site, an article or a theme",
		Long:  "New writes the files that something new begins with. It never replaces a file.",
		Example: `  winnow new site help
  winnow new article "5 GHz is slow" --category wifi
  winnow new theme ours`,
		Args: func(cmd *cobra.Command, args []string) error {
			return usageError{fmt.Errorf("new makes a site, an article or a theme (%s --help shows how)", cmd.CommandPath())}
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newNewSite(), newNewArticle(), newNewTheme())
	return cmd
}

func newNewSite() *cobra.Command {
	return &cobra.Command{
		Use:     "site DIR",
		Short:   "Begin a small site that builds",
		Example: "  winnow new site help && winnow serve -s help",
		Args:    exactly(1, "the folder of the site"),
		RunE: func(cmd *cobra.Command, args []string) error {
			files := map[string][]byte{}
			err := fs.WalkDir(newsite, "newsite", func(name string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				to := strings.TrimPrefix(name, "newsite/")
				if to == "gitignore" {
					to = ".gitignore"
				}
				files[to], err = newsite.ReadFile(name)
				return err
			})
			if err != nil {
				return err
			}
			if err := putNew(cmd.OutOrStdout(), args[0], files); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "winnow serve -s %s shows it\n", args[0])
			return nil
		},
	}
}

// articleFlags are what is known of a new article.
type articleFlags struct {
	dir, category, author string
	tags                  []string
}

func newNewArticle() *cobra.Command {
	var f articleFlags
	cmd := &cobra.Command{
		Use:   "article TITLE",
		Short: "Begin an article, as a draft",
		Example: `  winnow new article "5 GHz is slow after the update" --category wifi --author maren
  winnow new article "Где серийный номер?" --category "First steps"`,
		Args: exactly(1, "the title (in quotes)"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.write(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.dir, "site", "s", ".", "the site's folder, which holds site.toml")
	flags.StringVarP(&f.category, "category", "c", "", "category: a folder below content/, or a name")
	flags.StringVar(&f.author, "author", "", "id of the contributor who wrote the answer")
	flags.StringSliceVar(&f.tags, "tags", nil, "tags, with commas between")
	cmd.MarkFlagDirname("site")
	return cmd
}

func (f articleFlags) write(cmd *cobra.Command, title string) error {
	cfg, problems := builder.ReadConfig(os.DirFS(f.dir))
	if problems.Err() != nil {
		return problems.Err()
	}
	if strings.TrimSpace(title) == "" {
		return usageError{errors.New("the title is empty")}
	}
	name := path.Join(content.CategoryPath(f.category), content.Slug(title)+".md")
	first := func(headings []string, usual string) string {
		return append(headings[:len(headings):len(headings)], usual)[0]
	}
	a := &content.Article{
		Path: name, Title: title, Author: f.author, Tags: f.tags, Draft: true,
		Date: time.Now().UTC().Truncate(24 * time.Hour),
		Body: fmt.Appendf(nil, "## %s\n\nWhat happens, on which device, since when?\n\n## %s\n\nWhat helped?\n",
			first(cfg.Markdown.Question, "Question"), first(cfg.Markdown.Solution, "Solution")),
	}
	text := content.Format(a)
	if _, problems := content.Parse(name, text, cfg.Content); problems.Err() != nil {
		return usageError{problems.Err()}
	}
	if err := putNew(cmd.OutOrStdout(), onDisk(f.dir, cfg.Content.Dir), map[string][]byte{name: text}); err != nil {
		return err
	}
	fmt.Fprintln(cmd.OutOrStdout(), "it is a draft: winnow serve -D shows it; take the line draft away to publish it")
	return nil
}

func newNewTheme() *cobra.Command {
	var dir string
	var files []string
	cmd := &cobra.Command{
		Use:   "theme NAME",
		Short: "Begin a theme that changes the built-in one",
		Long: `Theme makes themes/NAME/ with a place for your own colours and words, and copies
those files of the built-in theme that you name. Whatever is not there stays built in.`,
		Example: `  winnow new theme ours
  winnow new theme ours --files templates/article.html,assets/favicon.svg`,
		Args: exactly(1, "the name of the theme"),
		RunE: func(cmd *cobra.Command, args []string) error { return writeTheme(cmd, dir, args[0], files) },
	}
	cmd.Flags().StringVarP(&dir, "site", "s", ".", "the site's folder, which holds site.toml")
	cmd.Flags().StringSliceVar(&files, "files", nil, "files of the built-in theme to copy, with commas between")
	cmd.MarkFlagDirname("site")
	return cmd
}

func writeTheme(cmd *cobra.Command, dir, name string, copied []string) error {
	if name != content.Slug(name) || name == "default" {
		return usageError{fmt.Errorf("%q cannot be the name of a theme (use small letters, digits and hyphens)", name)}
	}
	builtin, err := fs.Sub(themes.Files, "default")
	if err != nil {
		return err
	}
	files := map[string][]byte{
		"theme.toml":      []byte("# The contract between this theme and winnow.\ncontract = 1\n"),
		"strings/en.toml": []byte("# Your own words, in place of those of the built-in theme:\n# search = \"Find\"\n"),
		"assets/own.css":  []byte("/* Your own style: added at the end of the built-in style sheet. */\n"),
	}
	for _, f := range copied {
		data, err := fs.ReadFile(builtin, path.Clean(f))
		if err != nil {
			return usageError{fmt.Errorf("the built-in theme has no file %q (it has %s)", f, strings.Join(listFiles(builtin), ", "))}
		}
		files[path.Clean(f)] = data
	}
	if err := putNew(cmd.OutOrStdout(), filepath.Join(dir, "themes", name), files); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "write [theme] and name = %q into site.toml to use it\n", name)
	return nil
}

func listFiles(fsys fs.FS) (names []string) {
	fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return nil
	})
	return names
}

// putNew writes files below dir, all or none of them: one that is there already
// stays as it is, and so does everything else.
func putNew(out io.Writer, dir string, files map[string][]byte) error {
	var names []string
	for name := range files {
		names = append(names, name)
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return usageError{fmt.Errorf("%s is there already, so nothing was written", filepath.Join(dir, name))}
		}
	}
	slices.Sort(names)
	for _, name := range names {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return err
		}
		_, err = f.Write(files[name])
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		fmt.Fprintln(out, to)
	}
	return nil
}
