package site

// Relinked returns what the addresses of an article's or page's text become: by
// the Href of a link, empty where its text alone is shown. An address that is
// not in it stays.
func (s *Site) Relinked(index int) map[string]string { return s.relinked[index] }

// LanguageOf returns the language of an article's or page's text.
func (s *Site) LanguageOf(index int) string {
	w := &Written{}
	if n := len(s.in.Articles); index < n {
		w = &s.in.Articles[index]
	} else if index-n < len(s.in.Pages) {
		w = &s.in.Pages[index-n]
	}
	if w.Article == nil || w.Language == "" {
		return s.Options.Language
	}
	return w.Language
}
