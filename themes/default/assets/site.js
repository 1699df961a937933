// What every page can do beyond reading: choose light or dark, open the menu on a
// phone, say how long ago a day is, print. Nothing here is needed to read the site.
(() => {
  'use strict';
  const page = document.documentElement;
  const systemDark = matchMedia('(prefers-color-scheme: dark)');

  theme();
  menu();
  dates();
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

  // How long ago a day is stands in its tooltip: text that changed would move.
  function dates() {
    const ago = new Intl.RelativeTimeFormat(page.lang || 'en', { numeric: 'auto' });
    for (const time of document.querySelectorAll('time[datetime]')) {
      const days = Math.round((Date.parse(time.dateTime) - Date.now()) / 864e5);
      const [unit, n] = Math.abs(days) > 364 ? ['year', 365.25] : Math.abs(days) > 45 ? ['month', 30.44] : ['day', 1];
      if (days === days) time.title = ago.format(Math.round(days / n), unit);
    }
  }

  // What is folded on the screen is open on paper, but for the sum of the trust,
  // which would push the answer away; and what is dark is light.
  function printing() {
    let opened = [];
    let theme;
    addEventListener('beforeprint', () => {
      opened = [...document.querySelectorAll('details:not([open], .why)')];
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
})();
