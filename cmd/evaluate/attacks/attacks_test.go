package attacks

import (
	"strings"
	"testing"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

const posts = `<?xml version="1.0" encoding="utf-8"?><posts>
<row Id="1" PostTypeId="1" AcceptedAnswerId="11" CreationDate="2020-01-01T10:00:00.000" OwnerUserId="100" Tags="&lt;wifi&gt;&lt;mesh&gt;" />
<row Id="10" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T11:00:00.000" OwnerUserId="200" Score="0" Body="four" />
<row Id="11" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T12:00:00.000" OwnerUserId="300" Score="2" Body="ninechars" />
<row Id="12" PostTypeId="2" ParentId="1" CreationDate="2020-01-02T12:00:00.000" OwnerUserId="100" Score="9" />
<row Id="2" PostTypeId="1" CreationDate="2020-02-01T10:00:00.000" OwnerUserId="200" Tags="|wifi|" AcceptedAnswerId="999" />
<row Id="13" PostTypeId="2" ParentId="2" CreationDate="2020-02-01T12:00:00.000" OwnerUserId="300" Score="1" />
<row Id="3" PostTypeId="1" AcceptedAnswerId="14" CreationDate="2020-06-01T10:00:00.000" OwnerUserId="100" />
<row Id="14" PostTypeId="2" ParentId="3" CreationDate="2020-06-01T11:00:00.000" OwnerUserId="300" Score="3" />
<row Id="15" PostTypeId="2" ParentId="3" CreationDate="2020-06-01T12:00:00.000" OwnerUserId="200" Score="-1" />
<row Id="16" PostTypeId="2" ParentId="3" CreationDate="2020-06-01T13:00:00.000" OwnerUserId="400" Score="2" />
<row Id="17" PostTypeId="2" ParentId="777" CreationDate="2020-06-01T13:00:00.000" OwnerUserId="400" Score="2" />
<row Id="18" PostTypeId="2" ParentId="3" CreationDate="2020-06-01T14:00:00.000" OwnerUserId="-1" Score="0" />
<row Id="19" PostTypeId="5" CreationDate="2020-06-01T14:00:00.000" />
</posts>`

const votes = `<votes>
<row PostId="11" VoteTypeId="2" CreationDate="2020-01-02T00:00:00.000" />
<row PostId="11" VoteTypeId="2" CreationDate="2020-01-02T00:00:00.000" />
<row PostId="11" VoteTypeId="1" CreationDate="2020-01-03T00:00:00.000" />
<row PostId="10" VoteTypeId="3" CreationDate="2020-01-03T00:00:00.000" />
<row PostId="10" VoteTypeId="2" CreationDate="2020-01-04T00:00:00.000" />
<row PostId="13" VoteTypeId="2" CreationDate="2020-02-03T00:00:00.000" />
<row PostId="14" VoteTypeId="2" CreationDate="2020-07-03T00:00:00.000" />
<row PostId="1" VoteTypeId="2" CreationDate="2020-01-04T00:00:00.000" />
<row PostId="10" VoteTypeId="5" CreationDate="2020-01-04T00:00:00.000" />
</votes>`

func toy(t *testing.T) *dump.Site {
	t.Helper()
	tables := map[string]string{"Posts": posts, "Votes": votes}
	s, err := dump.Load("toy", func(table string, f func(dump.Row)) error {
		return dump.EachElement(strings.NewReader(tables[table]), f)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func user(t *testing.T, s *dump.Site, id string) int32 {
	t.Helper()
	for n, x := range s.Users {
		if x == id {
			return int32(n)
		}
	}
	t.Fatalf("no user %q", id)
	return dump.Nobody
}

// In the arena a stranger's praise is worth nothing, that of staff something.
func TestArena(t *testing.T) {
	s := toy(t)
	a := newArena(s, reputation.DefaultRules())
	x := Attack{Name: "praise", Do: praise(content.Kudos, 20)}
	users := []int32{user(t, s, "300"), user(t, s, "200")}
	if d := a.try(x, users); sum(d.points) != 0 || d.others != 0 {
		t.Errorf("%+v", d)
	}
	if d := a.try(x, users); x.promise(d, a) != "no rank: holds" {
		t.Errorf("strangers move %+v", d)
	}
	ring := Attack{Do: vouchedRing(3, false), Start: vouchedOnly(3), By: Ring}
	if d := a.try(ring, users); d.points[0] <= 0 {
		t.Errorf("a vouched ring gains %+v", d)
	}
	if p := ring.promise(damage{ranks: []float64{1000}}, a); p != "DOES NOT HOLD" {
		t.Errorf("a ring that overtakes a thousand %s", p)
	}
}
