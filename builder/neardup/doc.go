// Package neardup finds answers that repeat an earlier answer nearly word
// for word, and articles that are the same problem twice. It judges texts; what
// follows for score and state is up to packages reputation and ranking.
//
// Each article is known by a sketch of at most 159 bytes, made when its text is
// at hand and kept in the store. Articles are compared by their sketches alone,
// in linear time: 100,000 of them take less than half a second.
//
// # Words
//
// A text is folded into words: letters and digits, without case, accents,
// punctuation, spacing and invisible characters; so markup, quoting and layout
// make no difference, nor do Cyrillic letters that look like the Latin ones they
// replace. "+" and "#" belong to a word that they follow: C, C++ and
// C# are three words. A character of a script without spaces (Chinese, Thai) is
// a word, of half the weight. What an answer says is the set of pairs of
// neighbouring words in its prose and code, without those that its question has:
// quoting the question adds nothing.
//
// # Sketch
//
// Each pair is hashed into one of 96 bins, and of each bin the smallest hash is
// kept (MinHash by one permutation; empty bins copy others, Shrivastava 2017). So
// two sketches agree in about the share of bins that the two sets have in common
// of all their pairs (Jaccard). One byte of each bin is enough: different ones
// agree by chance in one of 256. The bytes are
//
//	0       version
//	1       flags: 1 answer bins follow, 2 question bins follow, 4 long enough for a problem
//	2       length of the answer in half words, at most 64
//	3…6     hash of the words of the title, in order, and of what else must be equal
//	7…10    hash of the words of the question
//	11…14   hash of the words of the answer
//	then    96 bins of the answer, 48 of the question
//
// An answer or question of fewer than 12 words has no bins: it is never judged.
//
// # Copies
//
// An answer is a copy when it agrees with an earlier one in 40 bins of 96, or in
// one more for each word that the shorter of both lacks to 32. Pairs of words
// part copies from other answers better than single words, which answers on one
// subject share, and than triples, of which a change of words leaves less.
//
// Measured on all 11,152 answers of cardano.SE, of travel.SE until 2012 and of
// four small sites: found of the answers of 12 words or more after a sentence was
// left out, two were changed round, a greeting and a closing were added, case and
// layout were changed, and so many of the words were replaced; of the 44 pairs
// that really repeat each other; of the 45 pairs of ten posts with a link each
// above the same call to vote; and of all other 24.7 million pairs:
//
//	bins   0 %    5 %    10 %   15 % of words   real  template  wrong
//	 28    99.6   99.0   97.4   94.3             44      45       9
//	 32    99.4   98.2   95.9   90.5             44      45       2
//	 36    99.0   97.3   93.3   84.9             43      45       1
//	 40    98.5   95.9   89.4   76.1             42      45       0
//	 44    97.7   93.7   83.8   63.0             39      45       0
//	 52    94.8   86.5   65.1   31.4             34      27       0
//	 60    89.1   72.2   36.5    9.1             30       3       0
//
// (go test ./builder/neardup -run Measure -table, with the data folder beside
// the project). Of 1,324 replies of a forum, shorter ones, which played no part in
// the choice, 40 bins find 97.4, 90.2, 77.3 and 60.0 %. The wrong pairs below 40 quote the same source. As taking credit
// from someone is worse than missing a copy, 40 holds. The template shows the
// limit: where most words of two answers are the same form, they are the same.
//
// Of two answers of different authors the later one is the copy only when the
// dates say so: the earlier must not have been changed since the later was
// written, both must be dated, and dates without a time of day must differ. On a
// guess no one loses credit, and no one takes credit by changing an old answer. Of
// one author's answers the first is the original: by date, then by the list.
//
// To find pairs, answers are put into buckets by three bins at a time, 48 times.
// In each bucket an answer is compared with the first four and the four before
// it: a hundred thousand equal answers are no more work than different ones.
//
// # Problems
//
// Two articles are one problem when they have the same title word for word, name
// the same products and language, and agree in 67 of 96 bins of the answer and 34
// of 48 of the question. Of a text that is too short for bins every word must be
// the same. So "Reset model A" and "Reset model B" stay two, however much their
// texts are alike, and so do titles that differ in a number: an article that is
// shown twice does less harm than one that disappears.
package neardup
