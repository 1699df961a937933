//go:build race

package markdown

// bigRepeats is smaller where each step is watched.
const bigRepeats = 5_000
