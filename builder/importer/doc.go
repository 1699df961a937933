// Package importer turns the export of a forum into a site: accepted answers
// become articles, what happened to any answer becomes evidence, people become
// contributors. It reads strangers' files of any size in bounded memory, and
// never overwrites what a person did to the site.
//
// # What is written
//
// Into the folder of a site, which is made when it is not there:
//
//	site.toml, .gitignore         only where there is none
//	content/FOLDER/SLUG.md        an article: front matter, "## Question", "## Solution", "## See also"
//	content/FOLDER/_index.md      the name of a category
//	content/contributors.toml     new people at the end; entries that are there stay as they are
//	content/evidence/NAME.csv     all evidence of the export, NAME = "stackexchange" or "stackexchange-PREFIX"
//	content/.imported.csv         the lock: path, hash and thread of every file that an import wrote
//
// The lock belongs to the content: keep it under version control. With it, a
// second import updates in place. An article belongs to its thread and so keeps
// its path when title, tags or the accepted answer change. A file whose hash is
// not that of the lock was edited by a person and is kept; one that is in the
// lock but not on disk was moved or deleted by a person and is not written
// again (remove its line from the lock to get it back); one whose thread is no
// longer in the export stays. The report names them all. Without a lock, files
// that are as the export has them are adopted, and all others kept.
//
// # Stack Exchange
//
// A dump is a folder of XML tables; Posts.xml is needed, the others add to it.
// Every table is read once, as a stream; of a post 32 bytes are kept, and the
// place of its row, at which title and body are read again when its article is
// written. So memory grows by about 40 bytes a post, 200 an article and 200 a
// contributor, whatever the length of the bodies.
//
//	Posts.xml        questions and answers; other kinds of posts and the two planted ones are left out
//	Users.xml        names of those who wrote, asked or gave a bounty
//	Votes.xml        up- and downvotes, as counts by day; the day of acceptance; bounties
//	PostLinks.xml    duplicates → superseded_by; related questions → "See also"
//	PostHistory.xml  the Markdown source of bodies
//	Comments.xml     only counted, for the report
//
// A post with id 17 is answer or thread "17", a user with id 5 is contributor
// "u5"; Options.Prefix stands before both when several exports share a site. An
// owner whose account is gone is the unscored contributor "deleted-NAME".
//
// Evidence: "answered" for every answer; "accepted" by the asker on the day of
// the vote, or the answer's day where that is not known; "kudos" and "downvote"
// without a giver, as a dump names none; a bounty that its giver awarded is
// "kudos" by that person. Without Votes.xml, an answer's score stands for its
// votes. Categories are the most frequent tags of the articles, see folders.
//
// The row
//
//	<row Id="2" PostTypeId="2" ParentId="1" OwnerUserId="12" Body="&lt;p&gt;Turn &lt;b&gt;left&lt;/b&gt;.&lt;/p&gt;" … />
//
// of an answer that question 1 accepts becomes
//
//	---
//	title: "Where is north?"
//	author: u12
//	answer: "2"
//	source: "https://maps.example/a/2"
//	…
//	---
//
//	## Question
//	…
//	## Solution
//
//	Turn **left**.
//
// # Strangers' text
//
// Bodies come from the Markdown source where it can be made to fit (see
// source), else from the HTML. Either way they stay in their part of the
// article: their headings begin at level 3, nothing they open stays open,
// references of the one are not taken for those of the other, and addresses
// within the forum are absolute. Code, text and the targets of links and images
// survive as they are.
//
// Every name of a file is made from slugs, and all writing goes through an
// os.Root, so that no export can write outside of the site.
package importer
