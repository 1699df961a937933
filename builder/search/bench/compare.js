'use strict';

// Other search programs on the judged set that quality_test.go uses: titles are
// the documents, half of the duplicate questions are the queries, and a query is
// left out of its own results. Prints MRR@10, S@10 and the share of queries
// without a result.
//
//   npm ci && node compare.js ../../../../shared/data/ir-travel-dups [lunr minisearch pagefind]

const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const {pathToFileURL} = require('node:url');
const lunr = require('lunr');
const MiniSearch = require('minisearch');

const folder = process.argv[2];
const rows = (name) => fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
const docs = rows('corpus.tsv').map(([id, title]) => ({id, title}));
const queries = rows('queries.tsv').filter((_, i) => i % 2 === 0).map(([id, text]) => ({id, text: text.replaceAll('"', ' ')}));
const answers = new Map();
for (const [query, doc] of rows('qrels.tsv')) answers.set(query, (answers.get(query) || new Set()).add(doc));

// measure runs all queries. search returns ids, the best first; it may ask for more than ten.
async function measure(name, search) {
  const start = Date.now();
  let mrr = 0, success = 0, empty = 0, failed = 0;
  for (const q of queries) {
    const found = await search(q.text, 11).catch(() => failed++ && [] || []);
    const ids = found.filter((id) => id !== q.id).slice(0, 10);
    if (ids.length === 0) empty++;
    const rank = ids.findIndex((id) => (answers.get(q.id) || new Set()).has(id));
    if (rank >= 0) [mrr, success] = [mrr + 1 / (rank + 1), success + 1];
  }
  const share = (n) => (n / queries.length).toFixed(4);
  const ms = ((Date.now() - start) / queries.length).toFixed(1);
  console.log(`${name.padEnd(28)} MRR@10 ${share(mrr)}  S@10 ${share(success)}  empty ${share(empty)}  failed ${failed}  ${ms} ms a query`);
}

// words makes a query of plain words: lunr takes - + : ^ ~ * as operators.
const words = (text) => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

async function compareLunr() {
  const index = lunr(function () {
    this.ref('id');
    this.field('title');
    docs.forEach((d) => this.add(d));
  });
  await measure('lunr 2.3.9', async (q, n) => index.search(words(q)).slice(0, n).map((r) => r.ref));
}

async function compareMiniSearch() {
  const index = new MiniSearch({fields: ['title'], searchOptions: {combineWith: 'OR'}});
  index.addAll(docs);
  await measure('MiniSearch 7.2.0', async (q, n) => index.search(q).slice(0, n).map((r) => r.id));
}

async function comparePagefind() {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'pagefind-'));
  const pagefind = await import('pagefind');
  const {index} = await pagefind.createIndex({forceLanguage: 'en'});
  for (const d of docs) await index.addCustomRecord({url: '/' + d.id, content: d.title, language: 'en', meta: {title: d.title}});
  await index.writeFiles({outputPath: out});
  await pagefind.close();
  const server = http.createServer((request, response) => {
    const name = path.join(out, path.normalize(new URL(request.url, 'http://x').pathname));
    fs.readFile(name, (error, data) => error ? response.writeHead(404).end() : response.end(data));
  });
  await new Promise((ok) => server.listen(0, '127.0.0.1', ok));
  const base = 'http://127.0.0.1:' + server.address().port + '/';
  globalThis.window = {location: {origin: base}};
  const engine = await import(pathToFileURL(path.join(out, 'pagefind.js')));
  await engine.options({basePath: base, noWorker: true});
  await engine.init();
  await measure('Pagefind 1.6.0', async (q, n) => {
    const {results} = await engine.search(q);
    return Promise.all(results.slice(0, n).map(async (r) => (await r.data()).raw_url.slice(1)));
  });
  server.close();
  fs.rmSync(out, {recursive: true});
}

(async () => {
  const all = {lunr: compareLunr, minisearch: compareMiniSearch, pagefind: comparePagefind};
  for (const name of process.argv.length > 3 ? process.argv.slice(3) : Object.keys(all)) await all[name]();
})();
