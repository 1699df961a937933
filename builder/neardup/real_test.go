package neardup

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"winnow/builder/markdown"
)

// A post is a real answer with its question.
type post struct {
	question, title, answer string
	topics                  []string
}

const shared = "../../../shared/"

// realPosts reads the answers of cardano.SE, of the first 10,000 posts of
// travel.SE, and the posts of the build benchmark (four smaller sites).
func realPosts(t testing.TB) map[string][]post {
	t.Helper()
	if _, err := os.Stat(shared + "data"); err != nil {
		t.Skip("no real data: ../shared/data is absent")
	}
	return map[string][]post{"cardano": cardano(t), "bench": benchPosts(t), "travel": travel(t)}
}

func open(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(shared + name)
	if err != nil {
		t.Skip("no real data: " + err.Error())
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func cardano(t testing.TB) []post {
	var posts struct {
		Rows []struct {
			ID     string `xml:"Id,attr"`
			Type   int    `xml:"PostTypeId,attr"`
			Parent string `xml:"ParentId,attr"`
			Title  string `xml:"Title,attr"`
			Body   string `xml:"Body,attr"`
			Tags   string `xml:"Tags,attr"`
		} `xml:"row"`
	}
	data, err := io.ReadAll(open(t, "data/se-cardano/Posts.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal([]byte(strings.TrimPrefix(string(data), "\ufeff")), &posts); err != nil {
		t.Fatal(err)
	}
	asked := map[string]post{}
	var out []post
	for _, r := range posts.Rows {
		if r.Type == 1 {
			asked[r.ID] = post{title: r.Title, question: plain(r.Body), topics: tags(r.Tags)}
		}
	}
	for _, r := range posts.Rows {
		if q, ok := asked[r.Parent]; ok && r.Type == 2 {
			q.answer = plain(r.Body)
			out = append(out, q)
		}
	}
	return out
}

func benchPosts(t testing.TB) []post {
	z, err := gzip.NewReader(open(t, "bench/posts.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	convert := markdown.New(markdown.DefaultOptions())
	var out []post
	for d := json.NewDecoder(z); ; {
		var p struct {
			Title, Body string
			Tags        []string
		}
		if err := d.Decode(&p); err == io.EOF {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		text := convert.Convert(markdown.Source{Body: []byte(p.Body), PageURL: func(string) string { return "" },
			ImageSize: func(string) (w, h int, ok bool) { return 0, 0, false }}).Text
		n := text.QuestionCode
		out = append(out, post{text.Question + "\n" + text.Code[:n], p.Title, text.Answer + "\n" + text.Code[n:], p.Tags})
	}
}

func travel(t testing.TB) []post {
	entries, err := os.ReadDir(shared + "data/se-travel-2011-2012-bodies")
	if err != nil {
		t.Skip("no real data: " + err.Error())
	}
	asked := map[string]post{}
	var answers [][2]string // parent, body
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".csv") && !strings.HasSuffix(e.Name(), ".csv.gz") {
			continue
		}
		var r io.Reader = open(t, "data/se-travel-2011-2012-bodies/"+e.Name())
		if strings.HasSuffix(e.Name(), ".gz") {
			if r, err = gzip.NewReader(r); err != nil {
				t.Fatal(err)
			}
		}
		c := csv.NewReader(r)
		c.FieldsPerRecord, c.LazyQuotes = -1, true
		rows, _ := c.ReadAll()
		if len(rows) == 0 {
			continue
		}
		at := map[string]int{}
		for i, name := range rows[0] {
			at[strings.TrimPrefix(name, "\ufeff")] = i
		}
		body, ok := at["Body"]
		if !ok {
			continue
		}
		for _, row := range rows[1:] {
			if len(row) != len(rows[0]) {
				continue
			}
			id, parent := strings.TrimSuffix(row[at["Id"]], ".0"), strings.TrimSuffix(row[at["ParentId"]], ".0")
			if parent == "" {
				asked[id] = post{title: row[at["Title"]], question: plain(row[body]), topics: tags(row[at["Tags"]])}
			} else {
				answers = append(answers, [2]string{parent, plain(row[body])})
			}
		}
	}
	var out []post
	for _, a := range answers {
		if q, ok := asked[a[0]]; ok {
			q.answer = a[1]
			out = append(out, q)
		}
	}
	return out
}

// replies reads the posts of a Discourse forum that answer another one.
func replies(t testing.TB) (out []post) {
	files, _ := filepath.Glob(shared + "data/discourse-sample/*.json")
	for _, name := range files {
		var topic struct {
			Title  string
			Stream struct {
				Posts []struct{ Cooked string }
			} `json:"post_stream"`
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &topic); err != nil {
			t.Fatal(name, err)
		}
		for i, p := range topic.Stream.Posts {
			if i > 0 {
				out = append(out, post{title: topic.Title, question: plain(topic.Stream.Posts[0].Cooked), answer: plain(p.Cooked)})
			}
		}
	}
	return out
}

var element = regexp.MustCompile(`<[^>]*>`)

// plain is good enough a text of the HTML of a post.
func plain(s string) string { return html.UnescapeString(element.ReplaceAllString(s, " ")) }

func tags(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("<>|", r) })
}
