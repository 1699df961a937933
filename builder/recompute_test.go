package builder_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/big"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/sitetest"
)

// The script of the pages recomputes, from what is published alone, every score
// that Go published, to the last digit, and notices what was changed.
func TestScriptRecomputes(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node: ", err)
	}
	var folders []string
	for seed := range uint64(6) {
		_, dest := build(t, community(rand.New(rand.NewPCG(seed, 1))), "")
		folders = append(folders, dest)
	}
	_, dest := build(t, repository(t), "")
	cmd := exec.Command(node, "--test", "testdata/recompute.test.js")
	cmd.Env = append(os.Environ(), "SITES="+strings.Join(append(folders, dest), "\n"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// A score.json alone gives a contributor's score, and every published score in
// a topic, as the ledger has it; so does an article's block its trust. The
// arithmetic here is that of fractions.
func TestPublishedNumbersAreEnough(t *testing.T) {
	people, topics, articles := 0, 0, 0
	for seed := range uint64(8) {
		r, dest := build(t, community(rand.New(rand.NewPCG(seed, 2))), "")
		for _, s := range r.Ledger.Contributors {
			data, err := os.ReadFile(filepath.Join(dest, "people", s.ID, "score.json"))
			if err != nil {
				continue // who has no page
			}
			people++
			topics += wantScore(t, data, s, r.Ledger)
		}
		for i, a := range r.Articles() {
			if page, err := os.ReadFile(filepath.Join(dest, a.URL, "index.html")); err == nil && r.Verdicts[i].State.Public() {
				articles++
				wantTrust(t, page, r.Verdicts[i])
			}
		}
	}
	if people < 30 || topics < 10 || articles < 100 {
		t.Errorf("only %d people, %d topics and %d articles were tried", people, topics, articles)
	}
}

// An object is what any program sees that reads the JSON.
type object map[string]any

func parse(t *testing.T, data string) (o object) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&o); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return o
}

func (o object) in(key string) object   { m, _ := o[key].(map[string]any); return m }
func (o object) list(key string) []any  { l, _ := o[key].([]any); return l }
func (o object) text(key string) string { s, _ := o[key].(string); return s }

// num is a number in units, of millionths.
func (o object) num(key string) *big.Rat {
	n, _ := o[key].(json.Number)
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		return new(big.Rat)
	}
	return r.Quo(r, big.NewRat(1_000_000, 1))
}

func (o object) int(key string) int64 { n, _ := o[key].(json.Number); i, _ := n.Int64(); return i }

func plus(a, b *big.Rat) *big.Rat  { return new(big.Rat).Add(a, b) }
func less(a, b *big.Rat) *big.Rat  { return new(big.Rat).Sub(a, b) }
func times(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

// over is a/b in whole millionths, to the nearest, a half to the even one.
func over(a, b *big.Rat) *big.Rat {
	if b.Sign() == 0 {
		return new(big.Rat)
	}
	x := new(big.Rat).Quo(a, b)
	x.Mul(x, big.NewRat(1_000_000, 1))
	return new(big.Rat).SetFrac(nearest(x), big.NewInt(1_000_000))
}

func nearest(x *big.Rat) *big.Int {
	q, m := new(big.Int).DivMod(x.Num(), x.Denom(), new(big.Int))
	if c := m.Lsh(m, 1).Cmp(x.Denom()); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	return q
}

var one = big.NewRat(1, 1)

func micro(x *big.Rat) int64 {
	return nearest(new(big.Rat).Mul(x, big.NewRat(1_000_000, 1))).Int64()
}

// A heap is good and bad evidence.
type heap struct{ good, bad *big.Rat }

func (h heap) add(g heap) heap { return heap{plus(h.good, g.good), plus(h.bad, g.bad)} }
func (h heap) sub(g heap) heap { return heap{less(h.good, g.good), less(h.bad, g.bad)} }
func (h heap) mass() *big.Rat  { return plus(h.good, h.bad) }

func empty() heap { return heap{new(big.Rat), new(big.Rat)} }

// outcome is what an answer counts today.
func outcome(o object, caution *big.Rat) heap {
	left := new(big.Rat).SetFrac64(o.int("decay"), 1<<30)
	all := plus(plus(o.num("positive"), o.num("negative")), caution)
	return heap{over(times(over(o.num("positive"), all), left), one), over(times(over(o.num("negative"), all), left), one)}
}

// distance is R - mu of a score.json, given the level of each answer and
// whether it lies on the tag.
func distance(o object, level func(i int) (inside, tagged bool), capped bool) int64 {
	rules, open, parts := o.in("rules"), empty(), []heap{empty(), empty(), empty()}
	for i, a := range o.list("answers") {
		a := object(a.(map[string]any))
		x := outcome(a, rules.num("caution"))
		if u := a.in("unvouched"); u != nil {
			open = open.add(outcome(u, rules.num("caution")))
		}
		inside, tagged := level(i)
		if tagged {
			m := big.NewRat(a.int("tags"), 1)
			part := heap{over(x.good, m), over(x.bad, m)}
			parts[2], x = parts[2].add(part), x.sub(part)
		}
		if inside || tagged {
			parts[1] = parts[1].add(x)
		} else {
			parts[0] = parts[0].add(x)
		}
	}
	most := over(times(rules.num("unvouched_share"), parts[0].mass()), one)
	if open.mass().Cmp(most) > 0 {
		good := over(times(open.good, most), open.mass())
		open = heap{good, less(most, good)}
	}
	parts[0] = parts[0].add(open)
	mu, r := o.num("start"), new(big.Rat)
	for i, name := range []string{"overall", "category", "tag"} {
		k := rules.in("kappa").num(name)
		top := less(plus(times(k, r), times(parts[i].good, less(one, mu))), times(parts[i].bad, mu))
		r = over(top, plus(k, parts[i].mass()))
	}
	if capped && r.Sign() > 0 {
		r = new(big.Rat)
	}
	return micro(r)
}

func points(millionths int64) int64 { return nearest(big.NewRat(millionths, 1000)).Int64() }

// wantScore checks one score.json against the ledger and counts its topics.
func wantScore(t *testing.T, data []byte, s *reputation.Standing, l *reputation.Ledger) int {
	t.Helper()
	o := parse(t, string(data))
	got := distance(o, func(int) (bool, bool) { return false, false }, false) + o.int("probation")
	x, _ := l.Explain(s.ID, "", -1)
	if got != int64(x.Total-x.Start) || points(got) != s.Score || o.int("start") != int64(x.Start) {
		t.Errorf("%s: recomputed %d, the ledger has %d and the score %d", s.ID, got, x.Total-x.Start, s.Score)
	}
	sum := o.in("unvouched").int("adds") + o.int("probation")
	for _, a := range o.list("answers") {
		sum += object(a.(map[string]any)).int("adds")
	}
	if sum != got {
		t.Errorf("%s: the lines add up to %d, not to %d", s.ID, sum, got)
	}
	published := map[string]int64{}
	for _, p := range s.ByCategory {
		published["category:"+p.Name] = p.Score
	}
	for _, p := range s.ByTag {
		published["tag:"+p.Name] = p.Score
	}
	for _, raw := range o.list("topics") {
		topic := object(raw.(map[string]any))
		has := func(key string, i int) bool {
			return slices.Contains(topic.list(key), any(json.Number(fmt.Sprint(i))))
		}
		at := distance(o, func(i int) (bool, bool) { return has("category", i), has("tag", i) }, topic["probation"] == true)
		want, ok := published[topic.text("topic")]
		if !ok || points(at) != want {
			t.Errorf("%s in %s: recomputed %d, published %d", s.ID, topic.text("topic"), points(at), want)
		}
		delete(published, topic.text("topic"))
	}
	if len(published) > 0 {
		t.Errorf("%s: nothing is said of %v", s.ID, published)
	}
	return len(o.list("topics"))
}

// wantTrust checks the block of an article page against its verdict.
func wantTrust(t *testing.T, page []byte, v ranking.Verdict) {
	t.Helper()
	_, block, ok := strings.Cut(string(page), `<script type="application/json" id="winnow-why">`)
	block, _, ok2 := strings.Cut(block, "</script>")
	if !ok || !ok2 {
		t.Fatal("the page has no block")
	}
	o := parse(t, block)
	rho, r := o.num("author_weight"), o.num("author")
	p, n, open := new(big.Rat), new(big.Rat), new(big.Rat)
	sum, shown := o.int("start"), points(o.int("start"))
	for _, raw := range o.list("terms") {
		term := object(raw.(map[string]any))
		sum, shown = sum+term.int("adds"), shown+term.int("tenths")
		left := new(big.Rat).SetFrac64(o.int("decay"), 1<<30)
		if term.text("kind") == ranking.TermUnvouched {
			left = new(big.Rat).SetFrac64(o.int("unvouched_decay"), 1<<30)
		}
		mass := over(times(term.num("mass"), left), one)
		switch {
		case term.text("kind") == ranking.TermUnvouched:
			open = mass
		case mass.Sign() > 0:
			p = plus(p, mass)
		default:
			n = less(n, mass)
		}
	}
	if most := over(times(o.num("unvouched_share"), plus(p, n)), one); open.Cmp(most) > 0 {
		open = most
	}
	record := over(times(rho, r), one)
	pro := over(times(o.num("odds"), plus(record, plus(p, open))), one)
	value := micro(over(pro, plus(plus(pro, less(rho, record)), plus(n, o.num("caution")))))
	if value != v.Value || sum != v.Value || o.int("value") != v.Value {
		t.Errorf("%s: recomputed %d, terms add up to %d, said is %d, the verdict has %d", o.text("url"), value, sum, o.int("value"), v.Value)
	}
	if shown != o.int("trust") || points(value) != shown {
		t.Errorf("%s: the tenths add up to %d, not to %d", o.text("url"), shown, o.int("trust"))
	}
}

// What the published numbers cost, for each article: score.json of all
// contributors.
func BenchmarkScores(b *testing.B) {
	r, _ := build(b, sitetest.Corpus(1000, 1), "")
	for b.Loop() {
		for _, name := range r.Site.Scores {
			r.File(name)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(r.Articles())), "µs/article")
}

// community is a random site: rules, people and evidence of any kind.
func community(r *rand.Rand) fs.FS {
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	var rules strings.Builder
	fmt.Fprintf(&rules, "[site]\ntitle = \"Random\"\nbase_url = \"https://x.example/\"\n[reputation]\nsmall_cell = %d\ncaution = %d\nunvouched_share = 0.%d\n",
		r.IntN(3), 1+r.IntN(3), r.IntN(90))
	reviewers := "\"p3\""
	for i := range 12 {
		reviewers += fmt.Sprintf(", \"p%d\"", i)
	}
	if r.IntN(3) > 0 {
		rules.WriteString("mode = \"anchored\"\n[reputation.anchors]\nstaff = [\"p0\", \"p1\", \"p2\"]\n")
	}
	fmt.Fprintf(&rules, "[reputation.kappa]\noverall = %d\ncategory = 2.5\n[reputation.mass]\naccepted = 1.%d\n[ranking]\nreviewers = [%s]\nauthor_weight = 1.%d\n",
		1+r.IntN(9), r.IntN(90), reviewers, r.IntN(90))
	put("site.toml", rules.String())
	put("content/contributors.toml", "[[contributor]]\nid = \"p3\"\naliases = [\"p3-too\"]\n[[contributor]]\nid = \"p4\"\nprivacy = \"anonymous\"\n"+
		"[[contributor]]\nid = \"p5\"\nprivacy = \"unscored\"\n")
	rows := []string{"date,kind,answer,author,by,thread,category,tags,count"}
	person := func() string { return fmt.Sprintf("p%d", r.IntN(12)) }
	text := ""
	for i := range 40 {
		id, author, folder := fmt.Sprintf("a%d", i), person(), fmt.Sprintf("c%d", r.IntN(3))
		tags := []string{"", "x", "x y", "y z w"}[r.IntN(4)]
		if i%6 > 0 { // else the same text again
			text = words(r, 80)
		}
		if i%4 > 0 {
			put("content/"+folder+"/"+id+".md", fmt.Sprintf("---\ntitle: \"</script><b>&amp; \u2028 %d\"\nanswer: %s\nauthor: %s\ntags: [%s]\ndate: 2016-01-%02d\n---\n%s\n",
				i, id, author, strings.ReplaceAll(tags, " ", ", "), 1+i%28, text))
		}
		for range r.IntN(9) {
			kind := []string{"kudos", "kudos", "downvote", "confirmed", "failed", "accepted", "verified", "rejected", "flag_upheld"}[r.IntN(9-r.IntN(2)*3)]
			by := []string{person(), person(), "", "p0", "p3-too"}[r.IntN(5)]
			if by == "" && slices.Contains([]string{"verified", "rejected", "flag_upheld"}, kind) {
				by = "p1" // reviewers are named
			}
			rows = append(rows, fmt.Sprintf("20%d-0%d-1%d,%s,%s,%s,%s,t%d,%s,%s,%d", 16+r.IntN(10), 1+r.IntN(9), r.IntN(10), kind, id, author,
				by, i/3, folder, tags, 1+r.IntN(4)))
		}
	}
	put("content/evidence.csv", strings.Join(rows, "\n")+"\n")
	return files
}

func words(r *rand.Rand, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("word%d", r.IntN(500))
	}
	return strings.Join(out, " ") + "."
}
