
// Loading. Mirrors query/index.go and query/files.go.

// A Reader keeps what it has loaded; a file that failed is asked for again.
class Reader {
  constructor(base, manifest, fetcher) {
    this.m = manifest;
    this.base = base.replace(/\/?$/, '/') + manifest.folder + '/';
    this.fetch = fetcher;
    this.stop = new Set(manifest.stop ? manifest.stop.split(' ') : []);
    this.common = new Set(manifest.common ? manifest.common.split(' ') : []);
    this.endings = new Set(manifest.endings ? manifest.endings.split(' ') : []);
    this.separators = lines(manifest.terms);
    this.byStart = lines(manifest.words);
    this.byEnd = lines(manifest.ends);
    this.starts = lines(manifest.starts);
    this.synonyms = alternatives(manifest.synonyms);
    this.priors = priorsOf(manifest);
    this.scores = new Int32Array(manifest.docs);
    this.has = new Int32Array(manifest.docs);
    this.places = placesOf(manifest.blocks);
    this.shards = placesOf(manifest.shards);
    this.cache = new Map();
    this.ranges = true; // what the server sends
  }

  shardOf(token) {
    return between(this.separators, token);
  }

  shard(i, lost) {
    const place = this.shards[i] || {from: 0, to: 0}, size = this.m.shards.fileSize;
    const decode = async (bytes) => readShard(await inflate(content(bytes)), this.m.docs);
    return this.load('shard' + i, lost, decode, () => this.piece('t/', place, size), 't/' + Math.floor(place.from / size) + '.bin');
  }

  // piece returns what lies in the file or the few that it is spread over.
  async piece(folder, {from, to}, size) {
    const parts = [];
    if (to - from > 100 * size) throw damaged();
    for (let at = from; at < to;) {
      const file = Math.floor(at / size), end = Math.min(to, (file + 1) * size);
      parts.push(this.get(folder + file + '.bin', at - file * size, end - file * size));
      at = end;
    }
    return joined(await Promise.all(parts));
  }

  // beginning returns the entries of a dictionary that begin with key.
  async beginning(folder, key, lost) {
    const separators = folder === 'w' ? this.byStart : this.byEnd, files = this.m.dictionary[folder === 'w' ? 0 : 1];
    const out = [], first = between(separators, key);
    for (let i = first; i < Math.min(files, separators.length + 1, first + MAX_SPAN); i++) {
      if (i > first && !separators[i - 1].startsWith(key)) break;
      const entries = await this.load(folder + '/' + i + '.bin', lost, async (bytes) => readDictionary(await inflate(bytes)));
      for (const k of starting(entries || [], key, (e) => e.text)) out.push(entries[k]);
    }
    return out;
  }

  // titlesOf returns the articles of the file that lists a word by its beginning.
  // Mirrors query/files.go.
  async titlesOf(word, lost) {
    const chars = Array.from(word), n = BIGRAM.test(word) ? 1 : 2, i = between(this.starts, chars.slice(0, n).join(''));
    if (chars.length < n || i >= this.m.titles) return [];
    return await this.load('p/' + i + '.bin', lost, async (bytes) => readTitles(await inflate(bytes), this.m)) || [];
  }

  // exact returns the head of a surface.
  async exact(surface, lost) {
    const shard = await this.shard(this.shardOf(surface), lost), i = shard ? shard.index.get(surface) : undefined;
    return i === undefined ? undefined : shard.heads[shard.group[i]];
  }

  // all returns the postings of a head with those in overflow files.
  async all(head, lost) {
    const file = (i) => this.load('o/' + i + '.bin', lost, async (bytes) => readOverflow(await inflate(bytes), this.m.docs));
    const files = await Promise.all(head.more.map((m) => file(m.file)));
    let {ids, levels} = head;
    head.more.forEach((m, i) => {
      const block = (files[i] || [])[m.place];
      if (block) [ids, levels] = [ids.concat(block.ids), levels.concat(block.levels)];
    });
    return {ids, levels};
  }

  async documents(hits, lost) {
    const per = this.m.blocks.docs;
    const blocks = await this.blocks(new Set(hits.map((h) => Math.floor(h.id / per))), lost);
    return hits.map((h) => (blocks.get(Math.floor(h.id / per)) || [])[h.id % per]);
  }

  // blocks loads document blocks, with one request for those that are near each
  // other.
  async blocks(wanted, lost) {
    const runs = [];
    for (const i of [...wanted].filter((i) => !this.cache.has('block' + i)).sort((a, b) => a - b)) {
      const run = runs[runs.length - 1], last = run && this.places[run[run.length - 1]], p = this.places[i];
      if (last && p && p.from - last.to < NEAR) run.push(i);
      else runs.push([i]);
    }
    for (const run of runs) this.request(run);
    const out = new Map();
    for (const i of wanted) out.set(i, await this.load('block' + i, lost));
    return out;
  }

  request(list) {
    const none = {from: 0, to: 0}, place = (i) => this.places[i] || none, size = this.m.blocks.fileSize;
    const from = place(list[0]).from, to = place(list[list.length - 1]).to, bytes = this.piece('d/', {from, to}, size);
    for (const i of list) {
      const p = place(i);
      this.keep('block' + i, bytes.then(async (b) => readBlock(await inflate(content(b.subarray(p.from - from, p.to - from))), this.m))
        .catch((e) => { throw new Error('d/' + Math.floor(p.from / size) + '.bin: ' + e.message); }));
    }
  }

  // load returns a decoded file, or undefined and notes that it is lost.
  async load(key, lost, decode, get = () => this.get(key), path = key) {
    if (!this.cache.has(key)) this.keep(key, get().then(decode).catch((e) => { throw new Error(path + ': ' + e.message); }));
    try {
      return await this.cache.get(key);
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
  // know ranges sends the whole file. Browsers ask for ranges of one address one
  // after the other, so each has an address of its own.
  async get(path, from, to) {
    if (this.m.fromDisk && this.base.startsWith('file:')) {
      const all = await fromScript(this.base + path.replace(/bin$/, 'js'), this.m.folder + '/' + path.slice(0, -4));
      return to === undefined ? all : all.subarray(from, to);
    }
    const range = {headers: {Range: 'bytes=' + from + '-' + (to - 1)}};
    const response = await (to === undefined ? this.fetch(this.base + path) : this.fetch(this.base + path + '?' + from, range));
    if (response.status === 404) throw new Error('not there; reload the page, the site may have changed');
    if (!response.ok) throw new Error('the server says ' + response.status);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (to !== undefined && response.status !== 206) this.ranges = false;
    return to === undefined || response.status === 206 ? bytes : bytes.subarray(from, to);
  }
}

const NEAR = 1000; // bytes that cost less than another request
const MAX_MEMBER = 6, MAX_OTHERS = 4, EXCLUDED = 255;

const lines = (s) => s ? s.split('\n') : [];
const surfaceOf = (item) => '=' + item.field + ':' + item.value;

function quote(list) {
  for (const w of list) {
    w.quoted = true;
    quote(w.parts);
  }
}

// between returns how many separators are not above the key.
function between(separators, key) {
  let from = 0, to = separators.length;
  while (from < to) {
    const mid = (from + to) >> 1;
    if (above(separators[mid], key)) to = mid;
    else from = mid + 1;
  }
  return from;
}

// starting returns the places of what begins with a key in a sorted list.
function starting(list, key, text = (s) => s) {
  let from = 0, to = list.length;
  while (from < to) {
    const mid = (from + to) >> 1;
    if (above(key, text(list[mid]))) from = mid + 1;
    else to = mid;
  }
  const out = [];
  for (; from < list.length && text(list[from]).startsWith(key); from++) out.push(from);
  return out;
}

// alternatives returns, for each member of a group of synonyms, the others.
function alternatives(groups) {
  const out = new Map();
  for (const members of groups.map((g) => g.split('|'))) {
    members.forEach((m, i) => members.forEach((other, j) => {
      const list = out.get(m) || [];
      if (i !== j && list.length < MAX_OTHERS && !list.includes(other)) out.set(m, [...list, other]);
    }));
  }
  return out;
}

// A page that is opened from disk may not fetch files, but it may load scripts:
// each calls winnowSearch.file with the bytes of a file in base 64.
const arrived = new Map();

function file(name, data) {
  arrived.set(name, Uint8Array.from(atob(data), (c) => c.charCodeAt(0)));
}

async function fromScript(url, name) {
  await script(url);
  if (!arrived.has(name)) throw damaged();
  return arrived.get(name);
}

function script(src) {
  return new Promise((ok, failed) => {
    document.head.append(Object.assign(document.createElement('script'), {src, onload: ok, onerror: () => failed(new Error('not there'))}));
  });
}

// placesOf returns where the blocks lie in all files together.
function placesOf({sizes, unit}) {
  let at = 0;
  return Array.from(sizes, (ch) => {
    const code = ch.charCodeAt(0), from = at;
    at += Math.max(0, code - 35 - (code > 92 ? 1 : 0)) * unit;
    return {from, to: at};
  });
}

// content returns a block without its length and the zeros after it.
function content(bytes) {
  const c = new Cursor(bytes);
  return c.take(c.uvarint());
}
