// Package htmlmd makes of the body of a post, which is HTML or Markdown written
// for another page, Markdown that fits into an article: below a heading of
// level 2 and beside another body.
//
//	HTML     <p>Turn <b>left</b>, see <a href="/q/1">1</a>.</p>
//	becomes  Turn **left**, see [1](https://maps.example/q/1).
//
// Either way a body stays in its part of the article: its headings begin at
// level 3, nothing it opens stays open, references of the one are not taken for
// those of the other, and addresses within the forum are absolute. Code, text
// and the targets of links and images survive as they are. That is checked with
// random bodies, with all posts of real dumps, and by fuzzing.
//
// The HTML is translated by a library; around it, this package sets apart what
// the library would not leave as it is: addresses, code, emphasis where Markdown
// does not recognize it. The Markdown is read line by line; see source for what
// it refuses. An importer then takes the HTML of the same post.
package htmlmd

import "regexp"

// A Dialect is what the Markdown of one platform means beyond what all
// understand. The zero Dialect is CommonMark.
type Dialect struct {
	Tag     func(name string) string // returns the address that [tag:name] links to; nil = it is text
	Spoiler bool                     // ">!" begins a quotation that is hidden at first
	Foreign *regexp.Regexp           // what only the platform can resolve: a body that holds it is refused; nil = nothing
}
