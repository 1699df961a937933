// Package markdown turns the body of an article into what the rest of the
// program needs of it: HTML in two sections, text by field, headings, links,
// images and risky commands. It is the only place that reads Markdown, and the
// door to goldmark.
//
// # Language
//
// CommonMark with GitHub's additions (tables, strikethrough, task lists, bare
// addresses), footnotes, and alerts: a quotation whose first line is [!NOTE],
// [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]. Any text is a document;
// nothing in a body makes Convert fail. extensions.go has one row for each addition.
//
// # Sections
//
// A body such as
//
//	## Question
//	My router reboots.
//	## Solution
//	Replace the power supply.
//
// is cut at its top-level headings named in Options.Question and
// Options.Solution, whatever their level and case: Document.Question is the
// text between the first question heading and the first solution heading,
// Document.Solution all the rest. The two headings themselves are left out:
// the page has its own. Where no solution heading exists, the question ends at
// the next heading of the same level or above. A body without these headings is all
// solution. References and footnotes work across the cut; a footnote is
// written at the end of the section that first refers to it.
//
// # HTML
//
// A level-1 heading at the very top is the title: it goes into FirstHeading
// and is not written. The others are moved so that the page's outline is valid:
// the author's top level becomes h2 (h3 in a body with a question), each level
// below it one more, none is skipped. What a theme meets:
//
//	<h3 id="h-name">Name <a class="anchor" href="#h-name" aria-hidden="true" tabindex="-1">#</a></h3>
//	<div class="code" data-lang="go"><pre tabindex="0"><code class="chroma"><span class="kd">…
//	<div class="table" tabindex="0"><table>… <td class="left|center|right">
//	<div class="alert alert-note" role="note"><p class="alert-title">Note</p>
//	<li class="task"><label><input type="checkbox" disabled checked> …</label>
//	<sup class="fnref" id="fnref-1"><a href="#fn-1" role="doc-noteref">1</a></sup>
//	<section class="footnotes" role="doc-endnotes"><ol><li id="fn-1">
//	<img src alt width height loading="lazy" decoding="async">, remote ones with referrerpolicy="no-referrer"
//	<a href rel="nofollow ugc noopener"> to other hosts
//	<span class="broken-link">, written by Relink
//
// Ids are those of package outline ("-1" and so on for repetitions); an author
// may name a heading after it ("## Renew {#new-key}"). Those of footnotes begin
// with "fn-" and "fnref-".
//
// # Addresses
//
// A relative address is a path beside the article's file. The page of
// "wifi/slow.md" is "wifi/slow/", so its image "a.png", copied to
// "wifi/a.png", is written "../a.png", and its link "../vpn/keys.md#renew" is written
// "../../vpn/keys/#h-renew". "/vpn/keys.md" counts from the top of the content
// folder; so do other addresses that begin with "/". Without such a target they
// are kept as they are (Link.Else), since the host may have more than this site.
// Whole addresses are kept. "#name" is a place of the same body: a heading,
// an id in raw HTML, or a heading but for case and signs. Whether the targets of
// Outline.Links exist is decided where all files are known; Relink then writes
// the links as they should be. Allowed are http, https, mailto and tel; what has another
// scheme (data: too, also for images) leaves its text.
//
// # Safety
//
// A body without raw HTML is safe by construction: the writer knows a fixed
// set of tags, escapes all text, and admits addresses by the list above. Raw
// HTML goes piece by piece through a sanitizer that keeps what people write
// into forum posts (package sanitize), its links, images, ids and headings are
// written like those of Markdown, and the section as a whole is balanced, so
// that no tag reaches out of it.
//
// Work is linear in the size of a body. Constructs that would cost more are
// plain text beyond the limits in parse.go; code is coloured within those of
// package highlight and code.go.
//
// # Risks
//
// Commands that can do harm are looked for in code blocks, inline code and
// prose; package risk knows them.
package markdown
