package finish

import (
	"bytes"
	"html"
	"maps"
	"slices"
)

// AlertTitles are the kinds of alerts and the titles that Convert gives them; see
// NameAlerts.
var AlertTitles = map[string]string{
	"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution",
}

// The start of an alert up to its title is AlertOpen, the kind, AlertTitle.
const AlertOpen, AlertTitle = `<div class="alert alert-`, `" role="note"><p class="alert-title">`

// Alerts returns the kinds of alerts, sorted.
func Alerts() []string { return slices.Sorted(maps.Keys(AlertTitles)) }

// NameAlerts gives other titles to the alerts of HTML that Convert wrote, by
// their kind; an empty title leaves the English one. Convert does not know the
// words of the site, so that a converted text can be kept when they change.
func NameAlerts(text []byte, title func(kind string) string) []byte {
	var out []byte
	for {
		at := bytes.Index(text, []byte(AlertOpen))
		if at < 0 {
			break
		}
		kind, _, _ := bytes.Cut(text[at+len(AlertOpen):], []byte(`"`))
		out = append(append(append(out, text[:at]...), AlertOpen...), kind...)
		text = text[at+len(AlertOpen)+len(kind):]
		rest, ours := bytes.CutPrefix(text, []byte(AlertTitle))
		if !ours { // the author gave it a title
			continue
		}
		_, after, _ := bytes.Cut(rest, []byte("</p>"))
		named := title(string(kind))
		if named == "" {
			named = AlertTitles[string(kind)]
		}
		out = append(append(append(out, AlertTitle...), html.EscapeString(named)...), "</p>"...)
		text = after
	}
	if out == nil {
		return text
	}
	return append(out, text...)
}
