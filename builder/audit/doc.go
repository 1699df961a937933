// Package audit defines what a site publishes so that anyone can recompute its
// numbers: three documents in JSON, how they are written and read, and how those
// of two builds compare. It knows no other room; package site fills them in,
// the page script why.js and the tests of this repository recompute them.
//
// # Numbers
//
// All are integers: shares, masses and values in millionths, what is shown in
// tenths of a point (a point is 10,000 millionths), decay in 30 binary places
// (1,073,741,824 = it has not faded). Every division is made once, to the
// nearest integer, a half to the even one; dividing by zero gives zero. Parts
// that must add up to a total are rounded down, and what is missing goes to
// those that lost most, among equals to the first ("share out").
//
// # The block of an article page
//
// An article page holds one [Article] in
//
//	<script type="application/json" id="winnow-why">{…}</script>
//
// With mu = start, rho = author_weight, R = author: each term with a mass is
// evidence; faded it is mass*decay/2^30, unvouched evidence uses
// unvouched_decay. P and N are the sums of the positive and of the negative ones
// without "unvouched", U = min(unvouched, unvouched_share*(P+N)). Known = rho*R,
// begun = rho*mu and up = odds*(1-mu) are rounded to millionths, and so is X:
//
//	X     = odds*(known + P + U)
//	S     = X + rho - known + N + caution
//	value = X/S = start + all adds
//	trust = value in tenths; start, tenths of the terms and trust add up, too
//
// A term adds (mass/S)*up, harm (mass/S)*mu, the author ((known-begun)/S)*(up+mu),
// caution -(mu*(caution + rho - begun) - up*begun)/S; what is divided by S is rounded
// to a millionth before, the quotient to 10^-12, and so is the product; then
// value - start is shared out over the terms.
//
// # The score of a contributor
//
// people/SLUG/score.json holds one [Contributor]. For each answer, positive and
// negative (P and N) give good = P/(P+N+caution) and bad = N/(P+N+caution); both
// fade by decay. G and B are their sums. Those of "unvouched" evidence are summed
// apart and, if they are more than unvouched_share*(G+B) together, scaled down
// to that: good first, the rest is bad. They join G and B. Then
//
//	total = mu + (G*(1-mu) - B*mu)/(kappa.overall + G + B) = start + all adds
//	score = total - start in tenths
//
// An answer adds (good*(1-mu) - bad*mu)/(kappa + G + B), after fading, to 10^-12;
// so do unvouched evidence as a whole, then the sum is shared out over the
// answers with good, bad or copy_of, in their order, and unvouched evidence. During
// probation a positive sum is taken away.
//
// A topic splits the same answers into levels: those named in "tag" leave 1/tags
// of their faded outcome on the tag and the rest in the category; those named in
// "category" belong to the category; all others lie elsewhere, where unvouched
// evidence joins. Each level starts from the distance r of the one above, from 0:
//
//	r = (kappa*r + G*(1-mu) - B*mu)/(kappa + G + B)
//
// # All constants
//
// rules.json, at the top of a site, holds one [Constants]: every key of
// [reputation] and [ranking] with the value in force. Those that a score or a
// value is recomputed from are in the documents above, too; the others decide
// what the masses are.
//
// # Privacy
//
// Who gave what is never published, only how many of which class. An answer whose
// article is not on the site has no address, only a number.
package audit
