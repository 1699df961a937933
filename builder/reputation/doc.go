// Package reputation turns what happened to answers into the standing of the
// people who wrote them, and keeps every reason.
//
// A standing answers one question: of what this person's answers met with, how
// much was good? It does not count posts, views or minutes; no rule of this
// package reads them. It starts at what first answers usually meet with, moves
// as answers are judged, and fades when they are judged no more. It is computed
// from dated events alone, in whole numbers (package fixedpoint), by one formula with
// one coefficient per event: so a reader can recompute it, and a contributor can
// see what each answer brought.
//
// It predicts the judgement of a community, which can err. It is a start for
// articles of which little else is known (package ranking), and never a reason
// to hold one back.
//
// # Evidence
//
// Each row of evidence says that something happened to an answer:
//
//	answered               it was written: gives author, thread, category, tags
//	accepted, unaccepted   by the person who asked, or taken back
//	kudos, downvote        by readers
//	confirmed, failed      "worked for me", "did not work"
//	verified, rejected     by a reviewer
//	flag_upheld            by a moderator
//
// An article brings the same: accepted_by and accepted_at are an acceptance,
// unless the evidence has one; verified_by and rejected_by are a
// reviewer's word; kudos, downvotes, confirmed and failed count where the
// evidence has no row on its answer but that it was written. They are dated
// accepted_at, updated or date, the first that is there, and reviewed_at before
// these for a review. An article that was not accepted is an article all the
// same: acceptance is evidence, not a condition. What has no date has not aged.
//
// Rows are first made canonical, so that neither their order, nor repetition,
// nor how they are split into files, makes a difference:
//
//   - all ids and aliases of one entry of contributors.toml are one person;
//   - of one person the last event of a kind on an answer holds, and counts
//     once, whatever its count; the same person's unaccepted of that date or
//     later undoes an accepted;
//   - of events without a giver (by is empty) the largest count of a day holds,
//     so an exporter writes one row a day with the whole count;
//   - of running totals the newest holds, from the day on which it was reached; counts
//     without a giver up to its day are part of it, and so are named givers;
//   - a row may call its answer by its path or address (Input.Find);
//   - the person who asked is the one who accepts, also where the row is silent;
//   - where rows disagree on author, thread, category or tags, the newest holds,
//     and what an article says holds before all;
//   - what authors do to their own answers counts nothing, and is shown;
//   - only named reviewers ([ranking] reviewers; in anchored mode staff, too)
//     verify, reject and uphold flags, in rows as in article files. The word of
//     anybody else, and of nobody, counts nothing and is a problem.
//
// T, the day on which ages are measured, is as_of: a date, after which no row counts;
// or else the day by which 99 of 100 events and answers are dated ("99 %"), which
// package ranking uses as well. Later ones have not aged. So one row of any date moves
// T by one event at most, where with the newest day ("latest-event") one mistaken date
// ages a whole community. A newest date more than two years after T is a warning. The
// wall clock is never read.
//
// # Whose word counts
//
// In platform mode the forum from which the evidence comes is trusted to know
// its people. A kudos or report of an identified person has a weight from 0.1, if all
// endorsements go to one author, to 0.4, if they are spread over many: 0.1 + 0.3*s,
// where s is the share that goes to others than the author who gets most. So one kudos
// to a stranger does not make a puppet a member. One without a giver has 0.4, but
// confirmed or failed without givers weigh 2*w/(w+2) together on one answer, where w is
// the sum: a thousand clicks of whoever came by must not decide alone (kudos and
// downvotes saturate anyway, see below). Without trusted people no bound on invented accounts can be promised: no
// symmetric reputation is sybil-proof (Cheng and Friedman 2005).
//
// In anchored mode [reputation.anchors] names staff, by id or role. Evidence is
// then judged or unvouched, in the spirit of Levien's Advogato:
//
//	staff      named                                                    weight 1
//	proven     author of an answer that staff verified, or named         0.7
//	vouched    endorsed by three different staff or proven people,       0.4
//	           each of whom vouches for at most 20 people in 365 days
//	everyone else, and events without a giver: unvouched                0.4
//
// An acceptance is judged evidence when a judged person gives it, or when a
// staff, proven or vouched person also endorsed the answer (it is corroborated).
// trust_counts = true makes events without
// a giver judged ones, where the platform fights fraud itself.
//
// What one person can do to one author is limited, in the open: endorsements
// that are returned lose up to 80 % (1 - 0.8*2*min/(there + back), from three in
// each direction on); more than three events in 24 hours count nothing; all
// together they give and take at most 3 units of mass, 12 for staff. Staff's
// decisions are duties, not favours, and are not limited.
//
// Vouched people give and take a quarter of a unit, and those for whom exactly
// the same people vouch share it, so it does not matter how many accounts
// someone got vouched for. An acceptance that counts because others endorsed the answer
// counts as a whole when staff did; otherwise the others lend to it what they
// may still give that author, or one vouched friend would make any number of
// made-up askers count.
//
// # Outcome of an answer
//
// With K the weight of kudos, D that of downvotes (both saturate: the hundredth
// says little that the tenth did not):
//
//	P = 4 verified + 2 accepted + weight of confirmed + 2*K/(K+5) + thread*won/others
//	N = 6 rejected + 4 flag_upheld + 1 if another person's answer was accepted
//	    + 1.5 * weight of failed + 1.5*D/(D+3) + thread*lost/others
//	g = P/(P+N+c)    b = N/(P+N+c)    c = caution = 2
//
// others are the answers of other people in the thread that carry judged
// acceptance, kudos or a decision of staff; won of them have less weight of
// kudos, lost more. The asker's own answers are not compared. thread is 0 unless
// set: measured, comparing adds nothing, and vouched accounts could let each
// other win. An acceptance that is limited takes less from the others, too, in
// proportion. As g + b < 1, no
// answer counts as more than one unit, however popular. Outcomes fade:
// d = 2^-(days/1095), by the newest judged event on the answer; being accepted
// counts on the day on which a trusted person first did so, so accepting once
// more renews nothing.
//
// # Repetition
//
// An answer that repeats an earlier one nearly word for word (package neardup
// finds them) earns nothing: P is 0, of unvouched evidence too; N stays; it is no
// solved problem, and who endorsed it is no judge. The line that explains it names
// the original. This holds for another person's words and for one's own: work that
// was done once counts once. A person who posts one accepted answer fifty times
// has shown one good answer, and would otherwise have the certainty of fifty (T4
// bounds R by the best answer, but fifty would bring it there). What fails again
// does harm again, so N is not shared.
//
// copies_count = true turns this off, for sites that live on standard replies.
//
// All else is as if the copy had not been found: mu, how the other answers of the
// thread compare, and whose word counts. So finding a copy changes no one else's score by
// a bit, and copying cannot take a score from the author of the original.
//
// # Score
//
// mu, where a newcomer starts, is sum g/(sum g + sum b) over the first judged
// answer of every author, from 0.1 to 0.7. In anchored mode it is over those with
// a judged event of their own, and 0.5 at most: trusted people judge few first
// answers, mostly those that they like. Starting newcomers at the mean of
// first answers, and not of all, is the choice that mattered most when this was
// measured; it also leaves nothing to gain by a new name (Friedman and Resnick
// 2001).
//
// Evidence on an author is split into levels that do not overlap, and each
// starts from the one above. For a tag these are: elsewhere, the categories in
// which the author has the tag, the tag; for a category: elsewhere, the
// category; for the overall score there is one level with everything. Category
// means the top folder. A post with m tags brings 1/m of its evidence to each,
// the rest to the level above. With G = sum d*g, B = sum d*b, M = G + B:
//
//	R0 = (4*mu + G0)/(4 + M0)    elsewhere     kappa.overall
//	R1 = (6*R0 + G1)/(6 + M1)    category      kappa.category
//	R2 = (6*R1 + G2)/(6 + M2)    tag           kappa.tag
//
// Unvouched evidence is added up in the same way, published beside the score, and
// does not touch it. With unvouched_share above 0 it joins level 0, scaled down to
// that share of M0 at most; where no trusted person judged, it still adds nothing.
//
// For an article, the record of an author of whom nothing good is known yet, and who
// is unscored, counts 0.9 of that (newcomer_start): mu is what first answers met with
// that someone judged at all. Measured on six communities, that makes 3 points of accept
// pairs, and 0.8 hardly more at the cost of lists and threads. Records themselves are
// pulled towards the whole of mu.
//
// The score is 100*(R - mu), in tenths: 0 is a person of whom nothing is known, and who is
// unscored. judged is M, judges are the different identified people behind it.
// A standing in a category or tag is published with three judged units and three
// judges (or events without a giver), or it could reveal who said what. For 365 days
// after a rejection or an upheld flag the author is on probation in that
// category: R is mu at best. Ranks are rules over published numbers; who was judged and
// has 3 points less than nothing has a low record, not the rank of a newcomer.
//
// # Why
//
// An answer at level n adds d*(g*(1-mu) - b*mu)/S_n to R - mu, S_n being
// kappa + M, times kappa/S of each level below. Explain lists these, computed to
// a millionth of a millionth and then rounded together, so that Start + Lines +
// Rest = Total to the last digit; Tenths does the same for what is shown.
// Statement gives all numbers from which a score is recomputed without the
// evidence; package audit has them published.
//
// # A worked example
//
// Newcomers start at 0.5. Ana wrote two answers. One was accepted by bob, and
// has three kudos without givers, of today: K = 3*0.4 = 1.2. The other failed for
// cem, 1095 days ago; cem judged no one else, so the weight is 0.1:
//
//	P = 2 + 2*1.2/6.2 = 2.387097    g = 2.387097/4.387097 = 0.544118    d = 1
//	N = 1.5*0.1 = 0.15              b = 0.15/2.15 = 0.069767            d = 1/2
//	R = (4*0.5 + 0.544118)/(4 + 0.544118 + 0.034884) = 0.555605
//
//	score 5.6 =  6.0    0.544118*0.5/4.579002 =  0.059414
//	           - 0.4   -0.034884*0.5/4.579002 = -0.003809
//
// # Promises
//
// In anchored mode, with counts not trusted, for a given as_of (T1 … T10; each is
// a test):
//
//	T1   any number of unvouched accounts moves R not at all. With beta, which is
//	     unvouched_share, above 0: to at most 1 - (1-R)/(1 + beta*M/(kappa+M)),
//	     not at all where M = 0; likewise downwards. Their acceptance counts where
//	     trusted people endorsed the answer too.
//	T2   nothing they do changes anyone else's score by a bit
//	T3   accounts for whom the same people vouch give an author at most 0.25/c
//	     units of G together (plus thread/c an answer), whatever their number and
//	     whoever accepts; for even one of them three people must be misled
//	T4   answers that no one judges change nothing; no volume buys a score above
//	     that of one's best answer
//	T5   one answer moves R by at most 1/(kappa + M + 1)
//	T6   without new evidence |R-mu| is at most M*d/(kappa + M*d)
//	T7   a new name starts at mu, for its articles at 0.9 of it, without a rank
//	T8   what people do for themselves, under any declared name, counts nothing
//	T9   one rejection takes at least 0.75*R/(kappa + M + 1), and brings probation
//	T10  spraying m tags brings at most 1/m of the evidence to each
//
// Not promised: anything about dishonest staff or forged exports.
package reputation
