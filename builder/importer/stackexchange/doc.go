// Package stackexchange reads the data dump of a Stack Exchange site: a folder
// of XML tables, of any size, in bounded memory. Posts.xml is needed, the others
// add to it.
//
//	Posts.xml        questions and answers; other kinds of posts and the two planted ones are left out
//	Users.xml        names of those who wrote, asked or gave a bounty
//	Votes.xml        up- and downvotes, as counts by day; the day of acceptance; bounties
//	PostLinks.xml    duplicates and related questions
//	PostHistory.xml  the Markdown source of bodies
//	Comments.xml     only counted, for the report
//
// Every table is read once, as a stream; of a post 32 bytes are kept, and the
// place of its row, at which title and body are read again when its article is
// written. So memory grows by about 40 bytes a post, 300 an article and 200 a
// contributor, whatever the length of the bodies.
//
// A post with id 17 is answer or thread "17", a user with id 5 is contributor
// "u5". An owner whose account is gone is the unscored contributor
// "deleted-NAME"; the site itself (user -1) and posts without any owner have no
// contributor.
//
// An accepted answer leads its thread; the other answers that nobody voted below zero
// are articles of their own that name the same thread. Where nobody accepted one, the
// best leads, if its score is at least the median of the accepted ones, and 3.
//
// Evidence: "answered" for every answer; "accepted" by the asker on the day of
// the vote, or the answer's day where that is not known; "kudos" and "downvote"
// without a giver, as a dump names none; a bounty that its giver awarded is
// "kudos" by that person. Without Votes.xml, an answer's score counts as its
// votes.
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
// Bodies come from the Markdown source where package htmlmd can make it fit,
// else from the HTML.
package stackexchange
