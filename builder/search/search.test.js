'use strict';

// Runs the vectors that `go test` runs, tokens of queries and answers of a
// small index (both written by `go test -update`), and what only a browser does.

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const {test} = require('node:test');
const answer = require('./testdata/answer.js');
const winnowSearch = require('./testdata/engine.js');

const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, 'testdata', name), 'utf8'));
const show = (words) => words.map((w) => w.text + (w.parts.length > 0 ? '(' + show(w.parts) + ')' : '')).join(' ');

const index = read('index.json');
const file = (name) => Buffer.from(index.files[name], 'base64');
const manifest = JSON.parse(file('manifest.js').toString().replace(/^.*?=/, '').replace(/;\s*$/, ''));

// open opens the small index on a server; change may spoil its files.
function open({ranges = true, change = (name, bytes) => bytes, requests = []} = {}) {
  const fetch = async (url, {headers = {}} = {}) => {
    const name = url.slice('https://example.org/s/'.length).replace(/\?.*/, '');
    requests.push(url);
    const bytes = name in index.files ? change(name, file(name)) : undefined;
    if (!bytes) return new Response('', {status: 404});
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.Range || '');
    if (!range || !ranges) return new Response(bytes);
    return new Response(bytes.subarray(Number(range[1]), Number(range[2]) + 1), {status: 206});
  };
  return winnowSearch.open('https://example.org/s', {manifest, fetch});
}

test('tokens', () => {
  for (const v of read('tokens.json')) assert.strictEqual(show(winnowSearch.words(v.text)), v.words, v.text);
});

for (const ranges of [true, false]) {
  test('answers, server ' + (ranges ? 'with' : 'without') + ' ranges', async () => {
    const engine = await open({ranges});
    for (const want of index.answers) assert.deepStrictEqual(await answer(engine, want), want);
  });
}

test('pages', async () => {
  const engine = await open();
  const all = await engine.search('wifi', {limit: 10});
  const second = await engine.search('wifi', {limit: 1, offset: 1});
  assert.deepStrictEqual(second.results, all.results.slice(1, 2));
  assert.strictEqual(second.total, all.total);
});

test('files are asked for once', async () => {
  const requests = [];
  const engine = await open({requests});
  await engine.search('wifi drops');
  const n = requests.length;
  await engine.search('wifi drops');
  assert.strictEqual(requests.length, n);
  assert.strictEqual(new Set(requests).size, n);
});

test('lost and damaged files give a message', async () => {
  const lostTerms = await (await open({change: (name, b) => name.includes('/t/') ? undefined : b})).search('wifi');
  assert.match(lostTerms.message, /t\/0\.bin: not there; reload/);
  assert.deepStrictEqual(lostTerms.results, []);
  const lostDocs = await (await open({change: (name, b) => name.includes('/d/') ? undefined : b})).search('wifi');
  assert.match(lostDocs.message, /d\/0\.bin: not there/);
  assert.strictEqual(lostDocs.total, 2);
  for (const spoil of [(b) => b.subarray(0, b.length >> 1), (b) => b.fill(7, 5, 9), (b) => b.subarray(0, 0)]) {
    const answer = await (await open({change: (name, b) => spoil(b)})).search('wifi');
    assert.ok(answer.message);
    assert.deepStrictEqual(answer.results, []);
  }
});

test('a file that failed is asked for again', async () => {
  let down = true;
  const engine = await open({change: (name, b) => down ? undefined : b});
  assert.ok((await engine.search('wifi')).message);
  down = false;
  assert.strictEqual((await engine.search('wifi')).results.length, 2);
});

test('an aborted search rejects and spoils nothing', async () => {
  const engine = await open();
  const abort = new AbortController();
  const search = engine.search('wifi', {signal: abort.signal});
  abort.abort();
  await assert.rejects(search, {name: 'AbortError'});
  assert.strictEqual((await engine.search('wifi')).results.length, 2);
});

test('opened from disk, files come as scripts', async () => {
  const added = [];
  globalThis.document = {createElement: () => ({}), head: {append: (script) => {
    added.push(script.src);
    const name = script.src.slice('file:///s/'.length).replace(/js$/, 'bin');
    if (name.includes('/d/')) return script.onerror();
    winnowSearch.file(name.slice(0, -4), index.files[name]);
    script.onload();
  }}};
  try {
    const engine = await winnowSearch.open('file:///s/', {manifest: {...manifest, fromDisk: true}});
    const answer = await engine.search('wifi');
    assert.strictEqual(answer.total, 2);
    assert.match(answer.message, /d\/0\.bin: not there/);
    assert.ok(added.every((src) => src.endsWith('.js')));
  } finally {
    delete globalThis.document;
  }
});

test('excerpts show why a result matches', async () => {
  const engine = await open(), {results} = await engine.search('rollback channel admin');
  const texts = await engine.excerpts(results);
  assert.deepStrictEqual(results.map((r) => r.id), [1, 0, 6]);
  assert.match(texts[0], /admin page.*--rollback/);
  assert.deepStrictEqual(texts.slice(1), ['', '']); // the summary has the word
  const whole = await open({ranges: false});
  assert.deepStrictEqual(await whole.excerpts((await whole.search('rollback')).results), ['']);
  const lost = await open({change: (name, b) => name.includes('/x/') ? undefined : b});
  assert.deepStrictEqual(await lost.excerpts((await lost.search('rollback')).results), ['']);
});

test('suggestions', async () => {
  const {titles, queries} = await (await open()).suggest('wi', {limit: 2});
  assert.deepStrictEqual([titles.map((r) => r.id), queries], [[0, 6], ['width', 'wifi']]);
});

test('open refuses what it cannot read', async () => {
  await assert.rejects(winnowSearch.open('s', {manifest: null}), /document is not defined/);
  await assert.rejects(winnowSearch.open('s', {manifest: {...manifest, format: 99}}), /format 99, this program reads format 4/);
  const stream = globalThis.DecompressionStream;
  delete globalThis.DecompressionStream;
  try {
    await assert.rejects(winnowSearch.open('s', {manifest}), /too old/);
  } finally {
    globalThis.DecompressionStream = stream;
  }
});

test('mark', () => {
  const marked = (text, words) => winnowSearch.mark(text, words).map(([a, b]) => text.slice(a, b));
  assert.deepStrictEqual(marked('Café, cafés and CAFE.', ['cafe', 'cafes']), ['Café', 'cafés', 'CAFE']);
  assert.deepStrictEqual(marked('the C++ way, not C', ['c++']), ['C++']);
  assert.deepStrictEqual(marked("Wi-Fi doesn't work", ['wifi', 'doesnt']), ['Wi-Fi', "doesn't"]);
  assert.deepStrictEqual(marked('getElementById', ['element']), ['Element']);
  assert.deepStrictEqual(marked('電話番号が', ['電話', '番号']), ['電話番号']);
  assert.deepStrictEqual(marked('nothing here', ['cafe']), []);
});

// ---- Damage: a message, and what can be had; never a rejection, never a wait for ever

const spoils = {
  missing: () => undefined,
  truncated: (b) => b.subarray(0, b.length >> 1),
  empty: (b) => b.subarray(0, 0),
  corrupted: (b) => Buffer.from(b).fill(0x5A, b.length >> 1, (b.length >> 1) + 4),
};

for (const [how, spoil] of Object.entries(spoils)) {
  test('the dictionary is ' + how, async () => {
    for (const kind of ['w', 'e']) {
      const engine = await open({change: (name, b) => name.includes('/' + kind + '/') ? spoil(b) : b});
      const answer = await engine.search('wifi eror');
      assert.match(answer.message, new RegExp(kind + '/0\\.bin: '));
      assert.ok(answer.results.length >= 2);
    }
    const {titles, queries, message} = await (await open({change: (name, b) => name.includes('/w/') ? spoil(b) : b})).suggest('wi');
    assert.match(message, /w\/0\.bin: /);
    assert.deepStrictEqual([titles.length > 1, queries], [true, []]);
  });

  test('the file of titles is ' + how, async () => {
    const {titles, queries, message} = await (await open({change: (name, b) => name.includes('/p/') ? spoil(b) : b})).suggest('wif');
    assert.match(message, /p\/0\.bin: /);
    assert.deepStrictEqual(titles.map((r) => r.id), [0, 6]); // found by search instead
    assert.deepStrictEqual(queries, ['wifi']);
  });
}

test('any byte may be wrong', async () => {
  const names = Object.keys(index.files).filter((name) => name.endsWith('.bin')), query = 'wifi dropz 番号 "slow wireless" -staking -tag:nas';
  const whole = await (await open()).search(query);
  let seed = 7;
  const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let i = 0; i < 600; i++) {
    const victim = names[random(names.length)];
    const engine = await open({ranges: i % 2 > 0, change: (name, b) => {
      if (name !== victim) return b;
      const at = random(b.length), copy = Buffer.from(b);
      if (i % 3 === 0) return copy.subarray(0, at);
      copy[at] ^= 1 + random(255);
      return i % 3 === 1 ? copy : Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1)]);
    }});
    const answer = await engine.search(query);
    assert.ok(answer.message || answer.results.length === whole.results.length, victim);
    await engine.suggest('wi');
  }
});

test('a manifest that lies is not followed for ever', async () => {
  const blocks = {...manifest.blocks, sizes: '#'.repeat(500), fileSize: 0};
  for (const change of [{terms: 'a\nb\nc'}, {titles: 99, starts: 'a\nb'}, {dictionary: [9, 9], words: 'a', ends: 'b'}, {blocks}, {docs: 1}, {prior: [5]}]) {
    const engine = await winnowSearch.open('https://example.org/s', {manifest: {...manifest, ...change}, fetch: async () => new Response('', {status: 404})});
    const answer = await engine.search('wifi eror');
    assert.ok(answer.message);
    assert.deepStrictEqual(answer.results, []);
    assert.ok((await engine.suggest('wif')).message);
  }
});
