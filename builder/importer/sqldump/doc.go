// Package sqldump reads the rows of a dump of a database, MySQL or PostgreSQL (and SQLite),
// as a stream: of files of any size in the memory of one row.
//
//	INSERT INTO `qa_posts` VALUES (1,'Q',NULL,'It\'s'),(2,'A',1,'So');
//	COPY public.posts (id, raw) FROM stdin;
//	1	a\tb
//	\.
//
// An INSERT without names of columns has those of the CREATE TABLE before it. Names are
// without schema, quotation marks and case. Everything else (indexes, triggers, settings)
// is passed over.
//
// A statement that cannot be read is a [Flaw]: it is noted with its line, and reading goes
// on with the next one. A value of more than 64 MB is one.
package sqldump
