package builder

import (
	"cmp"

	"winnow/builder/content"
	"winnow/builder/markdown"
	"winnow/builder/originality"
)

// sketch is what an article is compared with others by.
func (r *reader) sketch(a *content.Article, doc *markdown.Document) []byte {
	if a.Kind != content.KindArticle {
		return nil
	}
	t, n := doc.Text, doc.Text.QuestionCode
	return originality.Sketch(originality.Text{
		Title: title(a, doc), Scope: append([]string{cmp.Or(a.Language, r.language)}, a.AppliesTo...),
		Question: t.Question, QuestionCode: t.Code[:n], Answer: t.Answer, AnswerCode: t.Code[n:],
	})
}

// compared lists the articles as they are compared. Everybody has one name.
func (w *written) compared() []originality.Article {
	person := map[string]string{}
	for _, c := range w.people {
		for _, alias := range c.Aliases {
			person[alias] = c.ID
		}
	}
	out := make([]originality.Article, len(w.articles))
	for i, a := range w.articles {
		out[i] = originality.Article{Sketch: w.sketches[i], Author: cmp.Or(person[a.Author], a.Author), Written: a.Date, Changed: a.Updated}
	}
	return out
}

// copies finds the answers that repeat an earlier one: id → id of that one. Of
// several articles with one answer the first speaks for it.
func (w *written) copies() map[string]string {
	found, paths := map[string]string{}, w.pathsOfAnswers()
	for i, original := range originality.Copies(w.compared()) {
		if a := w.articles[i]; original >= 0 && paths[a.Answer] == a.Path {
			found[a.Answer] = w.articles[original].Answer
		}
	}
	return found
}

// toldTwice groups the articles that are the same problem, by number.
func (w *written) toldTwice() [][]int32 { return originality.Problems(w.compared()) }

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
