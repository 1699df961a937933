package content

import (
	"strconv"
	"strings"
	"time"
)

// layouts are how exports and people write a moment, after the two usual ways; those
// in the first rows name no zone. A fraction of a second may follow the seconds.
// Layouts with a number for the month are those that mean one day only.
var layouts = []string{
	"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", "2006/01/02", "20060102", "2006-1-2",
	"2006/1/2", "2006.01.02", "2006.1.2", "2006/01/02 15:04:05", "2006/01/02 15:04", "2006-01", "2006/01", "2006年1月2日", "2006年1月2日 15:04",
	"2.1.2006", "2.1.2006 15:04", "2.1.2006 15:04:05",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00",
	"2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "Mon, 2 Jan 2006 15:04:05 -0700", "2006/01/02 15:04:05 -0700",
	"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04:05 -0700 2006", "2 Jan 2006 15:04:05 -0700",
}

// named are dates with the name of the month, without commas and "of", in the order in
// which people write them.
var named = []string{
	"Jan 2 2006", "2 Jan 2006", "2006 Jan 2", "Jan 2006", "2-Jan-2006", "2006-Jan-2",
	"Jan 2 2006 15:04", "Jan 2 2006 15:04:05", "Jan 2 2006 3:04 PM", "Jan 2 2006 3:04:05 PM",
	"2 Jan 2006 15:04", "2 Jan 2006 15:04:05", "2 Jan 2006 3:04 PM",
}

// parseDate reads a moment; one without zone is in zone. What it returns is in
// zone, too. Whole numbers are seconds since 1970 (from 11 digits on,
// milliseconds). Years before 1970 are no dates: no forum is older, and
// databases write such for "none". format is that of Options.DateFormat.
func parseDate(s string, zone *time.Location, format string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if t, ok := fastDate(s, zone); ok {
		return t, true
	}
	if t, ok := unixDate(s); ok {
		return t.In(zone), true
	}
	if head, ok := cutUTC(s); ok {
		s = head + " +0000"
	}
	tries := layouts
	if format != "" {
		tries = append([]string{layoutOf(format)}, layouts...)
	}
	if t, ok := tryDates(tries, s, zone); ok {
		return t, true
	}
	if t, ok := slashed(s, zone); ok {
		return t, true
	}
	return tryDates(named, plainDate(s), zone)
}

func tryDates(layouts []string, s string, zone *time.Location) (time.Time, bool) {
	if len(s) < 6 || len(s) > 60 {
		return time.Time{}, false
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t.In(zone), t.Year() >= 1970
		}
	}
	return time.Time{}, false
}

// slashed reads 31/05/2024 and 05/31/2024, which mean one day where one of the
// numbers is no month.
func slashed(s string, zone *time.Location) (time.Time, bool) {
	t, ok := tryDates([]string{"2/1/2006", "2/1/2006 15:04", "2/1/2006 15:04:05"}, s, zone)
	other, ok2 := tryDates([]string{"1/2/2006", "1/2/2006 15:04", "1/2/2006 15:04:05", "1/2/2006 3:04 PM"}, s, zone)
	switch {
	case ok == ok2 && !t.Equal(other):
		return time.Time{}, false
	case ok2:
		return other, true
	}
	return t, ok
}

// plainDate writes a date with the name of the month as named has it: without day of
// the week, commas, "of", and "th" after the day; months by three letters.
func plainDate(s string) string {
	var out []string
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		word = strings.TrimSuffix(word, ".")
		lower := strings.ToLower(word)
		switch {
		case lower == "of" || lower == "at" || lower == "the" || lower != "" && isWeekday(lower):
			continue
		case len(lower) > 3 && isMonth(lower):
			word = word[:3]
		case len(lower) > 2 && lower[0] <= '9':
			for _, end := range []string{"st", "nd", "rd", "th"} {
				if head, ok := strings.CutSuffix(lower, end); ok && len(head) <= 2 {
					word = head
				}
			}
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

func isMonth(lower string) bool {
	for m := time.January; m <= time.December; m++ {
		if strings.ToLower(m.String()) == lower {
			return true
		}
	}
	return lower == "sept"
}

func isWeekday(lower string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); name == lower || name[:3] == lower {
			return true
		}
	}
	return false
}

// layoutOf returns a layout as package time writes it, from one as people do:
// YYYY, MMMM (May), MMM, MM, M, DD, D, hh (18), mm, ss.
func layoutOf(format string) string {
	return strings.NewReplacer("YYYY", "2006", "YY", "06", "MMMM", "January", "MMM", "Jan", "MM", "01", "M", "1",
		"DD", "02", "D", "2", "hh", "15", "mm", "04", "ss", "05").Replace(format)
}

// fastDate reads 2006-01-02 and RFC 3339.
func fastDate(s string, zone *time.Location) (time.Time, bool) {
	if !isDate(s) {
		return time.Time{}, false
	}
	if len(s) == 10 {
		y, m, d := digits(s[:4]), time.Month(digits(s[5:7])), digits(s[8:])
		t := time.Date(y, m, d, 0, 0, 0, 0, zone)
		return t, y >= 1970 && t.Day() == d && t.Month() == m
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1970 {
		return time.Time{}, false
	}
	return t.In(zone), true
}

// cutUTC cuts a zone that is written as a name. Other names mean several zones.
func cutUTC(s string) (string, bool) {
	if head, ok := strings.CutSuffix(s, " UTC"); ok {
		return head, true
	}
	return strings.CutSuffix(s, " GMT")
}

func digits(s string) (n int) {
	for i := 0; i < len(s); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// unixDate reads seconds or milliseconds since 1970; a fraction is dropped.
func unixDate(s string) (time.Time, bool) {
	s, _, _ = strings.Cut(s, ".")
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n < 1e8 || n >= 1e14:
		return time.Time{}, false
	case n >= 1e11:
		return time.UnixMilli(n), true
	}
	return time.Unix(n, 0), true
}

// Day returns the day of a date as it is written, 2006-01-02; empty for none.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// formatDate returns a date as parseDate reads it, as short as possible.
func formatDate(t time.Time) string {
	if h, m, s := t.Clock(); h+m+s+t.Nanosecond() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339Nano)
}
