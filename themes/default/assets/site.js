// What every page can do beyond reading: choose light or dark, open the menu
// on a phone, copy code, scroll wide tables by keyboard, follow the contents
// list, recompute a score. Nothing here is needed to read the site.
(() => {
  'use strict';
  const page = document.documentElement;
  const words = document.body.dataset;
  const systemDark = matchMedia('(prefers-color-scheme: dark)');

  theme();
  menu();
  code();
  tables();
  contents();
  recompute();
  printing();

  // The choice is kept only while it differs from the system's, so that a
  // reader who goes back to it follows the system again.
  function theme() {
    const button = document.querySelector('[data-theme-toggle]');
    const dark = () => (page.dataset.theme ? page.dataset.theme === 'dark' : systemDark.matches);
    const show = () => button.setAttribute('aria-pressed', String(dark()));
    if (!button) return;
    show();
    systemDark.addEventListener('change', show);
    button.addEventListener('click', () => {
      const next = dark() ? 'light' : 'dark';
      const chosen = (next === 'dark') !== systemDark.matches;
      if (chosen) page.dataset.theme = next;
      else delete page.dataset.theme;
      show();
      try {
        if (chosen) localStorage.setItem('winnow-theme', next);
        else localStorage.removeItem('winnow-theme');
      } catch { /* holds for this page only */ }
    });
  }

  function menu() {
    const button = document.querySelector('[data-menu]');
    const list = document.getElementById('menu');
    if (!button || !list) return;
    const open = (yes) => {
      button.setAttribute('aria-expanded', String(yes));
      list.classList.toggle('is-open', yes);
    };
    button.addEventListener('click', () => open(button.getAttribute('aria-expanded') !== 'true'));
    document.addEventListener('keydown', (e) => {
      if (e.key !== 'Escape' || button.getAttribute('aria-expanded') !== 'true') return;
      open(false);
      button.focus();
    });
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
      const done = await copy((pre.querySelector('code') || pre).textContent);
      if (!done) getSelection().selectAllChildren(pre);
      say(button, done ? words.copied : words.copyFailed);
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

  // What is folded on the screen is open on paper, and what is dark is light.
  function printing() {
    let opened = [];
    let theme;
    addEventListener('beforeprint', () => {
      opened = [...document.querySelectorAll('details:not([open])')];
      for (const d of opened) d.open = true;
      theme = page.dataset.theme;
      page.dataset.theme = 'light';
    });
    addEventListener('afterprint', () => {
      for (const d of opened) d.open = false;
      if (theme) page.dataset.theme = theme;
      else delete page.dataset.theme;
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
