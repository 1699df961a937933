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
// term shards list surfaces, so that a reader needs no stemmer. Identifiers with the
// same letters and digits are a group, too: WRT-54GL and wrt54gl. A number after a short
// word is one more token together with it: KB 5034441 gives kb5034441.
//
// Some surfaces are only typed, and are listed where no article has them: identifiers
// without separators, their longest run of four or more digits, and words with ae, oe,
// ue for ä, ö, ü. The manifest has the endings that set apart the words of a group.
//
// # Impacts
//
// The impact of a group on a document adds over the fields, in 1/1024,
//
//	weight · tf / (tf + k1 · (1 − b + b · length / mean length))
//
// with the weights title 410, tags 205, question 205, answer 137, code 66 (3 : 1.5 :
// 1.5 : 1 : 0.5), k1 0.8 and b 0.75 for title and tags, k1 1 and b 0.5 for the others.
// Each field saturates by itself (Robertson and Zaragoza 2009 saturate the sum): so a
// word in title and text counts more than one in either. Files hold one of 15 levels
// for an impact, those with the least mean square error.
//
// A stop word has as many postings as there are articles with it in the title, those
// of the highest impact, from 512 to 2048. The manifest names the stop words that are
// in more than two of three articles, once there are 100.
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
