package reputation

import (
	"encoding/xml"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"winnow/builder/content"
)

// A dump is a Stack Exchange community as evidence: its votes have a day, but
// no giver.
type dump struct {
	rows []content.Evidence
	name map[string]string // of users
}

const dumpFolder = "../../../shared/data/se-cardano"

func readDump(t testing.TB) dump {
	t.Helper()
	if _, err := os.Stat(dumpFolder); err != nil {
		t.Skip("../shared/data/se-cardano is not here")
	}
	d := dump{name: map[string]string{}}
	eachRow(t, "Users.xml", func(a map[string]string) { d.name[a["Id"]] = a["DisplayName"] })
	tags, asker, answers := map[string][]string{}, map[string]string{}, map[string]content.Evidence{}
	eachRow(t, "Posts.xml", func(a map[string]string) {
		switch a["PostTypeId"] {
		case "1":
			tags[a["Id"]] = strings.Fields(strings.NewReplacer("<", " ", ">", " ", "|", " ").Replace(a["Tags"]))
			asker[a["Id"]] = a["OwnerUserId"]
		case "2":
			answers[a["Id"]] = content.Evidence{Date: dateOf(t, a["CreationDate"]), Kind: content.Answered,
				Answer: a["Id"], Author: a["OwnerUserId"], Thread: a["ParentId"], Category: "cardano", Count: 1}
		}
	})
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		e := answers[id]
		e.Tags = tags[e.Thread]
		d.rows = append(d.rows, e)
	}
	kinds := map[string]content.EvidenceKind{"1": content.Accepted, "2": content.Kudos, "3": content.Downvote}
	perDay := map[[3]string]int{}
	eachRow(t, "Votes.xml", func(a map[string]string) {
		if _, ok := answers[a["PostId"]]; ok && kinds[a["VoteTypeId"]] != "" {
			perDay[[3]string{a["PostId"], a["VoteTypeId"], a["CreationDate"]}]++
		}
	})
	for key, n := range perDay {
		row := content.Evidence{Answer: key[0], Kind: kinds[key[1]], Date: dateOf(t, key[2]), Count: n}
		if row.Kind == content.Accepted {
			row.By = asker[answers[key[0]].Thread]
		}
		d.rows = append(d.rows, row)
	}
	return d
}

func dateOf(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02T15:04:05.000", s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func eachRow(t testing.TB, file string, f func(attributes map[string]string)) {
	t.Helper()
	in, err := os.Open(filepath.Join(dumpFolder, file))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	for d := xml.NewDecoder(in); ; {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "row" {
			attributes := map[string]string{}
			for _, a := range e.Attr {
				attributes[a.Name.Local] = a.Value
			}
			f(attributes)
		}
	}
}

// On a real community the ranks spread: a few experts, some trusted people, more
// contributors, and most who answered once; no one is an expert by volume, and
// every score is explained to the last digit.
func TestRealCommunity(t *testing.T) {
	d := readDump(t)
	l, problems := Score(Input{Rules: DefaultRules(), Evidence: slices.Values(d.rows)})
	if len(problems) > 0 {
		t.Error(problems)
	}
	held := map[string]int{}
	for i, s := range l.Contributors {
		held[s.Rank]++
		if i < 10 {
			t.Logf("%2d %-22s %s score %.1f judged %s answers %d solved %d", s.Place, d.name[s.ID], s.Rank, tenths(s.Score), s.Judged, s.Answers, s.Solved)
		}
		if s.Rank == "expert" && (s.Solved < 3 || s.Solved*6 < s.Answers) {
			t.Errorf("%s is an expert with %d of %d answers accepted", d.name[s.ID], s.Solved, s.Answers)
		}
		e, _ := l.Explain(s.ID, "", -1)
		sum := e.Start
		for _, x := range e.Lines {
			sum += x.Value
		}
		if sum != e.Total || points(e.Total-e.Start) != s.Score {
			t.Errorf("%s: lines add up to %s of %s, score %d", s.ID, sum, e.Total, s.Score)
		}
	}
	t.Log(held, l.Prior, l.Ignored)
	if !(0 < held["expert"] && held["expert"] < held["trusted"] && held["trusted"] < held["contributor"] && held["contributor"] < held["newcomer"]) {
		t.Errorf("ranks are held by %v", held)
	}
}
