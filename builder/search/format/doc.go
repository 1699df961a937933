// Package format is the bytes of the search index: what the writer writes and what
// each reader reads, search/query here and search.js in the browser.
//
// # Files
//
// search.js is the engine without its comments. manifest.js is one line,
// globalThis.winnowManifest={…}; with the fields of type [Manifest]; a page loads
// both at once. All other files are in a folder named after the hash of their
// content, which the manifest names: they may be cached for ever, and an engine
// never mixes two builds.
//
// Documents are numbered in trust order. Tokens as they occur are surfaces (package
// words); those with one stem are a group, and postings belong to groups: an
// article, and one of 15 levels for the impact of the group on it.
//
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
//	x/N.bin  texts of articles, a stream each, one after the other, at most 4,194,304
//	         bytes: readers ask for ranges
//
// A shard that holds a surface holds its group: a word needs one shard, from one
// file or two. manifest.shards.sizes says how many units each shard has.
// manifest.terms separates the shards: a token is in shard i when i separators
// are not above it. Postings are sorted by level, the highest first, then id,
// and written as runs: a byte, level above and count below (15: 15 plus the
// number that follows), then the gaps between ids less one, from −1 on. A term
// shard has the first 4096 postings of a group, overflow files the next 4096.
// Values of filters are surfaces with = before, as in =tag:wifi; all their
// postings are published, at level 0. The manifest separates the files of w/ and
// e/ in the same way as shards. One slip leaves the first or the last half of a
// word as it was, so that a file or two of each have all words that are near.
// Of a stop word, as many postings are published as there are titles with it, from 512
// to 2048.
// With Options.FromDisk each .bin has a .js beside it that hands its bytes over
// in base 64, for pages opened from disk.
//
// A document block holds twelve documents by column: title, slug, place, kind,
// summary, author, tags, date, sections, text. U+001E is between columns, U+001F
// between values, U+001D between parts of one. Place and kind are numbers in
// manifest.places (folder, end of the URL, category) and manifest.kinds (state,
// rank, accepted), or = and the parts. A slug is empty if the title gives it,
// else the count of characters shared with that, a colon and the rest. A date is
// days since 1970 in base 36. Sections are heading, id, marks; heading, id, marks;
// and so on. An id is = and itself, or, after h-, like a slug of the heading.
// Marks are two characters for each of the words (at most 40, no stop words) that
// the article has under this heading first: twelve bits of FNV-1a over the
// characters, h>>6 and h, in the order 0…9A…Za…z-_, after h ^= h>>15.
// manifest.blocks.sizes says how many units each block has, so that readers can
// ask a server for a range of a file; one that sends the whole file instead
// serves as well.
//
// A text is where the stream of the article's text begins in all files x/ together, each
// taken for 4,194,304 bytes, a colon, and its length, both in base 36; nothing where there
// is none.
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
// "Dropped: wifi 7" at wifi/7/ give levels 213 (0 … 8) and 243 (9 … 14), and
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
//	d/0.bin  "Wifi drops␟Dropped: wifi 7␞␟:7␞0␟0␞0␟1␞Move it.␟␞␟␞␟␞f9i␟␞␟Reset␝␝8qCL␞␟"
//	p/0.bin  "Wifi drops␟Dropped: wifi 7␞␟:7␞0␟0␞0␟1␞␟␞␟␞␟␞f9i␟␞␟␞␟␞0␟1"
//
// The second one has "Hold the button." under the heading "Reset" with id h-reset.
package format
