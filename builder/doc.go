// Package builder tells the story of a build, once, for every verb of the
// program: build.go names the stages in the order in which data meets them.
//
// # The rooms
//
// Arrows go down only; a package knows those below that the law (deps_test.go)
// names.
//
//	cmd/winnow      the program, one file a verb
//	preview         serve, watch, rebuild, reload
//	builder         this story
//	config          site.toml: where each key is, and what is wrong with it
//	parallel        a build on all processors
//
//	theme           views → HTML
//	  compiled      templates run fast, with the bytes of html/template
//	view            what a page shows: the contract with themes, one file a kind of page
//	feed            sitemap, feeds, redirects, mirrors: what programs read
//	site            the model: articles in order, categories, people, addresses
//	  slug          addresses of tags and people
//	  links         where each link of a text leads
//	audit           the numbers that a site publishes so that a reader can recompute them
//	metrics         how the community fares
//	ogimage         pictures for links on other sites
//
//	ranking         which articles are public and in which order, with every reason
//	reputation      the standing of each contributor, with every reason
//	fixedpoint      integers for scores: millionths, decay, shares
//	neardup         answers that repeat another, problems that are described twice
//
//	search          the index of the site's search, and search.js
//	  relevance     whether it finds what a community expects
//	  query         searches an index
//	  format        the bytes of an index
//	  words         text cut into words, for articles and queries
//
//	corpus          the content folder, read and converted, in parallel; reload; drafts
//	content         the formats: article files, contributors.toml, evidence.csv
//	markdown        one body → HTML, text by field, outline
//	  highlight     code in colours
//	  finish        links and titles of alerts in HTML, when they are known
//	  limits        the parsers of goldmark, at a cost that is linear
//	  plaintext     the text of a tree, and text as HTML
//	  dialect       what other programs add to Markdown, one row each
//	  math          formulas in TeX → MathML
//	  sanitize      raw HTML that is safe to show
//	  mdtext        text, code and addresses written as Markdown
//	  emoji         characters for short codes
//	outline         headings, links and risks of a text, without the text
//	risk            commands that destroy, in code and in prose
//	contrast        how well a colour can be read on another
//
//	importer        what every importer hands over; destination, lock, report
//	  discourse …   one folder a format
//	  files         the files of an export, record by record
//	  sqldump       rows of dumps of databases
//	  htmlmd        HTML → Markdown
//	  bbcode        [b]tags[/b], and what databases hold → HTML
//
//	publish         the list of files of a site, and what the last site had
//	cache           fingerprints and the store: whether something is unchanged
//	output          the staged folder, its exchange with the last one, locks
//	diag            what is wrong in a user's file: place, reason, remedy
//
// # The walk of an article
//
// content/wifi/slow-5ghz.md is found by content.Walk and read by content.Parse
// into a content.Article: front matter understood, body untouched. Its URL,
// wifi/slow-5ghz/, follows from its path alone, so converting it needs no
// other article. converter.convert (convert.go) makes the rest: markdown.Convert
// the HTML, the text by field and the outline, search.Analyze the words,
// neardup.Sketch a sketch to compare it with others by. HTML and words go to the
// store; about one kilobyte stays in the corpus.
//
// When every file is read, neardup finds what was said before, reputation.Score
// turns the evidence into a Ledger, ranking.Admit, Merge and Order give each
// article a Verdict, and site.Assemble lays out the pages. The site is then one
// list of files (publish.File): each has a path, a fingerprint of its inputs and a
// function that makes its bytes. Result.Publish makes what the last site does not
// have with the same inputs; the preview makes the file that the browser asks for.
//
// # Rebuilding
//
// Whether something is unchanged is one question with one answer: a fingerprint of
// its inputs (package cache). It is asked in three places. A text whose file and
// options are the same is in the store. A stage whose inputs are the same returns
// its last value (cache.Memo; inputs.go has the fingerprints). A file whose inputs
// are the same is kept from the last site. Build is the same function the first
// time and every time after that.
//
// # Promises
//
// No stage holds all texts or all pages in memory. A value is not changed
// after its stage returned it. Results are stored by index, never in the order
// in which goroutines finish. So the same files and the same time give the
// same bytes, with a warm store, a cold one or none.
package builder
