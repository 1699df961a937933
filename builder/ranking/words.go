package ranking

import (
	"fmt"
	"strings"
)

// String returns a term in words, for the command line.
func (t Term) String() string {
	kind := strings.ReplaceAll(t.Kind, "_", " ")
	switch {
	case t.Kind == TermAuthor && t.Topic != "":
		return "the author's record in " + t.Topic
	case t.Kind == TermAuthor:
		return "the author's record"
	case t.Kind == TermCopy:
		return "repeats another answer, so evidence in its favour does not count"
	case t.N > 1:
		return fmt.Sprintf("%s, %d times", kind, t.N)
	}
	return kind
}
