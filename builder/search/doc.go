// Package search builds the index that the browser searches.
//
// Analyze takes the text of an article apart, once, when the article is
// converted. Build turns the bags of all articles into files, the bytes of which
// package format describes. Two programs read them and give the same articles with
// the same scores: package query, and search.js in the browser. No server takes
// part.
//
// # Groups
//
// Tokens as they occur (package words) are surfaces. Those with one Snowball stem
// in the language of their article are a group, and postings belong to groups. The
// term shards list surfaces, so that a reader needs no stemmer.
//
// # Impacts
//
// The impact of a group on a document is x/(x+k1) in 1/1024, where x adds
// weight·tf/norm over the fields: BM25F with k1 0.9, b 0.4 and the weights title 3,
// tags 2, question 1, answer 1.5, code 0.5. Files hold one of 15 levels for an
// impact, those with the least mean square error.
//
// Documents are numbered in trust order. The prior of a document is 53 … 63 where
// it is verified, 1 … 52 where it is published, 0 where it is outdated, rising with
// the order value.
//
// # Synonyms
//
// Synonyms are those of the options and what articles explain as "network attached
// storage (NAS)", in two articles at least once there are 500, the 64 most frequent.
//
// # Sections
//
// Of an article with headings, the index knows for each heading the words that the
// article has under it first. Words of the title and the question count for none,
// as they lead to the article as a whole.
package search
