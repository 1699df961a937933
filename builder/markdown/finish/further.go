package finish

import "bytes"

// placeAttributes are the attributes of converted HTML by which a text names
// or finds places in itself.
var placeAttributes = [][]byte{[]byte(` id="`), []byte(` href="#`), []byte(` for="`), []byte(` name="`), []byte(` headers="`),
	[]byte(` aria-labelledby="`), []byte(` aria-describedby="`), []byte(` aria-controls="`)}

// levels is how many levels the headings of a further answer are lower than those of a
// text that has a page of its own.
const levels = 2

// Further makes of HTML that Convert wrote that of a further answer on a page: its
// places have a prefix, so that those of several texts differ, and its headings are
// below that of the answer.
func Further(text []byte, prefix string) []byte {
	out := make([]byte, 0, len(text)+len(text)/16)
	for {
		before, tag, rest, ok := nextTag(text)
		if out, text = append(out, before...), rest; !ok {
			return out
		}
		tag = lower(tag)
		for _, attribute := range placeAttributes {
			if bytes.Contains(tag, attribute) {
				tag = bytes.ReplaceAll(tag, attribute, append(bytes.Clone(attribute), prefix...))
			}
		}
		out = append(out, tag...)
	}
}

// lower returns the tag of a heading of a lower level, and any other as it is.
func lower(tag []byte) []byte {
	at := 1
	if len(tag) > 1 && tag[1] == '/' {
		at = 2
	}
	if len(tag) < at+3 || tag[at] != 'h' || tag[at+1] < '1' || tag[at+1] > '6' || tag[at+2] != '>' && tag[at+2] != ' ' {
		return tag
	}
	tag = bytes.Clone(tag)
	tag[at+1] = min(tag[at+1]+levels, '6')
	return tag
}
