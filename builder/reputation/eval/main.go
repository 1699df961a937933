package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"winnow/builder/reputation"
)

func main() {
	data := flag.String("data", "../shared/data", "folder of the data sets")
	names := flag.String("site", "travel,cardano", "travel, cardano, or folders of other dumps")
	flag.Parse()
	if err := run(*data, strings.Split(*names, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(data string, names []string) error {
	for _, name := range names {
		s, err := open(data, name)
		if err != nil {
			return err
		}
		fmt.Println(s.Name, len(s.Questions), len(s.Answers), len(s.Votes), len(s.Users), dayName(s.First), dayName(s.Last))
		for _, t := range s.splits() {
			p := t.past()
			l := t.score(reputation.DefaultRules())
			fmt.Println("==", t.Name, dayName(t.Cut), dayName(t.Until), len(t.Tests), l.Prior)
			list := append(p.baselines(), t.overall(l))
			if t.hasTags() {
				list = append(list, t.byTopic(l))
			}
			for _, b := range list {
				r := p.test(b)
				x := r.numbers()
				fmt.Printf("%-24s %.3f %.3f %.3f %.3f  %v %v %v %v\n", b.Name, x[0], x[1], x[2], x[3], sum(r.Accept.Pairs), sum(r.Known.Pairs), sum(r.Vote.Pairs), len(r.Poor))
			}
		}
	}
	return nil
}
