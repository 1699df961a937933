package sitetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"
)

// Corpus makes a site of n articles from a seed: words of a small vocabulary in
// the shape of forum articles, with links, code, tags and evidence. The same
// arguments give the same files.
func Corpus(n int, seed uint64) fstest.MapFS {
	rng := rand.New(rand.NewPCG(seed, seed))
	site := fstest.MapFS{}
	add := func(name, text string) { site[name] = &fstest.MapFile{Data: []byte(text)} }
	add("site.toml", "[site]\ntitle = \"Corpus\"\nbase_url = \"https://corpus.example.com/help/\"\n")
	people := max(5, n/20)
	evidence := strings.Builder{}
	evidence.WriteString("date,kind,answer,author,by,thread,category,tags,count\n")
	for i := range n {
		a := corpusArticle{i, fmt.Sprintf("cat%d", i%7), fmt.Sprintf("user%d", rng.IntN(people)*rng.IntN(people)/people)}
		add("content/"+a.path()+".md", a.text(rng, n))
		a.evidence(&evidence, rng, people)
	}
	add("content/evidence.csv", evidence.String())
	return site
}

type corpusArticle struct {
	n                int
	category, author string
}

func (a corpusArticle) path() string { return fmt.Sprintf("%s/a%06d", a.category, a.n) }

func (a corpusArticle) date(rng *rand.Rand) string {
	return fmt.Sprintf("%d-%02d-%02d", 2019+rng.IntN(6), 1+rng.IntN(12), 1+rng.IntN(28))
}

func (a corpusArticle) text(rng *rand.Rand, n int) string {
	other := corpusArticle{n: rng.IntN(n)}
	other.category = fmt.Sprintf("cat%d", other.n%7)
	code := ""
	if a.n%3 == 0 {
		code = "\n```bash\nset -e\nfor f in /etc/app/*.conf; do\n  grep -q enabled \"$f\" && echo \"$f\"\ndone\n```\n"
	}
	return fmt.Sprintf("---\ntitle: \"%s (%d)\"\nauthor: %s\ndate: %s\ntags: [%s, %s]\n---\n\n## Question\n\n%s\n\n## Solution\n\n%s\n\n- %s\n- see [this](../%s.md)\n\n%s%s",
		prose(rng, 6), a.n, a.author, a.date(rng), word(rng), word(rng), prose(rng, 40), prose(rng, 60), prose(rng, 8), other.path(), prose(rng, 50), code)
}

func (a corpusArticle) evidence(b *strings.Builder, rng *rand.Rand, people int) {
	row := func(kind, by string) {
		fmt.Fprintf(b, "%s,%s,%s,%s,%s,t%d,%s,,\n", a.date(rng), kind, a.path(), a.author, by, a.n, a.category)
	}
	row("answered", a.author)
	row("accepted", fmt.Sprintf("user%d", rng.IntN(people)))
	for range rng.IntN(6) {
		row([]string{"kudos", "kudos", "confirmed", "downvote", "failed"}[rng.IntN(5)], fmt.Sprintf("user%d", rng.IntN(people)))
	}
}

const syllables = "ba co di fe gu ha jo ki lu me ni po qua ri su te vo wa xi zo"

func word(rng *rand.Rand) string {
	all := strings.Fields(syllables)
	var b strings.Builder
	for range 1 + rng.IntN(3) {
		b.WriteString(all[rng.IntN(len(all))])
	}
	return b.String()
}

func prose(rng *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = word(rng)
	}
	return strings.Join(words, " ") + "."
}
