// Package importer turns the export of a forum into a site: accepted answers
// become articles, what happened to any answer becomes evidence, people become
// contributors. It reads foreign files of any size in bounded memory, and never
// overwrites what a person did to the site.
//
// # Formats
//
// A format is one row, a Format: how it is called, what it reads, how it
// recognizes a path, and a function that reads an export. What the function
// returns is an Export: the threads, events, people and links of the forum as
// streams of values. Each format is a package below this one, which imports this
// one and is imported by the program's table alone:
//
//	Topic     id, title and tags of a thread: what places it in the site
//	Link      one thread is a duplicate of another, or related to it
//	Event     a row of evidence: an answer was written, accepted, voted for
//	Person    who asked, answered or gave: a content.Contributor
//	Thread    question and answers, with their bodies in Markdown
//
// Most formats need less: Conversations takes a forum whose threads can be gone through one
// by one, Posts one whose posts come in any order. Either decides which answer leads a
// thread and counts what is left out. Package files reads files, sqldump dumps of databases.
//
// All else is done here, the same for all formats: ids get their prefix,
// categories are chosen, threads get their paths, links become "See also" and
// superseded_by, files are written, kept or updated, and what was read is
// accounted for. Package htmlmd makes Markdown of bodies.
//
// # What is written
//
// Into the folder of a site, which is made when it does not exist:
//
//	site.toml, .gitignore         only where they do not exist
//	content/FOLDER/SLUG.md        an article: front matter, "## Question", "## Solution", "## See also"
//	content/FOLDER/_index.md      the name of a category
//	content/contributors.toml     new people at the end; entries that are in it stay as they are
//	content/evidence/NAME.csv     all evidence of the export, NAME = the format, or "FORMAT-PREFIX"
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
// Options.Prefix is put before every id when several exports share a site. No
// folder or article takes a name of Options.Reserved: category "Report" is
// content/report-topics/.
//
// # Accounting
//
// A Tally counts what becomes of an export. Of each kind, as much is read as is
// written, skipped or lost, each with its reason; Report.Unbalanced is empty.
//
// # Foreign text
//
// Every name of a file is made from slugs, and all writing goes through an
// os.Root, so that no export can write outside of the site.
package importer
