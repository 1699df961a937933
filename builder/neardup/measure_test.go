package neardup

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var table = flag.Bool("table", false, "print the measurement of the package comment")

// A labelled set says of pairs of real answers that they repeat each other.
type labelled map[string]map[[2]int]string

func labels(t testing.TB) labelled {
	f, err := os.Open("testdata/labels.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := labelled{}
	for s := bufio.NewScanner(f); s.Scan(); {
		words := strings.Fields(s.Text())
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if out[words[0]] == nil {
			out[words[0]] = map[[2]int]string{}
		}
		for i := range words[2:] {
			for _, b := range words[2+i+1:] {
				x, _ := strconv.Atoi(words[2+i])
				y, _ := strconv.Atoi(b)
				out[words[0]][[2]int{x, y}] = words[1]
			}
		}
	}
	return out
}

// plagiarize changes a text as someone does who wants it to look different:
// a greeting, one sentence left out, two changed round, other case, other
// layout, and a share of all words replaced by words of other answers.
func plagiarize(r *rand.Rand, s string, share float64, others []string) string {
	sentences := strings.SplitAfter(s, ". ")
	if n := len(sentences); n > 3 {
		i := r.Intn(n)
		sentences = slices.Delete(sentences, i, i+1)
		i, j := r.Intn(n-1), r.Intn(n-1)
		sentences[i], sentences[j] = sentences[j], sentences[i]
	}
	words := strings.Fields(strings.Join(sentences, ""))
	for i := range words {
		if r.Float64() < share {
			words[i] = others[r.Intn(len(others))]
		}
		if r.Intn(20) == 0 {
			words[i] = strings.ToUpper(words[i])
		}
	}
	return "Hi there,\n\n> " + strings.Join(words, "\n> ") + "\n\n**Hope** this helps!"
}

// A measure is what one threshold finds.
type measure struct {
	found, edited [4]int // by share of words changed
	real, template, wrong, pairs,
	labelled int
}

var shares = [4]float64{0, .05, .10, .15}

// TestMeasure makes the table of the package comment, with -table; without it,
// it holds on the smallest set what the comment claims.
func TestMeasure(t *testing.T) {
	sum := map[int]*measure{}
	for extra := -16; extra <= 24; extra += 4 {
		sum[extra] = &measure{}
	}
	known := labels(t)
	for name, posts := range realPosts(t) {
		if name != "cardano" && !*table {
			continue // the others have 23 million pairs
		}
		measurePosts(posts, known[name], sum)
	}
	if *table {
		for extra := -16; extra <= 24; extra += 4 {
			m := sum[extra]
			fmt.Printf("%d bins:", copyBins+extra)
			for i := range shares {
				fmt.Printf("  %.1f %%", 100*float64(m.found[i])/float64(m.edited[i]))
			}
			fmt.Printf("  real %d of %d  template %d  wrong %d of %d\n", m.real, m.labelled, m.template, m.wrong, m.pairs)
		}
	}
	if *table {
		held := map[int]*measure{0: {}} // played no part in the choice
		measurePosts(replies(t), nil, held)
		fmt.Print("replies of a forum:")
		for i := range shares {
			fmt.Printf("  %.1f %%", 100*float64(held[0].found[i])/float64(held[0].edited[i]))
		}
		fmt.Printf("  of %d\n", held[0].edited[0])
	}
	m := sum[0]
	for i, least := range [4]float64{.97, .92, .83, .65} {
		if got := float64(m.found[i]) / float64(m.edited[i]); got < least {
			t.Errorf("%.0f %% of the words changed: %.3f are found, want %.2f", 100*shares[i], got, least)
		}
	}
	if m.wrong > 0 {
		t.Errorf("%d pairs of different answers are taken for copies", m.wrong)
	}
}

func measurePosts(posts []post, known map[[2]int]string, sum map[int]*measure) {
	r := rand.New(rand.NewSource(1))
	var others []string
	sketches := make([][]byte, len(posts))
	for i, p := range posts {
		sketches[i] = Sketch(Text{Title: p.title, Question: p.question, Answer: p.answer})
		others = append(others, strings.Fields(p.answer)...)
	}
	count := func(n int, f func(m *measure)) {
		for extra, m := range sum {
			if n >= extra {
				f(m)
			}
		}
	}
	pairs := 0
	for i, p := range posts {
		if flagsOf(sketches[i])&hasAnswer == 0 {
			continue
		}
		for k, share := range shares {
			edited := Sketch(Text{Question: p.question, Answer: plagiarize(r, p.answer, share, others)})
			count(1000, func(m *measure) { m.edited[k]++ })
			if flagsOf(edited)&hasAnswer != 0 {
				count(margin(sketches[i], edited), func(m *measure) { m.found[k]++ })
			}
		}
	}
	for b := range posts {
		from := 0
		if !*table {
			from = max(0, b-100) // quick enough for every day
		}
		for a := from; a < b; a++ {
			if flagsOf(sketches[a])&flagsOf(sketches[b])&hasAnswer == 0 {
				continue
			}
			far, label := margin(sketches[a], sketches[b]), ""
			if far >= -18 {
				label = known[[2]int{a, b}]
			}
			count(far, func(m *measure) {
				switch label {
				case "repeat":
					m.real++
				case "template":
					m.template++
				default:
					m.wrong++
				}
			})
			pairs++
		}
	}
	count(1000, func(m *measure) { m.pairs += pairs })
	for _, label := range known {
		if label == "repeat" {
			count(1000, func(m *measure) { m.labelled++ })
		}
	}
}

// margin is how many bins more agree than are needed.
func margin(a, b []byte) int {
	return agree(answerOf(a), answerOf(b)) - needed(a, b)
}
