// Package table reads any table of threads, CSV or JSON, by a map that says what its
// fields mean.
//
// A table is a file, a folder or a .zip of files: CSV with commas, semicolons or tabs and
// a first line of names; or JSON, as an array, an object to a line, or pages that have
// the rows under a name ("items", or what the map calls rows).
//
// # The map
//
// map.toml is beside the table, or elsewhere (Task.Map). Each of its keys names a field;
// in JSON, "answer.author.login" is a field within fields, and "answers.0.body" one of a
// list.
//
//	question = "body"            solution = "answer.body"
//	title    = "subject"         thread   = "id"
//	format   = "html"            # or md, bbcode, text; or the field that says it
//
// A row is a thread with its solution. With the key accepted, a row is an answer: rows
// of one thread belong together, and the field says which answer was accepted. A row
// without a solution is a question that nobody answered.
//
// Votes are totals (upvotes, downvotes, or score, the one less the other), or events:
// [votes] names a list within the row, or another file, and in it by, at and value;
// a value that is negative, "down", "dislike" or -1 is a downvote.
//
// # What is left out
//
// A row that is longer than 64 MB ends its file. A row with more or fewer cells than
// names is reported and left out. A date that cannot be understood is as none.
package table
