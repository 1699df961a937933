// Recomputes a contributor's score from score.json; see why.js. Outcomes are
// pairs: good and bad.
(() => {
  'use strict';
  const { ONE, big, least, sum, div, fade, share, checker } = winnowWhy;
  const plus = (a, b, times = 1n) => a.map((x, i) => x + times * b[i]);
  const total = (list) => list.reduce((a, b) => plus(a, b), [0n, 0n]);

  winnowWhy.contributor = (d) => {
    const { wrong, want } = checker();
    const mu = big(d.start);
    const { kappa, caution, unvouched_share: limit } = d.rules;
    const pull = ([good, bad]) => good * (ONE - mu) - bad * mu;
    const outcome = (name, o = { positive: 0, negative: 0, good: 0, bad: 0 }) => {
      const all = big(o.positive) + big(o.negative) + big(caution);
      const pair = [div(big(o.positive) * ONE, all), div(big(o.negative) * ONE, all)];
      want(name, pair[0], o.good);
      want(name, pair[1], o.bad);
      return pair.map((x) => fade(x, o.decay));
    };
    const faded = d.answers.map((a) => outcome(a.answer, a));
    const open = total(d.answers.map((a) => outcome(a.answer, a.unvouched)));
    const scaled = (level) => {
      const most = div(big(limit) * sum(level), ONE);
      if (sum(open) <= most) return open;
      const good = div(open[0] * most, sum(open));
      return [good, most - good];
    };

    // The distance from the start; inside and tagged are answers below the
    // first level and on the last.
    const distance = (inside, tagged, capped) => {
      const levels = [[0n, 0n], [0n, 0n], [0n, 0n]];
      faded.forEach((x, i) => {
        const part = tagged.has(i) ? x.map((y) => div(y, big(d.answers[i].tags))) : [0n, 0n];
        const level = tagged.has(i) || inside.has(i) ? 1 : 0;
        levels[2] = plus(levels[2], part);
        levels[level] = plus(levels[level], plus(x, part, -1n));
      });
      levels[0] = plus(levels[0], scaled(levels[0]));
      const r = ['overall', 'category', 'tag'].reduce((above, name, i) =>
        div(big(kappa[name]) * above + pull(levels[i]), big(kappa[name]) + sum(levels[i])), 0n);
      return capped ? least(r, 0n) : r;
    };

    const all = total(faded);
    const rest = scaled(all);
    const size = big(kappa.overall) + sum(all) + sum(rest);
    const lines = d.answers.map((said, i) => ({ said, pair: faded[i] })).filter(({ said }) => said.good || said.bad || said.copy_of);
    if (sum(rest)) lines.push({ said: { answer: 'unvouched', ...d.unvouched }, pair: rest });
    else want('unvouched', 0n, d.unvouched?.adds);
    const r = distance(new Set(), new Set());
    share(r, lines.map(({ pair }) => div(pull(pair) * ONE, size)), ONE)
      .forEach((x, i) => want(lines[i].said.answer, x, lines[i].said.adds));
    for (const a of d.answers) if (!a.good && !a.bad && !a.copy_of) want(a.answer, 0n, a.adds);
    for (const [i, side] of ['good', 'bad'].entries()) want('unvouched', rest[i], d.unvouched?.[side]);
    want('probation', d.probation ? least(-r, 0n) : 0n, d.probation);
    const sumOfAll = r + big(d.probation);
    want('judged', sum(all), d.judged);
    want('sum', sumOfAll, d.sum);
    want('total', mu + sumOfAll, d.total);
    want('score', div(sumOfAll, 1000n), d.score);

    for (const t of d.topics ?? []) {
      const at = distance(new Set(t.category), new Set(t.tag), t.probation);
      want(t.topic, mu + at, t.total);
      want(t.topic, div(at, 1000n), t.score);
    }
    return { tenths: div(sumOfAll, 1000n), wrong };
  };
})();
