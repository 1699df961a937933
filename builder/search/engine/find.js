
// Words of a query → terms. Mirrors find.go, synonyms.go and filter.go of package query.

class Finder extends Reader {
  // find notes the group that a word stands for, or those of its parts.
  async find(w, q) {
    const n = this.shardOf(w.text), shard = await this.shard(n, q.lost);
    if (w.light) {
      const i = shard ? shard.index.get(w.text) : undefined;
      if (i !== undefined) this.add(w, n, shard, i, q);
      return;
    }
    const i = shard ? lookup(shard, w) : -1;
    if (i >= 0 && !(q.literal && slipped(w.text, shard.surfaces[i]))) {
      this.add(w, n, shard, i, q);
      this.doubt(w, shard, i, q);
      return;
    }
    await Promise.all(w.parts.map((p) => this.shard(this.shardOf(p.text), q.lost)));
    for (const p of w.parts) await this.find(p, q);
    if (w.parts.length === 0 && !await this.correct(w, q)) q.report.push({word: w.text, as: '', df: 0, synonyms: []});
  }

  // correct finds the word that was most likely meant by one that no article has.
  async correct(w, q) {
    const near = q.literal || w.quoted || this.synonyms.has(w.text) ? undefined : await this.nearest(w.text, q.lost);
    if (!near) return false;
    const n = this.shardOf(near.text), shard = await this.shard(n, q.lost), i = shard ? shard.index.get(near.text) : undefined;
    if (i === undefined) return false;
    q.corrected.set(w.text, near.text);
    this.add(w, n, shard, i, q);
    return true;
  }

  // doubt notes a correction where what was taken for another inflection is a slip
  // within the word, and a suggestion where a word is rare and a near one of its
  // shard is not.
  doubt(w, shard, i, q) {
    const df = shard.heads[shard.group[i]].df, as = shard.surfaces[i];
    if (q.literal || w.quoted) return;
    if (as !== w.text) {
      if (slipped(w.text, as)) q.corrected.set(w.text, as);
    } else if (df <= RARE_WORD) {
      const near = nearestIn(shard, w.text);
      if (near && near.weight - weightOf(df) >= CLEARLY) q.suggested.set(w.text, near.text);
    }
  }

  // nearest returns the word of the corpus that was most likely meant.
  async nearest(text, lost) {
    const g = guess(text, MIN_ENTRY - 1), starts = (key) => this.beginning('w', key, lost);
    if (!g) return undefined;
    const w = Array.from(text), key = Math.max(2, (w.length - 1) >> 1), swapped = swaps(w);
    const [byStart, byEnd, ...bySwap] = await Promise.all([
      starts(w.slice(0, key).join('')), this.beginning('e', w.slice(-key).reverse().join(''), lost),
      ...swapped.map((v) => starts(Array.from(v).slice(0, 2).join('')))]);
    for (const e of byStart) g.consider(e.text, e.weight);
    for (const e of byEnd) if (Math.abs(e.text.length - text.length) < 3) g.consider(forwards(e), e.weight);
    for (const e of bySwap.flat()) if (swapped.includes(e.text)) g.consider(e.text, e.weight);
    return g.best;
  }

  // near returns words like those of a query that no article has.
  async near(q) {
    const found = new Map();
    for (const {word, as} of q.report) {
      const w = Array.from(word);
      if (as || w.length < MIN_ENTRY || w.length > MAX_ENTRY || !isEntry(word)) continue;
      const n = Math.max(2, Math.floor(w.length / 3));
      const [byStart, byEnd] = await Promise.all([
        this.beginning('w', w.slice(0, n).join(''), q.lost), this.beginning('e', w.slice(-n).reverse().join(''), q.lost)]);
      for (const e of [...byStart, ...byEnd.map((e) => ({text: forwards(e), weight: e.weight}))]) {
        const slips = distance(w, Array.from(e.text));
        if (slips <= n && slips < 4 && !found.has(e.text)) found.set(e.text, LAMBDA * slips - e.weight);
      }
    }
    return [...found].sort((a, b) => a[1] - b[1] || compare(a[0], b[0])).slice(0, MAX_NEAR).map(([text]) => text);
  }

  add(w, n, shard, i, q) {
    const group = shard.group[i], head = shard.heads[group];
    q.report.push({word: w.text, as: shard.surfaces[i], df: head.df, synonyms: []});
    let t = q.terms.findIndex((x) => x.shard === n && x.group === group);
    if (t >= 0) {
      q.terms[t].times += w.times;
    } else {
      if (q.terms.length === MAX_WORDS) return;
      const forms = shard.surfaces.filter((_, j) => shard.group[j] === group);
      t = q.terms.push({word: w.text, shard: n, group, forms, others: [], idf: idf(this.m.docs, head.df), times: w.times, light: w.light, ...head}) - 1;
    }
    if (w.quoted && !w.light) q.need |= 1 << t;
  }

  // widen adds synonyms to the terms of a query. Mirrors query/synonyms.go.
  async widen(list, q) {
    for (const [run, other] of this.others(list)) await this.stand(other, run, q);
  }

  // others returns runs of words and what else they may be called.
  others(list) {
    const out = [];
    for (let i = 0; i < list.length; i++) {
      for (let n = 1; n <= Math.min(MAX_MEMBER, list.length - i); n++) {
        const run = list.slice(i, i + n);
        if (run.some((w) => w.quoted)) break;
        for (const other of this.synonyms.get(texts(run).join(' ')) || []) out.push([run, other]);
      }
    }
    return out;
  }

  async stand(synonym, run, q) {
    const heads = [], forms = synonym.split(' ');
    for (const w of forms) {
      const h = await this.exact(w, q.lost);
      if (!h) return;
      heads.push(h);
    }
    const postings = intersect(heads, this.m.docs), rarest = Math.max(...heads.map((h) => idf(this.m.docs, h.df)));
    for (const w of run) {
      const t = this.termFor(w, synonym, q);
      if (!t) continue;
      t.others.push({idf: t.df > 0 ? Math.min(rarest, t.idf) : rarest, ...postings});
      if (t.df === 0) t.idf = Math.max(t.idf, rarest);
      t.forms = t.forms.concat(forms);
    }
  }

  termFor(w, synonym, q) {
    const report = q.report.find((r) => r.word === w.text);
    if (!report) return undefined;
    report.synonyms.push(synonym);
    const known = q.terms.find((t) => t.word === w.text);
    if (known) return known;
    if (report.as || q.terms.length === MAX_WORDS) return undefined;
    const t = {word: w.text, shard: -1, forms: [], others: [], idf: 0, times: w.times, light: false, df: 0, ids: [], levels: [], more: []};
    q.terms.push(t);
    return t;
  }

  // sift fills the sieve with filters and excluded words. Mirrors query/filter.go.
  async sift(q) {
    let used = 0;
    for (const it of q.items) {
      if (used === MAX_WORDS || it.plain || it.phrase && !it.not) continue;
      used++;
      if (!it.field) {
        this.mark(q.sieve, await this.having(it.words, q.lost), true);
        continue;
      }
      const head = await this.exact(surfaceOf(it), q.lost), {ids} = head ? await this.all(head, q.lost) : {ids: []};
      q.filters.push({field: it.field, value: it.value, not: it.not, df: ids.length});
      this.mark(q.sieve, ids, it.not);
    }
  }

  mark(sieve, ids, not) {
    const marks = sieve.marks = sieve.marks || new Uint8Array(this.m.docs);
    if (!not) sieve.want++;
    for (const id of ids) if (marks[id] !== EXCLUDED) marks[id] = not ? EXCLUDED : marks[id] + 1;
  }

  // having returns the ids of the articles that contain all of the words.
  async having(list, lost) {
    const lists = [];
    for (const w of list) {
      const head = await this.exact(w.text, lost);
      if (head) lists.push(await this.all(head, lost));
      else if (w.parts.length > 0) lists.push({ids: await this.having(w.parts, lost), levels: []});
      else return [];
    }
    return intersect(lists, this.m.docs).ids;
  }
}
