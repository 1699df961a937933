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
