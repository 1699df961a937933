
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
    const i = shard ? lookup(shard, w, this.endings) : -1;
    if (i >= 0 && !(q.literal && anotherForm(w, shard.surfaces[i]))) {
      this.add(w, n, shard, i, q);
      this.doubt(w, shard, i, q);
      return;
    }
    const together = togetherOf(w.text);
    if (together && await this.addAs(w, together, q)) return;
    await Promise.all(w.parts.map((p) => this.shard(this.shardOf(p.text), q.lost)));
    for (const p of w.parts) await this.find(p, q);
    if (w.parts.length === 0 && !await this.correct(w, q)) q.report.push({word: w.text, as: '', df: 0, synonyms: []});
  }

  // correct finds the word that was most likely meant by one that no article has.
  async correct(w, q) {
    if (q.literal || w.quoted || w.joined || this.synonyms.has(w.text)) return false;
    let near = await this.nearest(w.text, q.lost);
    if (!near && await this.split(w, q)) return true;
    near ??= await this.farther(w.text, q.lost);
    if (!near || !await this.addAs(w, near.text, q)) return false;
    q.corrected.set(w.text, near.text);
    return true;
  }

  // addAs adds a word as a surface, if articles have that.
  async addAs(w, surface, q) {
    const n = this.shardOf(surface), shard = await this.shard(n, q.lost), i = shard ? shard.index.get(surface) : undefined;
    if (i === undefined) return false;
    this.add(w, n, shard, i, q);
    return true;
  }

  // split finds a word that articles write as two.
  async split(w, q) {
    const all = Array.from(w.text), n = this.shardOf(w.text), shard = await this.shard(n, q.lost);
    if (!letters(w.text) || all.length > MAX_ENTRY) return false;
    for (let i = all.length - MIN_PART; i >= MIN_PART && shard; i--) {
      const first = all.slice(0, i).join(''), second = all.slice(i).join('');
      if (!shard.index.has(first) || this.stop.has(first) || this.shardOf(first) !== n) continue;
      if (!await this.exact(second, q.lost) || this.stop.has(second)) continue;
      q.corrected.set(w.text, first + ' ' + second);
      for (const part of [first, second]) await this.addAs({...word(part), times: w.times}, part, q);
      return true;
    }
    return false;
  }

  // joins returns pairs of words, one after the other, that articles write as one, and
  // marks them.
  async joins(q, list) {
    const pairs = [], known = async (w) => await this.exact(w.text, q.lost) !== undefined;
    let before;
    for (const it of q.items) {
      if (!it.plain) before = undefined;
      else for (const {text} of it.words) {
        const w = list.find((v) => v.text === text && !v.quoted && !v.light);
        if (before && w) {
          const one = before.text + w.text, near = this.shardOf(one) === this.shardOf(before.text);
          if ((near || continues(before.text, w.text) || !await known(before) || !await known(w)) && await this.exact(one, q.lost)) {
            before.joined = w.joined = true;
            pairs.push([before, w]);
          }
        }
        before = w;
      }
    }
    return pairs;
  }

  // doubt notes a correction where another form of a word was found, and a suggestion
  // where a word is rare and a near one of its shard is not.
  doubt(w, shard, i, q) {
    const df = shard.heads[shard.group[i]].df, as = shard.surfaces[i];
    if (q.literal || w.quoted) return;
    if (as !== w.text) {
      if (anotherForm(w, as)) q.corrected.set(w.text, as);
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

  // farther returns a long word in which two slips were made.
  async farther(text, lost) {
    const w = Array.from(text), n = Math.floor(w.length / 3);
    if (w.length < FAR_WORD || !guess(text, FAR_WORD)) return undefined;
    const [byStart, byEnd] = await Promise.all([this.beginning('w', w.slice(0, n).join(''), lost), this.beginning('e', w.slice(-n).reverse().join(''), lost)]);
    let best;
    for (const e of [...byStart, ...byEnd.map((e) => ({text: forwards(e), weight: e.weight}))]) {
      const v = Array.from(e.text);
      if (v.length >= FAR_WORD - 1 && distance(w, v) === 2 && (!best || e.weight > best.weight || e.weight === best.weight && above(best.text, e.text))) best = e;
    }
    return best;
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
      t = q.terms.push({word: w.text, shard: n, group, forms, others: [], idf: idf(this.m.docs, head.df), times: w.times, light: w.light, names: isName(w.text), ...head}) - 1;
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
    const t = {word: w.text, shard: -1, forms: [], others: [], idf: 0, times: w.times, light: false, names: isName(w.text), df: 0, ids: [], levels: [], more: []};
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
