package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/diag"
	"winnow/themes"
)

// siteFlags are what every verb that reads a site understands.
type siteFlags struct {
	dir       string
	now       string
	baseURL   string
	asOf      string // evidence after this day is left out; empty = none is
	keepGoing bool

	needArticles, allowEmpty bool // a site without articles is a problem, unless it is allowed
}

func (f *siteFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVarP(&f.dir, "site", "s", ".", "the site's folder, which holds site.toml")
	flags.StringVar(&f.now, "now", "", "build as if it were this time (2006-01-02 or RFC 3339)")
	flags.StringVar(&f.baseURL, "base-url", "", "address of the published site, instead of base_url in site.toml")
	flags.BoolVar(&f.keepGoing, "keep-going", false, "leave out what has problems, and say so")
	cmd.MarkFlagDirname("site")
}

// addEmpty adds the flag that allows a site without articles.
func (f *siteFlags) addEmpty(cmd *cobra.Command) {
	f.needArticles = true
	cmd.Flags().BoolVar(&f.allowEmpty, "allow-empty", false, "a site without articles is no problem")
}

// open prepares a builder for the site. done ends its use.
func (f *siteFlags) open() (b *builder.Builder, done func() error, err error) {
	now, err := f.time()
	if err != nil {
		return nil, nil, err
	}
	files, err := openFolder(f.dir)
	if err != nil {
		return nil, nil, usageError{fmt.Errorf("open the site's folder: %w", err)}
	}
	store, err := builder.OpenStore(filepath.Join(f.dir, ".winnow"))
	if err != nil {
		return nil, nil, err
	}
	b = &builder.Builder{
		Files: files, Themes: themes.Files, Store: store,
		Now: now, BaseURL: f.baseURL, AsOf: f.asOf, KeepGoing: f.keepGoing, NeedArticles: f.needArticles && !f.allowEmpty, Found: limitMemory,
	}
	return b, store.Close, nil
}

func (f *siteFlags) time() (time.Time, error) {
	if f.now == "" {
		return time.Now(), nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, f.now); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usageError{fmt.Errorf("--now %q is not a time (write 2006-01-02 or 2006-01-02T15:04:05Z)", f.now)}
}

// build lays out the site and prints its problems.
func (f *siteFlags) build(cmd *cobra.Command) (r *builder.Result, done func() error, err error) {
	b, done, err := f.open()
	if err != nil {
		return nil, nil, err
	}
	bar := newProgress(cmd.ErrOrStderr())
	b.Progress = bar.show
	r, problems, err := b.Build(nil)
	bar.end()
	f.print(cmd, problems)
	if err == nil && problems.Err() != nil {
		err = errSaid
	}
	if err != nil {
		done()
		return nil, nil, err
	}
	return r, done, nil
}

// print shows problems with the lines that they are about.
func (f *siteFlags) print(cmd *cobra.Command, problems diag.List) {
	if len(problems) == 0 {
		return
	}
	source := func(path string) ([]byte, error) { return os.ReadFile(onDisk(f.dir, path)) }
	diag.Write(cmd.ErrOrStderr(), problems.Sorted(), source, colored(cmd.ErrOrStderr()))
}
