// Ranking. Mirrors query/lookup.go and query/score.go; integers throughout.

const letters = (s) => /^\p{L}*$/u.test(s);

function lookup(shard, w, endings) {
  const exact = shard.index.get(w.text);
  if (exact !== undefined) return exact;
  if (w.parts.length > 0 || w.quoted) return -1;
  const df = (i) => shard.heads[shard.group[i]].df;
  let best = -1;
  if (w.last) {
    for (const i of starting(shard.surfaces, w.text)) if (best < 0 || df(i) > df(best)) best = i;
  }
  return best >= 0 || !letters(w.text) ? best : inflection(shard, Array.from(w.text), df, endings);
}

function inflection(shard, w, df, endings) {
  let best = -1, bestShared = 0;
  const isEnding = (rest) => rest.length === 0 || endings.has(rest.join(''));
  for (const i of starting(shard.surfaces, w.slice(0, 3).join(''))) {
    const v = Array.from(shard.surfaces[i]), n = sharedLength(w, v);
    if (n < 3 || n === 3 && w.length + v.length - 2 * n > 2 || !isEnding(w.slice(n)) || !isEnding(v.slice(n)) || !letters(shard.surfaces[i])) continue;
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

// worth returns what one of a term's idf counts.
const worth = (t, n) => Math.floor(n * Math.min(t.names ? 4 * t.times : t.times, MAX_TIMES) * (t.light ? 3 : 4) / 4);

// leading returns the terms of which a result has one, 0 for any.
function leading(terms, docs) {
  let bits = 0;
  terms.forEach((t, i) => { if (docs >= MANY_DOCS && !t.light && 2 * t.df <= docs) bits |= 1 << i; });
  return bits;
}

const onlyLight = (terms) => terms.every((t) => t.light);

function medianIDF(terms) {
  const sorted = terms.map((t) => t.idf).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] || 0;
}

// rank returns the n best hits and how many there are. Few are kept sorted on the
// way. x is the reader: its arrays are used again, since fresh ones cost time.
function rank(terms, x, n, need, sieve) {
  const {m, priors, scores, has} = x, ids = gather(terms, x), few = n <= 100, hits = [];
  const median = medianIDF(terms), lead = leading(terms, m.docs);
  const together = Array.from({length: terms.length + 1}, (_, k) => k && Math.floor(COVER_WEIGHT * median * k * k / terms.length ** 2));
  const trust = Array.from({length: 256}, (_, p) => Math.floor(m.trust * PRIOR_WEIGHT * median * p / (256 * MAX_PRIOR)));
  let total = 0;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at];
    if (lead && !(has[id] & lead) || (has[id] & need) !== need || sieve.marks && sieve.marks[id] !== sieve.want) continue;
    total++;
    let k = 0;
    for (let bits = has[id]; bits; bits &= bits - 1) k++;
    const score = scores[id] + together[k] + trust[priors[id]], last = hits[n - 1];
    if (few && (n === 0 || last && (score < last.score || score === last.score && id > last.id))) continue;
    const h = {id, score, terms: has[id]};
    let i = hits.length;
    while (few && i > 0 && order(h, hits[i - 1]) < 0) i--;
    hits.splice(i, 0, h);
    if (few && hits.length > n) hits.pop();
  }
  return {hits: few ? hits : hits.sort(order).slice(0, n), total};
}

// gather adds up what the terms give to each article: by id the sum, and which terms.
// It returns the ids of those that have any, all of them where there are no terms. A
// synonym counts where it gives more than the word itself.
function gather(terms, {m, scores, has}) {
  const ids = [];
  scores.fill(0);
  has.fill(0);
  terms.forEach((term, t) => {
    const given = term.others.length > 0 && new Int32Array(m.docs);
    const give = ({ids: list, levels}, worth) => {
      for (let i = 0; i < list.length; i++) {
        const id = list[i], part = worth[levels[i]];
        if (has[id] === 0) ids.push(id);
        has[id] |= 1 << t;
        if (!given) {
          scores[id] += part;
        } else if (part > given[id]) {
          scores[id] += part - given[id];
          given[id] = part;
        }
      }
    };
    give(term, m.levels.map((l) => worth(term, term.idf) * l));
    for (const o of term.others) give(o, m.levels.map((l) => Math.floor(worth(term, o.idf) * l * 6 / 10)));
  });
  return terms.length > 0 ? ids : Array.from(scores.keys());
}

// intersect returns the postings of the ids that are in all lists, at the lowest of
// their levels.
function intersect(lists, docs) {
  if (lists.length === 1) return lists[0];
  const n = new Uint8Array(docs), lowest = new Uint8Array(docs).fill(LEVELS), out = {ids: [], levels: []};
  lists.forEach(({ids, levels}, k) => {
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i];
      if (n[id] !== k) continue;
      lowest[id] = Math.min(lowest[id], levels[i]);
      if (++n[id] === lists.length) out.ids.push(id) && out.levels.push(lowest[id]);
    }
  });
  return out;
}

// likeness returns a function that gives what a title adds to a score. Mirrors
// query/title.go.
function likeness(terms, items, stop) {
  const plain = new Map(terms.map((t) => [t.word, t.word])), other = medianIDF(terms);
  const weights = new Map(terms.map((t) => [t.word, Math.floor(worth(t, t.idf) / Math.min(t.times, MAX_TIMES))]));
  for (const t of terms) for (const f of t.forms) if (!plain.has(f)) plain.set(f, t.word);
  const reduced = (list) => list.map((w) => plain.get(w) || w);
  const weightOf = (w) => weights.get(w) ?? (stop.has(w) ? Math.floor(other * 3 / 8) : other);
  const pairsIn = (list) => new Set(list.slice(1).map((w, i) => list[i] + ' ' + w));
  const asked = items.filter((it) => !it.not && !it.field).flatMap((it) => reduced(texts(it.words))), pairs = pairsIn(asked);
  return (title, highest) => {
    const list = reduced(texts(words(title))), has = new Set(list);
    let both = 0, all = 0, n = 0;
    for (const w of new Set([...asked, ...list])) all += weightOf(w);
    for (const w of new Set(asked)) if (has.has(w)) both += weightOf(w);
    for (const p of pairsIn(list)) if (pairs.has(p)) n++;
    return Math.floor(highest * both / (4 * Math.max(all, 1))) + Math.floor(highest * n / ((asked.length > SHORT_QUERY ? 4 : 2) * Math.max(pairs.size, 1)));
  };
}

const order = (a, b) => b.score - a.score || a.id - b.id;

// priorsOf returns the prior of each article.
function priorsOf(m) {
  const out = new Uint8Array(m.docs);
  for (let i = 0; i + 1 < m.prior.length; i += 2) out.fill(m.prior[i + 1], m.prior[i]);
  return out;
}

// above tells whether a comes after b in the order of code points.
function above(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i < a.length && (i === b.length || a.codePointAt(i) > b.codePointAt(i));
}
