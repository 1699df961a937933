package mdtext

import (
	"net/url"
	"strings"
)

// Address returns an address so that Markdown reads the whole of it, in
// "[…](…)" as in "[…]: …".
func Address(address string) string { return addressReplacer.Replace(address) }

var addressReplacer = strings.NewReplacer(" ", "%20", "\t", "%09", "\n", "", "\r", "", "<", "%3C", ">", "%3E",
	"(", "%28", ")", "%29", "[", "%5B", "]", "%5D", `\`, "%5C", "`", "%60", `"`, "%22", "|", "%7C", "*", "%2A", "&", "&amp;")

// Absolute returns the address that ref means on a page at base.
func Absolute(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if IsAbsolute(ref) {
		return ref
	}
	u, err := url.Parse(ref)
	if err != nil {
		return base.String() + url.PathEscape(ref)
	}
	return base.ResolveReference(u).String()
}

// IsAbsolute reports whether an address means the same everywhere, or a place
// in the page itself.
func IsAbsolute(ref string) bool {
	i := strings.IndexAny(ref, ":/?#")
	return i >= 0 && ref[i] == ':' || strings.HasPrefix(ref, "#")
}
