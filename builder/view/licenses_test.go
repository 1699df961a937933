package view

import "testing"

func TestLicenses(t *testing.T) {
	for name, want := range map[string]string{
		"CC BY-SA 4.0":                 "https://creativecommons.org/licenses/by-sa/4.0/",
		"cc-by-nc-sa-3.0":              "https://creativecommons.org/licenses/by-nc-sa/3.0/",
		"CC BY 2.5":                    "https://creativecommons.org/licenses/by/2.5/",
		"CC0":                          "https://creativecommons.org/publicdomain/zero/1.0/",
		"MIT":                          "https://spdx.org/licenses/MIT.html",
		"https://example.com/licence":  "https://example.com/licence",
		"javascript:alert(1)":          "",
		"CC BY-SA":                     "",
		"all rights reserved MIT else": "",
	} {
		if got := licenseURL(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
