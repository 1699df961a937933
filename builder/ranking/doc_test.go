package ranking

import (
	"os"
	"strings"
	"testing"
	"time"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

// The worked example of the package comment, recomputed.
func TestPackageComment(t *testing.T) {
	data, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(data)
	day := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	v := Admit([]Subject{{
		Article: &content.Article{Path: "example.md", Category: "wifi"}, AuthorR: 620_000, AuthorJudged: one, Newest: day,
		Evidence: []Evidence{{Kind: "accepted", N: 1, Weight: one, Date: day}, {Kind: "confirmed", N: 4, Weight: 1_600_000, Date: day},
			{Kind: "failed", N: 1, Weight: 400_000, Date: day}},
	}}, DefaultPolicy(), Basis{400_000, day, day})[0]
	for _, x := range v.Terms {
		if number := strings.TrimPrefix(fixedpoint.Micro(x.Value).String(), "-"); !strings.Contains(doc, "= "+number+"\n") {
			t.Errorf("%s is %s, which the package comment does not say", x.Kind, number)
		}
	}
	if v.Shown().Total != 791 || !strings.Contains(doc, "Trust 79.1 =") {
		t.Errorf("trust is %d", v.Shown().Total)
	}
}
