// Package emoji knows the short codes that forums write for pictures, such as
// ":tada:", by the names that GitHub and Discourse share.
package emoji

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark-emoji/definition"
)

var known = sync.OnceValue(func() definition.Emojis { return definition.Github() })

// other are names that Discourse has and GitHub has not.
var other = map[string]string{
	"slight_smile": "🙂", "slight_frown": "🙁", "grinning_face_with_smiling_eyes": "😄", "face_with_raised_eyebrow": "🤨",
	"man_shrugging": "🤷‍♂️", "woman_shrugging": "🤷‍♀️", "person_shrugging": "🤷", "hugs": "🤗", "rofl": "🤣", "smiley_cat": "😺",
	"thinking": "🤔", "stuck_out_tongue_winking_eye": "😜", "upside_down_face": "🙃", "crossed_fingers": "🤞", "white_check_mark": "✅",
	"frowning_face": "☹️", "heavy_check_mark": "✔️", "wink": "😉", "face_with_monocle": "🧐", "exploding_head": "🤯",
}

// Unicode returns the characters of a short code, "tada" without its colons.
func Unicode(name string) (text string, ok bool) {
	name, _, _ = strings.Cut(name, ":t") // the tone of a skin
	if text, ok := other[name]; ok {
		return text, true
	}
	e, ok := known().Get(name)
	if !ok || len(e.Unicode) == 0 {
		return "", false
	}
	return string(e.Unicode), true
}

// longest is of how many bytes a short code may be.
const longest = 60

// Replace returns a text with characters in the place of its short codes.
func Replace(s string) string {
	if strings.IndexByte(s, ':') < 0 {
		return s
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, ":")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if end := strings.IndexByte(rest[:min(longest, len(rest))], ':'); end > 0 && !endsWord(before) {
			if text, ok := Unicode(rest[:end]); ok {
				b.WriteString(text)
				s = rest[end+1:]
				continue
			}
		}
		b.WriteByte(':')
		s = rest
	}
}

// endsWord reports whether a text ends with a letter or a digit: a colon behind it
// belongs to it, as in a:b:c.
func endsWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
