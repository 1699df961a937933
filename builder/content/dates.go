package content

import (
	"strconv"
	"strings"
	"time"
)

// layouts are how exports write a moment, after the two usual ways; those in
// the first row name no zone. A fraction of a second may follow the seconds.
var layouts = []string{
	"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", "2006/01/02", "20060102", "2006-1-2",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00",
	"2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "Mon, 2 Jan 2006 15:04:05 -0700",
}

// parseDate reads a moment; one without zone is in zone. What it returns is in
// zone, too. Whole numbers are seconds since 1970 (from 11 digits on,
// milliseconds). Years before 1970 are no dates: no forum is older, and
// databases write such for "none".
func parseDate(s string, zone *time.Location) (time.Time, bool) {
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
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t.In(zone), t.Year() >= 1970
		}
	}
	return time.Time{}, false
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
