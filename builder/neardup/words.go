package neardup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A text in words, each as a hash. size says how much it is in half words: 2
// for a word, 1 for a character of a script that is written without spaces.
type folded struct {
	words []uint64
	size  int
}

// reset forgets the words and makes room for some.
func (f *folded) reset(n int) {
	f.words, f.size = slices.Grow(f.words[:0], n), 0
}

// fold adds the words of a text. Case, accents, punctuation, spacing, width,
// invisible characters, and which of letters that look the same is written, make no
// difference; "c", "c++" and "c#" are three words.
func (f *folded) fold(text string) {
	h := uint64(seed)
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch l := letters[c]; {
			case l == 0 || l == after && h == seed:
				f.end(&h)
			case l == after:
				h = step(h, c)
			default:
				h = step(h, l)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		f.rune(&h, r, text[i:i+n])
		i += n
	}
	f.end(&h)
}

// end ends the word that is being read, if there is one.
func (f *folded) end(h *uint64) {
	if *h != seed {
		f.words = append(f.words, *h)
		f.size += 2
		*h = seed
	}
}

// rune adds a character that is not ASCII: its base letter without accents.
func (f *folded) rune(h *uint64, r rune, as string) {
	switch {
	case unicode.In(r, unspaced...):
		f.end(h)
		f.words = append(f.words, stepRune(seed, r))
		f.size++
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		if parts := norm.NFKD.PropertiesString(as).Decomposition(); len(parts) > 0 {
			r, _ = utf8.DecodeRune(parts)
		}
		*h = stepRune(*h, alike(unicode.ToLower(r)))
	case unicode.In(r, unicode.M, unicode.Cf): // accents, soft hyphens, joiners
	default:
		f.end(h)
	}
}

// alike returns the Latin letter that another one looks like, as a capital or a small
// one: who writes a copy in other letters has not written another text. A text that
// is in such a script is compared with its like, so nothing is lost there.
func alike(r rune) rune {
	if i := int(r) - firstAlike; i >= 0 && i < len(alikes) && alikes[i] != 0 {
		return rune(alikes[i])
	}
	return r
}

const firstAlike = 0x130

// alikes are letters by what they look like, Cyrillic ones above all. Greek ones
// often have a meaning of their own: µm is not mm.
var alikes = func() (t [0x400]byte) {
	for group := range strings.FieldsSeq("aɑа bв cс dԁ eе gɡ hнһ iıі jј kк lӏ mм oоο pр qԛ sѕ tт wԝ xх yу") {
		for _, r := range group[1:] {
			t[r-firstAlike] = group[0]
		}
	}
	return t
}()

// unspaced are scripts in which words are not parted by spaces.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// after marks a character that belongs to a word but begins none.
const after = 1

// letters gives the lower case of ASCII letters and digits; 0 = no letter.
var letters = func() (t [utf8.RuneSelf]byte) {
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	t['+'], t['#'] = after, after
	return t
}()

// FNV-1a, a byte or a character at a time.
const (
	seed  = 14695981039346656037
	prime = 1099511628211
)

func step(h uint64, c byte) uint64 { return (h ^ uint64(c)) * prime }

func stepRune(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return step(h, byte(r))
	}
	return (h ^ uint64(r)) * prime
}

// mix spreads a hash over all its bits.
func mix(h uint64) uint64 {
	h = (h ^ h>>32) * 0xd6e8feb86659fd93
	h = (h ^ h>>32) * 0xd6e8feb86659fd93
	return h ^ h>>32
}

// hash is one number for all words in their order.
func (f *folded) hash() uint32 {
	h := uint64(seed)
	for _, w := range f.words {
		h = mix(h*prime ^ w)
	}
	return uint32(h >> 32)
}
