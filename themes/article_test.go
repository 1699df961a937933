//go:build browser

package themes_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// riskyArticle holds a command that can do harm, which a reviewer has let pass,
// and a picture that is larger than its column.
const riskyArticle = `+++
title = "Erase a card"
author = "ines"
date = 2024-03-03
verified_by = "bo"
source = "https://example.com/forum/t/2"
tags = ["wifi"]
+++
## Question
` + "May I erase it? " + `

## Solution
Look first:

` + "```sh\nlsblk\n```\n\nThen erase it:\n\n```sh\nsudo dd if=/dev/zero of=/dev/sdx bs=4M\n```" + `

![The parts of the card](plan.png)

See [the forum](https://example.com/forum/) and [another answer](slow.md).
`

// widePicture is a PNG of 1600 by 400 points.
func widePicture() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1600, 400))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// riskyCopy: a harmless command is copied at once, a dangerous one after a
// question, which is asked until somebody agrees.
func riskyCopy(b *tab) {
	b.allowClipboard()
	b.visit("wifi/risky/")
	click := func(n int) {
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelectorAll('.copy')[%d].click()`, n)))
	}
	asked := `document.querySelector('.copy-ask')`
	holds := func(text string) {
		b.Helper()
		if got := eval[string](b, `navigator.clipboard.readText()`); !strings.HasPrefix(got, text) {
			b.Errorf("the clipboard holds %q, want %q", got, text)
		}
	}
	click(0)
	b.wait(`document.querySelectorAll('.copy')[0].textContent === 'Copied'`)
	b.want(asked, "null")
	click(1)
	b.wait(asked)
	b.want(asked+`.getAttribute('role')`, "alert")
	b.want(asked+`.textContent.includes('Overwrites a disk')`, "true")
	b.want(`document.activeElement.textContent`, "Copy anyway")
	holds("lsblk")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.want(asked, "null")
	b.want(`document.activeElement === document.querySelectorAll('.copy')[1]`, "true")
	click(1)
	b.wait(asked)
	b.do(chromedp.KeyEvent(kb.Enter))
	b.wait(`document.querySelectorAll('.copy')[1].textContent === 'Copied'`)
	holds("sudo dd")
	click(1) // who agreed is not asked again
	b.want(asked, "null")
}

// imageZoom: a picture opens in full and closes, by keyboard alone.
func imageZoom(b *tab) {
	b.visit("wifi/risky/")
	b.wait(`document.querySelector('.prose img[role=button]')`)
	b.want(`document.querySelector('.prose img').getAttribute('aria-label')`, "The parts of the card: Enlarge")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.prose img').focus()`))
	b.want(`document.activeElement.tagName`, "IMG")
	b.enter()
	b.wait(`document.querySelector('dialog.picture')?.open`)
	b.want(`document.querySelector('dialog').getAttribute('aria-label')`, "The parts of the card")
	b.want(`document.querySelector('dialog img').clientWidth > document.querySelector('.prose img').clientWidth`, "true")
	b.want(`document.querySelector('dialog').contains(document.activeElement)`, "true")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.wait(`!document.querySelector('dialog').open`)
	b.want(`document.activeElement === document.querySelector('.prose img')`, "true")
}

// helpfulVote: one vote for an article, which is kept; "no" leads on.
func helpfulVote(b *tab) {
	ask := func(page, answer string) {
		b.visit(page)
		b.want(`localStorage.getItem('winnow-helpful `+page+`')`, "null")
		b.do(chromedp.Evaluate[chromedp.Void](`sent = []; fetch = (to, o) => { sent.push(to + ' ' + o.method + ' ' + o.credentials + ' ' + o.body); return Promise.resolve(); }`))
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.helpful [value=` + answer + `]').click()`))
		b.want(`sent.join()`, "https://example.com/vote POST omit url="+strings.NewReplacer(":", "%3A", "/", "%2F").Replace("https://example.com"+below+page)+"&helpful="+answer)
		b.want(`localStorage.getItem('winnow-helpful `+page+`')`, answer)
	}
	more := `document.querySelector('[data-no]')`
	ask("wifi/risky/", "yes")
	b.want(more+`.hidden`, "true")
	ask("wifi/slow/", "no")
	for range 2 { // now, and when the page is seen again
		b.want(`document.querySelector('.helpful form').checkVisibility()`, "false")
		b.want(`document.querySelector('[data-say]').textContent`, "Thanks for your feedback.")
		b.want(more+`.hidden`, "false")
		b.want(`[...`+more+`.querySelectorAll('a')].map((a) => a.getAttribute('href')).join()`, "https://example.com/forum/t/1,#related")
		b.want(`document.getElementById('related').checkVisibility()`, "true")
		b.visit("wifi/slow/")
	}
}

// keyboardWalk goes through pages by the tab key: everything that can be
// pressed is reached, in the order of the page, can be seen, is not covered and
// shows that it has the focus.
func keyboardWalk(b *tab) {
	for _, page := range []string{"", "printers/", "wifi/slow/", "manual/first/", "people/ines/", "report/", "404.html"} {
		b.visit(page)
		b.wait(`document.readyState === 'complete'`)
		b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur(), window.seen = new Set(), scrollTo({ top: 0, behavior: 'instant' })`))
		for range 150 {
			b.do(chromedp.KeyEvent(kb.Tab))
			if wrong := eval[string](b, focusIsSeen); wrong == "round" {
				break
			} else if wrong != "" {
				b.Errorf("%q: %s", page, wrong)
			}
		}
		missed := eval[string](b, `[...document.querySelectorAll('a[href], button, input, summary')]
			.filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && e.type !== 'hidden' && !window.seen.has(e)).map((e) => e.outerHTML.slice(0, 80)).slice(0, 3).join(' ')`)
		if missed != "" {
			b.Errorf("%q: the tab key does not reach %s", page, missed)
		}
	}
}

// focusIsSeen tells what is wrong with the focus, "round" when the walk is done.
const focusIsSeen = `(() => {
	const e = document.activeElement;
	if (e === document.body || window.seen.has(e)) return 'round';
	const last = [...window.seen].pop();
	window.seen.add(e);
	if (last && !(last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) return 'out of order: ' + e.outerHTML.slice(0, 90);
	e.scrollIntoView({ block: 'nearest', behavior: 'instant' });
	const box = e.getBoundingClientRect();
	if (box.width < 2 || box.height < 2) return 'nothing to be seen: ' + e.outerHTML.slice(0, 90);
	const marked = [e, e.closest('.card')].some((x) => x && getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) >= 2);
	if (!marked) return 'no mark of the focus: ' + e.outerHTML.slice(0, 90);
	const spot = e.getClientRects()[0];
	const on = document.elementFromPoint(spot.left + spot.width / 2, spot.top + spot.height / 2);
	if (on && !e.contains(on) && !on.contains(e) && !e.closest('.card')) return 'covered by ' + on.outerHTML.slice(0, 60) + ': ' + e.outerHTML.slice(0, 90);
	return '';
})()`

// zoomed: a window of 1280 by 1024 points at 400 %.
func zoomed(b *tab) {
	b.size(320, 256)
	for _, page := range kinds {
		b.visit(page)
		b.wait(`document.readyState === 'complete'`)
		b.want(`document.documentElement.scrollWidth <= document.documentElement.clientWidth || location.href`, "true")
		b.want(`getComputedStyle(document.querySelector('.top')).position`, "static") // it would fill the window
	}
}

// media sets what the reader's system asks for.
func (b *tab) media(name, value string) {
	b.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}})
}

// reducedMotion: nothing moves that need not.
func reducedMotion(b *tab) {
	moving := `[...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e); return s.transitionDuration.split(', ').some((d) => parseFloat(d) > 0) || s.animationName !== 'none' || s.scrollBehavior === 'smooth'; }).length`
	b.media("prefers-reduced-motion", "no-preference")
	b.visit("")
	b.want(moving+` > 0`, "true")
	b.media("prefers-reduced-motion", "reduce")
	for _, page := range []string{"", "wifi/slow/", "report/", "search/?q=printer"} {
		b.visit(page)
		b.want(moving, "0")
	}
}

// forcedColours: what is a shape in colours only has a line or a colour of the
// system instead.
func forcedColours(b *tab) {
	b.media("forced-colors", "active")
	b.visit("wifi/slow/")
	b.want(`matchMedia('(forced-colors: active)').matches`, "true")
	for _, shape := range []string{".rank", ".chip", ".helpful .button"} {
		b.want(`getComputedStyle(document.querySelector('`+shape+`')).borderStyle`, "solid")
	}
	b.want(`getComputedStyle(document.querySelector('.bar-part')).stroke !== getComputedStyle(document.body).backgroundColor`, "true")
	b.want(`getComputedStyle(document.querySelector('.bar-part')).stroke !== getComputedStyle(document.querySelector('.bar-all')).stroke`, "true")
	b.visit("report/")
	b.want(`getComputedStyle(document.querySelector('.bar-low')).fill !== getComputedStyle(document.querySelector('.bar-high')).fill`, "true")
	b.want(`getComputedStyle(document.querySelector('.bar-low')).fill !== getComputedStyle(document.body).backgroundColor`, "true")
}

// printView: the answer, its question and where links lead, without what works
// on a screen only.
func printView(b *tab) {
	b.visit("wifi/risky/")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.question').open = false`))
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	shown := func(selector string) string {
		return `document.querySelector('` + selector + `').checkVisibility()`
	}
	for selector, want := range map[string]string{
		".top": "false", ".bottom nav": "false", ".page-end": "false", ".copy": "false", ".helpful": "false", ".why table": "false",
		".question .prose": "true", ".solution .prose": "true", ".why-trust": "true", ".origin .meta": "true",
	} {
		b.want(`'`+selector+`: ' + (`+shown(selector)+`)`, selector+": "+want)
	}
	after := func(selector string) string {
		return `getComputedStyle(document.querySelector('` + selector + `'), '::after').content`
	}
	b.want(after(`.prose a[href*="forum"]`), `" (https://example.com/forum/)"`)
	b.want(after(`.origin a[href*="forum"]`), `" (https://example.com/forum/t/2)"`)
	b.want(after(`.prose a[href*="slow"]`), "none")
}
