package neardup

import (
	"fmt"
	"math/rand"
	"runtime"
	"strings"
	"testing"
	"time"
)

// article makes a text of about 1.5 kB.
func article(r *rand.Rand) Text {
	words := func(n int) string {
		var b strings.Builder
		for range n {
			fmt.Fprintf(&b, "word%x ", r.Intn(3000))
		}
		return b.String()
	}
	return Text{Title: words(8), Question: words(60), Answer: words(140), AnswerCode: words(20)}
}

func BenchmarkSketch(b *testing.B) {
	t := article(rand.New(rand.NewSource(1)))
	b.SetBytes(int64(len(t.Question) + len(t.Answer) + len(t.AnswerCode)))
	b.ReportAllocs()
	for b.Loop() {
		Sketch(t)
	}
}

// BenchmarkFind looks through 100,000 articles, all different or of 3,860 texts.
func BenchmarkFind(b *testing.B) {
	for _, texts := range []int{100_000, 3_860, 1} {
		list := make([]Article, 100_000)
		r := rand.New(rand.NewSource(1))
		for i := range list {
			if i < texts {
				list[i].Sketch = Sketch(article(r))
			} else {
				list[i].Sketch = list[i%texts].Sketch
			}
			list[i].Author = fmt.Sprint("user", i%5000)
			list[i].Written = time.Unix(int64(r.Intn(1<<30)), 0)
		}
		b.Run(fmt.Sprint(texts, " texts"), func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for b.Loop() {
				Copies(list)
				Problems(list)
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/1e6, "MB/op")
		})
	}
}
