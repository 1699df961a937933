// Package mdtext writes text, code and addresses so that Markdown reads them
// as exactly what they are: "a_b_" stays "a_b_", code stays code whatever runs
// of ticks it holds, and an address with spaces and parentheses is one address.
//
// It writes and never reads Markdown, and knows nothing of the place that the
// text takes: what is before and after it is not known, so it escapes too much
// rather than too little.
//
//	Text("1. *x*")               1\. \*x\*
//	Address("/a b_(c)")          /a%20b_%28c%29
//	CodeSpan("a `b`")            `` a `b` ``
//	Fence("go", "x := 1\n")      ```go ⏎ x := 1 ⏎ ```
package mdtext
