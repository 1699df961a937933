package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/diag"
	"winnow/builder/preview"
)

// serveFlags are those of serve alone.
type serveFlags struct {
	siteFlags
	host string
	port int
	open bool
	poll bool
	show builder.Drafts
}

func newServe() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site and rebuild it while it is being written",
		Long: `Serve builds the site, shows it on this machine, builds again after each change
and brings the pages that are open up to date. Nothing is written but the store
.winnow. When the port is taken, the next free one is used.`,
		Example: `  winnow serve                    http://127.0.0.1:8080/
  winnow serve -s docs --port 9000
  winnow serve -D --future --open with drafts and scheduled articles, in a browser`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.serve(cmd) },
	}
	f.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.host, "host", "127.0.0.1", "address to listen on")
	flags.IntVarP(&f.port, "port", "p", 8080, "port to listen on; 0 takes any that is free")
	flags.BoolVarP(&f.open, "open", "o", false, "open the site in a browser")
	flags.BoolVar(&f.poll, "poll", false, "look for changes every second: for drives that send no events")
	flags.BoolVarP(&f.show.Drafts, "drafts", "D", false, "show drafts, marked as such")
	flags.BoolVar(&f.show.Future, "future", false, "show articles that are scheduled, marked as such")
	flags.BoolVar(&f.show.Expired, "expired", false, "show articles that have expired, marked as such")
	return cmd
}

func (f *serveFlags) serve(cmd *cobra.Command) error {
	b, done, err := f.siteFlags.open()
	if err != nil {
		return err
	}
	listener, err := f.listen(cmd)
	if err != nil {
		return errors.Join(err, done())
	}
	b.BaseURL, b.Show = preview.URL(listener.Addr()), f.show
	dir, err := filepath.Abs(f.dir)
	if err != nil {
		return errors.Join(err, done())
	}
	err = preview.Serve(cmd.Context(), preview.Options{
		Dir: dir, Ignore: []string{filepath.Join(dir, "public")}, Listener: listener, Poll: f.poll, Clock: time.Now,
		Build: func(c preview.Change) (*builder.Result, diag.List, error) { return f.build(b, c) },
		Ready: func(url string) { f.ready(cmd, url) },
		Built: func(r preview.Report) { f.built(cmd, r) },
		Say:   func(message string) { fmt.Fprintln(cmd.ErrOrStderr(), message) },
	})
	return errors.Join(err, done())
}

// listen takes the port, or the next free one, and says so.
func (f *serveFlags) listen(cmd *cobra.Command) (net.Listener, error) {
	if f.port < 0 || f.port > 65535 {
		return nil, usageError{fmt.Errorf("--port %d is no port (0 … 65535)", f.port)}
	}
	l, err := preview.Listen(f.host, f.port)
	if err != nil {
		return nil, usageError{err}
	}
	at, err := netip.ParseAddrPort(l.Addr().String())
	if err != nil {
		return l, nil
	}
	if f.port != 0 && int(at.Port()) != f.port {
		fmt.Fprintf(cmd.OutOrStdout(), "port %d is taken: using %d\n", f.port, at.Port())
	}
	if !at.Addr().IsLoopback() {
		fmt.Fprintf(cmd.ErrOrStderr(), "warning: %s can be reached by other machines, drafts and all (leave --host out to keep the preview to this one)\n", at)
	}
	return l, nil
}

// build builds what has changed. The time is that of the last build of all.
func (f *serveFlags) build(b *builder.Builder, c preview.Change) (*builder.Result, diag.List, error) {
	if !c.All {
		return b.Build(c.Names)
	}
	if f.now == "" {
		b.Now = time.Now()
	}
	return b.Build(nil)
}

func (f *serveFlags) ready(cmd *cobra.Command, url string) {
	fmt.Fprintf(cmd.OutOrStdout(), "the site is at %s (Ctrl-C ends)\n", url)
	if !f.open {
		return
	}
	if err := browse(url); err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "cannot open a browser: %v\n", err)
	}
}

// browse opens an address as the system does.
func browse(url string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", url).Start()
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", url).Start()
	}
	return exec.Command("xdg-open", url).Start()
}

// built prints one line a build, and the problems.
func (f *serveFlags) built(cmd *cobra.Command, r preview.Report) {
	f.print(cmd, r.Problems)
	out := cmd.OutOrStdout()
	if r.Result == nil {
		fmt.Fprintf(out, "%s: the last good site stays until this is mended\n", changeText(r.Change))
		return
	}
	fmt.Fprintf(out, "%d articles on %d pages in %s: %s\n", len(r.Result.Site.Articles), len(r.Result.Site.Pages),
		max(r.Took.Round(time.Millisecond), time.Millisecond), changeText(r.Change))
}

// changeText says what changed, in a few words.
func changeText(c preview.Change) string {
	const some = 3
	switch {
	case len(c.Names) == 0:
		return "everything"
	case len(c.Names) > some:
		return fmt.Sprintf("%s and %d more changed", strings.Join(c.Names[:some], ", "), len(c.Names)-some)
	}
	return strings.Join(c.Names, ", ") + " changed"
}
