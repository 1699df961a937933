// Package query searches the files that package search writes. search.js in the
// browser gives the same results with the same scores; a test compares 10,000
// random queries.
//
// # Queries
//
// A query is items between spaces; a minus sign before one excludes.
//
//	word            searched for; an article need not have all words
//	"some words"    an article must have all of them
//	-word           an article must not have it; of -"some words", not all
//	tag:wifi        one of the first twelve tags
//	category:net    a folder of the URL, or the category's name as shown
//	author:ann      the name as shown, or one word of it
//	is:verified     the state, or is:accepted
//	rank:expert     the author's rank
//	year:2024       the year of the article
//
// Values of filters are compared folded, spaces as hyphens; all filters must
// hold. A query of filters alone lists by trust. Words are looked up as surfaces.
// One that is in no article is replaced by its parts; else, when it ends the query,
// by the most frequent surface that begins with it; else by a surface of its shard
// with another ending; else by the nearest word of the dictionary
// (Results.Corrected). Quoted and excluded words are not replaced. Stop words are
// dropped unless there is nothing else.
//
// The index holds no places of words. That the words of a phrase follow each other
// is verified in the title, the summary and the headings of the 32 best articles
// that have them all: those come first and are marked Exact, the others follow,
// as the phrase may be in their text. With more than three other words beside the
// quoted ones, quotes are emphasis, and no article must have them; nor where no
// article has them all.
//
// # Spelling
//
// The nearest word is one slip away: a letter left out, put in, mistaken or
// swapped with its neighbour; of three letters none is taken for mistaken. Of
// several, the one with the highest log2 df less the cost of its slip is meant
// (noisy channel: Kernighan, Church and Gale 1990). A word of at most two articles
// to which a 32 times as frequent one of its shard is near gives
// Results.Suggestion. Where nothing is found, Results.Near has words that are two
// or three slips away.
//
// # Scores
//
// With N documents, a group in df of them has idf = log2((2N+2)/(2df+1)) in 1/256,
// rounded as in [format.Log2]. With the median idf m of the n terms found, a
// document that has k of them scores, each part rounded down,
//
//	Σ idf · level  +  269 · m · k²/n²  +  trust/256 · 269 · m · prior/63
//
// where 269 is half of what one occurrence in a text of mean length is worth.
// So full trust is worth at most half a word of median rarity. Equal scores are
// ordered by trust.
//
// A synonym gives 0.6 of its level times the lower idf of both, where that is
// more than the word itself gives; one of several words counts where an article
// has all, at their lowest level.
//
// Of an article with headings, the result names the one under which most of the
// words found are, by their idf.
package query
