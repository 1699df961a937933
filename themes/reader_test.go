//go:build browser

package themes_test

import (
	"os"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// kinds has a page of each kind, by its path below the root, and some that are
// hard: the second part of a list, a search, an outdated article.
var kinds = []string{
	"", "page/1/", "page/2/", "printers/", "printers/page/2/", "tags/", "tags/printer/", "tags/printer/newest/", "wifi/slow/", "wifi/old/", "printers/error-e1003/",
	"wifi/risky/", "newest/", "confirmed/", "printers/newest/", "a-z/", "report/", "manual/first/", "people/", "people/ines/", "rules/", "held/", "search/", "search/?q=printer", "search/?q=zzzz", "404.html",
}

func searchWhileTyping(b *tab) {
	b.visit("wifi/slow/")
	b.want(`document.querySelector('script[src*="search/search.js"]')`, "null") // the engine comes when it is needed
	b.do(chromedp.Focus("#q"), chromedp.KeyEvent("printer"))
	b.wait(`document.querySelectorAll('[role=option]').length > 3`)
	b.want(`q.getAttribute('role')`, "combobox")
	b.want(`q.getAttribute('aria-expanded')`, "true")
	b.want(`document.getElementById(q.getAttribute('aria-controls')).getAttribute('role')`, "listbox")
	b.want(`document.querySelector('[role=option] mark').textContent.toLowerCase()`, "printer")
	b.want(`/Showing results for printer, \d+ results/.test(document.querySelector('[data-status]').textContent)`, "true")
	b.want(`/Ines Halvorsen|Maximilian/.test(document.querySelector('[role=option] .meta').textContent)`, "true")
	b.want(`document.querySelector('[role=option] .rank').textContent.length > 2`, "true")

	// Another letter, other results; none of the old ones stays.
	b.do(chromedp.Evaluate[chromedp.Void](`q.value = ''`), chromedp.KeyEvent("e1003"))
	b.wait(`document.querySelector('[role=option] .hit-title')?.textContent === 'Printer shows error E1003'`)

	b.do(chromedp.KeyEvent(kb.Escape))
	b.want(`q.getAttribute('aria-expanded')`, "false")
	b.want(`document.querySelector('.hits').hidden`, "true")
}

func searchByKeyboard(b *tab) {
	b.visit("wifi/slow/")
	b.slash()
	b.do(chromedp.KeyEvent("printer"))
	b.wait(`document.querySelectorAll('[role=option]').length > 3`)
	b.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
	b.want(`q.getAttribute('aria-activedescendant')`, "hit-1")
	b.want(`document.getElementById('hit-1').getAttribute('aria-selected')`, "true")
	b.want(`document.activeElement.id`, "q")
	b.do(chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.ArrowUp))
	b.want(`q.hasAttribute('aria-activedescendant')`, "false")
	b.do(chromedp.KeyEvent(kb.ArrowUp)) // round the end: "See all"
	b.want(`document.querySelector('[aria-selected=true]').classList.contains('hit-all')`, "true")
	b.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
	target := eval[string](b, `document.getElementById('hit-0').href`)
	b.enter()
	b.wait(`location.href === ` + quote(target) + ` && document.readyState === 'complete'`)

	// Enter without a choice asks for all results.
	b.slash()
	b.do(chromedp.KeyEvent("roller"), chromedp.KeyEvent(kb.Enter))
	b.wait(`location.pathname.endsWith('/search/') && location.search === '?q=roller'`)
}

func (b *tab) slash() { b.Helper(); b.press("/", "Slash", "/", 191) }
func (b *tab) enter() { b.Helper(); b.press("Enter", "Enter", "\r", 13) }

// press presses a key as a keyboard does: what it types or does comes only if
// the page lets it.
func (b *tab) press(name, code, text string, number int64) {
	b.Helper()
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: name, Code: code, Text: text, WindowsVirtualKeyCode: number}
	call(b, input.DispatchKeyEvent, key)
	key.Type, key.Text = input.DispatchKeyEventTypeKeyUp, ""
	call(b, input.DispatchKeyEvent, key)
}

func searchShortcuts(b *tab) {
	for _, page := range []string{"", "wifi/slow/", "search/", "404.html"} {
		b.visit(page)
		b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
		b.slash()
		b.wait(`document.activeElement.id === 'q'`)
		b.want(`q.value`, "")
		b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
		b.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		b.wait(`document.activeElement.id === 'q'`)
		b.want(`q.value`, "")
	}
}

func searchPage(b *tab) {
	b.visit("search/?q=printer")
	b.wait(`document.querySelectorAll('.results .item').length === 20`)
	b.want(`q.value`, "printer")
	b.want(`document.title.startsWith('printer · ')`, "true")
	b.want(`/^Showing results for printer · \d+ results$/.test(document.querySelector('.results-head').textContent)`, "true")
	b.want(`document.querySelector('[data-status]').textContent === document.querySelector('.results-head').textContent`, "true")
	b.do(chromedp.Click("[data-more]"))
	b.wait(`document.querySelectorAll('.results .item').length === 30`)
	b.want(`document.activeElement === document.querySelectorAll('.results .item a')[20]`, "true")
	b.want(`document.querySelector('[data-more]').hidden`, "true")
	b.want(`new Set([...document.querySelectorAll('.results .item a')].map((a) => a.href)).size`, "30")
}

func searchHistory(b *tab) {
	b.visit("search/?q=printer")
	b.wait(`document.querySelectorAll('.results .item').length === 20`)
	b.do(chromedp.Evaluate[chromedp.Void](`q.select()`), chromedp.Focus("#q"), chromedp.KeyEvent("roller"))
	b.wait(`location.search === '?q=roller'`)
	b.do(chromedp.KeyEvent(kb.Enter))
	b.wait(`document.querySelector('.results-head').textContent.startsWith('Showing results for roller')`)
	b.do(chromedp.Evaluate[chromedp.Void](`history.back()`))
	b.wait(`location.search === '?q=printer' && q.value === 'printer'`)
	b.wait(`document.querySelector('.results-head').textContent.startsWith('Showing results for printer')`)

	// To an article and back.
	target := eval[string](b, `document.querySelectorAll('.results .item a')[4].href`)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('.results .item a')[4].click()`))
	b.wait(`location.href === ` + quote(target))
	b.do(chromedp.Evaluate[chromedp.Void](`history.back()`))
	b.wait(`location.search === '?q=printer' && document.querySelectorAll('.results .item').length === 20`)
}

func searchEmpty(b *tab) {
	b.visit("search/?q=zzzzqqqq")
	b.wait(`!document.querySelector('[data-nothing]').hidden`)
	b.want(`document.querySelector('.results-head').textContent`, "No results for zzzzqqqq")
	b.want(`document.querySelectorAll('.lead-on .card').length > 0`, "true")
	b.want(`document.querySelector('.lead-on .button').href`, "https://example.com/forum/")

	// Markup in a query is text.
	b.visit("search/?q=" + "%3Cimg+src%3Dx+onerror%3Dalert(1)%3Ezzzz")
	b.wait(`document.querySelector('.results-head').textContent.includes('<img src=x')`)
	b.want(`document.querySelectorAll('.results img').length`, "0")
}

func withoutScripts(b *tab) {
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("wifi/slow/")
	b.do(chromedp.SendKeys("#q", "printer"), chromedp.Submit("#q"))
	b.wait(`location.pathname.endsWith('/search/') && location.search === '?q=printer' && document.readyState === 'complete'`)
	b.want(`document.querySelector('noscript').innerText.includes('Search needs JavaScript')`, "true")
	b.want(`document.querySelectorAll('.lead-on .card a').length > 0`, "true")
	b.want(`[...document.querySelectorAll('.needs-js')].every((e) => !e.checkVisibility())`, "true")
	b.visit("")
	b.want(`document.querySelector('.menu').checkVisibility()`, "true")
	b.want(`document.querySelectorAll('.items .item').length`, "10")
	b.visit("wifi/slow/")
	b.want(`document.querySelector('.solution .prose').checkVisibility()`, "true")
	b.do(chromedp.Click(".why > summary"))
	b.wait(`document.querySelector('.why table').checkVisibility()`)
}

func darkTheme(b *tab) {
	b.scheme(false)
	b.visit("")
	ground := `getComputedStyle(document.body).backgroundColor`
	light := eval[string](b, ground)
	b.do(chromedp.Click("[data-theme-toggle]"))
	dark := eval[string](b, ground)
	if light == dark {
		b.Errorf("the toggle changes nothing: %s", dark)
	}
	b.want(`document.querySelector('[data-theme-toggle]').getAttribute('aria-pressed')`, "true")
	b.visit("wifi/slow/")
	b.want(ground, dark)
	b.want(`document.querySelector('[data-theme-toggle]').getAttribute('aria-pressed')`, "true")
	b.do(chromedp.Click("[data-theme-toggle]"))
	b.want(ground, light)
	b.want(`localStorage.length`, "0") // back to what the system says
	b.scheme(true)
	b.want(ground, dark)
}

func phoneMenu(b *tab) {
	b.size(390, 800)
	b.visit("wifi/slow/")
	b.want(`menu.checkVisibility()`, "false")
	b.do(chromedp.Click("[data-menu]"))
	b.want(`menu.checkVisibility()`, "true")
	b.want(`document.querySelector('[data-menu]').getAttribute('aria-expanded')`, "true")
	b.want(`document.querySelector('[data-theme-toggle]').getBoundingClientRect().top < menu.getBoundingClientRect().top`, "true")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.want(`menu.checkVisibility()`, "false")
	b.want(`document.activeElement.hasAttribute('data-menu')`, "true")
}

func copyButton(b *tab) {
	b.allowClipboard()
	b.visit("wifi/slow/")
	b.do(chromedp.ScrollIntoView(".copy"), chromedp.Click(".copy"))
	b.wait(`document.querySelector('.copy').textContent === 'Copied'`)
	copied := eval[string](b, `navigator.clipboard.readText()`)
	if !strings.HasPrefix(copied, "larder set wifi.5ghz.width 80") || !strings.Contains(copied, "\nlarder restart radio") {
		b.Errorf("the clipboard holds %q", copied)
	}
	b.wait(`document.querySelector('.copy').textContent === 'Copy'`)
}

func wideTable(b *tab) {
	b.size(320, 640)
	b.visit("wifi/slow/")
	b.want(`document.querySelector('.table').tabIndex`, "0")
	b.want(`document.querySelector('.table').getAttribute('role')`, "region")
	b.want(`getComputedStyle(document.querySelector('.table table')).display`, "table")
	b.want(`document.querySelectorAll('.table')[1].hasAttribute('role')`, "false") // a narrow one does not scroll
	b.want(`document.querySelectorAll('.table')[1].hasAttribute('tabindex')`, "false")
}

func skipLink(b *tab) {
	b.visit("wifi/slow/")
	b.do(chromedp.KeyEvent(kb.Tab))
	b.want(`document.activeElement.className`, "skip")
	b.do(chromedp.KeyEvent(kb.Enter))
	b.wait(`document.activeElement.id === 'main'`)
}

// everyPageSmall looks for what is wider than the narrowest screen.
func everyPageSmall(b *tab) {
	b.size(320, 640)
	for _, page := range kinds {
		b.visit(page)
		b.wait(`document.readyState === 'complete'`)
		wide := eval[string](b, `(() => {
			const width = document.documentElement.clientWidth;
			const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest('.table, pre, .sr, .skip'));
			return document.documentElement.scrollWidth > width ? out.slice(0, 4).map((e) => e.tagName + '.' + e.className).join(' ') || 'the page' : '';
		})()`)
		if wide != "" {
			b.Errorf("%q is wider than 320 px: %s", page, wide)
		}
		small := eval[string](b, `[...document.querySelectorAll('button, summary, input, .chip, .pager a, .menu a, .bottom a, .crumbs a, .page-nav a, .toc-list a')]
			.filter((e) => e.checkVisibility() && !e.closest('.sr') && !e.matches('.prose input, span') && e.getBoundingClientRect().height < 24 && e.getBoundingClientRect().width > 1)
			.slice(0, 4).map((e) => e.tagName + ' ' + e.textContent.trim() + ' ' + e.getBoundingClientRect().height).join(', ')`)
		if small != "" {
			b.Errorf("%q has targets lower than 24 px: %s", page, small)
		}
	}
}

// everyPageAccessible asks axe-core.
func everyPageAccessible(b *tab) {
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		b.Fatalf("axe-core is missing (%v): run npm ci in the folder themes", err)
	}
	for _, dark := range []bool{false, true} {
		b.scheme(dark)
		b.size(map[bool]int64{false: 1280, true: 390}[dark], 900)
		for _, page := range kinds {
			b.visit(page)
			b.wait(`document.readyState === 'complete'`)
			if strings.Contains(page, "?q=printer") {
				b.wait(`document.querySelectorAll('.results .item').length > 0`)
			}
			eval[bool](b, `document.querySelectorAll('details').forEach((d) => { d.open = true }), true`)
			eval[bool](b, string(axe)+"\ntrue")
			found := eval[string](b, `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
				.then((r) => r.violations.map((v) => v.id + ': ' + v.help + '\n' + v.nodes.slice(0, 3).map((n) => '\t' + n.html.slice(0, 200)).join('\n')).join('\n'))`)
			if found != "" {
				b.Errorf("%q (dark: %v):\n%s", page, dark, found)
			}
		}
	}
}

// everyPageStill looks for what moves while the page loads.
func everyPageStill(b *tab) {
	for _, width := range []int64{390, 1280} {
		b.size(width, 800)
		for _, page := range kinds {
			if strings.HasPrefix(page, "search/?") {
				continue // results come when they come
			}
			b.visit(page)
			b.wait(`document.readyState === 'complete'`)
			moved := eval[string](b, `new Promise((done) => {
				const moved = [];
				new PerformanceObserver((list) => {
					for (const e of list.getEntries()) moved.push(e.value.toFixed(4) + ' ' + e.sources.map((s) => s.node?.nodeName + '.' + s.node?.className).join(' '));
				}).observe({ type: 'layout-shift', buffered: true });
				setTimeout(() => done(moved.join(', ')), 150);
			})`)
			if moved != "" {
				b.Errorf("%q at %d px moves while it loads: %s", page, width, moved)
			}
		}
	}
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `\'`) + "'" }

// A number is worked out again from what the page publishes, and a page that
// shows another one is found out.
func recompute(b *tab) {
	status := `document.querySelector('[data-recompute] [role=status]').textContent`
	for _, page := range []string{"wifi/slow/", "people/ines/"} {
		b.visit(page)
		b.want(`typeof winnowWhy`, "undefined") // the arithmetic comes when it is asked for
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.why')?.setAttribute('open', '')`),
			chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-recompute] button').click()`))
		b.wait(status + ` !== ''`)
		b.want(status+`.includes('It matches')`, "true")
		b.want(status+`.includes(parseFloat(document.querySelector('.sums tfoot .num').textContent.replace('\u2212', '-')).toFixed(1))`, "true")
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.sums tfoot .num').textContent = '99.9'`),
			chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-recompute] button').click()`))
		b.wait(status + `.includes('doesn’t match: 99.9')`)
	}
}
