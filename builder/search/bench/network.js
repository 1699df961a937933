'use strict';

// What a search costs a reader, winnow and Pagefind side by side: the same articles,
// the same random words of their titles, Chromium, a connection of 150 ms and
// 1.6 Mbit/s, a processor four times as slow. For queries of one to four words, cold
// (nothing in the browser) and warm (the next query on the same page), prints p50 and
// p95 of bytes, requests, dependent round trips, and time to the first result and to
// ten; and of winnow the time that a query takes which needs no file, and what its whole
// search page costs, opened at the address of the query, with all that it loads later.
//
//   npm ci && node network.js CONTENT WINNOW_SITE PAGEFIND_SITE [QUERIES [winnow|pagefind|both [WORDS]]]
//
// CONTENT is the folder that both sites were built from. The connection is made slow by
// the server (HTTP/2): an answer begins a round trip after its request, and all bodies
// share the line. Requests of workers are slow, too; their processor is not.

const {execFileSync} = require('node:child_process');
const fs = require('node:fs');
const http2 = require('node:http2');
const os = require('node:os');
const path = require('node:path');
const zlib = require('node:zlib');
const {chromium} = require('playwright-core');

const LATENCY = 150, BYTES_PER_MS = 200, SLOWER = 4, PIECE = 4096;
const [content, winnowSite, pagefindSite, queries = '12', only = 'both', words] = process.argv.slice(2);
if (!pagefindSite) throw new Error('usage: node network.js CONTENT WINNOW_SITE PAGEFIND_SITE [QUERIES [winnow|pagefind|both [WORDS]]]');

// ---- A slow server, which notes what it is asked for

const TYPES = {'.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json'};
const log = []; // {name, bytes, from, to} of the query under way
let free = 0; // when the line is free again
const now = () => performance.now();
const wait = (ms) => new Promise((ok) => setTimeout(ok, ms));

async function send(stream, body) {
  for (let i = 0; i < body.length && !stream.destroyed; i += PIECE) {
    const piece = body.subarray(i, i + PIECE);
    free = Math.max(free, now()) + piece.length / BYTES_PER_MS;
    await wait(free - now());
    stream.write(piece);
  }
  stream.end();
}

async function answer(site, stream, headers) {
  const name = decodeURIComponent(new URL(headers[':path'], 'https://x').pathname), entry = {name, bytes: 0, from: now(), to: Infinity};
  log.push(entry);
  let body = name === '/blank.html' ? Buffer.from('<!doctype html><title>blank</title>') : null;
  try {
    body ??= fs.readFileSync(path.join(site, path.normalize(name)));
  } catch {}
  const out = {':status': body ? 200 : 404, 'cache-control': 'max-age=3600', 'content-type': TYPES[path.extname(name)] || 'application/octet-stream'};
  const range = body && /^bytes=(\d+)-(\d+)$/.exec(headers.range || '');
  if (range) {
    Object.assign(out, {':status': 206, 'content-range': `bytes ${range[1]}-${range[2]}/${body.length}`});
    body = body.subarray(Number(range[1]), Number(range[2]) + 1);
  } else if (body && TYPES[path.extname(name)]) {
    body = zlib.gzipSync(body, {level: 9});
    out['content-encoding'] = 'gzip';
  }
  entry.bytes = body ? body.length : 0;
  await wait(LATENCY);
  if (stream.destroyed) return;
  stream.respond(out);
  await send(stream, body || Buffer.alloc(0));
  entry.to = now();
}

async function serve(site) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-')), key = path.join(dir, 'key.pem'), cert = path.join(dir, 'cert.pem');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost'], {stdio: 'ignore'});
  const server = http2.createSecureServer({key: fs.readFileSync(key), cert: fs.readFileSync(cert)});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    answer(site, stream, headers).catch(() => stream.destroy());
  });
  await new Promise((ok) => server.listen(0, '127.0.0.1', ok));
  return 'https://127.0.0.1:' + server.address().port;
}

// trips counts dependent round trips: a request depends on every answer that was
// complete before it was made.
function trips(requests) {
  const depth = [];
  for (const r of requests) depth.push(1 + Math.max(0, ...requests.slice(0, depth.length).map((q, i) => q.to <= r.from ? depth[i] : 0)));
  return Math.max(0, ...depth);
}

// ---- Queries: words of titles that say something

const STOP = new Set('the and for with how what why when where who which can could does did not from into that this there their have has had was were are you your about after all any but get getting its just more new one only other our out over some still than then they too use using very want will would should'.split(' '));

function random(seed) {
  return () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
}

function makeQueries(n, words) {
  const next = random(words), pick = (list) => list[Math.floor(next() * list.length)], out = [];
  const folders = fs.readdirSync(content, {withFileTypes: true}).filter((d) => d.isDirectory()).map((d) => path.join(content, d.name));
  const files = new Map(folders.map((f) => [f, fs.readdirSync(f).filter((name) => name.endsWith('.md') && !name.startsWith('_'))]));
  while (out.length < n) {
    const folder = pick(folders.filter((f) => files.get(f).length > 0)), text = fs.readFileSync(path.join(folder, pick(files.get(folder))), 'utf8');
    const title = (/^title\s*[=:]\s*"?(.*?)"?$/m.exec(text) || [])[1] || '';
    const list = [...new Set(title.toLowerCase().match(/[\p{L}\p{N}'’_.-]+/gu) || [])].filter((w) => /^[a-z]{3,}$/.test(w) && !STOP.has(w));
    if (list.length < words) continue;
    while (list.length > words) list.splice(Math.floor(next() * list.length), 1);
    out.push(list.join(' '));
  }
  return out;
}

// ---- The two programs, in the page

const PROGRAMS = {
  winnow: {
    open: async () => {
      const load = (src) => new Promise((ok, failed) => document.head.append(Object.assign(document.createElement('script'), {src, onload: ok, onerror: failed})));
      await Promise.all([load('/search/search.js'), load('/search/manifest.js')]);
      globalThis.engine = await globalThis.winnowSearch.open(location.origin + '/search/');
    },
    search: async (query) => {
      const start = performance.now(), {results} = await globalThis.engine.search(query, {limit: 10});
      return {first: performance.now() - start, all: performance.now() - start, found: results.length};
    },
  },
  pagefind: {
    open: async () => {
      globalThis.engine = await import('/pagefind/pagefind.js');
      await globalThis.engine.init();
    },
    search: async (query) => {
      const start = performance.now(), {results} = await globalThis.engine.search(query);
      let first = 0;
      await Promise.all(results.slice(0, 10).map((r) => r.data().then(() => { first ||= performance.now() - start; })));
      return {first: first || performance.now() - start, all: performance.now() - start, found: results.length};
    },
  },
};

// one opens a page in a browser without a cache, asks two queries and, of winnow, the
// second again.
async function one(browser, base, name, cold, warm, note) {
  const context = await browser.newContext({ignoreHTTPSErrors: true}), page = await context.newPage(), program = PROGRAMS[name];
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', {rate: SLOWER});
  await page.goto(base + '/blank.html');
  await wait(50);
  const measured = async (kind, run) => {
    log.length = 0;
    const got = await run();
    const requests = log.filter((r) => r.name !== '/favicon.ico');
    note(kind, {bytes: requests.reduce((sum, r) => sum + r.bytes, 0), requests: requests.length, trips: trips(requests), first: got.first, all: got.all, empty: got.found ? 0 : 1});
  };
  await measured('cold', async () => {
    const opened = await page.evaluate(`(async () => { const t = performance.now(); await (${program.open})(); return performance.now() - t; })()`);
    const got = await page.evaluate(`(${program.search})(${JSON.stringify(cold)})`);
    return {...got, first: opened + got.first, all: opened + got.all};
  });
  await measured('warm', () => page.evaluate(`(${program.search})(${JSON.stringify(warm)})`));
  if (name === 'winnow') await measured('again', () => page.evaluate(`(${program.search})(${JSON.stringify(warm)})`));
  await context.close();
  if (name === 'winnow') await wholePage(browser, base, cold, note);
}

// wholePage opens the search page and waits until it asks for nothing more.
async function wholePage(browser, base, query, note) {
  const context = await browser.newContext({ignoreHTTPSErrors: true}), page = await context.newPage(), start = performance.now();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', {rate: SLOWER});
  log.length = 0;
  await page.goto(base + '/search/index.html?q=' + encodeURIComponent(query));
  await page.waitForSelector('[data-results] .item', {timeout: 20000}).catch(() => {});
  const first = performance.now() - start;
  for (let n = -1; n !== log.length || log.some((r) => r.to === Infinity);) [n] = [log.length, await wait(700)];
  const requests = log.filter((r) => r.name !== '/favicon.ico'), found = await page.locator('[data-results] .item').count();
  note('page', {bytes: requests.reduce((sum, r) => sum + r.bytes, 0), requests: requests.length, trips: trips(requests), first, all: first, empty: found ? 0 : 1});
  await context.close();
}

const percentile = (list, p) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))];

(async () => {
  const browser = await chromium.launch({executablePath: process.env.CHROME || execFileSync('which', ['chromium']).toString().trim(), args: ['--no-sandbox']});
  const bases = {winnow: await serve(winnowSite), pagefind: await serve(pagefindSite)};
  console.log('p50 / p95'.padEnd(26) + 'bytes'.padEnd(19) + 'requests'.padEnd(11) + 'trips'.padEnd(8) + 'first result, ms'.padEnd(18) + 'ten, ms'.padEnd(16) + 'without result');
  for (const count of words ? [Number(words)] : [1, 2, 3, 4]) {
    const n = Number(queries), list = makeQueries(2 * n, count);
    for (const name of only === 'both' ? Object.keys(PROGRAMS) : [only]) {
      const notes = {};
      for (let i = 0; i < n; i++) {
        await one(browser, bases[name], name, list[2 * i], list[2 * i + 1], (kind, values) => {
          for (const [k, v] of Object.entries(values)) ((notes[kind] ??= {})[k] ??= []).push(v);
        });
      }
      for (const [kind, v] of Object.entries(notes)) {
        const both = (k, digits = 0) => percentile(v[k], 0.5).toFixed(digits) + ' / ' + percentile(v[k], 0.95).toFixed(digits);
        console.log(`${count} words, ${name}, ${kind}`.padEnd(26) + both('bytes').padEnd(19) + both('requests').padEnd(11) + both('trips').padEnd(8) +
          both('first').padEnd(18) + both('all').padEnd(16) + v.empty.reduce((a, b) => a + b) + ' of ' + v.empty.length);
      }
    }
  }
  process.exit(0);
})();
