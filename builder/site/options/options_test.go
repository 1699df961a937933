package options

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
		o := Default()
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

func TestPeopleOptions(t *testing.T) {
	if p := (People{Pages: "some", Report: "private"}).Check(); len(p) != 2 || p[0].Path != "pages" || p[1].Path != "report" {
		t.Errorf("problems %v", p)
	}
	if p := DefaultPeople().Check(); p != nil {
		t.Errorf("the defaults have problems: %v", p)
	}
}
