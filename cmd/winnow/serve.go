package main

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/diag"
	"winnow/builder/preview"
)

func newServe() *cobra.Command {
	var f siteFlags
	var host string
	var port int
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site and rebuild it while it is being written",
		Long: `Serve builds the site, shows it on this machine, builds again after each change
and reloads the pages that are open. Nothing is written but the store .winnow.`,
		Example: `  winnow serve                    http://127.0.0.1:8080/
  winnow serve -s docs --port 9000`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return serve(cmd, f, net.JoinHostPort(host, strconv.Itoa(port)))
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&host, "host", "127.0.0.1", "address to listen on")
	cmd.Flags().IntVarP(&port, "port", "p", 8080, "port to listen on; 0 takes any that is free")
	return cmd
}

func serve(cmd *cobra.Command, f siteFlags, listen string) error {
	b, done, err := f.open()
	if err != nil {
		return err
	}
	b.BaseURL = "http://" + listen + "/"
	out := cmd.OutOrStdout()
	dir, err := filepath.Abs(f.dir)
	if err != nil {
		return err
	}
	err = preview.Serve(cmd.Context(), preview.Options{
		Dir:    dir,
		Ignore: []string{filepath.Join(dir, "public")},
		Listen: listen,
		Clock:  time.Now,
		Build: func() (*builder.Result, diag.List, error) {
			if f.now == "" {
				b.Now = time.Now()
			}
			return b.Build()
		},
		Ready: func(url string) { fmt.Fprintf(out, "the site is at %s (Ctrl-C ends)\n", url) },
		Built: func(r *builder.Result, problems diag.List, took time.Duration) {
			f.print(cmd, problems)
			if r == nil {
				fmt.Fprintln(out, "the last good site stays until this is mended")
				return
			}
			fmt.Fprintf(out, "%d articles on %d pages in %s\n", len(r.Site.Articles), len(r.Site.Pages), took.Round(time.Millisecond))
		},
	})
	return errors.Join(err, done())
}
