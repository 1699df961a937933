// mark returns the ranges of text whose folded words are in the list.
function mark(text, list) {
  const set = new Set(list), ranges = [];
  const add = (start, end) => {
    const last = ranges[ranges.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  };
  for (const m of text.matchAll(CHUNK)) markChunk(m[0], m.index, set, add);
  return ranges;
}

// excerpt returns the one or two parts of a text that have most of the terms, by their idf.
function excerpt(text, terms) {
  const places = terms.flatMap((t) => mark(text, t.forms).map(([at, end]) => ({at, end, t}))).sort((a, b) => a.at - b.at), shown = new Set(), parts = [];
  while (parts.length < 2) {
    let best, highest = 0;
    for (const p of places) {
      const inside = new Set(places.filter((o) => o.at >= p.at && o.end <= p.at + WINDOW && !shown.has(o.t)).map((o) => o.t)), worth = [...inside].reduce((sum, t) => sum + t.idf, 0);
      if (worth > highest) [best, highest] = [{at: p.at, inside}, worth];
    }
    if (!best) break;
    for (const t of best.inside) shown.add(t);
    parts.push(windowAt(text, best.at));
  }
  parts.sort((a, b) => a[0] - b[0]);
  if (parts.length > 1 && parts[1][0] <= parts[0][1]) parts.splice(0, 2, [parts[0][0], parts[1][1]]);
  return parts.map(([from, to], i) => (from > 0 && i === 0 ? '… ' : '') + text.slice(from, to) + (to < text.length ? ' …' : '')).join(' ');
}

// windowAt returns from where to where a text is shown around a place: whole words.
function windowAt(text, at) {
  const space = at < BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1, from = space > at ? at : space;
  const to = at + WINDOW >= text.length ? text.length : text.lastIndexOf(' ', at + WINDOW + 1);
  return [from, to > at + (WINDOW >> 1) ? to : at + WINDOW];
}

function markChunk(c, at, set, add) {
  const top = [];
  chunk(c, top);
  if (top.length === 1 && set.has(top[0].text)) return add(at, at + c.replace(TAIL, (t) => keepTail(t, '')).length);
  for (const run of c.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]{1,2}(?![\p{L}\p{N}\p{M}]))?/gu)) {
    const start = at + run.index, plain = run[0].replace(/['’]/, '');
    if (set.has(cut(fold(plain), MAX_TOKEN))) add(start, start + run[0].length);
    else markInside(run[0], start, set, add);
  }
}

// markInside marks pairs of characters of scripts without spaces, and parts of
// camelCase names.
function markInside(run, start, set, add) {
  let from = start;
  for (const p of run.split(HUMP)) {
    if (p.length < run.length && set.has(fold(p))) add(from, from + p.length);
    from += p.length;
  }
  let before = null;
  for (const m of run.matchAll(/./gsu)) {
    if (before && BIGRAM.test(m[0]) && set.has(fold(before[0] + m[0]))) add(start + before.index, start + m.index + m[0].length);
    else if (BIGRAM.test(m[0]) && set.has(fold(m[0]))) add(start + m.index, start + m.index + m[0].length);
    before = m;
  }
}
