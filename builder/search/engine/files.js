// Files → values. Mirrors package format.

const damaged = () => new Error('damaged');

async function inflate(bytes) {
  const stream = new DecompressionStream('deflate'), writer = stream.writable.getWriter(), reader = stream.readable.getReader();
  for (const done of [writer.write(bytes), writer.close()]) done.catch(() => {}); // the reader is told, too
  const parts = [];
  let size = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return joined(parts);
    size += value.length;
    if (size > MAX_RAW) throw damaged();
    parts.push(value);
  }
}

function joined(parts) {
  if (parts.length === 1) return parts[0];
  const out = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
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
    if (this.bytes[this.at] < 128) return this.bytes[this.at++];
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
  return documents(readColumns(raw, COLUMNS), manifest);
}

// readTitles decodes a file of titles: documents with ids, and the words of their
// titles.
function readTitles(raw, manifest) {
  const columns = readColumns(raw, COLUMNS + 1), ids = columns[COLUMNS].map((s) => parseInt(s, 36));
  if (!ids.every((id) => id >= 0 && id < manifest.docs)) throw damaged();
  return documents(columns, manifest).map(({parts, text, ...d}, i) => ({r: {id: ids[i], score: 0, ...d}, title: texts(words(d.title))}));
}

function readColumns(raw, n) {
  const columns = new TextDecoder().decode(raw).split('\x1e').map((c) => c.split('\x1f'));
  if (columns.length !== n || columns.some((c) => c.length !== columns[0].length)) throw damaged();
  return columns;
}

function documents([titles, slugs, places, kinds, summaries, authors, tags, dates, sections, texts], manifest) {
  return titles.map((title, i) => {
    const [folder = '', end = '', category = ''] = parts(manifest.places, places[i]);
    const [state = '', rank = '', accepted = ''] = parts(manifest.kinds, kinds[i]);
    return {
      url: folder + longSlug(slugs[i], title) + end, title, summary: summaries[i], author: authors[i], rank, category,
      tags: tags[i] ? tags[i].split('\x1d') : [], state, accepted: accepted === '1', date: longDate(dates[i]), parts: partsIn(sections[i]), text: texts[i],
    };
  });
}

function parts(list, code) {
  const s = code.startsWith('=') ? code.slice(1) : (list || [])[code] || '';
  return s.split('\x1d');
}

// partsIn returns the sections of an article. Mirrors format/section.go.
function partsIn(s) {
  const out = [], v = s ? s.split('\x1d') : [];
  for (let i = 0; i + 2 < v.length; i += 3) {
    out.push({heading: v[i], id: v[i + 1].startsWith('=') ? v[i + 1].slice(1) : 'h-' + longSlug(v[i + 1], v[i]), marks: v[i + 2].match(/../g) || []});
  }
  return out;
}

const MARKS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

function markOf(word) {
  let h = 0x811C9DC5;
  for (const ch of word) h = Math.imul(h ^ ch.codePointAt(0), 0x1000193);
  h ^= h >>> 15;
  return MARKS[h >>> 6 & 63] + MARKS[h & 63];
}

// under returns the section that has most of the words found.
function under(doc, terms) {
  let best, highest = 0;
  const title = wordSet(doc.title), rest = terms.filter((t) => !t.forms.some((w) => title.has(w)));
  for (const p of doc.parts) {
    const heading = wordSet(p.heading);
    let sum = 0;
    for (const t of rest) if (t.forms.some((w) => heading.has(w) || p.marks.includes(markOf(w)))) sum += t.idf;
    if (sum > highest) [best, highest] = [p, sum];
  }
  return best && {section: best.heading, anchor: best.id};
}

const flat = (list) => list.flatMap((w) => [w.text, ...flat(w.parts)]);
const wordSet = (text) => new Set(flat(words(text)));

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

function readDictionary(raw) {
  const c = new Cursor(raw), entries = [], last = new Uint8Array(512), decoder = new TextDecoder();
  for (let size = 0; c.at < raw.length;) {
    const shared = c.byte(), more = c.byte();
    if (shared > size) throw damaged();
    last.set(c.take(more), shared);
    size = shared + more;
    entries.push({text: decoder.decode(last.subarray(0, size)), weight: c.byte()});
  }
  return entries;
}
