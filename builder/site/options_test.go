package site

import (
	"slices"
	"testing"
)

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		change func(*Options)
		keys   []string
	}{
		{func(*Options) {}, nil},
		{func(o *Options) { o.BaseURL = "https://x.example/a" }, nil},
		{func(o *Options) { o.BaseURL = "x.example" }, []string{"base_url"}},
		{func(o *Options) { o.BaseURL = "javascript:alert(1)" }, []string{"base_url"}},
		{func(o *Options) { o.Language, o.PageSize = "no such", 0 }, []string{"language", "page_size"}},
		{func(o *Options) { o.CommunityURL, o.EditURL = "ftp://x", "/edit" }, []string{"community_url", "edit_url"}},
		{func(o *Options) { o.Menu = []Link{{"a", "manual/"}, {"b", "mailto:x@y"}, {"c", "javascript:1"}} }, []string{"menu"}},
	} {
		o := DefaultOptions()
		c.change(&o)
		var keys []string
		for _, p := range o.Check() {
			keys = append(keys, p.Path)
		}
		if !slices.Equal(keys, c.keys) {
			t.Errorf("%+v: problems with %v, want %v", o, keys, c.keys)
		}
	}
}

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
