package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"winnow/builder/site"
)

// A view is one way to look at a page.
type view struct {
	name  string
	width int64
	dark  bool
	print bool
}

var views = []view{{name: "phone", width: 390}, {name: "desktop", width: 1280}, {name: "dark", width: 1280, dark: true}, {name: "print", width: 800, print: true}}

// shootAll makes a picture of each page in each view.
func shootAll(ctx context.Context, server string, pages []*site.Page, to string, all []view) error {
	for _, p := range pages {
		for _, v := range all {
			data, err := shoot(ctx, server+"/"+p.URL, v)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", p.URL, v.name, err)
			}
			name := filepath.Join(to, string(p.Kind)+"-"+v.name+".png")
			if err := os.WriteFile(name, data, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func shoot(parent context.Context, url string, v view) ([]byte, error) {
	ctx, cancel := chromedp.NewContext(parent)
	defer cancel()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}}
	if v.dark {
		media.Features[0].Value = "dark"
	}
	if v.print {
		media.Media = "print"
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(v.width, 900), chromedp.Navigate(url)); err != nil {
		return nil, err
	}
	return chromedp.Run(ctx, chromedp.FullScreenshot(100))
}

// Budgets of a page: bytes over the wire, milliseconds, thousandths of shift.
const maxBytes, maxPaint, maxShift = 60_000, 1000, 10

// A cost is what a reader waits for.
type cost struct {
	Bytes, Paint, Shift int
}

// watch is a script that measures how the page loads.
const watch = `new Promise((done) => {
  const seen = { Bytes: 0, Paint: 0, Shift: 0 };
  new PerformanceObserver((l) => { for (const e of l.getEntries()) seen.Paint = Math.round(e.startTime); }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((l) => { for (const e of l.getEntries()) seen.Shift += Math.round(e.value * 1000); }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => {
    for (const e of performance.getEntries()) seen.Bytes += e.transferSize || 0;
    done(seen);
  }, 1500);
})`

// measureAll prints the costs of each page and fails when one is over budget.
func measureAll(ctx context.Context, server string, pages []*site.Page) error {
	over := 0
	fmt.Printf("%-14s %8s %8s %8s\n", "kind", "bytes", "lcp ms", "shift ‰")
	for _, p := range pages {
		c, err := measure(ctx, server+"/"+p.URL)
		if err != nil {
			return fmt.Errorf("%s: %w", p.URL, err)
		}
		mark := ""
		if c.Bytes > maxBytes || c.Paint > maxPaint || c.Shift > maxShift {
			mark, over = "  over budget", over+1
		}
		fmt.Printf("%-14s %8d %8d %8d%s\n", p.Kind, c.Bytes, c.Paint, c.Shift, mark)
	}
	if over > 0 {
		return fmt.Errorf("%d kinds of pages are over budget", over)
	}
	return nil
}

func measure(parent context.Context, url string) (cost, error) {
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	defer cancel()
	if _, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 200_000, UploadThroughput: 93_750}},
	}); err != nil {
		return cost{}, err
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate(url)); err != nil {
		return cost{}, err
	}
	return chromedp.Run(ctx, chromedp.Evaluate[cost](watch, chromedp.EvalAwaitPromise))
}

// zipped compresses text, as hosts do.
func zipped(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".png") {
			next.ServeHTTP(w, r)
			return
		}
		r.Header.Del("Range")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		next.ServeHTTP(zipWriter{w, z}, r)
	})
}

type zipWriter struct {
	http.ResponseWriter
	to io.Writer
}

func (w zipWriter) WriteHeader(code int) {
	w.Header().Del("Content-Length")
	w.ResponseWriter.WriteHeader(code)
}

func (w zipWriter) Write(b []byte) (int, error) { return w.to.Write(b) }
