// Command evaluate measures winnow on real communities: does an order of articles, and
// does an author's score, made before a day, foretell what the community prefers after
// it; and what can somebody gain who cheats?
//
//	go run ./cmd/evaluate -data ../shared/data [-site travel,cardano] [part …]
//
// A site is the name of a folder se-NAME of the data (see its README), or any other
// folder with the tables of a Stack Exchange dump: XML, plain or gzipped, or gzipped
// CSV. The parts are lists (package lists says what it measures), results and grid
// (package people), anchored and attacks (package attacks); without any, all are
// printed.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"winnow/cmd/evaluate/attacks"
	"winnow/cmd/evaluate/dump"
	"winnow/cmd/evaluate/lists"
	"winnow/cmd/evaluate/people"
)

func main() {
	data := flag.String("data", "../shared/data", "folder of the data sets")
	names := flag.String("site", "travel,cardano", "names or folders of dumps, with commas between")
	flag.Parse()
	if err := evaluate(*data, strings.Split(*names, ","), flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

// evaluate prints the parts that are asked for, all if none is.
func evaluate(data string, names, parts []string) error {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var sites []*dump.Site
	for _, name := range names {
		s, err := dump.Open(data, name)
		if err != nil {
			return err
		}
		sites = append(sites, s)
		fmt.Fprintf(out, "%s: %d questions, %d answers, %d votes on them, %d people, %s to %s\n", s.Name,
			len(s.Questions), len(s.Answers), len(s.Votes), len(s.Users), dump.DayName(s.First), dump.DayName(s.Last))
	}
	if len(parts) == 0 {
		parts = []string{"lists", "results", "grid", "anchored", "attacks"}
	}
	for _, part := range parts {
		if err := show(out, part, sites); err != nil {
			return err
		}
		out.Flush()
	}
	return nil
}

// show prints a part of each site; the grid adds them up.
func show(out io.Writer, part string, sites []*dump.Site) error {
	if part == "grid" {
		people.Grid(out, sites)
		return nil
	}
	each, ok := map[string]func(io.Writer, *dump.Site){"lists": lists.Print, "results": people.Results,
		"anchored": attacks.Anchored, "attacks": attacks.Print}[part]
	if !ok {
		return fmt.Errorf("there is no part %q, only lists, results, grid, anchored and attacks", part)
	}
	for _, s := range sites {
		each(out, s)
	}
	return nil
}
