package search

import (
	"bytes"
	_ "embed"
)

// The engine for browsers is one program in several files.
var (
	//go:embed engine/tokens.js
	engineTokens []byte
	//go:embed engine/files.js
	engineFiles []byte
	//go:embed engine/rank.js
	engineRank []byte
	//go:embed engine/engine.js
	engineMain []byte
)

// engine returns the whole program without its comments, in a function, so that
// it leaves one name in a page: winnowSearch.
func engine() []byte {
	parts := [][]byte{[]byte("(function () {\n'use strict';\n"), engineTokens, engineFiles, engineRank, engineMain, []byte("})();\n")}
	return slim(bytes.Join(parts, nil))
}

// slim drops indentation, empty lines and lines that are only comments.
func slim(js []byte) []byte {
	out := make([]byte, 0, len(js))
	for line := range bytes.Lines(js) {
		line = bytes.TrimSpace(line)
		comment := bytes.HasPrefix(line, []byte("//")) || bytes.HasPrefix(line, []byte("/*")) || bytes.HasPrefix(line, []byte("*"))
		if len(line) > 0 && !comment {
			out = append(append(out, line...), '\n')
		}
	}
	return out
}
