package lists

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"winnow/cmd/evaluate/dump"
)

var update = flag.Bool("update", false, "invent the community of testdata anew")

const community = "testdata/community"

// A small community that never was: names, questions and votes are invented, always
// the same ones. What readers do follows from how good an answer is and how many come
// by; the order may look at votes, dates, acceptances and authors alone.
func TestOrderBeatsRawScore(t *testing.T) {
	if *update {
		invent(t)
	}
	s, err := dump.Open(".", community)
	if err != nil {
		t.Fatal(err)
	}
	for _, share := range []float64{1, 0.1} {
		orders := ordersOf(pasts(s, share), defaults())
		ours, raw := mean(orders[0], nil), mean(orders[1], nil)
		t.Logf("votes kept %s: winnow %.3f, raw score %.3f", percent(share), ours, raw)
		if ours[0] < raw[0] || ours[1] < raw[1] {
			t.Errorf("votes kept %s: winnow's order has %.3f pairs and %.3f nDCG@10, raw score %.3f and %.3f", percent(share), ours[0], ours[1], raw[0], raw[1])
		}
		if share := inverted(orders[0]); share > 0.01 {
			t.Errorf("%.1f %% of pairs of a popular and an unknown article are in the wrong order", 100*share)
		}
	}
	famous := defaults() // the record decides, as it did once
	famous.policy.AuthorWeight, famous.policy.Caution = 8_000_000, 1_000_000
	if orders := ordersOf(pasts(s, 1), famous); mean(orders[0], nil)[0] >= mean(orders[1], nil)[0] {
		t.Error("an order by the author's record is as good as raw score: the test cannot fail")
	}
}

// ordersOf measures winnow's order and that by raw score.
func ordersOf(list []*past, c constants) [2][]*measured {
	var out [2][]*measured
	for _, p := range list {
		keys := p.places(c)
		for i := range keys {
			keys[i] *= -1
		}
		out[0] = append(out[0], measure(p, ranked{"", keys}))
		raw := make([]float64, len(p.items))
		for i := range p.items {
			raw[i] = p.items[i].net()
		}
		out[1] = append(out[1], measure(p, ranked{"", raw}))
	}
	return out
}

// An inventor makes up a community.
type inventor struct {
	*rand.Rand
	posts, votes, users bytes.Buffer
	next                int // number of the next post
	skill               []float64
	first               time.Time
	days                float64
}

func invent(t *testing.T) {
	t.Helper()
	v := &inventor{Rand: rand.New(rand.NewPCG(12, 2029)), next: 1, first: time.Date(2021, 3, 1, 8, 0, 0, 0, time.UTC), days: 1200}
	v.people(70)
	for n := range 340 {
		v.thread(v.days * math.Sqrt(float64(n)/340))
	}
	for name, rows := range map[string]*bytes.Buffer{"Posts": &v.posts, "Votes": &v.votes, "Users": &v.users} {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<%s>\n%s</%s>\n", strings.ToLower(name), rows, strings.ToLower(name))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(community, name+".xml.gz"), packed.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (v *inventor) people(n int) {
	starts, ends := []string{"Bra", "Cor", "Del", "Fen", "Gil", "Har", "Jov", "Kes", "Lun", "Mor", "Nel", "Ost"}, []string{"da", "bin", "mar", "ric", "sa", "tell"}
	for i := range n {
		v.skill = append(v.skill, v.NormFloat64())
		fmt.Fprintf(&v.users, "<row Id=\"%d\" DisplayName=\"%s %s%s\" CreationDate=\"%s\" />\n", i+1, starts[v.IntN(12)]+ends[v.IntN(6)],
			starts[v.IntN(12)], ends[v.IntN(6)], v.at(0))
	}
}

// at writes a time so many days after the first.
func (v *inventor) at(days float64) string {
	return v.first.Add(time.Duration(days * 24 * float64(time.Hour))).Format("2006-01-02T15:04:05.000")
}

// somebody is most often one of the first.
func (v *inventor) somebody() int { return int(float64(len(v.skill)) * math.Pow(v.Float64(), 2.2)) }

// An invented answer.
type invented struct {
	id, author int
	day, worth float64
	liked      float64 // by who asked
}

// thread makes up a question, its answers, and what readers thought of them.
func (v *inventor) thread(day float64) {
	asker, readers := v.somebody(), math.Exp(1.1*v.NormFloat64())
	question, answers := v.next, v.answers(day, asker)
	accepted := v.accept(answers)
	tag := []string{"hub", "wifi", "meter", "thermostat", "billing"}[min(int(5*math.Pow(v.Float64(), 1.5)), 4)]
	fmt.Fprintf(&v.posts, "<row Id=\"%d\" PostTypeId=\"1\"%s CreationDate=\"%s\" OwnerUserId=\"%d\" Score=\"0\" Title=\"Question %[1]d\" Tags=\"&lt;%[5]s&gt;\" Body=\"?\" />\n",
		question, accepted, v.at(day), asker+1, tag)
	for _, a := range answers {
		v.readers(a, readers)
		fmt.Fprintf(&v.posts, "<row Id=\"%d\" PostTypeId=\"2\" ParentId=\"%d\" CreationDate=\"%s\" OwnerUserId=\"%d\" Score=\"0\" Body=\"!\" />\n",
			a.id, question, v.at(a.day), a.author+1)
	}
}

func (v *inventor) answers(day float64, asker int) (out []invented) {
	v.next++
	for n := 1 + v.IntN(3); n > 0; n-- {
		a := invented{id: v.next, author: v.somebody(), day: day + 3*v.ExpFloat64()}
		if v.IntN(14) == 0 {
			a.author = asker
		}
		a.worth = 0.5*v.skill[a.author] + v.NormFloat64()
		v.next++
		out = append(out, a)
	}
	return out
}

// accept lets the person who asked choose, mostly well.
func (v *inventor) accept(answers []invented) string {
	if v.IntN(4) == 0 {
		return ""
	}
	for i := range answers {
		answers[i].liked = answers[i].worth + v.NormFloat64()
	}
	best := slices.MaxFunc(answers, func(a, b invented) int { return cmp.Compare(a.liked, b.liked) })
	v.vote(best.id, 1, best.day+2*v.ExpFloat64())
	return fmt.Sprintf(" AcceptedAnswerId=\"%d\"", best.id)
}

// readers come in the first weeks, and fewer and fewer ever after; the good answer is
// praised, and some forget that it got old.
func (v *inventor) readers(a invented, many float64) {
	liked := 1 / (1 + math.Exp(-a.worth))
	for n := v.poisson(many * 9); n > 0; n-- {
		day := a.day + 25*v.ExpFloat64()
		if v.IntN(2) == 0 {
			day = a.day + 500*v.ExpFloat64()
		}
		switch like := v.Float64(); {
		case like < liked*0.8:
			v.vote(a.id, 2, day)
		case like > 1-0.12*(1-liked):
			v.vote(a.id, 3, day)
		}
	}
}

func (v *inventor) vote(post, kind int, day float64) {
	if day < v.days {
		fmt.Fprintf(&v.votes, "<row PostId=\"%d\" VoteTypeId=\"%d\" CreationDate=\"%s\" />\n", post, kind, v.at(math.Floor(day)))
	}
}

func (v *inventor) poisson(mean float64) (n int) {
	for left := mean - v.ExpFloat64(); left > 0; left -= v.ExpFloat64() {
		n++
	}
	return n
}
