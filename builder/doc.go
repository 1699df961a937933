// Package builder tells the story of a build, once, for every verb of the
// program: builder.go names the stages in the order in which data meets them.
//
// # The rooms
//
// Arrows go down only; a room knows the rooms below that it names.
//
//	cmd/winnow      the program, one file a verb
//	preview         serve, watch, rebuild, reload
//	builder         this story
//	theme  feed     pages as HTML; what programs read
//	  compiled      templates run fast, with the bytes of html/template
//	view            what a page shows: the contract with themes, one file a kind of page
//	site            pages, addresses, lists, people, privacy: all that leaves the builder
//	reputation      the standing of each contributor, with every reason
//	ranking         which articles are public and in which order, with every reason
//	search          the index of the site's search, and search.js
//	  relevance     whether it finds what a community expects
//	  query         searches an index
//	  format        the bytes of an index
//	  words         text cut into words, for articles and queries
//	importer        forum exports → article files and evidence
//	content         article files, contributors.toml, evidence.csv
//	markdown        one body → HTML, text by field, outline; highlight (code), sanitize (raw HTML)
//	outline         headings, links and risks of a text, without the text
//	risk            commands that destroy, in code and in prose
//	audit           the numbers that a site publishes, so that anybody can recompute its scores
//	metrics ogimage how the community fares; pictures for links on other sites
//	contrast        how well a colour can be read on another
//	neardup         answers that repeat another, problems told twice
//	fixedpoint      integers for scores: millionths, decay, sharing out
//	output  diag    finished files; what is wrong in a user's file
//
// The law (which arrows there are, and which room opens the door to which
// library) is a test: deps_test.go.
//
// # The walk of an article
//
// content/wifi/slow-5ghz.md is found by content.Walk and read by content.Parse
// into a content.Article: front matter understood, body untouched. Its URL,
// wifi/slow-5ghz/, follows from its path alone, so converting it needs no
// other article. markdown.Convert makes a markdown.Document of the body: HTML,
// text by field, headings, links, risks. search.Analyze makes a bag of words
// of the text, neardup.Sketch a sketch to compare it with others by. HTML and
// words go to the Store; about one kilobyte stays.
//
// When every file is read, neardup finds what was said before,
// reputation.Score turns the evidence into a Ledger, ranking.Admit, Merge and
// Order give each article a Verdict, and
// site.Assemble lays out the pages. A page is a description; what it shows
// (view.Maker) and its bytes are made when they are asked for: Publish asks for all of them, the preview for
// the one that the browser wants. The words come back from the Store when
// search.Build writes the index.
//
// # Promises
//
// No stage holds all texts or all pages in memory. A value is not changed
// after its stage returned it. Results are stored by index, never in the order
// in which goroutines finish. So the same files and the same time give the
// same bytes, with a warm store, a cold one or none.
package builder
