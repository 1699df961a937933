// What the page scripts recompute from published sites: everything matches, and
// what was tampered with does not. SITES lists folders of sites, one a line.
'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
require('../../themes/default/assets/why.js');
require('../../themes/default/assets/score.js');

const articles = [];
const contributors = [];
for (const site of process.env.SITES.split('\n')) {
  for (const name of fs.readdirSync(site, { recursive: true })) {
    const file = path.join(site, name);
    if (name.endsWith('score.json')) contributors.push({ file, text: fs.readFileSync(file, 'utf8') });
    if (!name.endsWith('.html')) continue;
    const html = fs.readFileSync(file, 'utf8');
    const block = html.match(/<script type="application\/json" id="winnow-why">(.*?)<\/script>/);
    if (!block) continue;
    const trust = html.match(/<tfoot>.*?<td class="num">(.*?)<\/td>/s)[1];
    articles.push({ file, text: block[1], trust });
  }
}

const wrong = (recompute, data) => {
  try {
    return recompute(data).wrong;
  } catch (e) {
    return [e.message];
  }
};

test('every published number comes out again', () => {
  assert.ok(articles.length > 50 && contributors.length > 20, 'too few numbers were tried');
  for (const { file, text, trust } of articles) {
    const data = JSON.parse(text);
    assert.deepEqual(winnowWhy.article(data).wrong, [], file);
    assert.equal((data.trust / 10).toFixed(1), trust, file);
  }
  for (const { file, text } of contributors) assert.deepEqual(winnowWhy.contributor(JSON.parse(text)).wrong, [], file);
});

// A change by a thousandth of a unit or more, in each number that has an effect.
const change = (data, at, by) => {
  const copy = structuredClone(data);
  const last = at.pop();
  const into = at.reduce((o, key) => o[key], copy);
  into[last] = by(into[last] ?? 0);
  return copy;
};
const more = (n) => n + 1000;
const half = (n) => Math.floor(n / 2);
const one = (n) => n + 1;

test('a changed article does not match', () => {
  for (const { file, text } of articles) {
    const data = JSON.parse(text);
    const tried = [[['value'], one], [['trust'], one], [['start'], more]];
    if (data.value > 0) tried.push([['author'], more], [['caution'], (n) => 2 * n], [['odds'], (n) => 2 * n]);
    if (data.value > 0 && data.terms.some((t) => t.mass)) tried.push([['author_weight'], (n) => 2 * n]);
    data.terms.forEach((t, i) => {
      tried.push([['terms', i, 'adds'], one], [['terms', i, 'tenths'], one]);
      if (t.mass && t.kind !== 'unvouched' && data.decay > 1e8) tried.push([['terms', i, 'mass'], (n) => 2 * n]);
    });
    for (const [at, by] of tried) {
      const name = at.join('.');
      assert.notDeepEqual(wrong(winnowWhy.article, change(data, at, by)), [], `${file}: ${name}`);
    }
  }
});

test('a changed score does not match', () => {
  for (const { file, text } of contributors) {
    const data = JSON.parse(text);
    const tried = ['start', 'sum', 'total', 'score', 'judged'].map((name) => [[name], name === 'start' ? more : one]);
    data.answers.forEach((a, i) => {
      tried.push([['answers', i, 'adds'], one], [['answers', i, 'good'], one], [['answers', i, 'bad'], one],
        [['answers', i, 'positive'], more], [['answers', i, 'negative'], more]);
      if (a.good + a.bad > 10000 && a.decay > 1e8) tried.push([['answers', i, 'decay'], half]);
      if (a.unvouched) tried.push([['answers', i, 'unvouched', 'good'], one], [['answers', i, 'unvouched', 'positive'], more]);
    });
    (data.topics ?? []).forEach((t, i) => tried.push([['topics', i, 'total'], one], [['topics', i, 'score'], one]));
    if (Math.abs(data.sum) > 10000) tried.push([['rules', 'kappa', 'overall'], (n) => 2 * n]);
    if (data.answers.some((a) => a.good + a.bad > 0)) tried.push([['rules', 'caution'], (n) => 2 * n]);
    if (data.unvouched) tried.push([['unvouched', 'adds'], one], [['unvouched', 'good'], one]);
    for (const [at, by] of tried) {
      const name = at.join('.');
      assert.notDeepEqual(wrong(winnowWhy.contributor, change(data, at, by)), [], `${file}: ${name}`);
    }
  }
});
