// Recomputes the number that a page shows from the data that the site
// publishes, in whole numbers: the last digit must be the same. The formulas
// are those of the page on rules. Loaded by site.js when somebody asks for it.
(() => {
  'use strict';
  const ONE = 1000000n;
  const big = (n) => BigInt(n ?? 0);
  const abs = (n) => (n < 0n ? -n : n);
  const least = (a, b) => (a < b ? a : b);
  const sum = (list) => list.reduce((a, b) => a + b, 0n);

  // To the nearest, a half to the even one.
  const div = (a, b) => {
    if (!b) return 0n;
    const q = abs(a) / abs(b);
    const rest = 2n * (abs(a) % abs(b)) - abs(b);
    const n = rest > 0n || (!rest && q % 2n) ? q + 1n : q;
    return (a < 0n) === (b < 0n) ? n : -n;
  };
  const floor = (a, b) => a / b - (a % b < 0n ? 1n : 0n);
  const fade = (mass, decay) => div(mass * big(decay), 1n << 30n);

  // Parts in units, so that they add up to total.
  const share = (total, parts, unit) => {
    const out = parts.map((p) => floor(p, unit));
    const lost = parts.map((p, i) => p - out[i] * unit);
    const missing = total - sum(out);
    const n = big(parts.length || 1);
    const each = floor(missing, n);
    [...out.keys()].sort((a, b) => Number(lost[b] - lost[a]) || a - b)
      .forEach((i, k) => { out[i] += each + (big(k) < missing - each * n ? 1n : 0n); });
    return out;
  };

  // Collects what is said and does not come out again.
  const checker = () => {
    const wrong = [];
    return { wrong, want: (name, got, said) => { if (got !== big(said)) wrong.push(name); } };
  };

  const article = (d) => {
    const { wrong, want } = checker();
    const [mu, rho, record, caution, odds] = [d.start, d.author_weight, d.author, d.caution, d.odds].map(big);
    const [author, open, doubts] = ['author', 'unvouched', 'caution'].map((kind) => d.terms.map((t) => t.kind === kind));
    const mass = d.terms.map((t, i) => fade(big(t.mass), open[i] ? d.unvouched_decay : d.decay));
    const p = sum(mass.filter((m, i) => m > 0n && !open[i]));
    const n = -sum(mass.filter((m) => m < 0n));
    let u = 0n;
    mass.forEach((m, i) => {
      if (open[i]) u = mass[i] = least(m, div(big(d.unvouched_share) * (p + n), ONE));
    });
    const [known, start, up] = [[rho, record], [rho, mu], [odds, ONE - mu]].map(([x, y]) => div(x * y, ONE));
    const pro = div(odds * (known + p + u), ONE);
    const size = pro + rho - known + n + caution;
    const value = div(pro * ONE, size);
    const moves = mass.map((m, i) => (author[i] ? up + mu : doubts[i] ? -ONE : m < 0n ? mu : up));
    mass.forEach((_, i) => {
      if (author[i]) mass[i] = known - start;
      if (doubts[i]) mass[i] = div(mu * (caution + rho - start) - up * start, ONE);
    });
    const fine = mass.map((m, i) => div(div(m * ONE * ONE, size) * moves[i], ONE));
    const adds = share(value - mu, fine, ONE);
    const trust = div(value, 1000n);
    const tenths = share(trust - div(mu, 1000n), adds, 1000n);
    d.terms.forEach((t, i) => { want(t.kind, adds[i], t.adds); want(t.kind, tenths[i], t.tenths); });
    want('value', value, d.value);
    want('trust', trust, d.trust);
    return { tenths: trust, wrong };
  };

  const why = globalThis.winnowWhy = { ONE, big, least, sum, div, fade, share, checker, article, show };

  // Says in the box whether the number of the page comes out again.
  async function show(box) {
    const { recompute: url, match, differs } = box.dataset;
    const text = url ? await (await fetch(url)).text() : document.getElementById('winnow-why').textContent;
    const { tenths, wrong } = (url ? why.contributor : article)(JSON.parse(text));
    const got = (Number(tenths) / 10).toFixed(1);
    const shown = document.querySelector('.sums tfoot .num').textContent;
    if (shown.replace('\u2212', '-').replace('+', '') !== got) wrong.push(shown);
    box.querySelector('[role=status]').textContent = (wrong.length ? differs : match)
      .replace('{result}', got).replace('{wrong}', [...new Set(wrong)].join(', '));
  }
})();
