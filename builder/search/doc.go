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
// A query's words are looked up as surfaces. One that is not there is replaced
// by its parts; else, when it ends the query, by the most frequent surface that
// begins with it; else by a surface of its shard with another ending. Stop
// words are dropped unless there is nothing else. With the median idf m of the
// n terms found, a document that has k of them scores, rounded down,
//
//	Σ idf · level  +  269 · m · k²/n²  +  trust/256 · 269 · m · prior/63
//
// where 269 is half of what one occurrence in a text of mean length is worth.
// So full trust is worth at most half a word of median rarity. Equal scores are
// ordered by trust. The prior is 43 … 63 for verified documents, 1 … 42 for
// published, 0 for outdated ones, rising with the order value.
//
// # Files
//
// search.js is the engine without its comments, and a last line
// winnowSearch.manifest={…}; with the fields of type manifest. All other files
// lie in a folder named after the hash of their content, which the manifest
// tells: they may be cached for ever, and an engine never mixes two builds.
// Numbers are varints (seven bits a byte, lowest first, at most 31 bits) unless
// called bytes; streams are compressed with zlib, whose checksum finds damage.
//
//	t/N.bin  term shard, one stream of about 8 kB:
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
//	d/N.bin  document blocks, each: length, stream, zeros up to a multiple of
//	           manifest.blocks.unit
//
// A shard that holds a surface holds its group: a word needs one file.
// manifest.terms separates the shards: a token is in shard i when i separators
// are not above it. Postings are sorted by level, the highest first, then id,
// and written as runs: a byte, level above and count below (15: 15 plus the
// number that follows), then the gaps between ids less one, from −1 on. A term
// shard has the first 4096 postings of a group, overflow files the next 4096.
//
// A document block holds 16 documents by column: title, slug, place, kind,
// summary, author, tags, date. U+001E stands between columns, U+001F between
// values, U+001D between parts of one. Place and kind are numbers in
// manifest.places (folder, end of the URL, category) and manifest.kinds (state,
// rank, accepted), or = and the parts. A slug is empty if the title gives it,
// else the count of characters shared with that, a colon and the rest. A date is
// days since 1970 in base 36. manifest.blocks.sizes tells how many units each
// block has, so that readers can ask a server for a range of a file; a server
// that sends the whole file instead serves as well. A file ends before the
// block that would make it larger than manifest.blocks.fileSize.
//
// Readers ask for search.js, then all term shards of the query at once, then
// its document blocks: three round trips. Overflow is read only for results
// beyond what the shards know.
//
// # Example
//
// Document 0 "Wifi drops", verified, at wifi/wifi-drops/, and document 1
// "Dropped: wifi 7" at wifi/7/ give levels 773 (0 … 8) and 802 (9 … 14), and
//
//	t/0.bin  04 03                     4 surfaces, 3 groups
//	         00 01 37 00               "7", new group 0
//	         00 07 64726f70706564 00   "dropped", new group 1
//	         04 01 73 01               "drop" + "s", one group back: group 1
//	         00 04 77696669 00         "wifi", new group 2
//	         01 01 01                  group 0: df 1; level 0, one posting: 1
//	         02 91 00 01 01            group 1: df 2; level 9: 0; level 0: 1
//	         02 91 00 01 01            group 2: the same
//	d/0.bin  "Wifi drops␟Dropped: wifi 7␞␟:7␞0␟0␞0␟1␞Move it.␟␞␟␞␟␞f9i␟"
package search
