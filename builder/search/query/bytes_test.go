//go:build !race

package query

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"winnow/builder/search"
	"winnow/builder/search/format"
)

// What package search promises of the files.
const (
	maxFile     = 14_000
	docsPerFile = 40
	fewFiles    = 120
)

type post struct {
	Title, Body string
	Tags        []string
}

// readPosts returns n documents made from real posts; where there are fewer,
// they come again with another number in the title.
func readPosts(t testing.TB, n int) []search.Document {
	f, err := os.Open("../../../../shared/bench/posts.jsonl.gz")
	if err != nil {
		t.Skip("needs the shared posts: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var posts []post
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var p post
		if err := json.Unmarshal(s.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		posts = append(posts, p)
	}
	docs := make([]search.Document, n)
	for i := range docs {
		docs[i] = postDocument(posts[i%len(posts)], i, n)
	}
	return docs
}

func postDocument(p post, i, n int) search.Document {
	products := []string{"router", "modem", "firmware", "mobile-app", "billing", "cloud", "nas", "printer", "camera", "vpn"}
	product := products[i*7%10]
	f := postFields(p, i)
	return search.Document{
		URL: fmt.Sprintf("%s/a%06d/", product, i), Title: f.Title, Summary: strings.Join(strings.Fields(f.Answer), " "),
		Author: fmt.Sprintf("user%d", i*31%(n/20+1)), Rank: "contributor", Category: product, Tags: p.Tags, State: "published",
		Accepted: i%3 > 0, Date: fmt.Sprintf("20%02d-%02d-%02d", 10+i%12, 1+i%12, 1+i%28), Tier: 1,
		Value: int64(1_000_000 - 1_000_000*i/n), Bag: search.Analyze("en", f),
	}
}

func postFields(p post, i int) search.Fields {
	question, answer, _ := strings.Cut(p.Body, "## Solution")
	return search.Fields{
		Title:    fmt.Sprintf("%s (%d)", p.Title, i),
		Question: strings.TrimPrefix(question, "## Question"), Answer: answer, Tags: p.Tags,
	}
}

// The bytes of a cold query of three words with ten results, and the engine, from a
// server that sends ranges: at 10,000 articles at most 60 kB for 95 % of queries, and
// 36 kB once engine and manifest are there, in files of which there are at most one
// for 40 articles. Engine, terms and documents are three dependent round trips.
func TestBytes(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1000, 10000} {
		docs := readPosts(t, n)
		files, err := search.Build(slices.Values(docs), "en", search.DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		logFiles(t, n, files)
		x, err := Open(reader(files))
		if err != nil {
			t.Fatal(err)
		}
		if cold, warm := logQueries(t, x, files, docs, 3); cold > 60_000 || warm > 36_000 {
			t.Errorf("%d articles: three words cost %d bytes, %d once engine and manifest are there", n, cold, warm)
		}
		if len(files) > max(n/40, fewFiles) {
			t.Errorf("%d articles: %d files", n, len(files))
		}
	}
}

func logFiles(t *testing.T, docs int, files []search.File) {
	count, size, widest := map[string]int{}, map[string]int{}, map[string]int{}
	for _, f := range files {
		kind := f.Path
		if _, rest, ok := strings.Cut(f.Path, "/"); ok {
			kind = rest[:1]
		}
		count[kind]++
		size[kind] += len(f.Data)
		widest[kind] = max(widest[kind], len(f.Data))
		if len(f.Data) > maxFile && kind != "search.js" && kind != "x" && kind != format.ManifestFile {
			t.Errorf("%s has %d bytes", f.Path, len(f.Data))
		}
	}
	t.Logf("%d articles, %d files: count %v, bytes %v, largest %v", docs, len(files), count, size, widest)
}

func logQueries(t *testing.T, x *Index, files []search.File, docs []search.Document, words int) (cold, warm int) {
	sizes := map[string]int{}
	for _, f := range files {
		sizes[f.Path] = len(f.Data)
	}
	engine := gzipped(files[len(files)-1].Data) + gzipped(files[len(files)-2].Data)
	rng := rand.New(rand.NewPCG(1, uint64(words)))
	var terms, blocks, whole, total []int
	slips := 0 // files of the dictionary
	for range 200 {
		s := x.session()
		if _, err := s.search(randomQuery(x, rng, docs, words), 10); err != nil {
			t.Fatal(err)
		}
		t, b, w := 0, 0, 0
		for path := range s.dictionaries {
			t += sizes[x.manifest.Folder+"/"+path]
			slips++
		}
		for i := range s.shards {
			t += x.shardsAt[i].To - x.shardsAt[i].From
		}
		seen := map[int]bool{}
		for i := range s.blocks {
			b += x.blocksAt[i].To - x.blocksAt[i].From
			for f := x.blocksAt[i].From / x.manifest.Blocks.FileSize; f <= (x.blocksAt[i].To-1)/x.manifest.Blocks.FileSize; f++ {
				if !seen[f] {
					seen[f] = true
					w += sizes[fmt.Sprintf("%s/d/%d.bin", x.manifest.Folder, f)]
				}
			}
		}
		terms, blocks, whole, total = append(terms, t), append(blocks, b), append(whole, w), append(total, engine+t+b)
	}
	t.Logf("%d words: %d files of the dictionary, engine %d, terms %s, documents %s (whole files %s), together %s bytes",
		words, slips, engine, percentiles(terms), percentiles(blocks), percentiles(whole), percentiles(total))
	cold = total[len(total)*95/100]
	return cold, cold - engine
}

// randomQuery takes words that are no stop words from a random title.
func randomQuery(x *Index, rng *rand.Rand, docs []search.Document, words int) string {
	for {
		var q []string
		for _, w := range wordsIn(docs[rng.IntN(len(docs))].Title) {
			if !x.stop[w.text] && len(w.text) > 2 {
				q = append(q, w.text)
			}
		}
		if len(q) > words {
			rng.Shuffle(len(q), func(i, j int) { q[i], q[j] = q[j], q[i] })
			return strings.Join(q[:words], " ") + " "
		}
	}
}

func gzipped(data []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Len()
}

func percentiles(v []int) string {
	slices.Sort(v)
	return fmt.Sprintf("p50 %d p95 %d", v[len(v)/2], v[len(v)*95/100])
}

// At 100,000 articles the engine, compressed, and the manifest have at most 14 kB,
// every other file at most 14, and there is at most one file for 40 articles. The
// articles are made of words as frequent as those of a language.
func TestBytesOfManyArticles(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds an index of 100,000 articles")
	}
	const n = 100_000
	files, err := search.Build(manyArticles(n), "en", search.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	logFiles(t, n, files)
	manifest, engine := gzipped(files[len(files)-2].Data), gzipped(files[len(files)-1].Data)
	t.Logf("compressed: manifest %d, engine %d bytes", manifest, engine)
	if manifest > maxFile || engine > 14_000 {
		t.Error("the manifest or the engine is too large")
	}
	if len(files) > n/docsPerFile {
		t.Errorf("%d files", len(files))
	}
}

// manyArticles makes n articles of a title and a summary.
func manyArticles(n int) iter.Seq[search.Document] {
	rng := rand.New(rand.NewPCG(5, 5))
	vocabulary := make([]string, 80_000)
	for i := range vocabulary {
		w := make([]byte, 3+rng.IntN(8))
		for k := range w {
			w[k] = "eeeettaaooiinnsshhrrddlcumwfgypbvkjxqz"[rng.IntN(38)]
		}
		vocabulary[i] = string(w)
	}
	often := rand.NewZipf(rng, 1.05, 20, uint64(len(vocabulary)-1))
	text := func(words int) string {
		out := make([]string, words)
		for i := range out {
			out[i] = vocabulary[often.Uint64()]
		}
		return strings.Join(out, " ")
	}
	return func(yield func(search.Document) bool) {
		for i := range n {
			d := search.Document{Title: text(4 + i%5), Summary: text(10 + i%15), Author: text(1), Category: "c", State: "published", Tier: 1,
				Date: "2024-01-02", Rank: "newcomer", Tags: []string{vocabulary[i%200]}, Value: int64(900_000 - 8*i)}
			d.URL = "c/" + strings.ReplaceAll(d.Title, " ", "-") + "/"
			d.Bag = search.Analyze("en", search.Fields{Title: d.Title, Answer: d.Summary, Tags: d.Tags})
			if !yield(d) {
				return
			}
		}
	}
}
