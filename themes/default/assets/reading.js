// What a page with a text can do beyond reading: copy code, look at a picture, say
// whether an answer helped, scroll wide tables by keyboard, follow the contents
// list, recompute a score, find the places that other sites name. The search page needs none of it, and has the most to
// load.
(() => {
  'use strict';
  const words = document.body.dataset;

  code();
  pictures();
  helpful();
  tables();
  contents();
  folds();
  recompute();
  places();

  // Links of other sites name a place without the prefix that its id has here.
  function places() {
    const go = () => {
      let name = location.hash.slice(1);
      try { name = decodeURIComponent(name); } catch { return; }
      if (!name || document.getElementById(name)) return;
      const bare = name.toLowerCase().replace(/\ufe0f/g, '');
      const place = ['h-' + name, 'user-content-' + name, 'h-' + bare].map((id) => document.getElementById(id)).find(Boolean);
      if (place) place.scrollIntoView();
    };
    addEventListener('hashchange', go);
    go();
  }

  // A button on each block of code; one listener for all of them.
  function code() {
    for (const pre of document.querySelectorAll('.prose pre')) {
      const button = make('button', 'copy', words.copy);
      button.type = 'button';
      (pre.parentElement.matches('.code') ? pre.parentElement : wrap(pre, 'code')).append(button);
    }
    document.addEventListener('click', async (e) => {
      const button = e.target.closest && e.target.closest('.copy');
      if (!button) return;
      const pre = button.parentElement.querySelector('pre');
      if (!(await agreed(button, pre))) return;
      const done = await copy((pre.querySelector('code') || pre).textContent);
      if (!done) getSelection().selectAllChildren(pre);
      say(button, done ? words.copied : words.copyFailed);
    });
  }

  // Before a command that can do harm is copied, its box says what it does and
  // asks. Who agreed is not asked again.
  function agreed(button, pre) {
    const plain = (e) => e.textContent.replace(/\s+/g, ' ').trim();
    const all = plain(pre);
    const harm = [...document.querySelectorAll('[data-risk]')].filter((li) => all.includes(plain(li.querySelector('code'))));
    if (!harm.length || pre.dataset.agreed) return true;
    const box = button.parentElement;
    box.querySelector('.copy-ask')?.remove();
    const ask = make('div', 'copy-ask notice notice-danger');
    ask.setAttribute('role', 'alert');
    for (const text of new Set(harm.map((li) => li.querySelector('span').textContent))) ask.append(make('p', '', text));
    const yes = make('button', 'button', words.anyway);
    const no = make('button', 'button', words.cancel);
    ask.append(yes, ' ', no);
    box.after(ask);
    yes.focus();
    return new Promise((done) => {
      const end = (answer) => { ask.remove(); button.focus(); if (answer) pre.dataset.agreed = 'yes'; done(answer); };
      yes.onclick = () => end(true);
      no.onclick = () => end(false);
      ask.onkeydown = (e) => { if (e.key === 'Escape') end(false); };
    });
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  function say(button, text) {
    button.setAttribute('aria-live', 'polite');
    button.classList.add('is-done');
    button.textContent = text;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      button.textContent = words.copy;
      button.classList.remove('is-done');
    }, 2000);
  }

  // A picture that is shown smaller than it is opens in full.
  function pictures() {
    const all = [...document.querySelectorAll('.prose img')].filter((img) => !img.closest('a'));
    let dialog;
    const open = (img) => {
      if (!dialog) {
        dialog = make('dialog', 'picture');
        const close = make('button', 'button', words.close);
        close.onclick = () => dialog.close();
        dialog.onclick = (e) => { if (e.target === dialog) dialog.close(); };
        dialog.append(make('img'), close);
        document.body.append(dialog);
      }
      Object.assign(dialog.firstChild, { src: img.src, alt: img.alt });
      dialog.setAttribute('aria-label', img.alt || words.zoom);
      dialog.showModal();
    };
    for (const img of all) {
      const ready = () => {
        if (img.naturalWidth <= img.clientWidth * 1.1) return;
        img.tabIndex = 0;
        img.setAttribute('role', 'button');
        img.setAttribute('aria-label', [img.alt, words.zoom].filter(Boolean).join(': '));
        img.onclick = () => open(img);
        img.onkeydown = (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); open(img); } };
      };
      img.complete ? ready() : img.addEventListener('load', ready, { once: true });
    }
  }

  // One vote for each article; it is kept here, so that nobody is asked twice.
  function helpful() {
    const box = document.querySelector('[data-helpful]');
    const form = box && box.querySelector('form');
    if (!form) return;
    const key = 'winnow-helpful ' + box.dataset.helpful;
    const show = (vote) => {
      form.hidden = true;
      box.querySelector('[data-say]').textContent = box.dataset.thanks;
      box.querySelector('[data-no]').hidden = vote !== 'no';
    };
    try {
      if (localStorage.getItem(key)) show(localStorage.getItem(key));
    } catch { /* asked again next time */ }
    form.addEventListener('submit', (e) => {
      e.preventDefault();
      const vote = e.submitter.value;
      const data = new URLSearchParams({ url: form.elements.url.value, helpful: vote });
      fetch(form.action, { method: 'POST', mode: 'no-cors', credentials: 'omit', keepalive: true, body: data }).catch(() => {});
      try { localStorage.setItem(key, vote); } catch { /* asked again next time */ }
      show(vote);
    });
  }

  // Tables keep their own layout inside a box that scrolls; the box can be
  // reached by keyboard only where there is something to scroll.
  function tables() {
    const boxes = [];
    for (const table of document.querySelectorAll('.prose table')) {
      boxes.push(table.parentElement.matches('.table') ? table.parentElement : wrap(table, 'table'));
    }
    boxes.push(...document.querySelectorAll('.prose pre'));
    const update = () => {
      for (const box of boxes) {
        const scrolls = box.scrollWidth > box.clientWidth + 1;
        if (!scrolls) box.removeAttribute('tabindex');
        else box.tabIndex = 0;
        if (!box.matches('.table')) continue;
        if (!scrolls) for (const a of ['role', 'aria-label']) box.removeAttribute(a);
        else { box.setAttribute('role', 'region'); box.setAttribute('aria-label', words.table); }
      }
    };
    update();
    addEventListener('resize', update);
  }

  // Marks the part of the article that is being read.
  function contents() {
    const links = new Map();
    for (const a of document.querySelectorAll('.toc a[href^="#"]')) {
      const heading = document.getElementById(decodeURIComponent(a.hash.slice(1)));
      if (heading) links.set(heading, a);
    }
    if (!links.size || !('IntersectionObserver' in window)) return;
    const seen = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const e of entries) e.isIntersecting ? seen.add(e.target) : seen.delete(e.target);
      const first = [...links.keys()].find((h) => seen.has(h));
      if (!first) return;
      for (const [h, a] of links) h === first ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current');
    }, { rootMargin: '0px 0px -60% 0px' });
    for (const h of links.keys()) observer.observe(h);
  }

  // An address that names a fold opens it: the trust beside the author leads to why.
  function folds() {
    const open = () => { const fold = document.querySelector('details:target'); if (fold) fold.open = true; };
    open();
    addEventListener('hashchange', open);
  }

  // Brings the arithmetic, and lets it work the number of this page out again.
  function recompute() {
    const box = document.querySelector('[data-recompute]');
    if (!box) return;
    const load = (src) => new Promise((resolve, reject) => {
      document.head.append(Object.assign(make('script'), { src, onload: resolve, onerror: reject }));
    });
    box.querySelector('button').addEventListener('click', async () => {
      try {
        if (!globalThis.winnowWhy) for (const src of box.dataset.load.split(' ')) await load(src);
        await globalThis.winnowWhy.show(box);
      } catch {
        box.querySelector('[role=status]').textContent = box.dataset.failed;
      }
    });
  }

  function make(tag, className, text) {
    const e = document.createElement(tag);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  function wrap(element, className) {
    const box = make('div', className);
    element.replaceWith(box);
    box.append(element);
    return box;
  }
})();
