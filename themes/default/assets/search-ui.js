// The search box in the header and the search page. The engine is fetched when
// the box is first used: search/search.js sets globalThis.winnowSearch, whose
// open(address of search/) gives { search(query, { limit, offset, signal }) }
// and suggest, and whose mark(text, highlight) gives the ranges of a text to
// mark. search/manifest.js, fetched beside it, says what the index consists of.
// Words and the look of a result come from the page; data enters it as text.
(() => {
  'use strict';
  const form = document.querySelector('form[data-search]');
  if (!form) return;
  const root = document.documentElement.dataset.root || '';
  const language = document.documentElement.lang || 'en';
  const words = form.dataset;
  const input = form.elements.q;
  const status = form.querySelector('[data-status]');
  const patience = 120; // ms between the last letter and the question
  const doubt = 600; // ms more until an empty answer is shown: the word may not be finished
  const results = document.querySelector('[data-results]');

  let opening; // the engine, once it was asked for
  let running; // the question under way
  let tooOld; // the browser lacks what the engine needs

  keys();
  if (results) resultPage();
  else comboBox();

  // ---- The engine

  function engine() {
    opening ??= Promise.all(['search.js', 'manifest.js'].map((name) => new Promise((ok, failed) => {
      const script = document.createElement('script');
      Object.assign(script, { src: root + 'search/' + name, onload: ok, onerror: failed });
      document.head.append(script);
    }))).then(() => {
      const api = globalThis.winnowSearch;
      tooOld = !api; // a browser that cannot read it
      return api.open(new URL(root + 'search/', location.href).href);
    }).catch((e) => {
      tooOld ||= e instanceof globalThis.winnowSearch?.TooOld;
      opening = undefined;
      throw e;
    });
    return opening;
  }

  // ask gives an answer, or nothing when a later question overtook this one. It
  // says so when the answer takes its time.
  async function ask(query, options, slow) {
    running?.abort();
    const mine = running = new AbortController();
    const waiting = setTimeout(() => mine.signal.aborted || slow(), 250);
    try {
      const answer = await (await engine()).search(query, { ...options, signal: mine.signal });
      return mine.signal.aborted ? undefined : answer;
    } catch (e) {
      if (mine.signal.aborted) return undefined;
      return { query, total: 0, results: [], failed: true }; // the headline says why
    } finally {
      clearTimeout(waiting);
    }
  }

  function stop() {
    running?.abort();
  }

  // ---- The box: a combobox with a list of links

  function comboBox() {
    const popup = form.querySelector('[data-hits]');
    const list = form.querySelector('[data-list]');
    const note = form.querySelector('[data-note]');
    const lead = form.querySelector('[data-lead]');
    const all = form.querySelector('template[data-all]');
    const most = 7;
    let active = -1;
    let timer;

    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': list.id, 'aria-expanded': 'false' })) {
      input.setAttribute(name, value);
    }
    input.addEventListener('focus', () => engine().catch(() => {}), { once: true });
    input.addEventListener('focus', () => { if (input.value.trim() && popup.hidden) answer(); });
    input.addEventListener('input', () => {
      clearTimeout(timer);
      if (!input.value.trim()) return close();
      timer = setTimeout(answer, patience);
    });
    input.addEventListener('keydown', (e) => {
      if (e.isComposing) return;
      if (e.key === 'ArrowDown' || e.key === 'ArrowUp') move(e);
      else if (e.key === 'Enter' && active >= 0) { e.preventDefault(); list.children[active].click(); }
      else if (e.key === 'Escape' && !popup.hidden) { e.preventDefault(); close(); }
    });
    popup.addEventListener('mousedown', (e) => { if (e.button === 0) e.preventDefault(); });
    form.addEventListener('focusout', (e) => { if (!form.contains(e.relatedTarget)) close(); });

    // Titles come from files that are there while a word grows. Only where they are
    // few, the articles that were found are fetched, too.
    async function answer() {
      const query = input.value.trim();
      const a = await ask(query, { limit: 0 }, () => show(words.searching));
      if (!a) return;
      const s = await suggest(a.corrected || query);
      const few = s.titles.length < 4 && a.total > s.titles.length;
      const b = few ? await ask(query, { limit: most }, () => {}) : a;
      if (!b || document.activeElement !== input || input.value.trim() !== query) return;
      const urls = new Set(s.titles.map((r) => r.url));
      const results = [...s.titles, ...b.results.filter((r) => !urls.has(r.url))].slice(0, most);
      Object.assign(a, { results, total: Math.max(a.total, results.length), queries: s.queries.filter((q) => q !== query).slice(0, 3) });
      if (a.total) fill(a);
      else timer = setTimeout(() => fill(a), doubt);
    }

    async function suggest(query) {
      try {
        return await (await engine()).suggest(query, { limit: most });
      } catch {
        return { titles: [], queries: [] };
      }
    }

    function drawQuery(query) {
      const option = all.content.firstElementChild.cloneNode(true);
      option.className = 'hit hit-query';
      option.href = searchFor(query);
      option.textContent = query;
      return option;
    }

    function fill(a) {
      const chosen = list.children[active]?.href; // stays chosen in the new list
      list.replaceChildren(...a.results.map((r) => drawResult(r)), ...a.queries.map(drawQuery));
      if (a.total > a.results.length) list.append(drawAll(a));
      [...list.children].forEach((option, i) => { option.id = 'hit-' + i; });
      lead.hidden = a.results.length > 0;
      list.hidden = a.results.length === 0;
      const said = headline(a);
      show(a.results.length && !a.corrected && !a.suggestion && !a.message ? '' : said);
      choose([...list.children].findIndex((option) => option.href === chosen));
      status.textContent = said.text + (a.results.length ? ', ' + count(a.total) : '');
    }

    function drawAll(a) {
      const option = all.content.firstElementChild.cloneNode(true);
      option.href = searchFor(input.value.trim());
      option.textContent = option.dataset.text.replace('{n}', number(a.total));
      return option;
    }

    function show(said) {
      note.replaceChildren(...(said.nodes || [said]));
      note.hidden = !note.textContent;
      popup.hidden = false;
      input.setAttribute('aria-expanded', String(list.children.length > 0));
      choose(-1);
    }

    function close() {
      clearTimeout(timer);
      stop();
      popup.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      status.textContent = '';
      choose(-1);
    }

    function move(e) {
      const n = list.children.length;
      if (popup.hidden || !n) { if (input.value.trim()) answer(); return; }
      e.preventDefault();
      // One place more than there are options: the box itself.
      choose((active + 1 + (e.key === 'ArrowDown' ? 1 : n)) % (n + 1) - 1);
    }

    function choose(i) {
      active = i;
      [...list.children].forEach((option, k) => option.setAttribute('aria-selected', String(k === i)));
      if (i < 0) return input.removeAttribute('aria-activedescendant');
      input.setAttribute('aria-activedescendant', list.children[i].id);
      list.children[i].scrollIntoView({ block: 'nearest' });
    }
  }

  // ---- The page: the query and the number of results are in the history

  function resultPage() {
    const list = results.querySelector('[data-list]');
    const head = results.querySelector('[data-head]');
    const more = results.querySelector('[data-more]');
    const nothing = document.querySelector('[data-nothing]');
    const lead = document.querySelector('[data-lead]');
    const facets = document.querySelector('[data-facets]');
    const near = document.querySelector('[data-near]');
    const title = document.title;
    const step = 20;
    let literal = false; // the query is to be taken as it is
    let told; // the last query that was reported
    let typing = false; // in the middle of a query that has its entry in the history
    let timer;

    form.addEventListener('submit', (e) => {
      e.preventDefault();
      clearTimeout(timer);
      remember();
      typing = false;
      answer(step);
    });
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => { remember(); answer(step); }, patience);
    });
    input.addEventListener('change', () => { typing = false; });
    more.addEventListener('click', async () => {
      const first = list.children.length;
      await answer(first + step);
      list.children[first]?.querySelector('a').focus();
    });
    addEventListener('popstate', restore);
    input.setAttribute('aria-controls', list.id = 'results');
    restore();
    if (!input.value) input.focus({ preventScroll: true });

    function restore() {
      const asked = new URLSearchParams(location.search);
      input.value = asked.get('q') || '';
      literal = asked.has('exact');
      typing = false;
      answer(Math.min(Number(asked.get('n')) || step, 500));
    }

    function remember() {
      const query = input.value.trim();
      if (query === (new URLSearchParams(location.search).get('q') || '')) return;
      const address = query ? '?q=' + encodeURIComponent(query) : location.pathname;
      if (typing) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
      typing = true;
      literal = false;
    }

    async function answer(limit) {
      const query = input.value.trim();
      document.title = query ? query + ' · ' + title : title;
      if (!query) { stop(); return clear(); }
      const a = await ask(query, { limit, literal }, () => { results.hidden = false; head.textContent = words.searching; });
      if (!a) return;
      if (a.total || !typing) fill(a, limit);
      else timer = setTimeout(() => fill(a, limit), doubt);
    }

    function fill(a, limit) {
      const said = headline(a);
      head.replaceChildren(...said.nodes, ...(a.results.length ? [' · ' + count(a.total)] : []));
      list.replaceChildren(...a.results.map((r) => drawResult(r)));
      status.textContent = head.textContent;
      narrow(a);
      report(a);
      explain(a);
      more.hidden = a.results.length < limit || a.results.length >= a.total;
      results.hidden = false;
      nothing.hidden = a.results.length > 0 || a.failed;
      lead.hidden = a.results.length > 0;
      const address = new URL(location);
      if (limit > step) address.searchParams.set('n', limit);
      else address.searchParams.delete('n');
      history.replaceState(null, '', address);
    }

    // explain shows, of the first results, the part of the text that has the words, once
    // the list is there.
    async function explain(a) {
      const first = a.results.slice(0, 10), shown = [...list.children];
      const texts = await engine().then((e) => e.excerpts(first)).catch(() => []);
      texts.forEach((text, i) => {
        const place = text && shown[i].querySelector('[data-f=summary]');
        if (place) place.replaceChildren(...marked(text, first[i].highlight));
      });
    }

    // narrow offers to show only the results of a category, a tag, a state, a rank
    // of the author, a year; and words that are like those that were not found.
    function narrow(a) {
      const states = { verified: words.verified, outdated: words.outdated };
      facets.hidden = true;
      for (const list of facets.querySelectorAll('ul')) {
        const some = (a.facets || []).filter((f) => f.field === list.dataset.facet && f.count < a.total && (f.field !== 'state' || states[f.value])).slice(0, 5);
        chips(list, some, (f) => {
          const value = /[^\p{L}\p{N}_-]/u.test(f.value) ? '"' + f.value + '"' : f.value;
          return [f.field === 'state' ? states[f.value] : f.value, (a.corrected || a.query) + ' ' + (list.dataset.filter || f.field) + ':' + value];
        });
        if (some.length) facets.hidden = false;
      }
      chips(near.lastElementChild, a.near || [], (word) => [word, word]);
      near.hidden = !a.near;
    }

    function chips(list, values, textAndQuery) {
      list.hidden = !values.length;
      list.replaceChildren(...values.map((v) => {
        const li = document.createElement('li');
        const [text, query] = textAndQuery(v);
        li.append(link(text, query));
        li.firstChild.className = 'chip';
        return li;
      }));
    }

    // report tells the site, if it wants to know, what could not be found.
    function report(a) {
      if (!words.report || a.total || a.failed || typing || told === a.query) return;
      told = a.query;
      navigator.sendBeacon(words.report, new URLSearchParams({ q: a.query }));
    }

    function clear() {
      results.hidden = true;
      facets.hidden = true;
      nothing.hidden = true;
      lead.hidden = false;
      status.textContent = '';
      list.replaceChildren();
    }
  }

  // ---- Drawing

  // headline says what is shown, as nodes and as text.
  function headline(a) {
    const bold = (text) => Object.assign(document.createElement('b'), { textContent: text });
    const nodes = [];
    if (a.failed && tooOld) nodes.push(words.tooOld, ' ', Object.assign(document.createElement('a'), { href: root + 'a-z/', textContent: words.alphabet }));
    else if (a.failed) nodes.push(words.failed);
    else if (a.corrected) {
      nodes.push(...around(words.for, bold(a.corrected)), '. ', link(words.just, a.corrected, '', a.corrected.replace(/[^\s"]+/g, '"$&"')),
        ' · ', link(words.instead, a.query, '&exact'));
    }
    else if (a.results.length) nodes.push(...around(words.for, bold(a.query)));
    else nodes.push(...around(words.none, bold(a.query)));
    if (a.suggestion && !a.failed) nodes.push('. ', link(words.meant, a.suggestion));
    if (a.message) nodes.push(' ', words.partial);
    return { nodes, text: nodes.map((n) => n.textContent ?? n).join('') };
  }

  function searchFor(query) {
    return root + 'search/?q=' + encodeURIComponent(query);
  }

  // link leads to another query; the whole sentence is its text.
  function link(pattern, query, more = '', to = query) {
    const a = document.createElement('a');
    a.href = searchFor(to) + more;
    a.textContent = pattern.replace('{query}', query);
    return a;
  }

  function around(pattern, node) {
    const [before, after] = pattern.split('{query}');
    return [before, node, after || ''];
  }

  // drawResult fills the pattern of the page: data-f names the field an element
  // shows, data-mark says that the words found are marked in it, data-if names
  // the state it stands for. What has nothing to show goes away.
  function drawResult(r) {
    const element = document.querySelector('template[data-result]').content.firstElementChild.cloneNode(true);
    const marks = { verified: r.state === 'verified', accepted: r.accepted, outdated: r.state === 'outdated', section: r.section };
    for (const e of element.querySelectorAll('[data-if]')) if (!marks[e.dataset.if]) e.remove();
    for (const e of element.querySelectorAll('[data-f]')) {
      const text = r[e.dataset.f] || (e.dataset.f === 'author' && r.rank ? words.anonymous : '');
      if (!text) { e.remove(); continue; }
      if (e.dataset.f === 'section') e.href = root + r.url + '#' + encodeURIComponent(r.anchor);
      if (e.dataset.f === 'date') date(e, text);
      else if (e.dataset.mark === undefined) e.textContent = text;
      else e.append(...marked(near(text, r.highlight), r.highlight));
      if (e.dataset.attr) e.setAttribute(e.dataset.attr, text);
    }
    (element.matches('a') ? element : element.querySelector('a')).href = root + r.url;
    return element;
  }

  // near cuts a long text so that the first word found is seen.
  function near(text, highlight) {
    const [hit] = globalThis.winnowSearch.mark(text, highlight);
    if (!hit || hit[0] < 110) return text;
    const from = text.indexOf(' ', hit[0] - 60) + 1;
    return '… ' + text.slice(from > hit[0] ? hit[0] : from);
  }

  function date(e, iso) {
    const day = new Date(iso);
    const month = day.toLocaleDateString(language, { month: 'long', timeZone: 'UTC' });
    e.textContent = words.date.replace('{day}', day.getUTCDate()).replace('{month}', month).replace('{year}', day.getUTCFullYear());
  }

  // marked cuts a text into text nodes and <mark>s.
  function marked(text, highlight) {
    const nodes = [];
    let done = 0;
    for (const [from, to] of globalThis.winnowSearch.mark(text, highlight)) {
      const mark = document.createElement('mark');
      mark.textContent = text.slice(from, to);
      nodes.push(text.slice(done, from), mark);
      done = to;
    }
    return [...nodes, text.slice(done)];
  }

  function count(n) {
    const form = new Intl.PluralRules(language).select(n);
    const pattern = words['count' + form[0].toUpperCase() + form.slice(1)] || words.countOther;
    return pattern.replace('{n}', number(n));
  }

  function number(n) {
    return n.toLocaleString(language);
  }

  // ---- Keys: "/" and Ctrl-K from anywhere

  function keys() {
    document.addEventListener('keydown', (e) => {
      const typing = e.target.closest?.('input, textarea, select, [contenteditable]');
      const slash = e.key === '/' && !typing && !e.ctrlKey && !e.metaKey && !e.altKey;
      const ctrlK = e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey;
      if (!slash && !ctrlK) return;
      e.preventDefault();
      input.focus();
      input.select();
    });
  }
})();
