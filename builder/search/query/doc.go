// Package query searches the files that package search writes. search.js in the
// browser gives the same results with the same scores; a test compares 10,000
// random queries. They stay two: the interpreter of JavaScript in Go that was tried
// (goja, September 2026) knows no classes of characters such as \p{L}, of which the
// tokenizer is made. At 10,000 articles it took 60 to 170 ms for a first query of which
// it had found fewer words than it should, on a busy machine.
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
// One that is in no article is replaced, when it ends the query, by the most frequent
// surface that begins with it; else by a surface of its shard with another ending, where
// both endings are of those in the manifest; an identifier, by itself without
// separators, else by its parts; else by the nearest word of the dictionary, by two
// words that it is made of, or by a word two slips away. All but the first and
// identifiers are named (Results.Corrected). Quoted and excluded words are not replaced.
//
// Two words that articles write as one find that, too: blue tooth. It is looked up where
// it is in the shard of the first one, where one of both is in no article, and where a
// number follows a short word.
//
// Beside other words, stop words are light: they count three quarters, and they are
// neither replaced, required nor marked. With more than eight other words they are left
// out, as those of most articles always are.
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
// to which a 16 times as frequent one of its shard is near gives
// Results.Suggestion. Where nothing is found, Results.Near has words that are two
// or three slips away.
//
// # Scores
//
// With N documents, a group in df of them has idf = log2((2N+2)/(2df+1)) in 1/256,
// rounded as in [format.Log2]. A term that the query has c times, at most 8, has the
// worth w = c · idf, a light one three quarters of it; c of an identifier (with a digit
// and a letter, or five digits) counts four times. With the median idf m of the n
// terms found, a document that has k of them scores, each part rounded down,
//
//	Σ w · level  +  136 · m · k²/n²  +  trust/256 · 136 · m · prior/63
//
// where 136 is twice what one occurrence in an answer of mean length is worth; one in a
// title is worth 228. So full trust is worth as much as having all words, and at most
// six tenths of what a word of median rarity is worth in a title. Equal scores are
// ordered by trust.
//
// The first ten are then put in order by their titles. To the score of each is added,
// of the highest one, a quarter times the weight of the words that query and title
// share, of all words of both; and a quarter, of queries of at most three words a half,
// times the share of the query's pairs of words that the title has. Words that are no term weigh m, stop words among them three
// eighths of it.
//
// From 100 articles on, one that has nothing of the query but stop words and words of
// most articles is no result, unless the query has no other words. A result with less
// than a third of the query, by the worth of its words, is Weak.
//
// A synonym gives 0.6 of its level times the lower idf of both, where that is
// more than the word itself gives; one of several words counts where an article
// has all, at their lowest level.
//
// Of an article with headings, the result names the one under which most of the
// words found are, by their idf.
package query
