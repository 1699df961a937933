package neardup

import (
	"bytes"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"testing/quick"
	"time"

	"golang.org/x/tools/txtar"

	"winnow/builder/golden"
)

// TestCases runs each file of testdata. An article is a file NAME AUTHOR DATE
// [CHANGED], with title, question, answer and code between lines of "--"; "?"
// stands for no author or date. The file "found" has what is expected.
func TestCases(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return f.Name == "found" })
		golden.Set(a, "found", found(t, a.Files))
	})
}

func found(t *testing.T, files []txtar.File) string {
	names, list := make([]string, len(files)), make([]Article, len(files))
	for i, f := range files {
		head := strings.Fields(f.Name)
		parts := append(strings.Split(strings.ReplaceAll("\n"+string(f.Data), "\n--", "\n\x00"), "\x00"), "", "", "")
		list[i].Sketch = Sketch(Text{Title: parts[0], Question: parts[1], Answer: parts[2], AnswerCode: parts[3]})
		if names[i] = head[0]; head[1] != "?" {
			list[i].Author = head[1]
		}
		list[i].Written = date(t, head[2])
		if len(head) > 3 {
			list[i].Changed = date(t, head[3])
		}
	}
	var out strings.Builder
	for i, of := range Copies(list) {
		if of >= 0 {
			fmt.Fprintf(&out, "%s repeats %s\n", names[i], names[of])
		}
	}
	for _, group := range Problems(list) {
		for i, k := range group {
			fmt.Fprintf(&out, "%s%s", []string{"", " = "}[min(i, 1)], names[k])
		}
		out.WriteString("\n")
	}
	return out.String()
}

func date(t *testing.T, s string) time.Time {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04"} {
		if d, err := time.Parse(layout, s); err == nil {
			return d
		}
	}
	if s != "?" {
		t.Fatalf("date %q", s)
	}
	return time.Time{}
}

// plain answers do not matter to Copies and Problems in which order they come.
func TestOrderDoesNotMatter(t *testing.T) {
	property := func(seed int64) bool {
		r := rand.New(rand.NewSource(seed))
		list := community(r, 60)
		to := r.Perm(len(list))
		other := make([]Article, len(list))
		for i, place := range to {
			other[place] = list[i]
		}
		a, b := Copies(list), Copies(other)
		for i := range list {
			if of := a[i]; of < 0 && b[to[i]] >= 0 || of >= 0 && b[to[i]] != int32(to[of]) {
				t.Logf("article %d: %d, then %d", i, of, b[to[i]])
				return false
			}
		}
		return true
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 60}); err != nil {
		t.Error(err)
	}
}

// community makes articles of few texts, most of them edited, on different days.
func community(r *rand.Rand, n int) []Article {
	var texts []Text
	for range n/4 + 1 {
		texts = append(texts, article(r))
	}
	others := strings.Fields(article(r).Answer)
	list := make([]Article, n)
	for i, day := range r.Perm(n) {
		x := texts[r.Intn(len(texts))]
		x.Answer = plagiarize(r, x.Answer, []float64{0, 0, .05, .1, .6}[r.Intn(5)], others)
		list[i] = Article{Sketch: Sketch(x), Author: fmt.Sprint("a", r.Intn(5)), Written: time.Unix(int64(day)*100000+1, 0)}
	}
	return list
}

// An original was said before, by what is known of dates, or by the same author.
func TestNobodyIsBlamedOnAGuess(t *testing.T) {
	property := func(seed int64) bool {
		r := rand.New(rand.NewSource(seed))
		list := community(r, 80)
		for i := range list {
			switch r.Intn(4) {
			case 0:
				list[i].Written = time.Time{}
			case 1:
				list[i].Written = list[i].Written.Truncate(24 * time.Hour)
			case 2:
				list[i].Changed = list[i].Written.Add(time.Duration(r.Intn(100)) * 24 * time.Hour)
			}
			if r.Intn(6) == 0 {
				list[i].Author = ""
			}
		}
		for i, of := range Copies(list) {
			if of < 0 {
				continue
			}
			a, b := list[of], list[i]
			mine := a.Author != "" && a.Author == b.Author
			if int(of) == i || !repeats(a.Sketch, b.Sketch) {
				return false
			}
			if !mine && (a.Written.IsZero() || b.Written.IsZero() || !a.Written.Before(b.Written) || !a.Changed.Before(b.Written)) {
				return false
			}
		}
		return true
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 60}); err != nil {
		t.Error(err)
	}
}

// An article that comes later changes nothing for those that were there.
func TestLaterArticlesChangeNothing(t *testing.T) {
	property := func(seed int64) bool {
		r := rand.New(rand.NewSource(seed))
		all := community(r, 60)
		slices.SortFunc(all, func(a, b Article) int { return a.Written.Compare(b.Written) })
		n := r.Intn(len(all))
		return slices.Equal(Copies(all)[:n], Copies(all[:n]))
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 60}); err != nil {
		t.Error(err)
	}
}

// Buckets lose few of the copies that a comparison of all pairs would find.
func TestBucketsFindWhatAllPairsWould(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	list := community(r, 1500)
	got, all, missed := Copies(list), 0, 0
	for i := range list {
		for k := range list {
			if i != k && precedes(&list[k], &list[i]) && list[k].Written.Before(list[i].Written) && repeats(list[k].Sketch, list[i].Sketch) {
				all++
				if got[i] < 0 {
					missed++
				}
				break
			}
		}
	}
	if all < 500 || missed*100 > all {
		t.Errorf("%d of %d copies are missed", missed, all)
	}
}

func TestManyEqualArticles(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	sketch := Sketch(article(r))
	list := make([]Article, 20_000)
	for i := range list {
		list[i] = Article{Sketch: sketch, Author: fmt.Sprint(i), Written: time.Unix(int64(i)+1, 0)}
	}
	for i, of := range Copies(list) {
		if (of == 0) != (i > 0) {
			t.Fatalf("article %d repeats %d", i, of)
		}
	}
	if groups := Problems(list); len(groups) != 1 || len(groups[0]) != len(list) {
		t.Fatalf("%d groups", len(groups))
	}
}

// FuzzSketch: any text has a sketch that is whole, agrees with itself, and does
// not change with case and spacing.
func FuzzSketch(f *testing.F) {
	f.Add("Reset the hub", "It hangs.", "Hold the button for ten seconds, until the light blinks twice, then let it go.", "reboot -f")
	f.Add("", "\xff\xfe", "ａｂｃ é e\u0301 \u00ad \u200d 漢字 ไทย C++ C#", "+ # ++")
	f.Fuzz(func(t *testing.T, title, question, answer, code string) {
		s := Sketch(Text{Title: title, Question: question, Answer: answer, AnswerCode: code})
		if len(s) > 159 || s[0] != Version {
			t.Fatalf("%d bytes, version %d", len(s), s[0])
		}
		spaced := Sketch(Text{Title: " " + title, Question: "\n> " + question + "\n", Answer: strings.ReplaceAll(answer, " ", " \n\t"), AnswerCode: code + "\r\n"})
		if !bytes.Equal(s, spaced) {
			t.Fatalf("spacing makes a difference:\n%x\n%x", s, spaced)
		}
		list := []Article{{Sketch: s, Author: "a"}, {Sketch: s, Author: "a"}}
		if flagsOf(s)&hasAnswer != 0 && Copies(list)[1] != 0 {
			t.Fatal("an answer does not repeat itself")
		}
		if flagsOf(s)&hasProblem != 0 && len(Problems(list)) != 1 {
			t.Fatal("an article is not the same problem as itself")
		}
	})
}

// FuzzFind: bytes that are no sketches are never judged and never panic.
func FuzzFind(f *testing.F) {
	f.Add([]byte{}, []byte{Version, 7, 0})
	f.Add(Sketch(Text{Title: "a title of some words"}), bytes.Repeat([]byte{Version}, 159))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		list := []Article{{Sketch: a}, {Sketch: b}, {Sketch: a, Author: "x"}, {Sketch: b, Author: "x"}}
		Copies(list)
		Problems(list)
	})
}

// A copy is one whatever its letters are made of; but units are not confused.
func TestDisguises(t *testing.T) {
	text := "Open the cover of the hub and look for the small white button beside the socket. Press it with a pin for twelve seconds until the ring turns amber, then unplug the supply, wait one minute and connect it again."
	cyrillic := strings.NewReplacer("a", "а", "e", "е", "o", "о", "p", "р", "c", "с", "x", "х", "i", "і", "O", "О", "P", "Р")
	for name, disguised := range map[string]string{
		"letters":    cyrillic.Replace(text),
		"capitals":   strings.NewReplacer("O", "О", "P", "Р", "H", "Н", "T", "Т", "E", "Е", "B", "В", "K", "К", "M", "М").Replace(strings.ToUpper(text)),
		"invisible":  strings.Join(strings.Split(text, ""), "\u200b"),
		"soft":       strings.ReplaceAll(text, "t", "\u00adt"),
		"accents":    strings.ReplaceAll(text, "e", "é"),
		"full width": strings.Map(func(r rune) rune { return map[bool]rune{true: r + 0xfee0, false: r}[r > ' ' && r < 127] }, text),
	} {
		list := []Article{
			{Author: "ann", Written: date(t, "2024-01-01"), Sketch: Sketch(Text{Answer: text})},
			{Author: "bob", Written: date(t, "2024-01-02"), Sketch: Sketch(Text{Answer: disguised})},
		}
		if got := Copies(list); got[1] != 0 {
			t.Errorf("%s: not found", name)
		}
	}
	for _, pair := range [][2]string{{"Cut 5 µm", "Cut 5 mm"}, {"Fit 10 Ω", "Fit 10 W"}, {"Set alpha", "Set α"}} {
		var list []Article
		for _, title := range pair {
			list = append(list, Article{Author: "ann", Sketch: Sketch(Text{Title: title, Question: "How do I do it?", Answer: text})})
		}
		if len(Problems(list)) > 0 {
			t.Errorf("%q are taken for one problem", pair)
		}
	}
}
