package search

import (
	"fmt"
	"net/url"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

const maxGroups = 500 // of synonyms

// Check returns what is wrong with the options. The path of a problem is the key
// below the table.
func (o Options) Check() (out diag.List) {
	if !(o.Trust >= 0 && o.Trust <= 1) {
		out = append(out, diag.Problem{Path: "trust", Msg: fmt.Sprintf("trust is %v but must be between 0 and 1", o.Trust),
			Hint: "0 leaves trust out of the order of results, 1 gives it six tenths of the weight of a word in the title"})
	}
	if o.ReportURL != "" {
		if u, err := url.Parse(o.ReportURL); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			out = append(out, diag.Problem{Path: "report_url", Msg: fmt.Sprintf("report_url %q is not a web address", o.ReportURL),
				Hint: "write an address that begins with https://, or leave the key out"})
		}
	}
	return append(out, o.checkSynonyms()...)
}

func (o Options) checkSynonyms() (out diag.List) {
	problem := func(msg, hint string) { out = append(out, diag.Problem{Path: "synonyms", Msg: msg, Hint: hint}) }
	if len(o.Synonyms) > maxGroups {
		problem(fmt.Sprintf("%d groups of synonyms, at most %d are possible", len(o.Synonyms), maxGroups), "every reader loads all of them: keep those that matter")
	}
	for i, g := range o.Synonyms {
		if len(g) < 2 {
			problem(fmt.Sprintf("group %d of synonyms has fewer than two words", i+1), `write lists of lists: [["wifi", "wlan"], ["nas", "network storage"]]`)
		}
		for _, m := range g {
			if n := len(words.List(m, format.MaxMember+1)); n == 0 || n > format.MaxMember || strings.Contains(m, "|") {
				problem(fmt.Sprintf("the synonym %q is not a word or short phrase", m), fmt.Sprintf("use one to %d words", format.MaxMember))
			}
		}
	}
	return out
}
