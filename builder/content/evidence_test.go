package content

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestEvidencePacked(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte("kind,answer\n"))
	for i := range 50_000 {
		fmt.Fprintf(z, "kudos,a%d\n", i*7919%50_000)
	}
	z.Close()
	for name, c := range map[string]struct {
		data []byte
		rows int
		msg  string
	}{
		"whole": {packed.Bytes(), 50_000, ""},
		"twice": {append(packed.Bytes(), packed.Bytes()...), 100_000, `the kind "kind" is not known`}, // parts follow each other, the second with a head
		"cut":   {packed.Bytes()[:packed.Len()/2], 0, "the rest of the file cannot be read: unexpected EOF"},
		"text":  {[]byte("kind,answer\nkudos,a\n"), 0, "the file is not gzip: gzip: invalid header"},
	} {
		rows := 0
		l := ReadEvidence("evidence.csv.gz", bytes.NewReader(c.data), DefaultOptions(), func(Evidence) bool { rows++; return true })
		if rows != c.rows && name != "cut" || name == "cut" && (rows == 0 || rows >= 50_000) {
			t.Errorf("%s: %d rows", name, rows)
		}
		if c.msg == "" && l != nil || c.msg != "" && (len(l) != 1 || l[0].Msg != c.msg || l[0].Line == 0 && name == "cut") {
			t.Errorf("%s: %v", name, l)
		}
	}
}

// Equal texts of many rows are one text in memory, and equal tags one list.
func TestEvidenceSharesMemory(t *testing.T) {
	var rows []Evidence
	ReadEvidence("evidence.csv", strings.NewReader("kind,answer,author,tags\nkudos,a,jane,x y\nkudos,b,jane,x y\n"), DefaultOptions(),
		func(e Evidence) bool { rows = append(rows, e); return true })
	if len(rows) != 2 || &rows[0].Tags[0] != &rows[1].Tags[0] {
		t.Errorf("%v: two lists", rows)
	}
}

// A row of the future is told with its line and handed on: whoever adds up counts
// what does not count.
func TestEvidenceOfTheFuture(t *testing.T) {
	o := DefaultOptions()
	o.Latest = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)
	rows := 0
	l := ReadEvidence("evidence.csv", strings.NewReader("kind,answer,date\nkudos,a,2024-06-01\nkudos,a,2031-06-02\nkudos,b,\n"), o,
		func(Evidence) bool { rows++; return true })
	if rows != 3 || len(l) != 1 || l.Err() != nil || l[0].Line != 3 || l[0].Col != 9 || l[0].Msg != `"2031-06-02" is in the future: the row does not count` {
		t.Errorf("%d rows, %v", rows, l)
	}
}
