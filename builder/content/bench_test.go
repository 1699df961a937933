package content

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

const smallYAML = `title: "Slow wifi on 5 GHz (12)"
author: user12
date: 2012-02-03T10:00:00Z
tags: ["wifi", "5-ghz", "router"]
kudos: 12
source: "https://community.example.com/t/12"
`

const smallTOML = `title = "Slow wifi on 5 GHz (12)"
author = "user12"
date = 2012-02-03T10:00:00Z
tags = ["wifi", "5-ghz", "router"]
kudos = 12
source = "https://community.example.com/t/12"
`

func BenchmarkParse(b *testing.B) {
	body := "\n" + strings.Repeat("Change the channel and wait for a minute.\n", 30)
	for name, file := range map[string]string{
		"yaml":         "---\n" + smallYAML + "---\n" + body,
		"toml":         "+++\n" + smallTOML + "+++\n" + body,
		"yaml-library": "---\n" + smallYAML + "summary: >\n  folded\n---\n" + body,
		"toml-library": "+++\n" + smallTOML + "summary = \"\"\"\nlong\"\"\"\n+++\n" + body,
		"none":         body,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			data := []byte(file)
			for b.Loop() {
				if _, l := Parse("wifi/a000012.md", data, DefaultOptions()); l != nil {
					b.Fatal(l)
				}
			}
		})
	}
}

func BenchmarkPageURL(b *testing.B) {
	for _, name := range []string{"wifi/slow-5ghz.md", "WiFi/Zu langsam – über 5 GHz.md"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				PageURL(name)
			}
		})
	}
}

// BenchmarkEvidence reads rows like those of a forum: sorted by day, few
// authors and tags, many answers.
func BenchmarkEvidence(b *testing.B) {
	const n = 100_000
	var plain, quoted bytes.Buffer
	plain.WriteString(strings.Join(columns, ",") + "\n")
	quoted.WriteString(strings.Join(columns, ",") + "\n")
	day := time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		row := fmt.Sprintf("%s,kudos,%d,user%d,user%d,t%d,wifi,router 5-ghz,1\n", day.AddDate(0, 0, i/40).Format(time.DateOnly), i/4, i%5000, i%977, i/8)
		plain.WriteString(row)
		quoted.WriteString(strings.Replace(row, "kudos", `"kudos"`, 1))
	}
	for name, data := range map[string][]byte{"plain": plain.Bytes(), "quoted": quoted.Bytes()} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rows := 0
				l := ReadEvidence("evidence.csv", bytes.NewReader(data), DefaultOptions(), func(Evidence) bool { rows++; return true })
				if rows != n || l != nil {
					b.Fatal(rows, l)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

func BenchmarkContributors(b *testing.B) {
	var people []Contributor
	for i := range 100_000 {
		people = append(people, Contributor{ID: fmt.Sprint("u", i), Name: fmt.Sprint("User ", i), Role: "member", Privacy: Public,
			Joined: time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC), Aliases: []string{fmt.Sprint("so:", i)}})
	}
	plain := FormatContributors(people)
	for name, data := range map[string][]byte{"plain": plain, "library": append([]byte("# \"\n\"contributor\" = []\n")[:4], append(plain, []byte("url = \"https://example.com/\\u0041\"\n")...)...)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if got, l := ReadContributors("contributors.toml", data, DefaultOptions()); len(got) != len(people) || l != nil {
					b.Fatal(len(got), l)
				}
			}
		})
	}
}
