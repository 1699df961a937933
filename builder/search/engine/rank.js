// Ranking. Mirrors query.go and score.go; integers throughout.

const letters = (s) => /^\p{L}*$/u.test(s);

function lookup(shard, w) {
  const exact = shard.index.get(w.text);
  if (exact !== undefined) return exact;
  if (w.parts.length > 0 || w.quoted) return -1;
  const df = (i) => shard.heads[shard.group[i]].df;
  let best = -1;
  if (w.last) {
    for (const i of starting(shard.surfaces, w.text)) if (best < 0 || df(i) > df(best)) best = i;
  }
  return best >= 0 || !letters(w.text) ? best : inflection(shard, Array.from(w.text), df);
}

function inflection(shard, w, df) {
  let best = -1, bestShared = 0;
  for (const i of starting(shard.surfaces, w.slice(0, 3).join(''))) {
    const v = Array.from(shard.surfaces[i]), n = sharedLength(w, v);
    if (n < 3 || w.length - n > 3 || v.length - n > 3 || n === 3 && w.length + v.length - 2 * n > 2 || !letters(shard.surfaces[i])) continue;
    if (n > bestShared || n === bestShared && df(i) > df(best)) [best, bestShared] = [i, n];
  }
  return best;
}

const idf = (docs, df) => log2(2 * docs + 2) - log2(2 * df + 1);

function log2(n) {
  const whole = 31 - Math.clz32(n);
  let out = whole << 8, m = Math.floor(n * 32768 / 2 ** whole);
  for (let bit = 128; bit > 0; bit >>= 1) {
    m = Math.floor(m * m / 32768);
    if (m >= 65536) {
      m >>= 1;
      out |= bit;
    }
  }
  return out;
}

// rank returns the n best hits and how many there are.
function rank(terms, m, n, need, sieve) {
  let hits = terms.length > 0 ? gather(terms, m) : Array.from({length: m.docs}, (_, id) => ({id, score: 0, terms: 0}));
  if (need || sieve.marks) hits = hits.filter((h) => (h.terms & need) === need && (!sieve.marks || sieve.marks[h.id] === sieve.want));
  if (terms.length === 0) return {hits: hits.slice(0, n), total: hits.length};
  const sorted = terms.map((t) => t.idf).sort((a, b) => a - b);
  const median = sorted[(sorted.length - 1) >> 1], all = terms.length ** 2;
  for (const h of hits) {
    let k = 0;
    for (let bits = h.terms; bits; bits &= bits - 1) k++;
    h.score += Math.floor(OCCURRENCE_HALF * median * k * k / all);
    h.score += Math.floor(m.trust * OCCURRENCE_HALF * median * prior(m, h.id) / (256 * MAX_PRIOR));
  }
  return {hits: best(hits, n), total: hits.length};
}

// gather adds up what the terms give to each article. A synonym counts where it
// gives more than the word itself.
function gather(terms, m) {
  const place = new Int32Array(m.docs), hits = [];
  const give = (t, id, part) => {
    if (place[id] === 0) place[id] = hits.push({id, score: 0, part: 0, terms: 0});
    const h = hits[place[id] - 1];
    if (!(h.terms >>> t & 1)) {
      h.terms |= 1 << t;
      h.part = 0;
    }
    if (part > h.part) {
      h.score += part - h.part;
      h.part = part;
    }
  };
  terms.forEach((term, t) => {
    term.ids.forEach((id, i) => give(t, id, term.idf * m.levels[term.levels[i]]));
    for (const o of term.others) o.ids.forEach((id, i) => give(t, id, Math.floor(o.idf * m.levels[o.levels[i]] * 6 / 10)));
  });
  return hits;
}

// intersect returns the postings of the ids that are in all lists, at the lowest of
// their levels.
function intersect(lists) {
  const level = new Map(), n = new Map(), out = {ids: [], levels: []};
  lists.forEach((list, k) => list.ids.forEach((id, i) => {
    if ((n.get(id) || 0) !== k) return;
    n.set(id, k + 1);
    level.set(id, k === 0 ? list.levels[i] : Math.min(level.get(id), list.levels[i]));
  }));
  for (const [id, k] of n) if (k === lists.length) out.ids.push(id) && out.levels.push(level.get(id));
  return out;
}

const order = (a, b) => b.score - a.score || a.id - b.id;

// best returns the first n of hits in order. A few are kept sorted on the way.
function best(hits, n) {
  if (n > 100) return hits.sort(order).slice(0, n);
  const top = [];
  for (const h of hits) {
    if (top.length === n && (n === 0 || order(h, top[n - 1]) > 0)) continue;
    let i = top.length;
    while (i > 0 && order(h, top[i - 1]) < 0) i--;
    top.splice(i, 0, h);
    if (top.length > n) top.pop();
  }
  return top;
}

function prior(m, id) {
  let p = 0;
  for (let i = 0; i + 1 < m.prior.length && m.prior[i] <= id; i += 2) p = m.prior[i + 1];
  return p;
}

// above tells whether a comes after b in the order of code points.
function above(a, b) {
  const x = Array.from(a), y = Array.from(b);
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return x[i].codePointAt(0) > y[i].codePointAt(0);
  }
  return x.length > y.length;
}
