package dump

import (
	"strings"
	"testing"
)

const posts = `<posts>
<row Id="1" PostTypeId="1" AcceptedAnswerId="11" CreationDate="2020-01-01T10:00:00.000" OwnerUserId="100" Tags="&lt;wifi&gt;&lt;mesh&gt;" />
<row Id="10" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T11:00:00.000" OwnerUserId="200" Score="0" Body="four" />
<row Id="11" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T12:00:00.000" OwnerUserId="300" Score="2" Body="ninechars" />
<row Id="2" PostTypeId="1" CreationDate="2020-02-01T10:00:00.000" OwnerUserId="200" Tags="|wifi|" AcceptedAnswerId="999" />
<row Id="17" PostTypeId="2" ParentId="777" CreationDate="2020-06-01T13:00:00.000" OwnerUserId="400" Score="2" />
<row Id="18" PostTypeId="2" ParentId="2" CreationDate="2020-06-01T14:00:00.000" OwnerUserId="-1" Score="0" />
<row Id="19" PostTypeId="5" CreationDate="2020-06-01T14:00:00.000" />
</posts>`

const votes = `<votes>
<row PostId="11" VoteTypeId="2" CreationDate="2020-01-03T00:00:00.000" />
<row PostId="11" VoteTypeId="2" CreationDate="2020-01-02T00:00:00.000" />
<row PostId="11" VoteTypeId="2" CreationDate="2020-01-02T00:00:00.000" />
<row PostId="1" VoteTypeId="2" CreationDate="2020-01-04T00:00:00.000" />
<row PostId="10" VoteTypeId="5" CreationDate="2020-01-04T00:00:00.000" />
</votes>`

func toy(t *testing.T) *Site {
	t.Helper()
	tables := map[string]string{"Posts": posts, "Votes": votes}
	s, err := Load("toy", func(table string, f func(Row)) error { return EachElement(strings.NewReader(tables[table]), f) })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLoad(t *testing.T) {
	s := toy(t)
	if len(s.Questions) != 2 || len(s.Answers) != 3 || len(s.Votes) != 3 || len(s.Asked) != 1 || s.Votes[0].Day >= s.Votes[2].Day {
		t.Fatalf("%d questions, %d answers, votes %v, on questions %v", len(s.Questions), len(s.Answers), s.Votes, s.Asked)
	}
	q := s.Questions[0]
	if s.Answers[q.Accepted].ID != "11" || len(q.Tags) != 2 || s.Questions[1].Accepted != Nobody || s.Answers[1].Length != 9 || s.Answers[2].Author != Nobody {
		t.Errorf("%+v, %+v", s.Questions, s.Answers)
	}
}

func TestCounted(t *testing.T) {
	var got []int
	for v, n := range Counted(toy(t).Votes) {
		got = append(got, int(v.Answer), n)
	}
	if want := []int{1, 2, 1, 1}; len(got) != 4 || got[1] != want[1] || got[3] != want[3] {
		t.Error(got)
	}
	s := toy(t)
	if n := len(Before(s.Votes, s.Votes[2].Day)); n != 2 {
		t.Errorf("%d votes before the last day", n)
	}
}

func TestCSVSaysTheSame(t *testing.T) {
	const table = "Id,Body,OwnerUserId\n1.0,\"two\nlines\",7.0\n"
	err := eachRecord(strings.NewReader(table), func(r Row) {
		if whole(r("Id")) != "1" || r("Body") != "two\nlines" || whole(r("OwnerUserId")) != "7" || r("Tags") != "" {
			t.Errorf("id %q, body %q, owner %q, tags %q", r("Id"), r("Body"), r("OwnerUserId"), r("Tags"))
		}
	})
	if err != nil {
		t.Error(err)
	}
}
