package builder

import (
	"bytes"
	"cmp"
	"slices"

	"winnow/builder/content"
	"winnow/builder/markdown"
	"winnow/builder/neardup"
)

// sketch is what an article is compared with others by.
func (r *reader) sketch(a *content.Article, doc *markdown.Document) []byte {
	if a.Kind != content.KindArticle {
		return nil
	}
	t, n := doc.Text, doc.Text.QuestionCode
	return neardup.Sketch(neardup.Text{
		Title: title(a, doc), Scope: append([]string{cmp.Or(a.Language, r.language)}, a.AppliesTo...),
		Question: t.Question, QuestionCode: t.Code[:n], Answer: t.Answer, AnswerCode: t.Code[n:],
	})
}

// A likeness is which articles are like others, by number: the answers that
// repeat an earlier one, and groups that are the same problem.
type likeness struct {
	copies []int32 // of each article the one whose answer it repeats, or -1
	twice  [][]int32
}

func (l likeness) equal(m likeness) bool {
	return slices.Equal(l.copies, m.copies) && slices.EqualFunc(l.twice, m.twice, slices.Equal)
}

// likeness compares all articles.
func (w *written) likeness() (l likeness) {
	list := w.compared()
	together(
		func() error { l.copies = neardup.Copies(list); return nil },
		func() error { l.twice = neardup.Problems(list); return nil },
	)
	return l
}

// again is the likeness of now, given that of an older look at the same articles
// of which the numbered ones differ.
func (l likeness) again(old, now *written, differ []int) likeness {
	person, was := old.persons(), map[int32]neardup.Article{}
	for _, i := range differ {
		a, b := &old.articles[i], &now.articles[i]
		if !bytes.Equal(old.sketches[i], now.sketches[i]) || a.Author != b.Author || a.Date != b.Date || a.Updated != b.Updated {
			was[int32(i)] = old.comparedAs(i, person)
		}
	}
	switch {
	case old.known != now.known:
		return now.likeness() // who is who may have changed
	case len(was) == 0:
		return l
	}
	list := now.compared()
	return likeness{neardup.CopiesAgain(l.copies, list, was), neardup.ProblemsAgain(l.twice, list, was)}
}

// compared lists the articles as they are compared. Everybody has one name.
func (w *written) compared() []neardup.Article {
	person := w.persons()
	out := make([]neardup.Article, len(w.articles))
	for i := range out {
		out[i] = w.comparedAs(i, person)
	}
	return out
}

// persons is the id of a contributor by each alias.
func (w *written) persons() map[string]string {
	person := map[string]string{}
	for _, c := range w.people {
		for _, alias := range c.Aliases {
			person[alias] = c.ID
		}
	}
	return person
}

func (w *written) comparedAs(i int, person map[string]string) neardup.Article {
	a := w.articles[i]
	return neardup.Article{Sketch: w.sketches[i], Author: cmp.Or(person[a.Author], a.Author), Written: a.Date, Changed: a.Updated}
}

// copies is which answer repeats which, by id. Of several articles with one
// answer the first speaks for it.
func (w *written) copies(of []int32) map[string]string {
	found := map[string]string{}
	for i, original := range of {
		if original >= 0 {
			found[w.articles[i].Answer] = ""
		}
	}
	if len(found) == 0 {
		return found
	}
	first := make(map[string]bool, len(found))
	for i, a := range w.articles {
		if _, asked := found[a.Answer]; !asked || first[a.Answer] {
			continue
		}
		if first[a.Answer] = true; of[i] >= 0 {
			found[a.Answer] = w.articles[of[i]].Answer
		} else {
			delete(found, a.Answer)
		}
	}
	return found
}

// pathsOfAnswers is which article speaks for an answer, by the answer's id.
func (w *written) pathsOfAnswers() map[string]string {
	out := make(map[string]string, len(w.articles))
	for _, a := range w.articles {
		if _, taken := out[a.Answer]; !taken {
			out[a.Answer] = a.Path
		}
	}
	return out
}
