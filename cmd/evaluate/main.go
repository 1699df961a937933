// Command evaluate measures package reputation on real communities: does a score
// that was made before a day foretell which answers the community will prefer
// after it, and what can somebody gain who cheats?
//
//	go run ./cmd/evaluate -data ../shared/data [-site travel,cardano] [part …]
//
// A site is the name of a folder se-NAME of the data (see its README), or any other
// folder with the tables of a Stack Exchange dump: XML, plain or gzipped, or gzipped
// CSV. The parts are lists (package lists says what it measures), results, grid,
// anchored and attacks; without any, all are printed.
//
// # What is measured
//
// Scores are those of reputation.Score itself, from events before a day T alone.
// They are tested on questions asked at T or later, by what the dump says of
// them in the end:
//
//   - accepted: of the accepted answer and each other one of the question, is
//     the accepted one's author scored higher? What the asker answered is left
//     out; equal scores are half right.
//   - both known: the same where both authors had answered before T.
//   - votes: the same for two answers whose votes differ by two or more.
//   - poor AUC: the probability that an answer which ends with more downvotes
//     than upvotes is scored below one that does not; then precision and recall
//     of the lowest 1, 5 and 10 % of the scores.
//   - nDCG: how near all answers of a question, in the order of their scores, come
//     to the order of their votes in the end.
//
// T lies at 60, 70 and 80 % of a site's time; for travel also at the start of
// 2014, 2015 and 2016, where numbers have been published. A test lasts a year,
// the last of the named ones to the end of the data. Where only a part of the
// questions has tags, three further splits stay within that part. Beside these
// overlapping splits there are nine that do not overlap: T at each tenth of the
// time, tested until the next; their pairs are added up.
//
// Intervals are 95 % of 1,000 draws of questions with repetition, and of 1,000
// draws of authors, the same draws for both of what is compared. Nothing is
// random between two runs.
//
// # Baselines
//
// Number of answers; net votes; points as on Stack Overflow (10 for an upvote,
// −2 for a downvote, 15 for an acceptance); accepted by all answers; mean net
// vote; the lower end of Wilson's interval (1927) of upvotes, and of accepted
// among answers in threads where somebody was; the Z-score of Zhang, Ackerman
// and Adamic (2007); MEC of Yang, Tao, Bozzon and Houben (2014); PageRank from
// askers to answerers; Kleinberg's authorities on the same graph; Elo between
// the answers of a thread. Unknown authors have what nobody has earned. Marked *
// are two that look at the answer and not at its author.
//
// # Attacks
//
// Dumps do not say who voted, so each vote gets a random user who wrote
// something in that month, always the same; twenty authors who were judged well
// in the first fifth of the time are staff. What an attack moves is counted for
// fifty random authors around the 25th and 50th percentile of all authors and of
// those with five judged units: points of the score, and ranks among the latter,
// which are as many authors overtaken. Where people must be misled, ten authors
// are tried, each with misled people of its own. Others are authors whom the
// attack was not for. The last column says whether what is promised holds:
// strangers move nobody up, or down where they mean to, and nobody else at all;
// a ring for which the same three people vouch gains five hundredths of the ranks
// at most; others gain what their caps allow.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"winnow/cmd/evaluate/dump"
	"winnow/cmd/evaluate/lists"
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

func show(out io.Writer, part string, sites []*dump.Site) error {
	switch part {
	case "results":
		for _, s := range sites {
			results(out, s)
		}
	case "grid":
		sweepAll(out, sites)
	case "anchored":
		for _, s := range sites {
			anchored(out, s)
		}
	case "attacks":
		for _, s := range sites {
			attacks(out, s)
		}
	case "lists":
		for _, s := range sites {
			lists.Print(out, s)
		}
	default:
		return fmt.Errorf("there is no part %q, only lists, results, grid, anchored and attacks", part)
	}
	return nil
}
