// Command winnow builds a searchable static support site from the accepted
// solutions of a community and orders the articles by the reputation of the
// people who wrote them.
//
// One file a verb: new, build, serve, check, search, explain, contributors, rules, diff, import.
// Exit codes: 0 all is well; 1 there are problems in the site's files; 2 the
// command line is wrong; 3 winnow could not do its work.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"winnow/builder"
	"winnow/builder/diag"
)

const (
	exitOK = iota
	exitContent
	exitUsage
	exitInternal
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program but for the process it runs in.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err != nil && !errors.Is(err, errSaid) {
		fmt.Fprintf(stderr, "winnow: %s\n", diag.Visible(err.Error()))
	}
	return exitCode(err)
}

// errSaid is returned when the problems were printed already.
var errSaid = errors.New("there are problems")

// A usageError is a mistake on the command line.
type usageError struct{ error }

func exitCode(err error) int {
	var usage usageError
	var list diag.List
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errSaid), errors.As(err, &list):
		return exitContent
	case errors.As(err, &usage), errors.Is(err, builder.ErrForeign):
		return exitUsage
	}
	return exitInternal
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "winnow",
		Short: "Build a support site from accepted community solutions, best advice first",
		Long: `winnow turns accepted community solutions into a searchable static support site
and orders the articles by the reputation of the people who wrote them. Every
number that places an article is printed and can be recomputed.`,
		Example: `  winnow serve                    build the site in this folder and show it
  winnow build -s docs            build docs into docs/public
  winnow explain wifi/slow-5ghz   say why an article has its place`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w (%s --help shows the flags)", err, cmd.CommandPath())}
	})
	root.SetVersionTemplate("winnow {{.Version}}\n")
	root.AddCommand(newNew(), newBuild(), newServe(), newCheck(), newSearch(), newExplain(), newContributors(), newRules(), newDiff(), newImport(formats()))
	return root
}

// version is that of the module, or of the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	return v + " " + info.GoVersion
}

// exactly wants n arguments and says what they are.
// unknownCommand names the command that was probably meant.
func unknownCommand(root *cobra.Command, name string) error {
	near := diag.Near(name, func(yield func(string) bool) {
		for _, c := range root.Commands() {
			if !yield(c.Name()) {
				return
			}
		}
	})
	if near != "" {
		return usageError{fmt.Errorf("unknown command %q (did you mean %s?)", name, near)}
	}
	return usageError{fmt.Errorf("unknown command %q (winnow --help lists the commands)", name)}
}

func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			if info, err := os.Stat(strings.Join(args, " ")); n == 0 && err == nil && info.IsDir() {
				return usageError{fmt.Errorf("%s takes %s; the folder of a site is named with -s: %s -s %s", cmd.CommandPath(), what, cmd.CommandPath(), args[0])}
			}
			return usageError{fmt.Errorf("%s takes %s (%s --help shows how)", cmd.CommandPath(), what, cmd.CommandPath())}
		}
		return nil
	}
}
