package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/chromedp/chromedp"

	"winnow/builder/site"
)

// A screen is what a reader sees of a page without scrolling.
type screen struct {
	name          string
	width, height int64
}

var screens = []screen{{"phone", 390, 844}, {"desktop", 1280, 800}}

// mostArticles is of how many articles the first screen is measured: evenly from all.
const mostArticles = 200

// enough is the share of articles, in percent, whose answer must begin on the first
// screen.
const enough = 90

// firstLine returns where the first line of the answer ends, in pixels from the top.
const firstLine = `(() => {
  const text = document.querySelector('.solution .prose');
  const range = document.createRange();
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    if (n.nodeType === 1 && n.tagName !== 'IMG') continue;
    if (n.nodeType === 3 && !n.data.trim()) continue;
    range.selectNodeContents(n);
    const line = n.nodeType === 1 ? n.getBoundingClientRect() : range.getClientRects()[0];
    if (line) return Math.round(Math.min(line.bottom, line.top + 32));
  }
  return Math.round(text.getBoundingClientRect().top);
})()`

// measureFirst prints for each screen on how many articles the first line of the
// answer is visible without scrolling, and fails where these are too few.
func measureFirst(ctx context.Context, server string, articles []*site.Page) error {
	few := 0
	for _, s := range screens {
		at, err := firstLines(ctx, server, s, articles)
		if err != nil {
			return err
		}
		slices.Sort(at)
		seen, _ := slices.BinarySearch(at, int(s.height)+1)
		share := 100 * seen / len(at)
		fmt.Printf("%-8s the answer begins on the first screen of %d of %d articles (%d %%); median %d of %d pixels\n",
			s.name, seen, len(at), share, at[len(at)/2], s.height)
		if share < enough {
			few++
		}
	}
	if few > 0 {
		return fmt.Errorf("on %d screens the answer begins too low", few)
	}
	return nil
}

func firstLines(parent context.Context, server string, s screen, articles []*site.Page) ([]int, error) {
	ctx, cancel := chromedp.NewContext(parent)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(s.width, s.height)); err != nil {
		return nil, err
	}
	at := make([]int, len(articles))
	for i, p := range articles {
		if err := chromedp.Do(ctx, chromedp.Navigate(server+"/"+p.URL)); err != nil {
			return nil, fmt.Errorf("%s: %w", p.URL, err)
		}
		y, err := chromedp.Run(ctx, chromedp.Evaluate[int](firstLine))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.URL, err)
		}
		at[i] = y
	}
	return at, nil
}

// someArticles returns at most n pages of articles, evenly from all.
func someArticles(pages []*site.Page, n int) []*site.Page {
	all := slices.DeleteFunc(slices.Clone(pages), func(p *site.Page) bool { return p.Kind != site.ArticlePage })
	if len(all) <= n {
		return all
	}
	out := make([]*site.Page, n)
	for i := range out {
		out[i] = all[i*len(all)/n]
	}
	return out
}
