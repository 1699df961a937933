'use strict';

// Runs the vectors that `go test` runs: tokens of queries, and answers of a
// small index. Both are in testdata and written by `go test -update`.

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const {test} = require('node:test');
const winnowSearch = require('./search.js');

const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, 'testdata', name), 'utf8'));

const show = (words) => words.map((w) => w.text + (w.parts.length > 0 ? '(' + show(w.parts) + ')' : '')).join(' ');

test('tokens', () => {
  for (const v of read('tokens.json')) assert.strictEqual(show(winnowSearch.words(v.text)), v.words, v.text);
});
