package diag

import (
	"fmt"
	"strings"
	"testing"
)

// Of many problems of one sort a few are shown in full, the others by place.
func TestManyOfOneSort(t *testing.T) {
	var l List
	for i := range 8 {
		l = append(l, Problem{Path: fmt.Sprintf("%c.md", 'a'+i/4), Line: i + 1, Col: 2, Msg: "dead", Sort: "links that lead nowhere", About: fmt.Sprint("x", i)})
	}
	l = append(l, Problem{Path: "c.md", Msg: "other", Sort: "others"})
	var b strings.Builder
	if err := Write(&b, l, nil, false); err != nil {
		t.Fatal(err)
	}
	want := `a.md:1:2: dead
a.md:2:2: dead
a.md:3:2: dead
c.md: other
5 more links that lead nowhere
  a.md: 4:2 x3
  b.md: 5:2 x4, 6:2 x5, 7:2 x6, 8:2 x7
9 problems in 3 files
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
