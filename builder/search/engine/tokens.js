/*
 * winnow's search engine for browsers. It has no user interface and touches no
 * page:
 *
 *   const engine = await winnowSearch.open('search/');
 *   const answer = await engine.search('wifi drops', {limit: 10, offset: 0});
 *
 * The answer is {query, corrected?, suggestion?, terms: [{word, as, df,
 * synonyms}], filters: [{field, value, not, df}], total, results, near?, facets:
 * [{field, value, count}], message?}; a result is {id, score, url, title,
 * summary, author, rank, category, tags, state, accepted, date, highlight,
 * weak?, exact?, section?, anchor?}. corrected is the query that was answered where a word of the one
 * asked is in no article; {literal: true} asks for the words as they are.
 * suggestion is a query with a much more frequent word for a rare one. facets
 * count the values of the results, or with {facets: 50} of the best 50. exact
 * is true where title, summary and headings hold all phrases of a query that has
 * phrases. section and anchor are the heading under which the article has words
 * of the query, and its id. near are words of the articles like those that none
 * has, where nothing was found. message says what could not be loaded. url is below
 * the site's root.
 *
 *   const {titles, queries} = await engine.suggest('wifi dr', {limit: 8});
 *
 * gives articles by their titles, without summary and tags, and completed
 * queries.
 *
 *   const texts = await engine.excerpts(answer.results.slice(0, 10));
 *
 * gives, for each result, one or two parts of the article's text that have most of the
 * words found, or '' where title and summary have them all, or there is none.
 *
 * winnowSearch.mark(text, highlight) returns the ranges [start, end] of text to
 * emphasize.
 *
 * weak is true where the article has less than a third of the query, by how rare
 * its words are.
 *
 * The comment of the Go package search specifies the files and the ranking;
 * both programs give the same ids and scores. manifest.js, from the same folder,
 * sets winnowManifest; where a page has not loaded it, open does.
 */

const FORMAT = 4;
const MAX_TOKEN = 40, MAX_QUERY = 1000, MAX_WORDS = 32, COMPLETE = 512, LEVELS = 15, MAX_RAW = 4 << 20;
const PRIOR_WEIGHT = 136, COVER_WEIGHT = 136, MAX_PRIOR = 63, MAX_LIGHT = 8, MAX_TIMES = 8, MANY_DOCS = 100, TITLE_CHECKS = 10, WEAK_SHARE = 3, SHORT_QUERY = 3;
const COLUMNS = 10, TEXT_FILE = 1 << 22, WINDOW = 120, BEFORE = 40;

// Text → tokens. Mirrors package words.

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

// togetherOf returns a name with digits without what is between its letters and digits, ''
// for others. Mirrors words/identifier.go.
function togetherOf(token) {
  const out = token.slice(0, 1) + token.slice(1).replace(/[-\/_:.]/g, '');
  const joined = /^[a-z0-9]+$/.test(out) && /[-\/_:]/.test(token) && /[0-9]/.test(out) && (/[a-z]/.test(out) || out.length >= 6);
  return joined ? out : '';
}

function isName(token) {
  const chars = Array.from(token), digits = chars.filter((c) => c >= '0' && c <= '9').length, letters = chars.filter((c) => /\p{L}/u.test(c) && !BIGRAM.test(c)).length;
  return digits > 0 && letters > 0 && letters + digits >= 4 || digits >= 5;
}

// continues tells whether a number belongs to the short word before it.
const continues = (before, token) => /^[a-z]{1,4}$/.test(before) && /^[0-9][a-z0-9]{2,}$/.test(token) && before.length + token.length <= MAX_TOKEN;

const word = (text) => ({text, parts: [], last: false, quoted: false, light: false, joined: false, times: 1});

const PLAIN_WORD = /^[A-Za-z][a-z0-9]*$/;

function chunk(c, out) {
  if (PLAIN_WORD.test(c)) { // most are
    out.push(word(c.slice(0, MAX_TOKEN).toLowerCase()));
    return;
  }
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

// parse takes a query apart into items: words, "phrases" and filters. Mirrors
// query/language.go.
const ITEM = /^(-?)(?:([Tt]ag|[Cc]ategory|[Aa]uthor|[Ii]s|[Rr]ank|[Yy]ear):)?(?:"([^"]*)"?|([^ \t\r\n]+))/;
const SPACES = /[ \t\r\n]+/, WORD_END = /[\p{L}\p{N}\p{M}]$/u;

function parse(query) {
  query = cut(query, MAX_QUERY).replace(/[“”„]/g, '"');
  const items = [], budget = {left: 4 * MAX_WORDS};
  for (let rest = trimStart(query); rest; rest = trimStart(rest)) {
    const item = newItem(rest.match(ITEM));
    rest = rest.slice(item.raw.length);
    item.words = words(item.value);
    limit(item.words, budget);
    items.push(item);
  }
  const last = items[items.length - 1];
  if (!last || !last.plain || !WORD_END.test(query)) return items;
  for (let w = last.words[last.words.length - 1]; w; w = w.parts[w.parts.length - 1]) w.last = true;
  return items;
}

const trimStart = (s) => s.replace(/^[ \t\r\n]+/, '');

function newItem([raw, minus, field = '', quoted, bare]) {
  const item = {raw, not: minus !== '', phrase: quoted !== undefined && !field, field: field.toLowerCase(), value: (quoted || '') + (bare || '')};
  if (field) item.value = label(item.value);
  else if (item.not && !item.phrase && !/^[\p{L}\p{N}\p{M}]/u.test(item.value)) Object.assign(item, {not: false, value: raw});
  item.plain = !item.not && !item.phrase && !field;
  return item;
}

const label = (s) => cut(fold(s).split(SPACES).filter(Boolean).join('-'), MAX_TOKEN);

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

