
// Answering.

class Engine extends Finder {
  shown = new WeakMap(); // results → where their text is, and the terms found

  // search answers a query. It rejects only when it was aborted.
  async search(query, {limit = 10, offset = 0, signal, literal = false, facets: counted = 0} = {}) {
    const items = parse(String(query)), lost = new Set();
    const q = {items, literal, lost, terms: [], report: [], filters: [], need: 0, sieve: {want: 0}, corrected: new Map(), suggested: new Map()};
    await this.understand(q);
    const n = Math.max(0, offset + limit), {hits, total} = await this.hits(q, Math.max(n, counted));
    checkAbort(signal);
    const all = await this.results(hits, q);
    checkAbort(signal);
    const results = all.slice(offset, n);
    const answer = {query, terms: q.report, filters: q.filters, total, results, facets: facets(all)};
    const lead = leading(q.terms, this.m.docs);
    if (!q.sieve.marks && !q.need) answer.total = Math.max(total, ...q.terms.filter((_, i) => !lead || lead >>> i & 1).map((t) => t.df));
    if (q.corrected.size > 0) answer.corrected = rewritten(items, q.corrected);
    if (q.suggested.size > 0) answer.suggestion = rewritten(items, q.corrected, q.suggested);
    const near = total === 0 || onlyLight(q.terms) ? await this.near(q) : [];
    if (near.length > 0) answer.near = near;
    if (lost.size > 0) answer.message = [...lost].join('; ');
    return answer;
  }

  // suggest returns {query, titles, queries, message?} for a reader who is still
  // typing: at most limit articles whose titles have what is typed, else results
  // for it, and at most limit queries whose last word is completed. Mirrors
  // query/suggest.go.
  async suggest(prefix, {limit = 8, signal} = {}) {
    const items = parse(String(prefix)), lost = new Set();
    let titles = await this.titled(items, limit, lost);
    checkAbort(signal);
    if (titles.length === 0) {
      const {results, message} = await this.search(prefix, {limit, signal});
      if (message) lost.add(message);
      titles = results;
    }
    const answer = {query: prefix, titles, queries: await this.completions(items, limit, lost)};
    if (lost.size > 0) answer.message = [...lost].join('; ');
    return answer;
  }

  // titled returns articles whose titles have all words, the last ones perhaps in
  // part: those that begin with what is typed first.
  async titled(items, limit, lost) {
    if (!items.every((it) => it.plain)) return [];
    const typed = texts(this.wordsOf(items).filter((w) => !w.light)), whole = texts(items.flatMap((it) => it.words)), found = new Map();
    for (const list of await Promise.all(typed.slice(-MAX_KEYS).map((w) => this.titlesOf(w, lost)))) {
      for (const {r, title} of list) {
        if (!typed.every((w) => title.some((t) => t.startsWith(w)))) continue;
        const highlight = title.filter((t) => typed.some((w) => t.startsWith(w))), n = whole.length - 1;
        const begins = title.length > n && whole.every((w, i) => i < n ? title[i] === w : title[i].startsWith(w));
        found.set(r.id, {r: {...r, highlight}, later: begins ? 0 : 1});
      }
    }
    return [...found.values()].sort((a, b) => a.later - b.later || a.r.id - b.r.id).slice(0, limit).map((f) => f.r);
  }

  async completions(items, limit, lost) {
    const last = items[items.length - 1], w = last && last.plain && last.words.length === 1 && last.words[0];
    if (!w || !w.last || w.parts.length > 0 || length(w.text) < 2) return [];
    const found = (await this.beginning('w', w.text, lost)).filter((e) => e.text !== w.text && !this.stop.has(e.text));
    found.sort((a, b) => b.weight - a.weight || compare(a.text, b.text));
    const before = items.slice(0, -1).map((it) => it.raw + ' ').join('');
    return found.slice(0, limit).map((e) => before + e.text);
  }

  // understand finds the terms of a query and sets its filters.
  async understand(q) {
    const all = this.wordsOf(q.items), list = all.filter((w) => !w.light);
    const surfaces = q.items.filter((it) => it.field).map(surfaceOf).concat(texts(all), this.others(list).flatMap(([, other]) => other.split(' ')));
    await Promise.all(surfaces.map((s) => this.shard(this.shardOf(s), q.lost)));
    await Promise.all(list.map((w) => this.prepare(w, q)));
    const pairs = await this.joins(q, all);
    for (const w of all) await this.find(w, q);
    if (list.filter((w) => !w.quoted).length > MAX_BESIDE) q.need = 0;
    await this.widen(list, q);
    for (const run of pairs) await this.stand(run[0].text + run[1].text, run, q);
    await this.sift(q);
  }

  // prepare asks for the files that find will want for a word that is not there, for
  // all words at once.
  async prepare(w, q) {
    const shard = await this.shard(this.shardOf(w.text), q.lost);
    if (!shard || lookup(shard, w, this.endings) >= 0) return;
    const together = togetherOf(w.text);
    if (together) await this.shard(this.shardOf(together), q.lost);
    if (w.parts.length > 0) await Promise.all(w.parts.map((p) => this.prepare(p, q)));
    else if (!q.literal && !w.quoted && !this.synonyms.has(w.text)) await this.nearest(w.text, q.lost);
  }

  // wordsOf returns the words to search for. Beside others, stop words are light, and
  // those of most articles are left out, as all are in a long query.
  wordsOf(items) {
    const seen = new Map();
    for (const it of items) {
      if (it.not || it.field) continue;
      if (it.phrase) quote(it.words);
      for (const w of it.words) {
        const known = seen.get(w.text);
        if (known) Object.assign(known, {quoted: known.quoted || w.quoted, times: known.times + 1});
        else seen.set(w.text, w);
      }
    }
    const all = [...seen.values()], rest = all.filter((w) => !this.stop.has(w.text));
    if (rest.length === 0) return all.slice(0, MAX_WORDS);
    if (rest.length > MAX_LIGHT) return rest.slice(0, MAX_WORDS);
    for (const w of all) w.light = this.stop.has(w.text);
    return all.filter((w) => !this.common.has(w.text)).slice(0, MAX_WORDS);
  }

  // hits returns the n best articles; of the first, those with the phrases first.
  async hits(q, n) {
    const phrases = phrasesOf(q.items), wanted = phrases.length > 0 ? Math.max(n, PHRASE_CHECKS) : n;
    if (q.terms.length === 0 && !q.sieve.marks) return {hits: [], total: 0};
    const ranked = () => rank(q.terms, this, wanted, q.need, q.sieve);
    let {hits, total} = ranked();
    if (total < wanted && q.terms.some((t) => t.more.length > 0)) {
      for (const t of q.terms) Object.assign(t, await this.all(t, q.lost), {more: []});
      ({hits, total} = ranked());
    }
    if (total === 0 && q.need) {
      q.need = 0;
      ({hits, total} = ranked());
    }
    if (q.terms.length > 0 && n > 0 && hits.length > 0) {
      const top = hits.splice(0, TITLE_CHECKS), docs = await this.documents(top, q.lost), like = likeness(q.terms, q.items, this.stop), highest = top[0].score;
      top.forEach((h, i) => { if (docs[i]) h.score += like(docs[i].title, highest); });
      hits.unshift(...top.sort(order));
    }
    if (phrases.length > 0) {
      const checked = hits.splice(0, PHRASE_CHECKS), docs = await this.documents(checked, q.lost);
      const exact = checked.map((_, i) => docs[i] !== undefined && holds(docs[i], phrases));
      hits.unshift(...checked.filter((_, i) => exact[i]), ...checked.filter((_, i) => !exact[i]));
    }
    return {hits: hits.slice(0, n), total};
  }

  // excerpts returns, for each result, the part of the text that shows why it matches.
  // A server that sends no ranges would send far too much.
  async excerpts(results) {
    return Promise.all(results.map(async (r) => {
      const {text = '', terms} = this.shown.get(r) || {}, [from, size] = text.split(':').map((n) => parseInt(n, 36));
      if (!size || !this.ranges || this.base.startsWith('file:')) return '';
      const lacks = (text) => { const known = wordSet(text); return terms.filter((t) => !t.forms.some((f) => known.has(f))); };
      const file = Math.floor(from / TEXT_FILE), at = from % TEXT_FILE;
      if (lacks(r.title + '\n' + r.summary).length === 0) return '';
      const lost = new Set(), decode = async (bytes) => new TextDecoder().decode(await inflate(bytes));
      const all = await this.load('text' + from, lost, decode, () => this.get('x/' + file + '.bin', at, at + size));
      return all ? excerpt(all, lacks(r.title)) : '';
    }));
  }

  async results(hits, q) {
    const docs = await this.documents(hits, q.lost), phrases = phrasesOf(q.items), plain = onlyLight(q.terms);
    const whole = q.terms.reduce((sum, t) => sum + worth(t, t.idf), 0) + q.report.filter((t) => !t.as && !t.synonyms.length).length * idf(this.m.docs, 0);
    return hits.flatMap((h, i) => {
      if (!docs[i]) return [];
      const all = q.terms.filter((_, i) => h.terms >>> i & 1), found = all.filter((t) => plain || !t.light);
      const weak = WEAK_SHARE * all.reduce((sum, t) => sum + worth(t, t.idf), 0) < whole ? {weak: true} : {}, exact = phrases.length > 0 && holds(docs[i], phrases) ? {exact: true} : {};
      const {parts, shown, text, ...doc} = docs[i];
      const r = {id: h.id, score: h.score, ...doc, highlight: found.flatMap((t) => t.forms), ...weak, ...exact, ...under(docs[i], found)};
      this.shown.set(r, {text, terms: found});
      return [r];
    });
  }
}

function checkAbort(signal) {
  if (signal && signal.aborted) throw signal.reason;
}

// open returns a promise of an engine for the index in a folder, the one that
// search.js comes from. options.fetch replaces the browser's fetch.
async function open(baseURL, options = {}) {
  if (typeof DecompressionStream === 'undefined') {
    throw new TooOld('this browser is too old for the search: it cannot decompress');
  }
  if (!options.manifest && !globalThis.winnowManifest) await script(String(baseURL).replace(/\/?$/, '/manifest.js'));
  const manifest = options.manifest || globalThis.winnowManifest;
  if (!manifest) throw new Error('manifest.js holds no index: build the site again');
  if (manifest.format !== FORMAT) {
    throw new Error('the search index has format ' + manifest.format + ', this program reads format ' + FORMAT + ': reload the page');
  }
  if (/^file:/.test(baseURL) && !manifest.fromDisk) throw new Error('the search needs a server, or from_disk = true');
  return new Engine(String(baseURL), manifest, options.fetch || ((url, init) => fetch(url, init)));
}

// What a browser lacks, a later attempt does not find either.
class TooOld extends Error {}

const api = {open, mark, fold, words, file, facets, TooOld};
globalThis.winnowSearch = api;
if (typeof module === 'object' && module.exports) module.exports = api;
