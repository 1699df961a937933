package search

import (
	"embed"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

// The engine for browsers is one program in several files.
//
//go:embed engine
var engineFolder embed.FS

var engineParts = []string{"tokens", "mark", "files", "dictionary", "rank", "reader", "find", "engine"}

// engine returns the whole program in a function, so that it leaves one name in
// a page: winnowSearch. Comments and long names of locals are left out.
func engine() []byte {
	source := []byte("(function () {\n'use strict';\n")
	for _, name := range engineParts {
		part, _ := engineFolder.ReadFile("engine/" + name + ".js") // it is in the program
		source = append(source, part...)
	}
	source = append(source, "})();\n"...)
	m := minify.New()
	m.AddFunc("text/javascript", js.Minify)
	small, err := m.Bytes("text/javascript", source)
	if err != nil {
		return source // which is as good, only longer
	}
	return append(small, '\n')
}
