'use strict';

// answer asks an engine as the Go tests ask their index, for what both must give.
// As a program, usage: node answer.js INDEX QUERIES, it prints the answer of each
// query, a line each.

const fs = require('node:fs');
const path = require('node:path');

async function answer(engine, {query, limit, literal, suggest}) {
  const {message, ...answer} = await engine.search(query, {limit, literal});
  if (message) throw new Error(query + ': ' + message);
  if (suggest) {
    const {titles, queries, message: lost} = await engine.suggest(query, {limit: Math.min(limit, 5)});
    if (lost) throw new Error(query + ': ' + lost);
    Object.assign(answer, {suggest, titles: titles.map(({id, url, highlight}) => ({id, url, highlight}))});
    if (queries.length > 0) answer.queries = queries;
  }
  return JSON.parse(JSON.stringify({...answer, limit, literal}));
}

// A server that sends the ranges it is asked for, and the whole file to every third request.
let requests = 0;
async function fetch(url, {headers = {}} = {}) {
  const bytes = fs.readFileSync(url.replace(/\?.*/, ''));
  const range = /^bytes=(\d+)-(\d+)$/.exec(headers.Range || '');
  return range && requests++ % 3 > 0
    ? new Response(bytes.subarray(Number(range[1]), Number(range[2]) + 1), {status: 206})
    : new Response(bytes);
}

async function main(dir, input) {
  const winnowSearch = require(path.join(dir, 'search.js'));
  require(path.join(dir, 'manifest.js'));
  const engine = await winnowSearch.open(dir, {fetch}), lines = [];
  for (const q of JSON.parse(fs.readFileSync(input, 'utf8'))) lines.push(JSON.stringify(await answer(engine, q)));
  process.stdout.write(lines.join('\n'));
}

if (require.main === module) main(...process.argv.slice(2));
module.exports = answer;
