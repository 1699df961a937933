
// Words that are near. Mirrors query/spelling.go and query/find.go.

const MIN_ENTRY = 4, MAX_ENTRY = 24, MAX_SPAN = 2, RARE_WORD = 2, CLEARLY = 32, FAR_WORD = 8, MIN_PART = 3;
const MAX_NEAR = 5, LAMBDA = 81, FIRST_SLIP = 23, EASY_SLIP = 12;
const KEYBOARD = 'qwertyuiop asdfghjkl  zxcvbnm';

// forwards gives the word of an entry that is written backwards.
const forwards = (e) => e.forwards ??= reversed(e.text);
const reversed = (s) => Array.from(s).reverse().join('');
const isEntry = (s) => /^\p{L}+$/u.test(s) && !Array.from(s).some((c) => BIGRAM.test(c));
const weightOf = (df) => log2(Math.max(df, 1)) >> 5;

function sharedLength(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

// slip returns the cost of typing w instead of v, Infinity for more than one slip.
function slip(w, v) {
  if (Math.abs(w.length - v.length) > 1) return Infinity;
  const n = sharedLength(w, v), cost = n === 0 ? LAMBDA + FIRST_SLIP : LAMBDA;
  const same = (i, j) => {
    for (i += n, j += n; i < w.length && w[i] === v[j]; i++, j++);
    return i >= w.length && j >= v.length;
  };
  if (w.length < v.length && same(0, 1) || w.length > v.length && same(1, 0)) return cost;
  if (w.length !== v.length || n === w.length) return Infinity;
  if (w.length >= MIN_ENTRY && same(1, 1)) return neighbours(w[n], v[n]) ? cost - EASY_SLIP : cost;
  return w.length > n + 1 && w[n] === v[n + 1] && w[n + 1] === v[n] && same(2, 2) ? cost - EASY_SLIP : Infinity;
}

// guess chooses, of the words that it is told to consider, the one most likely meant.
function guess(text, least = MIN_ENTRY) {
  const w = Array.from(text);
  if (w.length < least || w.length > MAX_ENTRY || !isEntry(text)) return undefined;
  let highest;
  const g = {consider: (t, weight) => {
    const score = weight - slip(w, Array.from(t));
    if (score === -Infinity || t === text) return;
    if (!g.best || score > highest || score === highest && above(g.best.text, t)) [g.best, highest] = [{text: t, weight}, score];
  }};
  return g;
}

function nearestIn(shard, text) {
  const g = guess(text);
  if (g) {
    shard.surfaces.forEach((t, i) => {
      if (Math.abs(t.length - text.length) < 3 && isEntry(t)) g.consider(t, weightOf(shard.heads[shard.group[i]].df));
    });
  }
  return g && g.best;
}

// swaps returns what was meant by three or four letters of which two were swapped.
function swaps([a, b, c, d, ...more]) {
  if (more.length > 0) return [];
  return d ? [a + c + b + d] : [b + a + c, a + c + b];
}

// anotherForm tells whether what was found for a word is neither the word itself nor one
// that the reader has begun to type.
const anotherForm = (w, as) => as !== w.text && !(w.last && as.startsWith(w.text));

// distance returns how many letters were left out, put in or mistaken.
function distance(w, v) {
  if (Math.abs(w.length - v.length) > 3) return 4;
  let row = v.map((_, j) => j + 1);
  row.unshift(0);
  w.forEach((a, i) => {
    const next = [i + 1];
    v.forEach((b, j) => next.push(Math.min(row[j] + (a === b ? 0 : 1), row[j + 1] + 1, next[j] + 1)));
    row = next;
  });
  return row[v.length];
}

function neighbours(a, b) {
  const i = KEYBOARD.indexOf(a), j = KEYBOARD.indexOf(b);
  return i >= 0 && j >= 0 && Math.abs(i % 11 - j % 11) <= 1 && Math.abs(Math.floor(i / 11) - Math.floor(j / 11)) <= 1;
}

// rewritten returns the query with other words for some, '' for none.
function rewritten(items, ...changes) {
  let any = false;
  const better = (w) => changes.reduce((found, c) => c.get(w.text) || found, '');
  const some = (list) => list.some((w) => better(w) || some(w.parts));
  const each = (list) => list.flatMap((w) => !better(w) && some(w.parts) ? each(w.parts) : [better(w) || w.text]);
  const out = items.map((item) => {
    if (!item.plain || !some(item.words)) return item.raw;
    any = true;
    return each(item.words).join(' ');
  });
  return any ? out.join(' ') : '';
}

// Phrases. Mirrors query/phrase.go.

const PHRASE_CHECKS = 32, MAX_BESIDE = 3, MAX_KEYS = 3;

const texts = (list) => list.map((w) => w.text);
const phrasesOf = (items) => items.filter((it) => it.phrase && !it.not && it.words.length > 1).map((it) => texts(it.words));

function holds(doc, phrases) {
  const contains = (text, p) => text.some((_, i) => p.every((w, k) => text[i + k] === w));
  const shown = doc.shown ??= [doc.title, doc.summary, ...doc.parts.map((p) => p.heading)].map((s) => texts(words(s)));
  return phrases.every((p) => shown.some((text) => contains(text, p)));
}

// facets counts the values of results: "Filter by", the most frequent first, years in
// their order. Mirrors query/results.go.
function facets(results) {
  const values = {
    category: (r) => [r.category], tag: (r) => r.tags, state: (r) => [r.state], rank: (r) => [r.rank], year: (r) => [r.date.slice(0, 4)],
  };
  const out = [];
  for (const field of Object.keys(values)) {
    const counts = new Map();
    for (const v of results.flatMap(values[field])) if (v) counts.set(v, (counts.get(v) || 0) + 1);
    const list = [...counts].map(([value, count]) => ({field, value, count}));
    out.push(...list.sort((a, b) => field !== 'year' && b.count - a.count || compare(a.value, b.value)));
  }
  return out;
}

const compare = (a, b) => a === b ? 0 : above(a, b) ? 1 : -1;
