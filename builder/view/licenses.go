package view

import (
	"regexp"
	"strings"

	"winnow/builder/site"
)

// creativeCommons finds the parts and version of a Creative Commons licence as
// people write it: "CC BY-SA 4.0", "cc-by-sa-3.0".
var creativeCommons = regexp.MustCompile(`(?i)^(?:cc|creative commons)[ -](by(?:-(?:nc|sa|nd|nc-sa|nc-nd))?)[ -]v?([1-4]\.[05])(?: .*)?$`)

// licenseURL returns the address of the text of a well-known licence, or "".
func licenseURL(name string) string {
	name = strings.TrimSpace(name)
	if a := site.WebAddress(name); a != "" {
		return a
	}
	if m := creativeCommons.FindStringSubmatch(name); m != nil {
		return "https://creativecommons.org/licenses/" + strings.ToLower(m[1]) + "/" + m[2] + "/"
	}
	switch strings.ToLower(name) {
	case "cc0", "cc0 1.0", "cc0-1.0":
		return "https://creativecommons.org/publicdomain/zero/1.0/"
	case "mit", "apache-2.0", "bsd-2-clause", "bsd-3-clause", "mpl-2.0", "isc":
		return "https://spdx.org/licenses/" + spdx[strings.ToLower(name)] + ".html"
	}
	return ""
}

// spdx has the names of licences as spdx.org spells them.
var spdx = map[string]string{
	"mit": "MIT", "apache-2.0": "Apache-2.0", "bsd-2-clause": "BSD-2-Clause", "bsd-3-clause": "BSD-3-Clause",
	"mpl-2.0": "MPL-2.0", "isc": "ISC",
}
