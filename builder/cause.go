package builder

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"time"

	"winnow/builder/output"
	"winnow/builder/ranking"
	"winnow/builder/site"
)

// A cause names what all pages of a site are made from, as it was read. A page
// shows nothing of a text that is not its own; so a page whose cause and text are
// the same as in the last build need not be made to know that it is the same,
// not even its view. The program is not in it, as in a page's print.
type cause struct {
	config, baseURL, asOf string         // site.toml, and what was said instead
	look                  output.Print   // theme
	people, evidence      output.Print   // contributors.toml; the files of evidence
	faces                 []output.Print // of articles, then of pages: see faceOf
	texts                 []storeKey     // the same
	articles              int            // how many are articles
	alike                 likeness
	attachments           []string
	now                   time.Time
}

func causeOf(b *Builder, cfg Config, l layout, look look) *cause {
	w := l.w
	return &cause{
		config: cfg.text, baseURL: b.BaseURL, asOf: b.AsOf, look: look.print, people: w.ofPeople, evidence: l.judgement.ofEvidence,
		faces: w.faces, texts: w.texts, articles: len(w.articles), alike: l.judgement.alike, attachments: w.files.Attachments, now: b.Now,
	}
}

// print names all that pages show beside texts of articles. The time is in it by
// the day, which is what scores and pages tell of it, and by what it does to the
// states of articles and to the list of pages.
func (c *cause) print(verdicts []ranking.Verdict, pages []*site.Page) output.Print {
	p := printer{Hash: sha256.New()}
	for _, t := range []string{c.config, c.baseURL, c.asOf, c.now.UTC().Format(time.DateOnly)} {
		p.text(t)
	}
	p.Write(c.look[:])
	p.Write(c.people[:])
	p.Write(c.evidence[:])
	p.number(c.articles)
	p.number(len(c.faces))
	for i := range c.faces {
		p.Write(c.faces[i][:])
	}
	for i := range c.texts[c.articles:] {
		p.Write(c.texts[c.articles+i][:])
	}
	for i := range verdicts {
		p.text(string(verdicts[i].State))
		p.number(verdicts[i].Place)
	}
	p.alike(c.alike)
	for _, name := range c.attachments {
		p.text(name)
	}
	p.number(len(c.attachments))
	for _, page := range pages {
		p.text(page.URL)
	}
	return p.print()
}

// A printer names parts of different lengths so that different parts have
// different names.
type printer struct {
	hash.Hash
	room [binary.MaxVarintLen64]byte
}

func (p *printer) number(n int) { p.Write(binary.AppendVarint(p.room[:0], int64(n))) }

func (p *printer) text(s string) {
	p.number(len(s))
	p.Write([]byte(s))
}

func (p *printer) alike(l likeness) {
	p.number(len(l.copies))
	for _, i := range l.copies {
		p.number(int(i))
	}
	p.number(len(l.twice))
	for _, group := range l.twice {
		p.number(len(group))
		for _, i := range group {
			p.number(int(i))
		}
	}
}

func (p *printer) print() output.Print { return output.Print(p.Sum(nil)[:len(output.Print{})]) }

// faceOf names all that others see of an article: its path, what stands above
// its text, and the outline. The lines of its links are seen by nobody but who is
// told that one is wrong.
func faceOf(data []byte, w site.Written, k kept) output.Print {
	outline := *k.doc
	outline.Links = append(outline.Links[:0:0], outline.Links...)
	for i := range outline.Links {
		outline.Links[i].Line = 0
	}
	p := printer{Hash: sha256.New()}
	p.text(w.Path)
	p.text(w.Title)
	p.Write(appendMeta(firstLines(data, w.BodyLine-1), kept{doc: &outline}))
	return p.print()
}

// firstLines returns the first lines of a file, or more where lines end in the
// way of old Macintoshes. What is appended to it does not change the file.
func firstLines(data []byte, n int) []byte {
	at := 0
	for ; n > 0; n-- {
		next := bytes.IndexByte(data[at:], '\n')
		if next < 0 {
			at = len(data)
			break
		}
		at += next + 1
	}
	return data[:at:at]
}
