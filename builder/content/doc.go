// Package content reads what people write: article files, contributors.toml and
// evidence.csv. It understands front matter and leaves the text of an article
// to package markdown. This comment is the specification of the three formats.
//
// # Article files
//
// An article is a file NAME.md (or .markdown) in the content folder: UTF-8, with
// or without byte order mark, lines ended in any way. Between two lines "---"
// it may begin with front matter in YAML, between two lines "+++" in TOML, in
// braces in JSON, of at most 64 kB; blank lines and comments of HTML may come
// before. All keys are optional:
//
//	---
//	title: Slow wifi on 5 GHz
//	author: jane
//	date: 2024-05-31
//	tags: [wifi, router]
//	accepted_by: bob
//	source: https://forum.example.com/t/12
//	---
//
//	Change the channel …
//
// These are the keys. After the arrow are the names that exports of forums
// and other generators give the same thing, the better first; they hold where
// winnow's own key is absent or empty:
//
//	title          text. Absent: the first heading, else the file's name
//	               ← subject headline topic_title question_title thread_title
//	kind           "page": an ordinary page (manual, about), never ranked
//	category       path of folders. Absent: the file's folder
//	               ← categories category_slug category_name section board board_name
//	                 taxonomies.categories taxonomies.category
//	summary        text, for lists and results
//	               ← description excerpt teaser abstract meta_description seo_description
//	                 search_snippet
//	language       BCP 47. Absent: the site's
//	               ← lang locale
//	tags           list, or one text with commas or blanks
//	               ← tag tag_list tag_names labels label_names keywords taxonomies.tags
//	aliases        list of old addresses below the site's root
//	               ← alias redirect_from redirects old_urls
//	author         contributor id. Absent: unknown, scored as a newcomer
//	               ← username user author_username answered_by created_by creator poster
//	                 posted_by owner authors login author_id user_id owner_user_id
//	                 author_name display_name owner_display_name
//	asked_by       contributor id
//	               ← asker asker_username question_author question_user topic_author op
//	accepted_by    contributor id
//	               ← accepter_username accepter answer_chosen_by accepter_user_id
//	                 accepter_name
//	date           date: when the answer was given
//	               ← created created_at created_on creation_date created_date
//	                 date_created create_time date_inserted posted posted_at posted_on
//	                 post_date post_time published published_at published_on date_published pubdate
//	                 pub_date answered_at timestamp timestamp_iso datetime
//	accepted_at    date
//	               ← accepted_on accepted_date answer_chosen_at answer_accepted_at
//	                 solved_at
//	updated        date
//	               ← updated_at updated_on last_updated lastmod last_modified
//	                 last_modified_at modified modified_at date_modified date_updated
//	                 edited_at last_edited_at last_edit_date last_edit_time edit_time
//	                 update_time
//	answer         id of the answer in the evidence. Absent: the path without .md
//	               ← answer_id accepted_answer_id solution_id solved_pid
//	thread         id of the discussion: all articles of one thread share the page of the accepted one
//	source         http or https address of the original
//	               ← source_url topic_url question_url thread_url post_url original_url
//	                 url link permalink canonical_url canonical html_url web_url
//	                 view_href href external_url
//	license        text
//	               ← licence content_license content_licence rights
//	kudos          count, used where the evidence has no rows for the answer
//	               ← votes likes upvotes like_count likes_count upvote_count
//	                 up_votes kudos_count thumbs_up vote_sum vote_score vote_count
//	                 votes_count score points
//	downvotes      count, likewise
//	               ← dislikes downvote_count down_votes dislike_count thumbs_down
//	confirmed      count: "worked for me"
//	               ← confirmations confirmed_count works_for_me worked_for_me
//	failed         count: "did not work"
//	               ← failed_count did_not_work
//	verified_by    contributor id: a named reviewer found it right
//	               ← verifier
//	rejected_by    contributor id: a named reviewer found it wrong
//	released_by    contributor id: a named reviewer publishes it although a rule holds it back
//	reason         text: the reviewer's
//	held           text: why it is held back for now; says nothing against it
//	held_by        contributor id: the named reviewer who holds it back
//	applies_to     list of versions or products, or one text with commas
//	               ← affected_versions product_versions
//	reviewed_at    date
//	               ← reviewed_on last_reviewed last_reviewed_at last_review review_date
//	review_every   days, or "6 months"; also weeks and years
//	               ← review_interval review_cycle
//	superseded_by  path of an article, or an address
//	               ← replaced_by duplicate_of
//	outdated       true or false
//	               ← obsolete deprecated
//	draft          true or false
//	               ← is_draft
//	publish_at     date
//	               ← publish_date publish_on scheduled_at scheduled_for
//	expires_at     date
//	               ← expires expires_on expiry_date expiry expire_date unpublish_date
//	                 valid_until
//	icon           the drawing of a category, one of [Icons]; in an _index.md
//	weight         whole number: order of pages within their folder
//	               ← order nav_order menu_order sidebar_position position
//
// A foreign name may be written in another case and style (createdAt,
// Answer-Chosen-At, Title). Entries of Zola's [taxonomies] are written here with
// a dot. Some exports say more than one key can hold:
//
//   - published: false is a draft; published with a date is a date
//   - votes: -3 (or score, …) are 3 downvotes
//   - a person or a category given as a table is its id, username, login or name
//     (a category's slug or name)
//   - of several authors or categories the first is taken; the list goes to Extra
//   - an export of a whole thread (accepted_answer, answer_chosen_by, answer as a table,
//     posts_count, reply_count, has_best_answer, is_answered) says who asked: author,
//     user, owner and the like are asked_by, counts are the question's and stay in
//     Extra; author, date and counts of the answer are those in its table
//   - vote_sum: 3 with vote_count: 9 are 6 kudos and 3 downvotes
//   - html_url is the source where url is an address for programs
//   - url, link, permalink and the like are a source only when they are a whole
//     address: other generators use them for their own paths
//
// A foreign value that does not fit stays in Extra; where it should have been a
// date or a count, a warning says so. A value of winnow's own key that does not
// fit is an error. So is an unknown key that is one typing error from a known
// one (two, if that has eight letters). Any other unknown key goes to Extra, as
// do the entries of the tables extra and params, which yield to keys at the top.
//
// Values are taken as they are meant: numbers and true or false may be in
// quotes; an unquoted 1.10 where text is wanted is "1.10". Dates are
// 2024-05-31, 2024-05-31 18:00:00, RFC 3339, RFC 1123, as people write them where
// they mean one day (31.05.2024, Feb 23, 2023, June 2026), in the way that
// Options.DateFormat says, or seconds (from 11 digits on milliseconds) since 1970. A date without zone is in
// Options.Zone, and so are all dates that Parse returns. Text for one line loses
// control characters and doubled blanks. What looks like a template of another
// generator is text.
//
// # Paths, addresses, categories, tags
//
// The address of an article depends on its path alone. Each folder and the name
// become a Slug: wifi/Slow 5GHz.md is wifi/slow-5ghz/; wifi/index.md,
// wifi/README.md and wifi/_index.md are wifi/. _index.md describes the category of
// its folder; so do index.md and README.md beside other articles or at the top, and
// wifi.md beside a folder wifi/ with articles. An index.md without company is an
// article that has its folder to itself, for its images say, and whose category is
// the folder above. Of several that would describe a category the first in this
// order does, the others are articles at wifi/index/ and the like (PlacesOf).
// Two files with one address are an error (CheckURLs). Categories are paths of
// slugs, tags are in lower case without blanks (Tag), answers have no final
// ".md": in articles and evidence alike, so that they meet.
//
// # The content folder
//
// Walk finds, below Options.Dir:
//
//	*.md, *.markdown           articles, pages, sections
//	contributors.toml          people (at the top only)
//	evidence*.csv[.gz]         evidence (at the top only)
//	evidence/*.csv[.gz]        evidence
//	search-tests.toml          not of this package (at the top only)
//	_category_.json, .pages, SUMMARY.md, mkdocs.yml
//	                           names and order of folders: see Folders
//	other files                attachments, if of a kind that no browser runs
//
// Attachments are images, sound, film, PDF, office documents, archives, and text
// such as .txt .log .csv .json .yaml .conf .patch. Anything else is left out with a
// warning: HTML, XML and scripts would run with the rights of the site. Hidden
// files and folders (.*), backups (*~) and what systems leave behind (Thumbs.db,
// desktop.ini) are passed over; of a hidden folder is published what an article
// refers to. The content folder may be the site's own, or elsewhere.
//
// # contributors.toml
//
//	[[contributor]]
//	id = "jane"                        # as author names it; required
//	name = "Jane Doe"                  # default: id
//	role = "staff"                     # staff, moderator, …; default: member
//	joined = 2020-01-02
//	aliases = ["so:4711"]              # other ids of the same person
//	privacy = "public"                 # anonymous, unscored, erased
//	url = "https://example.com/jane"
//
// Other keys are errors. An id or alias belongs to one person.
//
// # evidence.csv
//
// CSV after RFC 4180, what happened to answers. The first line names the columns,
// in any order; kind and answer are required, others may be missing:
//
//	date,kind,answer,author,by,thread,category,tags,count
//	2024-06-01,accepted,wifi/slow-5ghz,jane,bob,t12,wifi,router 5-ghz,
//	2024-06-02,kudos,wifi/slow-5ghz,jane,,t12,wifi,router 5-ghz,3
//
// kind is one of answered accepted unaccepted kudos downvote confirmed failed
// verified rejected flag_upheld; by is who did it, empty = not identified; tags
// are separated by blanks; count is a whole number, empty = 1. In place of a count a
// row may have a total, in a tenth column of that name: how often readers did it in
// all, up to the date of the row. A total takes the place of the totals and counts
// before it; what has a giver is part of it. A row with a
// mistake is left out and reported; a row with count 0 is left out with a warning. A
// row has at most 1 MB and 64 lines. Files are read as streams: memory does not
// grow with them.
//
// # Problems
//
// Parse returns no article when there is an error in it, and all the errors
// there are. Paths given to the package are below the content folder; those in
// problems begin with it, as the user knows them.
package content
