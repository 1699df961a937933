// The search box in the header and the search page. The engine is fetched when
// the box is first used: search/search.js sets globalThis.winnowSearch, whose
// open(address of search/) gives { search(query, { limit, offset, signal }) },
// and whose mark(text, highlight) gives the ranges of a text to mark.
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

  keys();
  if (results) resultPage();
  else comboBox();

  // ---- The engine

  function engine() {
    opening ??= new Promise((ok, failed) => {
      const script = document.createElement('script');
      script.src = root + 'search/search.js';
      script.onload = () => ok(globalThis.winnowSearch.open(new URL(root + 'search/', location.href).href));
      script.onerror = () => failed(new Error('search.js cannot be loaded'));
      document.head.append(script);
    }).catch((e) => { opening = undefined; throw e; });
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
      return { query, total: 0, results: [], failed: true };
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

    async function answer() {
      const query = input.value.trim();
      const suggested = suggest(query);
      const a = await ask(query, { limit: 7, offset: 0 }, () => show(words.searching));
      if (!a || document.activeElement !== input) return;
      const s = await suggested;
      if (input.value.trim() !== query) return;
      Object.assign(a, first(a, s), { queries: s.queries.filter((q) => q !== query).slice(0, 3) });
      if (a.total) fill(a);
      else timer = setTimeout(() => fill(a), doubt);
    }

    async function suggest(query) {
      try {
        return await (await engine()).suggest(query, { limit: 3 });
      } catch {
        return { titles: [], queries: [] };
      }
    }

    // Articles with the words in their titles come before the others.
    function first(a, s) {
      if (a.corrected) return {};
      const urls = new Set(s.titles.map((r) => r.url));
      const results = [...s.titles, ...a.results.filter((r) => !urls.has(r.url))].slice(0, Math.max(7, s.titles.length));
      return { results, total: Math.max(a.total, results.length) };
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
      answer(history.state?.shown || step);
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
      const a = await ask(query, { limit, offset: 0, literal, facets: 50 }, () => { results.hidden = false; head.textContent = words.searching; });
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
      more.hidden = a.results.length < limit || a.results.length >= a.total;
      results.hidden = false;
      nothing.hidden = a.results.length > 0 || a.failed;
      lead.hidden = a.results.length > 0;
      history.replaceState({ shown: limit }, '');
    }

    // narrow offers to show only the results of a category, a tag, a state.
    function narrow(a) {
      const filters = { category: 'category', tag: 'tag', state: 'is' };
      const chips = (a.facets || []).filter((f) => filters[f.field] && f.count < a.total && (f.field !== 'state' || f.value === 'verified'))
        .filter((f, i, all) => all.slice(0, i).filter((g) => g.field === f.field).length < 5)
        .map((f) => {
          const chip = document.createElement('a');
          chip.className = 'chip';
          const value = /[^\p{L}\p{N}_-]/u.test(f.value) ? '"' + f.value + '"' : f.value;
          chip.href = searchFor((a.corrected || a.query) + ' ' + filters[f.field] + ':' + value);
          chip.append(f.field === 'state' ? words.verified : f.value);
          return chip;
        });
      facets.hidden = !chips.length;
      facets.querySelector('ul').replaceChildren(...chips.map((chip) => {
        const li = document.createElement('li');
        li.append(chip);
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
    if (a.failed) nodes.push(words.failed);
    else if (a.corrected) nodes.push(...around(words.for, bold(a.corrected)), '. ', link(words.instead, a.query, '&exact'));
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
  function link(pattern, query, more = '') {
    const a = document.createElement('a');
    a.href = searchFor(query) + more;
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
    const marks = { verified: r.state === 'verified', accepted: r.accepted, outdated: r.state === 'outdated' };
    for (const e of element.querySelectorAll('[data-if]')) if (!marks[e.dataset.if]) e.remove();
    for (const e of element.querySelectorAll('[data-f]')) {
      const text = r[e.dataset.f] || (e.dataset.f === 'author' && r.rank ? words.anonymous : '');
      if (!text) { e.remove(); continue; }
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
    e.dateTime = iso;
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
