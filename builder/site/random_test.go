package site_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"winnow/builder/content"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/site"
	"winnow/builder/view"
)

// communities calls check with random communities, the same ones every time.
func communities(t *testing.T, check func(t *testing.T, c spec)) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			check(t, randomSpec(r, r.IntN(120)))
		})
	}
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func randomSpec(r *rand.Rand, n int) spec {
	c := spec{Options: site.Options{Title: "T", PageSize: 1 + r.IntN(20), HeldList: r.IntN(2) == 0}, Files: []string{"img/a b.png"}}
	if r.IntN(2) == 0 {
		c.Options.BaseURL = pick(r, "https://x.example/", "https://x.example/a/b")
	}
	for i := range 20 {
		p := personSpec{Standing: reputation.Standing{
			ID: fmt.Sprintf("id-%d-end", i), Name: fmt.Sprintf("Name %d.", i), Rank: "trusted", Place: i + 1, Score: 9999 - int64(i), Judged: 1,
			Privacy: pick(r, content.Public, content.Public, content.Anonymous, content.Unscored, content.Erased),
		}, Also: []string{fmt.Sprintf("alias-%d-end", i)}}
		p.ByCategory = []reputation.Topic{{Name: "wifi", Rank: "expert", Place: i + 1}}
		p.Lines = []reputation.Line{{Answer: fmt.Sprintf("wifi/%d", r.IntN(n+1)), Value: reputation.Micro(r.IntN(1e6))}}
		c.People = append(c.People, p)
	}
	for i := range n {
		c.Articles = append(c.Articles, randomArticle(r, i, n))
	}
	for i := range c.Articles {
		a, other := &c.Articles[i], &c.Articles[r.IntN(n)]
		if r.IntN(5) == 0 {
			a.CopyOf = other.Path
		}
		if a.State == ranking.Expired && other.State.Public() && r.IntN(2) == 0 {
			a.State, a.Title, a.Canonical = ranking.Duplicate, fmt.Sprintf("Duplicate %d.", i), other.Path
		}
	}
	for _, p := range []string{"_index.md", "wifi/_index.md", "manual/a.md", "manual/deep/er/b.md", "empty/_index.md", "ümlaut: 100%.md"} {
		if r.IntN(3) > 0 {
			c.Pages = append(c.Pages, articleSpec{Article: content.Article{Path: p, Title: p}})
		}
	}
	return c
}

func randomArticle(r *rand.Rand, i, n int) articleSpec {
	folder := pick(r, "", "wifi/", "wifi/", "wifi/mesh/", "wifi/mesh/far/away/", "größe/", "a b/")
	a := articleSpec{Article: content.Article{Path: fmt.Sprintf("%s%d.md", folder, i), Title: fmt.Sprintf("Title %d.", i)}}
	a.State = pick(r, ranking.Published, ranking.Published, ranking.Published, ranking.Outdated, ranking.Held, ranking.Draft, ranking.Expired)
	a.Author = pick(r, "", "nobody", fmt.Sprintf("id-%d-end", r.IntN(20)), fmt.Sprintf("alias-%d-end", r.IntN(20)))
	a.AskedBy, a.VerifiedBy = fmt.Sprintf("id-%d-end", r.IntN(20)), pick(r, "", fmt.Sprintf("alias-%d-end", r.IntN(20)))
	for range r.IntN(5) {
		a.Tags = append(a.Tags, pick(r, "C++", "c++", "C#", "c", "Wi-Fi", "wi fi", "日本", "!!", "page", strconv.Itoa(r.IntN(50))))
	}
	for range r.IntN(3) {
		a.Links = append(a.Links, pick(r, "wifi/none.md:1", "img/a b.png:2", fmt.Sprintf("wifi/%d.md:3", r.IntN(n))))
	}
	a.SupersededBy = pick(r, "", "", fmt.Sprint(r.IntN(n)), "wifi/_index.md", "https://x.example/other")
	a.Value, a.Start = int64(r.IntN(1e6)), 500_000
	for left := a.Value - a.Start; left != 0; {
		v := left
		if len(a.Terms) < 4 {
			v = left/2 + int64(r.IntN(50_000)) - 25_000
		}
		a.Terms = append(a.Terms, ranking.Term{Kind: "kudos", Value: v})
		left -= v
	}
	if !a.State.Public() {
		a.Title = fmt.Sprintf("Hidden %d.", i)
	}
	return a
}

// views makes every page of a site.
func views(t *testing.T, s *site.Site, c spec) []*view.View {
	t.Helper()
	m := maker(s, c)
	var out []*view.View
	for _, p := range s.Pages {
		v, err := m.Make(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// addresses calls found with every address in a value.
func addresses(v reflect.Value, name string, found func(name, address string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			addresses(v.Elem(), name, found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			addresses(v.Index(i), name, found)
		}
	case reflect.Struct:
		if v.Type().PkgPath() != "winnow/builder/view" && v.Type() != reflect.TypeFor[view.Link]() {
			return
		}
		for i := range v.NumField() {
			addresses(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name, found)
		}
	case reflect.String:
		if strings.HasSuffix(name, ".URL") || name == "List.Prev" || name == "List.Next" {
			found(name, v.String())
		}
	}
}

// Every address on a page leads to a page.
func TestAddressesResolve(t *testing.T) {
	communities(t, func(t *testing.T, c spec) {
		s, problems := site.Assemble(c.input())
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		n := 0
		for _, v := range views(t, s, c) {
			from := "https://host.example" + s.HostRoot() + site.Escaped(v.URL)
			base, err := url.Parse(from)
			if err != nil {
				t.Fatal(err)
			}
			addresses(reflect.ValueOf(v), "", func(name, a string) {
				if name == "View.URL" || a == "" {
					return
				}
				n++
				u, err := base.Parse(a)
				if err != nil || u.Host == "x.example" {
					return
				}
				below, ok := strings.CutPrefix(u.Path, s.HostRoot())
				if !ok || s.Page(below) == nil {
					t.Errorf("%s on %q: %q leads to %q, where no page is", name, v.URL, a, u.Path)
				}
			})
		}
		if n < len(s.Pages) {
			t.Errorf("only %d addresses on %d pages", n, len(s.Pages))
		}
	})
}

// The parts of a list hold every article exactly once, in trust order.
func TestListsAreComplete(t *testing.T) {
	communities(t, func(t *testing.T, c spec) {
		s, _ := site.Assemble(c.input())
		m := maker(s, c)
		for _, p := range s.Pages {
			var want []string
			if p.Part != 0 {
				continue
			}
			for _, e := range s.Articles {
				if belongs(s, p, e) {
					want = append(want, e.Title)
				}
			}
			if p.URL == "" { // the whole list begins at page/1/
				want = want[:min(site.HomeItems, len(want))]
			}
			if got, ok := walk(t, s, m, p); ok && !slices.Equal(got, want) {
				t.Errorf("%s %q lists %v, want %v", p.Kind, p.URL, got, want)
			}
		}
	})
}

// Other orders hold articles of the same list, each once, and their keys fall;
// within one key they are in trust order. All titles stand in the alphabet.
func TestOtherOrders(t *testing.T) {
	tried := map[site.Kind]int{}
	communities(t, func(t *testing.T, c spec) {
		s, _ := site.Assemble(c.input())
		for _, p := range s.Pages {
			if p.Part != site.ByNewest && p.Part != site.ByConfirmed {
				continue
			}
			key := map[int32]func(*site.Entry) int{site.ByNewest: newsDay, site.ByConfirmed: func(e *site.Entry) int { return int(e.Outcome.Confirmed) }}[p.Part]
			tried[p.Kind]++
			_, items := s.List(p.Kind, p.Ref)
			got := s.Ordered(items, p.Part)
			want := slices.DeleteFunc(slices.Clone(items), func(i int32) bool { return key(s.Articles[i]) == 0 })
			slices.SortStableFunc(want, func(a, b int32) int { return key(s.Articles[b]) - key(s.Articles[a]) })
			if want = want[:min(100, len(want))]; !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", p.URL, got, want)
			}
		}
		n, m := 0, maker(s, c)
		for _, p := range s.Pages {
			if p.Kind == site.AlphabetPage {
				v, _ := m.Make(p)
				for _, l := range v.Alphabet.Letters {
					n += len(l.Articles)
				}
			}
		}
		if n != len(s.Articles) {
			t.Errorf("the alphabet holds %d of %d articles", n, len(s.Articles))
		}
	})
	for _, kind := range []site.Kind{site.HomePage, site.CategoryPage, site.TagPage} {
		if tried[kind] == 0 {
			t.Errorf("no %s was tried", kind)
		}
	}
}

// newsDay is the day of the last good news about an article.
func newsDay(e *site.Entry) int {
	day := func(t time.Time) int {
		if t.IsZero() {
			return 0
		}
		return int(t.Unix() / (24 * 60 * 60))
	}
	return cmp.Or(max(day(e.Outcome.LastConfirmed()), day(e.AcceptedAt)), day(e.Date))
}

// belongs reports from the article itself whether it belongs on a list.
func belongs(s *site.Site, p *site.Page, e *site.Entry) bool {
	switch p.Kind {
	case site.HomePage:
		return true
	case site.CategoryPage:
		return strings.HasPrefix(e.Category+"/", s.Categories.List[p.Ref].URL)
	case site.TagPage:
		return slices.ContainsFunc(e.Tags, func(name string) bool { t, ok := s.Tags.Find(name); return ok && t == p.Ref })
	case site.ContributorPage:
		return strings.HasSuffix(e.Author, strings.TrimPrefix(s.People.List[p.Ref].ID, "id"))
	}
	return false
}

// walk reads a list from part to part.
func walk(t *testing.T, s *site.Site, m *view.Maker, p *site.Page) (titles []string, ok bool) {
	for {
		v, err := m.Make(p)
		if err != nil || v.List == nil {
			return nil, false
		}
		if v.List.First != len(titles)+1 {
			t.Errorf("%q begins at %d, want %d", p.URL, v.List.First, len(titles)+1)
		}
		for _, item := range v.List.Items {
			titles = append(titles, item.Title)
		}
		if v.List.Next == "" {
			return titles, true
		}
		base, _ := url.Parse("/" + site.Escaped(p.URL))
		next, _ := base.Parse(v.List.Next)
		p = s.Page(strings.TrimPrefix(next.Path, "/"))
	}
}

// Neither who is erased or anonymous nor what is not public occurs anywhere.
func TestPrivacy(t *testing.T) {
	communities(t, func(t *testing.T, c spec) {
		s, _ := site.Assemble(c.input())
		var b strings.Builder
		for _, v := range views(t, s, c) {
			write(&b, reflect.ValueOf(v).Elem(), "")
		}
		text := b.String() + pageList(s)
		for _, p := range c.People {
			for _, word := range []string{p.ID, p.Also[0], p.Name} {
				if (p.Privacy == content.Erased || p.Privacy == content.Anonymous) && strings.Contains(text, word) {
					t.Errorf("%q of somebody %s occurs", word, p.Privacy)
				}
			}
			if p.Privacy == content.Unscored && strings.Contains(text, fmt.Sprintf("+%d.%d", p.Score/10, p.Score%10)) {
				t.Errorf("the score of %q occurs", p.ID)
			}
		}
		if strings.Contains(text, "Hidden") && !c.Options.HeldList {
			t.Error("the title of an article that is not public occurs")
		}
	})
}

// The lines of "why is this here?" add up in the tenths that are shown.
func TestWhyAddsUp(t *testing.T) {
	communities(t, func(t *testing.T, c spec) {
		s, _ := site.Assemble(c.input())
		for _, v := range views(t, s, c) {
			if v.Article == nil {
				continue
			}
			w := v.Article.Why
			sum := shown(t, w.Start)
			for _, term := range w.Terms {
				sum += shown(t, term.Value)
			}
			if sum != shown(t, w.Trust) {
				t.Errorf("%s: lines add up to %d tenths, shown is %s", v.URL, sum, w.Trust)
			}
		}
	})
}

func shown(t *testing.T, s string) int {
	n, err := strconv.Atoi(strings.NewReplacer("−", "-", "+", "", ".", "").Replace(s))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The order in which articles were read does not matter.
func TestOrderOfInput(t *testing.T) {
	communities(t, func(t *testing.T, c spec) {
		in := c.input()
		a, _ := site.Assemble(in)
		in.Articles, in.Verdicts = slices.Clone(in.Articles), slices.Clone(in.Verdicts)
		r := rand.New(rand.NewPCG(1, 2))
		r.Shuffle(len(in.Articles), func(i, j int) {
			in.Articles[i], in.Articles[j] = in.Articles[j], in.Articles[i]
			in.Verdicts[i], in.Verdicts[j] = in.Verdicts[j], in.Verdicts[i]
		})
		b, _ := site.Assemble(in)
		noText := func(int) (site.Body, error) { return site.Body{}, nil }
		ma, mb := makerOf(a, c, noText), makerOf(b, c, noText)
		if pageList(a) != pageList(b) {
			t.Fatal("other pages")
		}
		for _, p := range a.Pages {
			x, _ := ma.Make(p)
			y, _ := mb.Make(b.Page(p.URL))
			if !reflect.DeepEqual(x, y) {
				t.Errorf("%q shows something else", p.URL)
			}
		}
	})
}
