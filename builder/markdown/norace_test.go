//go:build !race

package markdown

// bigRepeats is how often TestBig repeats a construct.
const bigRepeats = 50_000
