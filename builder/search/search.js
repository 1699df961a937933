/*
 * winnow's search engine for browsers. It has no user interface and touches no
 * page:
 *
 *   const engine = await winnowSearch.open('search/');
 *   const answer = await engine.search('wifi drops', {limit: 10, offset: 0});
 *
 * The answer is {query, terms: [{word, as, df}], total, results, message?}; a
 * result is {id, score, url, title, summary, author, rank, category, tags,
 * state, accepted, date, highlight}. message says what could not be loaded.
 * url is below the site's root. winnowSearch.mark(text, highlight) returns the
 * ranges [start, end] of text to emphasize.
 *
 * The comment of the Go package search specifies the files and the ranking;
 * both programs give the same ids and scores. The builder appends a line that
 * sets winnowSearch.manifest.
 */
(function () {
  'use strict';

  const FORMAT = 1;
  const MAX_TOKEN = 40, MAX_QUERY = 1000, MAX_WORDS = 32, COMPLETE = 512, LEVELS = 15, MAX_RAW = 4 << 20;
  const OCCURRENCE_HALF = 269, MAX_PRIOR = 63;
  const COLUMNS = 8;

  // Text → tokens. Mirrors token.go and fold.go.

  const CHUNK = /[\p{L}\p{N}\p{M}_.\-+#/\\:'’~@]+/gu;
  const NOT_WORD = /[^\p{L}\p{N}\p{M}]+/u;
  const LEAD = /^[^\p{L}\p{N}\p{M}]+/u, TAIL = /[^\p{L}\p{N}\p{M}]+$/u;
  const LEADS = new Set(['.', '/', '~/', './', '../', '/.', '~/.']);
  const CONTRACTION = /(?<=[\p{L}\p{N}\p{M}])['’](?=[\p{L}\p{N}\p{M}]{1,2}(?![\p{L}\p{N}\p{M}]))/gu;
  const SHORT_HYPHEN = /^([\p{L}\p{N}\p{M}]{1,2})-([\p{L}\p{N}\p{M}]+)$/u;
  const HUMP = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])/;
  const SPACELESS = '\\u0E00-\\u0EFF\\u1000-\\u109F\\u1100-\\u11FF\\u1780-\\u17FF\\u3005-\\u3007\\u3040-\\u30FF' +
    '\\u3130-\\u318F\\u31F0-\\u31FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uA960-\\uA97F\\uAC00-\\uD7FF\\uF900-\\uFAFF' +
    '\\uFF66-\\uFFDC\\u{20000}-\\u{3FFFF}';
  const BIGRAM = new RegExp('^[' + SPACELESS + ']', 'u');
  const SCRIPTS = new RegExp('[' + SPACELESS + '][' + SPACELESS + '\\p{M}]*|[^' + SPACELESS + '](?:\\p{M}|[^' + SPACELESS + '])*', 'gu');
  const ACCENT = /[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F]/;
  const PLAIN = {
    'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'ħ': 'h', 'ı': 'i', 'þ': 'th', 'ς': 'σ', '’': "'",
  };

  function fold(s) {
    let out = '', before = '';
    for (const ch of s.normalize('NFKD')) {
      if (!ACCENT.test(ch) || ch === '\u0306' && (before === 'и' || before === 'И')) {
        const low = ch.toLowerCase();
        out += PLAIN[low] || low;
      }
      before = ch;
    }
    return out.normalize('NFC');
  }

  const cut = (s, n) => s.length <= n ? s : Array.from(s).slice(0, n).join('');
  const length = (s) => Array.from(s).length;

  // words returns the words of a text as a tree: {text, parts, last}.
  function words(text) {
    const out = [];
    for (const [c] of text.matchAll(CHUNK)) chunk(c, out);
    return out;
  }

  const word = (text) => ({text, parts: [], last: false});

  function chunk(c, out) {
    const tail = (c.match(TAIL) || [''])[0], lead = (c.match(LEAD) || [''])[0];
    const mid = c.slice(lead.length, c.length - tail.length);
    if (lead.length === c.length) return;
    const id = fold(identifier(keepLead(lead, mid), mid, keepTail(tail, mid)));
    if (id && length(id) <= MAX_TOKEN) {
      const w = word(id);
      out.push(w);
      out = w.parts;
    }
    for (const run of mid.replace(CONTRACTION, '').split(NOT_WORD)) {
      for (const [script] of run.matchAll(SCRIPTS)) {
        if (BIGRAM.test(script)) bigrams(script, out);
        else camel(script, out);
      }
    }
  }

  function keepLead(lead, mid) {
    if (!/^[A-Za-z]/.test(mid)) return '';
    return LEADS.has(lead) ? lead : lead.endsWith('--') ? '--' : '';
  }

  function keepTail(tail, mid) {
    if (tail.startsWith('++')) return '++';
    return tail.startsWith('#') && /^[A-Za-z0-9]{1,2}$/.test(mid) ? '#' : '';
  }

  function identifier(lead, mid, tail) {
    if (mid.includes('://')) return '';
    if (lead || tail || /[_.@\\]|::|\/[^]*\//.test(mid) || /[-:/+]/.test(mid) && /[0-9]/.test(mid)) return lead + mid + tail;
    const m = mid.match(SHORT_HYPHEN);
    return m ? m[1] + m[2] : '';
  }

  function bigrams(run, out) {
    const chars = Array.from(fold(run));
    if (chars.length === 1) out.push(word(chars[0]));
    for (let i = 0; i + 1 < chars.length; i++) out.push(word(chars[i] + chars[i + 1]));
  }

  function camel(run, out) {
    const w = word(cut(fold(run), MAX_TOKEN));
    if (!w.text) return;
    out.push(w);
    const parts = run.split(HUMP);
    if (parts.length < 2) return;
    for (const p of parts.map(fold)) if (length(p) > 1) w.parts.push(word(cut(p, MAX_TOKEN)));
  }

  // parse returns the words of a query, the one that may be unfinished marked.
  function parse(query) {
    query = cut(query, MAX_QUERY);
    const list = words(query);
    limit(list, {left: 4 * MAX_WORDS});
    if (!/[\p{L}\p{N}\p{M}]$/u.test(query)) return list;
    for (let w = list[list.length - 1]; w; w = w.parts[w.parts.length - 1]) w.last = true;
    return list;
  }

  // limit drops all words of the tree, in reading order, after the first so many.
  function limit(list, budget) {
    for (let i = 0; i < list.length; i++) {
      if (budget.left-- <= 0) {
        list.length = i;
        return;
      }
      limit(list[i].parts, budget);
    }
  }

  // mark returns the ranges of text whose folded words are in the list.
  function mark(text, list) {
    const set = new Set(list), ranges = [];
    const add = (start, end) => {
      const last = ranges[ranges.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else ranges.push([start, end]);
    };
    for (const m of text.matchAll(CHUNK)) markChunk(m[0], m.index, set, add);
    return ranges;
  }

  function markChunk(c, at, set, add) {
    const top = [];
    chunk(c, top);
    if (top.length === 1 && set.has(top[0].text)) return add(at, at + c.replace(TAIL, (t) => keepTail(t, '')).length);
    for (const run of c.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]{1,2}(?![\p{L}\p{N}\p{M}]))?/gu)) {
      const start = at + run.index, plain = run[0].replace(/['’]/, '');
      if (set.has(cut(fold(plain), MAX_TOKEN))) add(start, start + run[0].length);
      else markInside(run[0], start, set, add);
    }
  }

  // markInside marks pairs of characters of scripts without spaces, and parts of
  // camelCase names.
  function markInside(run, start, set, add) {
    let from = start;
    for (const p of run.split(HUMP)) {
      if (p.length < run.length && set.has(fold(p))) add(from, from + p.length);
      from += p.length;
    }
    let before = null;
    for (const m of run.matchAll(/./gsu)) {
      if (before && BIGRAM.test(m[0]) && set.has(fold(before[0] + m[0]))) add(start + before.index, start + m.index + m[0].length);
      else if (BIGRAM.test(m[0]) && set.has(fold(m[0]))) add(start + m.index, start + m.index + m[0].length);
      before = m;
    }
  }

  // Files → values. Mirrors shard.go and session.go.

  const damaged = () => new Error('damaged');

  async function inflate(bytes) {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    const parts = [];
    let size = 0;
    for (;;) {
      const {done, value} = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_RAW) throw damaged();
      parts.push(value);
    }
    const out = new Uint8Array(size);
    size = 0;
    for (const p of parts) {
      out.set(p, size);
      size += p.length;
    }
    return out;
  }

  // A Cursor reads bytes and throws when they are damaged.
  class Cursor {
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
    }
    byte() {
      if (this.at >= this.bytes.length) throw damaged();
      return this.bytes[this.at++];
    }
    uvarint() {
      let n = 0;
      for (let scale = 1; scale < 2 ** 35; scale *= 128) {
        const b = this.byte();
        n += (b & 127) * scale;
        if (b < 128) {
          if (n > 0x7FFFFFFF) break;
          return n;
        }
      }
      throw damaged();
    }
    take(n) {
      if (n > this.bytes.length - this.at) throw damaged();
      this.at += n;
      return this.bytes.subarray(this.at - n, this.at);
    }
    // runs appends n postings to ids and levels.
    runs(n, docs, ids, levels) {
      if (n > docs) throw damaged();
      while (n > 0) {
        const b = this.byte(), level = b >> 4;
        let count = b & 15, id = -1;
        if (count === 15) count += this.uvarint();
        if (level >= LEVELS || count === 0 || count > n) throw damaged();
        n -= count;
        for (; count > 0; count--) {
          id += this.uvarint() + 1;
          if (id >= docs) throw damaged();
          ids.push(id);
          levels.push(level);
        }
      }
    }
    head(docs) {
      const head = {df: this.uvarint(), ids: [], levels: [], more: []};
      if (head.df > docs) throw damaged();
      let n = head.df;
      if (n > COMPLETE) {
        n = this.uvarint();
        for (let blocks = this.uvarint(); blocks > 0; blocks--) {
          head.more.push({file: this.uvarint(), place: this.uvarint()});
          this.byte();
        }
      }
      this.runs(n, docs, head.ids, head.levels);
      return head;
    }
  }

  function readShard(raw, docs) {
    const c = new Cursor(raw), count = c.uvarint(), groups = c.uvarint();
    if (count > raw.length || groups > count) throw damaged();
    const s = {surfaces: [], group: [], heads: [], index: new Map()};
    const decoder = new TextDecoder();
    const last = new Uint8Array(512);
    for (let i = 0, size = 0, known = 0; i < count; i++) {
      const shared = c.byte(), more = c.byte();
      if (shared > size) throw damaged();
      last.set(c.take(more), shared);
      size = shared + more;
      const text = decoder.decode(last.subarray(0, size)), back = c.uvarint();
      if (back === 0 ? known >= groups : back > known) throw damaged();
      s.surfaces.push(text);
      s.group.push(back === 0 ? known++ : known - back);
      if (!s.index.has(text)) s.index.set(text, i);
    }
    for (let i = 0; i < groups; i++) s.heads.push(c.head(docs));
    if (c.at !== raw.length) throw damaged();
    return s;
  }

  function readOverflow(raw, docs) {
    const blocks = [];
    for (const c = new Cursor(raw); c.at < raw.length;) {
      const block = {ids: [], levels: []};
      c.runs(c.uvarint(), docs, block.ids, block.levels);
      blocks.push(block);
    }
    return blocks;
  }

  function readBlock(raw, manifest) {
    const columns = new TextDecoder().decode(raw).split('\x1e').map((c) => c.split('\x1f'));
    if (columns.length !== COLUMNS || columns.some((c) => c.length !== columns[0].length)) throw damaged();
    const [titles, slugs, places, kinds, summaries, authors, tags, dates] = columns;
    return titles.map((title, i) => {
      const [folder = '', end = '', category = ''] = parts(manifest.places, places[i]);
      const [state = '', rank = '', accepted = ''] = parts(manifest.kinds, kinds[i]);
      return {
        url: folder + longSlug(slugs[i], title) + end, title, summary: summaries[i], author: authors[i], rank, category,
        tags: tags[i] ? tags[i].split('\x1d') : [], state, accepted: accepted === '1', date: longDate(dates[i]),
      };
    });
  }

  function parts(list, code) {
    const s = code.startsWith('=') ? code.slice(1) : (list || [])[code] || '';
    return s.split('\x1d');
  }

  function longSlug(s, title) {
    const ofTitle = (title.match(/[A-Za-z0-9]+/g) || []).join('-').toLowerCase();
    const colon = s.indexOf(':');
    return colon < 0 ? ofTitle : ofTitle.slice(0, Number(s.slice(0, colon))) + s.slice(colon + 1);
  }

  function longDate(s) {
    if (!s || s[0] === '=') return s.slice(1);
    const day = new Date(parseInt(s, 36) * 86400000);
    return isNaN(day) ? '' : day.toISOString().slice(0, 10);
  }

  // Ranking. Mirrors query.go and score.go; integers throughout.

  const letters = (s) => /^\p{L}*$/u.test(s);

  function lookup(shard, w) {
    const exact = shard.index.get(w.text);
    if (exact !== undefined) return exact;
    if (w.parts.length > 0) return -1;
    const df = (i) => shard.heads[shard.group[i]].df;
    let best = -1;
    if (w.last) {
      shard.surfaces.forEach((s, i) => {
        if (s.startsWith(w.text) && (best < 0 || df(i) > df(best))) best = i;
      });
    }
    return best >= 0 || !letters(w.text) ? best : inflection(shard, Array.from(w.text), df);
  }

  function inflection(shard, w, df) {
    let best = -1, bestShared = 0;
    shard.surfaces.forEach((text, i) => {
      if (!text.startsWith(w.slice(0, 3).join('')) || !letters(text)) return;
      const v = Array.from(text);
      let n = 0;
      while (n < w.length && n < v.length && w[n] === v[n]) n++;
      if (n < 3 || w.length - n > 3 || v.length - n > 3 || n === 3 && w.length + v.length - 2 * n > 2) return;
      if (n > bestShared || n === bestShared && df(i) > df(best)) [best, bestShared] = [i, n];
    });
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
  function rank(terms, m, n) {
    const place = new Int32Array(m.docs), hits = [];
    terms.forEach((term, t) => {
      for (let i = 0; i < term.ids.length; i++) {
        const id = term.ids[i];
        if (place[id] === 0) place[id] = hits.push({id, score: 0, count: 0, terms: 0});
        const hit = hits[place[id] - 1];
        hit.score += term.idf * m.levels[term.levels[i]];
        if (!(hit.terms >>> t & 1)) hit.count++;
        hit.terms |= 1 << t;
      }
    });
    const sorted = terms.map((t) => t.idf).sort((a, b) => a - b);
    const median = sorted.length ? sorted[(sorted.length - 1) >> 1] : 0, words = terms.length ** 2;
    for (const h of hits) {
      h.score += Math.floor(OCCURRENCE_HALF * median * h.count * h.count / words);
      h.score += Math.floor(m.trust * OCCURRENCE_HALF * median * prior(m, h.id) / (256 * MAX_PRIOR));
    }
    return {hits: best(hits, n), total: hits.length};
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

  // Loading and answering. Mirrors read.go and session.go.

  // An Engine keeps what it has loaded; a file that failed is asked for again.
  class Engine {
    constructor(base, manifest, fetcher) {
      this.m = manifest;
      this.base = base.replace(/\/?$/, '/') + manifest.folder + '/';
      this.fetch = fetcher;
      this.stop = new Set(manifest.stop ? manifest.stop.split(' ') : []);
      this.separators = manifest.terms ? manifest.terms.split('\n') : [];
      this.places = blockPlaces(manifest.blocks);
      this.cache = new Map();
    }

    // search answers a query. It rejects only when it was aborted.
    async search(query, {limit = 10, offset = 0, signal} = {}) {
      const lost = new Set();
      const list = this.withoutStops(parse(String(query)));
      const found = {terms: [], report: []};
      await Promise.all(list.map((w) => this.shard(this.shardOf(w.text), lost)));
      for (const w of list) await this.find(w, found, lost);
      const n = Math.max(0, offset + limit);
      let ranked = rank(found.terms, this.m, n);
      if (ranked.total < n && found.terms.some((t) => t.more.length > 0)) {
        await this.overflow(found.terms, lost);
        ranked = rank(found.terms, this.m, n);
      }
      checkAbort(signal);
      const results = await this.results(ranked.hits.slice(offset), found.terms, lost);
      checkAbort(signal);
      const total = Math.max(ranked.total, ...found.terms.map((t) => t.df));
      const answer = {query, terms: found.report, total, results};
      if (lost.size > 0) answer.message = [...lost].join('; ');
      return answer;
    }

    withoutStops(list) {
      const seen = new Set();
      const all = list.filter((w) => !seen.has(w.text) && seen.add(w.text));
      const rest = all.filter((w) => !this.stop.has(w.text));
      return (rest.length > 0 ? rest : all).slice(0, MAX_WORDS);
    }

    shardOf(token) {
      let from = 0, to = this.separators.length;
      while (from < to) {
        const mid = (from + to) >> 1;
        if (above(this.separators[mid], token)) to = mid;
        else from = mid + 1;
      }
      return from;
    }

    shard(i, lost) {
      return this.load('t/' + i + '.bin', lost, async (bytes) => readShard(await inflate(bytes), this.m.docs));
    }

    // find notes the group that a word stands for, or those of its parts.
    async find(w, found, lost) {
      const n = this.shardOf(w.text), shard = await this.shard(n, lost);
      const i = shard ? lookup(shard, w) : -1;
      if (i >= 0) {
        this.add(w.text, n, shard, i, found);
        return;
      }
      if (w.parts.length === 0) found.report.push({word: w.text, as: '', df: 0});
      await Promise.all(w.parts.map((p) => this.shard(this.shardOf(p.text), lost)));
      for (const p of w.parts) await this.find(p, found, lost);
    }

    add(text, n, shard, i, found) {
      const group = shard.group[i], head = shard.heads[group];
      found.report.push({word: text, as: shard.surfaces[i], df: head.df});
      if (found.terms.some((t) => t.shard === n && t.group === group) || found.terms.length === MAX_WORDS) return;
      const forms = shard.surfaces.filter((_, j) => shard.group[j] === group);
      found.terms.push({shard: n, group, forms, idf: idf(this.m.docs, head.df), ...head});
    }

    async overflow(terms, lost) {
      const file = (i) => this.load('o/' + i + '.bin', lost, async (bytes) => readOverflow(await inflate(bytes), this.m.docs));
      await Promise.all(terms.flatMap((t) => t.more.map((m) => file(m.file))));
      for (const t of terms) {
        for (const m of t.more) {
          const block = (await file(m.file) || [])[m.place];
          if (block) Object.assign(t, {ids: t.ids.concat(block.ids), levels: t.levels.concat(block.levels)});
        }
      }
    }

    async results(hits, terms, lost) {
      const per = this.m.blocks.docs;
      const blocks = await this.blocks(new Set(hits.map((h) => Math.floor(h.id / per))), lost);
      return hits.flatMap((h) => {
        const doc = (blocks.get(Math.floor(h.id / per)) || [])[h.id % per];
        const highlight = terms.filter((_, t) => h.terms >>> t & 1).flatMap((t) => t.forms);
        return doc ? [{id: h.id, score: h.score, ...doc, highlight}] : [];
      });
    }

    // blocks loads document blocks, with one request for those of one file.
    async blocks(wanted, lost) {
      const files = new Map();
      for (const i of wanted) {
        if (!this.cache.has('block' + i)) files.set(this.places[i].file, [...files.get(this.places[i].file) || [], i]);
      }
      for (const [file, list] of files) this.request(file, list.sort((a, b) => a - b));
      const out = new Map();
      for (const i of wanted) out.set(i, await this.load('block' + i, lost));
      return out;
    }

    request(file, list) {
      const path = 'd/' + file + '.bin';
      const from = this.places[list[0]].from, to = this.places[list[list.length - 1]].to;
      const bytes = this.get(path, from, to);
      for (const i of list) {
        const p = this.places[i];
        this.keep('block' + i, bytes.then(async (b) => {
          const c = new Cursor(b.subarray(p.from - from, p.to - from));
          return readBlock(await inflate(c.take(c.uvarint())), this.m);
        }).catch((e) => { throw new Error(path + ': ' + e.message); }));
      }
    }

    // load returns a decoded file, or undefined and notes that it is lost.
    async load(path, lost, decode) {
      if (!this.cache.has(path)) {
        this.keep(path, this.get(path).then(decode).catch((e) => { throw new Error(path + ': ' + e.message); }));
      }
      try {
        return await this.cache.get(path);
      } catch (e) {
        lost.add(e.message);
        return undefined;
      }
    }

    keep(key, promise) {
      this.cache.set(key, promise);
      promise.catch(() => this.cache.delete(key));
    }

    // get returns a file, or the bytes from … to of it. A server that does not
    // know ranges sends the whole file.
    async get(path, from, to) {
      const range = to === undefined ? {} : {headers: {Range: 'bytes=' + from + '-' + (to - 1)}};
      const response = await this.fetch(this.base + path, range);
      if (response.status === 404) throw new Error('not there; reload the page, the site may have changed');
      if (!response.ok) throw new Error('the server says ' + response.status);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return to === undefined || response.status === 206 ? bytes : bytes.subarray(from, to);
    }
  }

  function checkAbort(signal) {
    if (signal && signal.aborted) throw signal.reason;
  }

  function blockPlaces(blocks) {
    const places = [];
    let file = 0, at = 0;
    for (const ch of blocks.sizes) {
      const code = ch.charCodeAt(0);
      const size = (code - 35 - (code > 92 ? 1 : 0)) * blocks.unit;
      if (at > 0 && at + size > blocks.fileSize) {
        file++;
        at = 0;
      }
      places.push({file, from: at, to: at + size});
      at += size;
    }
    return places;
  }

  // open returns a promise of an engine for the index in a folder, the one that
  // search.js was built with. options.fetch replaces the browser's fetch.
  async function open(baseURL, options = {}) {
    const manifest = options.manifest || api.manifest;
    if (typeof DecompressionStream === 'undefined') {
      throw new Error('this browser is too old for the search: it cannot decompress');
    }
    if (!manifest) throw new Error('search.js holds no index: build the site again');
    if (manifest.format !== FORMAT) {
      throw new Error('the search index has format ' + manifest.format + ', this program reads format ' + FORMAT + ': reload the page');
    }
    return new Engine(String(baseURL), manifest, options.fetch || ((url, init) => fetch(url, init)));
  }

  const api = {open, mark, fold, words, manifest: undefined};
  globalThis.winnowSearch = api;
  if (typeof module === 'object' && module.exports) module.exports = api;
})();
