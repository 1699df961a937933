// Package search builds the index that the browser searches, and searches it.
//
// Analyze takes the text of an article apart, once, when the article is
// converted. Build turns the bags of all articles into files. Two programs read
// these files and give the same articles with the same scores: Open and Search
// here, and search.js in the browser. No server takes part.
//
// # Tokens
//
// Text is cut into chunks of letters, digits, marks and the joiners
// _ . - + # / \ : ' ’ ~ @. Joiners at the ends of a chunk are dropped, but for
// those in --flag, .NET, /etc, ./run, C++ and C#. A chunk with joiners inside
// gives its words, and itself as one more token where it is an identifier: it
// holds _ . @ \ :: or two slashes, or a digit beside one of - : / +, or kept a
// joiner at an end (file.ext, snake_case, v2.3.1, utf-8, C++). A word of one or
// two letters with a hyphen joins the next: wi-fi gives wifi, wi and fi. An
// apostrophe before the last one or two letters is dropped: don't gives dont.
// camelCase gives itself and its parts. Scripts without spaces, and Hangul,
// give overlapping pairs of characters. Tokens have at most 40 characters.
//
// A token is folded: compatibility forms and accents are dropped (NFKD), case
// is lowered, ß becomes ss, ø o, ς σ and so on (see fold.go). й keeps its breve.
//
// Tokens as they occur are surfaces. Those with one Snowball stem in the
// language of their article are a group, and postings belong to groups. The
// term shards list surfaces, so that a reader needs no stemmer.
//
// # Ranking
//
// Documents are numbered in trust order. With N documents, a group in df of
// them has idf = log2((2N+2)/(2df+1)) in 1/256, rounded as in function log2.
// Its impact on a document is x/(x+k1) in 1/1024, where x adds weight·tf/norm
// over the fields: BM25F with k1 0.9, b 0.4 and the weights title 3, tags 2,
// question 1, answer 1.5, code 0.5. Files hold one of 15 levels for an impact.
//
// With the median idf m of the n terms found, a document that has k of them
// scores, each part rounded down,
//
//	Σ idf · level  +  269 · m · k²/n²  +  trust/256 · 269 · m · prior/63
//
// where 269 is half of what one occurrence in a text of mean length is worth.
// So full trust is worth at most half a word of median rarity. Equal scores are
// ordered by trust. The prior is 53 … 63 for verified documents, 1 … 52 for
// published, 0 for outdated ones, rising with the order value.
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
// hold. A query of filters alone lists by trust. Words are looked up as surfaces. One that
// is not there is replaced by its parts; else, when it ends the query, by the
// most frequent surface that begins with it; else by a surface of its shard with
// another ending; else by the nearest word of the dictionary (Results.Corrected).
// Quoted and excluded words are not replaced. Stop words are dropped unless
// there is nothing else.
//
// The index holds no places of words. That the words of a phrase stand together
// is verified in the title, the summary and the headings of the 32 best articles
// that have them all: those come first and are marked Exact, the others follow,
// as the phrase may be in their text. Where more than three other words surround the
// quoted ones, quotes are emphasis, and no article must have them; nor where no
// article has them all.
//
// The nearest word is one slip away: a letter left out, put in, mistaken or
// swapped with its neighbour; of three letters none is taken for mistaken. Of several, the one with the highest log2 df less
// the cost of its slip is meant (noisy channel, dictionary.go). A word of at
// most two articles to which a 32 times as frequent one of its shard is near
// gives Results.Suggestion. Where nothing is found, Results.Near has words that are two
// or three slips away.
//
// A synonym gives 0.6 of its level times the lower idf of both, where that is
// more than the word itself gives; one of several words counts where an article
// has all, at their lowest level. Synonyms are those of the options and what
// articles explain as "network attached storage (NAS)", in two articles at least
// once there are 500, the 64 most frequent.
//
// Of an article with headings, the result names the one under which most of the
// words found stand, by their idf; words of the title and the question count for
// none, as they lead to the article as a whole (section.go).
//
// # Files
//
// search.js is the engine without its comments. manifest.js is one line,
// globalThis.winnowManifest={…}; with the fields of type manifest; a page loads
// both at once. All other files lie in a folder named after the hash of their
// content, which the manifest tells: they may be cached for ever, and an engine
// never mixes two builds.
// Numbers are varints (seven bits a byte, lowest first, at most 31 bits) unless
// called bytes; streams are compressed with zlib, whose checksum finds damage.
//
//	t/N.bin  term shards, each: length, stream of about 4 kB (more where there
//	         would be thousands), zeros up to a multiple of manifest.shards.unit;
//	         all of them one after the other, cut into files of
//	         manifest.shards.fileSize. A stream:
//	           number of surfaces, number of groups
//	           each surface, sorted by bytes:
//	             byte shared with the one before, byte following, these bytes,
//	             group: 0 = the next new one, else how many back from there
//	           each group:
//	             df
//	             only if df > 512: postings here, number of overflow blocks,
//	               each: file, place in it, byte highest level
//	             postings
//	o/N.bin  overflow, one stream: blocks of (number of postings, postings)
//	w/N.bin  dictionary, one stream: the words of three to 24 letters, sorted,
//	         each: byte shared with the one before, byte following, these bytes,
//	         byte 8·log2 df; once there are 5000 articles, those of df 2 and more
//	e/N.bin  the same with each word written backwards
//	p/N.bin  titles by prefix, one stream: a document block without summaries,
//	         tags and sections, and a last column of ids in base 36
//	d/N.bin  document blocks, put together and cut in the same way
//
// A shard that holds a surface holds its group: a word needs one shard, from one
// file or two. manifest.shards.sizes tells how many units each shard has.
// manifest.terms separates the shards: a token is in shard i when i separators
// are not above it. Postings are sorted by level, the highest first, then id,
// and written as runs: a byte, level above and count below (15: 15 plus the
// number that follows), then the gaps between ids less one, from −1 on. A term
// shard has the first 4096 postings of a group, overflow files the next 4096.
// Values of filters are surfaces with = before, as in =tag:wifi; all their
// postings are published, at level 0. The manifest separates the files of w/ and
// e/ in the same way as shards. One slip leaves the first or the last half of a
// word as it was, so that a file or two of each tell all words that are near.
// With Options.FromDisk each .bin has a .js beside it that hands its bytes over
// in base 64, for pages opened from disk.
//
// A document block holds twelve documents by column: title, slug, place, kind,
// summary, author, tags, date, sections. U+001E stands between columns, U+001F
// between values, U+001D between parts of one. Place and kind are numbers in
// manifest.places (folder, end of the URL, category) and manifest.kinds (state,
// rank, accepted), or = and the parts. A slug is empty if the title gives it,
// else the count of characters shared with that, a colon and the rest. A date is
// days since 1970 in base 36. Sections are heading, id, marks; heading, id, marks;
// and so on. An id is = and itself, or, after h-, like a slug of the heading.
// Marks are two characters for each of the words (at most 40, no stop words) that
// the article has under this heading first: twelve bits of FNV-1a over the
// characters, h>>6 and h, in the order 0…9A…Za…z-_, after h ^= h>>15.
// manifest.blocks.sizes tells how many units each block has, so that readers can
// ask a server for a range of a file; one that sends the whole file instead
// serves as well.
//
// A file of titles lists, for each beginning of a word (two characters, one of
// scripts without spaces), up to 24 articles with such a word in the title, the
// most trusted ones; fewer where there would be too many files. Beginnings are
// sorted, and manifest.starts separates the files.
//
// Readers ask for search.js and manifest.js, then all term shards of the query at once, then
// its document blocks: three round trips. Overflow is read only for results
// beyond what the shards know.
//
// # Example
//
// Document 0 "Wifi drops", verified, at wifi/wifi-drops/, and document 1
// "Dropped: wifi 7" at wifi/7/ give levels 773 (0 … 8) and 802 (9 … 14), and
//
//	t/0.bin  09 08                     9 surfaces, 8 groups
//	         00 01 37 00               "7", new group 0
//	         00 0e 3d63617465676f72793a77696669 00   "=category:wifi", new group 1
//	         01 0b 69733a6163636570746564 00   "=is:accepted", new group 2
//	         04 09 7075626c6973686564 00   "=is:published", new group 3
//	         04 08 7665726966696564 00   "=is:verified", new group 4
//	         01 09 796561723a32303234 00   "=year:2024", new group 5
//	         00 07 64726f70706564 00   "dropped", new group 6
//	         04 01 73 01               "drop" + "s", one group back: group 6
//	         00 04 77696669 00         "wifi", new group 7
//	         01 01 01                  group 0: df 1; level 0, one posting: 1
//	         02 02 00 00               group 1: df 2; level 0: 0, 1
//	         01 01 00                  group 2: df 1; level 0: 0
//	         01 01 01                  group 3: df 1; level 0: 1
//	         01 01 00                  group 4: df 1; level 0: 0
//	         01 01 00                  group 5: df 1; level 0: 0
//	         02 91 00 01 01            group 6: df 2; level 9: 0; level 0: 1
//	         02 91 00 01 01            group 7: the same
//	d/0.bin  "Wifi drops␟Dropped: wifi 7␞␟:7␞0␟0␞0␟1␞Move it.␟␞␟␞␟␞f9i␟␞␟Reset␝␝8qCL"
//	p/0.bin  "Wifi drops␟Dropped: wifi 7␞␟:7␞0␟0␞0␟1␞␟␞␟␞␟␞f9i␟␞␟␞0␟1"
//
// The second one has "Hold the button." under the heading "Reset" with id h-reset.
package search
