// Package ranking decides which articles are public and in which order, and
// says why, term by term.
//
// An article inherits the standing of its author, and leaves it behind as it
// earns its own: its quality is one more step of the chain of package
// reputation. With few votes the author's record helps to predict what later
// readers will say; with many it adds nothing. So it is a start that fades, of
// the weight of one unit of evidence, not a bonus that stays (measured on
// Travel Stack Exchange: agreement with later readers rises from .614 to .659
// when 5 % of the votes are kept, and not at all when all are).
//
// # Value
//
// Of each article are known the author's record R in its topic, computed
// without the article itself; P and N, the masses of positive and negative
// judged evidence on it; and U, that of unvouched positive evidence. Masses
// fade by half in half_life_days of the article's category, from the date of
// the newest event. mu is where an unknown author starts. Then
//
//	U' = min(U, unvouched_share * (P + N))
//	Q  = (rho*R + P + U') / (rho + P + N + U')          rho = author_weight = 1
//	V  = Q - sqrt(Q*(1-Q) / (rho + P + N + 1))
//
// unvouched_share is 0 unless set: what strangers say of an article in anchored
// mode is shown, and moves it by nothing.
//
// Q, the quality, is the share of evidence in favour of the article. V, the
// trust that is shown, is lower by one standard deviation: an article of which
// little is known comes after one of which the same is known for sure. It is
// never below 0.
//
// V is taken apart exactly. From mu on, the author's record adds rho*(R-mu)/S,
// where S = rho + P + N + U'; each kind of positive evidence of mass p adds
// p*(1-mu)/S, each kind of negative evidence n takes n*mu/S, unvouched evidence
// adds U'*(1-mu)/S, and uncertainty takes the root. All are millionths, rounded
// together so that Start + Terms = V; Shown does the same for the tenths of a
// point that a reader sees.
//
// # A worked example
//
// Newcomers start at 0.5. The author's record in wifi is 0.62. The article was
// accepted (mass 2), confirmed by four members (1.6), and failed for one (-0.6).
// So P = 3.6, N = 0.6, S = 1 + 3.6 + 0.6 = 5.2:
//
//	Trust 65.4 = 50.0  where any unknown author starts
//	           +  2.3  author's record in wifi:  1*(0.62-0.5)/5.2 = 0.023077
//	           + 19.2  accepted:                 2*0.5/5.2        = 0.192308
//	           + 15.4  confirmed by four:        1.6*0.5/5.2      = 0.153846
//	           -  5.8  failed for one:           0.6*0.5/5.2      = 0.057693
//	           - 15.7  uncertainty: the root of 0.811538*0.188462/6.2 = 0.157062
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
//   - what a reviewer rejected (hold_rejected);
//   - what has an upheld flag (hold_flagged);
//   - what has a dangerous command of level block, unless a reviewer verified
//     the article (hold_risky; [ranking.risk] sets the level of a kind);
//   - what has Q below hold_quality and N of more than hold_negative, 2.5, which
//     downvotes and another accepted answer together never exceed. This looks at
//     judged evidence alone.
//
// The standing of the author, age, and unvouched events never hold an article
// back. A reviewer who is not the author releases a held article with
// verified_by and reason in its front matter; only rejected_by in the same place
// is stronger.
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
// 2: outdated), then by V, the larger first, then by the newer confirmation,
// then by path. So a list is the same on every machine.
//
// All numbers are integers, see package fixedpoint.
package ranking
