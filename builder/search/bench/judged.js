'use strict';

// Other search programs on sets of judged queries: FOLDER/*.json.gz. Prints, for each
// set, MRR@10, nDCG@10, S@10 and the share of queries without a result.
//
//   npm ci && node judged.js ../../../../shared/data/ir-judged [lunr minisearch]
//
// With JUDGED=FILE, the reciprocal ranks of all queries go to a file, which
// `WINNOW_JUDGED=FILE go test -run Judged ./builder/search/query` compares.

const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const lunr = require('lunr');
const MiniSearch = require('minisearch');

const folder = process.argv[2], FIELDS = ['title', 'question', 'answer'], BOOST = {title: 3};

// words makes a query of plain words: lunr takes - + : ^ ~ * as operators.
const words = (text) => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

const PROGRAMS = {
  lunr: (docs) => {
    const index = lunr(function () {
      this.ref('id');
      for (const f of FIELDS) this.field(f, {boost: BOOST[f] || 1});
      docs.forEach((d) => this.add(d));
    });
    return (q) => index.search(words(q)).map((r) => r.ref);
  },
  minisearch: (docs) => {
    const index = new MiniSearch({fields: FIELDS, searchOptions: {combineWith: 'OR', boost: BOOST}});
    index.addAll(docs);
    return (q) => index.search(q).map((r) => r.id);
  },
};

const gain = (grades) => grades.reduce((sum, g, i) => sum + g / Math.log2(i + 2), 0);

function measure(search, {q, rel, self}) {
  const grades = search(q).filter((id) => id !== self).slice(0, 10).map((id) => rel[id] || 0), first = grades.findIndex((g) => g > 0);
  const best = Object.values(rel).sort((a, b) => b - a).slice(0, 10);
  return {mrr: first < 0 ? 0 : 1 / (first + 1), ndcg: gain(grades) / Math.max(gain(best), 1e-9), success: first < 0 ? 0 : 1, empty: grades.length ? 0 : 1};
}

const out = {};
for (const name of process.argv.length > 3 ? process.argv.slice(3) : Object.keys(PROGRAMS)) {
  for (const file of fs.readdirSync(folder).filter((f) => f.endsWith('.json.gz')).sort()) {
    const {docs, queries} = JSON.parse(zlib.gunzipSync(fs.readFileSync(path.join(folder, file))));
    const search = PROGRAMS[name](Object.entries(docs).map(([id, d]) => ({id, ...d}))), all = queries.map((q) => measure(search, q));
    const mean = (k) => (all.reduce((sum, m) => sum + m[k], 0) / all.length).toFixed(4), set = file.replace('.json.gz', '');
    console.log(`${name.padEnd(12)}${set.padEnd(12)}MRR@10 ${mean('mrr')}  nDCG@10 ${mean('ndcg')}  S@10 ${mean('success')}  empty ${mean('empty')}`);
    (out[set] ??= {})[name] = all.map((m) => m.mrr);
  }
}
if (process.env.JUDGED) fs.writeFileSync(process.env.JUDGED, JSON.stringify(out));
