// Package ranking decides which articles are public and in which order, and
// says why, term by term.
//
// Value follows what readers said of the article, and little else. Through the whole
// program, with the threads that nobody accepted in the lists, the order is level with
// sorting by votes at all votes (-0.7 to +0.9 points of later pairs, -0.5 to +2.5 of
// nDCG@10 on three communities, which also chose the constants; no interval leaves out 0)
// and two to four points of later pairs ahead of it at a tenth of the votes; the manual's
// page on evaluation has the tables. The author's record is a start of a tenth of a unit: it
// decides between articles of which equally little is known. Between articles of one
// category the record foretells nothing, and from two units on it does harm; between
// answers of one question it helps where votes are few. Nothing here foretells harmful
// advice: votes do not.
//
// # Value
//
// Of each article are known the author's record R in its topic, computed
// without the article itself; P and N, the masses of positive and negative
// judged evidence on it; and U, that of unvouched positive evidence. mu is the
// record of an author of whom nothing is known. A mass is that of the kind, below
// mass, times the weight that package reputation gives its givers (0.4 for a member
// or a vote without a giver). All masses of an article fade together, by half in
// half_life_days of its category, from the date of its newest event. Then
//
//	U' = min(U, unvouched_share * (P + N))
//	X  = rho*R + P + U'                      what is in favour; rho = author_weight = 0.1
//	Y  = rho*(1-R) + N + caution             what is against; caution = 10
//	V  = odds*X / (odds*X + Y)               odds = 20
//
// Caution is the doubt that every article has to outweigh, the same for all: it puts
// an article with many votes before one with few of the same share, and one more
// downvote costs the best article a place or two. (A lower confidence bound, which
// was here before, took it from the top to the middle of the list.)
//
// X/(X+Y) gives the order; few articles of a community get past a half of it. So V,
// the trust that is shown, multiplies its odds X : Y by a constant, which keeps the
// order, keeps V a quotient of sums that can be taken apart exactly, and spreads
// what occurs over the whole range: with mu = 0.4 an article without evidence has 7,
// an accepted one 47, one with three kudos as well 77, one with thirty 96.
//
// unvouched_share is 0 unless set: what strangers say of an article in anchored
// mode is shown, and moves it by nothing.
//
// # Masses
//
//	accepted 0.4                   worth one vote, and not five: measured
//	self_accepted 0.2              worth half of one, that of the author
//	kudos 1, downvote -1.5         times 0.4; not saturated, for saturation cost the
//	                               order of the best (2.6 % inversions): measured
//	confirmed 2, failed -3         who tried it knows as much as two who read it
//	other_accepted -0.4            what accepting gives one answer, it takes from the rest
//	verified 4                     ten kudos; it also puts the article into tier 0
//	rejected -30, flag_upheld -20  such articles are held back; released ones start anew
//	                               from a third of the trust that they had
//
// Lists have accepted answers and the best ones of questions where nobody accepted any.
// With twice the mass for accepting, and half a unit for the record, as is best where all
// are accepted, the order was two points of later pairs behind sorting by votes on two of
// three communities.
//
// An acceptance by the author, who asked as well, says that the problem is solved: in
// platform mode that is worth half a vote. (Worth nothing, on three of four communities
// it put answers that later readers liked too low.) It earns its author nothing, and in anchored mode, where anyone
// may own the account that asks, it counts nothing here either. Reports without a giver are bounded, see package reputation;
// votes without a giver are not, for then the platform is trusted to count.
//
// # Terms
//
// V is taken apart exactly. With S = odds*X + Y, from mu on the author's record adds
// rho*(R-mu)*(odds*(1-mu)+mu)/S; each kind of positive evidence of mass p adds
// odds*p*(1-mu)/S, each kind of negative evidence n takes n*mu/S, unvouched evidence
// adds odds*U'*(1-mu)/S. Caution takes what the article of an unknown author would
// be short of mu, (mu*(caution + rho*(1-mu)) - odds*rho*mu*(1-mu))/S. It shrinks as
// evidence comes. All are millionths, rounded together so that Start + Terms = V;
// Shown does the same for the tenths of a point that a reader sees.
//
// # A worked example
//
// Unknown authors start at 0.4. The author's record in wifi is 0.62. The article was
// accepted (mass 0.4), confirmed by four members (4*0.4*2 = 3.2), and failed for one
// (-1.2). So X = 0.062 + 3.6 = 3.662, Y = 0.038 + 1.2 + 10 = 11.238, S = 73.24 + 11.238 =
// 84.478:
//
//	Trust 86.7 = 40.0  where any unknown author starts
//	           +  0.3  author's record in wifi:  0.1*(0.62-0.4)*12.4/84.478 = 0.003229
//	           +  5.7  accepted:                 20*0.4*0.6/84.478          = 0.05682
//	           + 45.5  confirmed by four:        20*3.2*0.6/84.478          = 0.454556
//	           -  0.6  failed for one:           1.2*0.4/84.478             = 0.005682
//	           -  4.2  caution:                  (0.4*10.06 - 20*0.1*0.4*0.6)/84.478 = 0.041952
//
// # States
//
// Every article ends in exactly one state; Tally checks that none is lost.
// Asked in this order: it is a draft; its publish_at has not come; its
// expires_at has; it is held back; it is outdated (superseded_by or outdated is
// set); it is published. Of those that are then public and describe the same problem
// (package neardup: same title, nearly the same question and answer) the one
// that comes first by the order below is canonical, and the others are
// duplicates, unless duplicates = "show". Held back is
//
//   - what its file holds back (hold_in_file): held is a reason, and no evidence;
//   - what a reviewer rejected (hold_rejected);
//   - what has an upheld flag (hold_flagged);
//   - what has a dangerous command of level block, unless a reviewer verified
//     the article (hold_risky; [ranking.risk] sets the level of a kind);
//   - what failed: Q = (rho*R + P)/(rho + P + F) is below hold_quality and F above
//     hold_negative, 2.5, where F is the mass of failed, rejected and flag_upheld. Votes
//     and another accepted answer are no failure, and unvouched evidence is left out;
//   - what has more downvotes than upvotes, and at least hold_downvoted of them,
//     unless a reviewer verified it;
//   - what says next to nothing, to its own author, and nobody else endorsed
//     (hold_no_solution), and what has a question and no answer (hold_unanswered).
//
// The standing of the author, age, and unvouched events never hold an article
// back. A reviewer who is not the author releases a held article with
// released_by and reason in its front matter, which changes nothing but its state,
// or with verified_by and reason; only rejected_by and held in the same place are
// stronger. Reviewers are people who are named in reviewers, by id or by role.
//
// Of the public articles of one thread that a file names, the accepted one leads, and
// the others are further answers on its page (Join). This comes before duplicates.
//
// One predicate decides what is listed, State.Public: it holds for published and
// outdated articles, and lists, search, feeds, sitemap and JSON obey it. A second
// one decides what has a page: State.Reachable adds duplicates, whose old address
// keeps working and leads on to the canonical article.
//
// An answer that repeats an earlier one nearly word for word has no positive
// evidence (package reputation) and the term "copy", which is 0 and says why.
//
// # Order
//
// Public articles are ordered by tier (0: verified by a reviewer; 1: all others;
// 2: outdated), then by V, the larger first, then by the newer answer,
// then by path. So a list is the same on every machine.
//
// All numbers are integers, see package fixedpoint.
package ranking
