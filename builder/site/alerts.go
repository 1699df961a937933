package site

import (
	"bytes"
	"strings"
)

// alertTitles are the titles of alerts in the languages that the interface
// speaks, in the order of alertNames. Package markdown writes them in English,
// because a converted text is kept whatever becomes of the site around it.
var alertTitles = map[string][5]string{
	"de": {"Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"},
	"fr": {"Remarque", "Astuce", "Important", "Avertissement", "Prudence"},
	"es": {"Nota", "Consejo", "Importante", "Advertencia", "Precaución"},
	"pt": {"Nota", "Dica", "Importante", "Aviso", "Cuidado"},
	"ja": {"メモ", "ヒント", "重要", "警告", "注意"},
	"zh": {"说明", "提示", "重要", "警告", "注意"},
	"ar": {"ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه"},
}

var alertNames = [5]string{"Note", "Tip", "Important", "Warning", "Caution"}

const alertTitle = `<p class="alert-title">`

// nameAlerts puts the titles of alerts into the language of the text.
func nameAlerts(html []byte, language string) []byte {
	base, _, _ := strings.Cut(language, "-")
	titles, ok := alertTitles[base]
	if !ok || !bytes.Contains(html, []byte(alertTitle)) {
		return html
	}
	for i, name := range alertNames {
		html = bytes.ReplaceAll(html, []byte(alertTitle+name+"</p>"), []byte(alertTitle+titles[i]+"</p>"))
	}
	return html
}

// languageOf is the language of an article's or page's text.
func (s *Site) languageOf(index int) string {
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
