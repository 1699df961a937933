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
