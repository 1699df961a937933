// Runs before the page is painted, so that neither the colours nor the menu
// jump. Everything that can wait is in site.js.
(() => {
  'use strict';
  const page = document.documentElement;
  page.classList.add('js');
  try {
    const chosen = localStorage.getItem('winnow-theme');
    if (chosen === 'dark' || chosen === 'light') page.dataset.theme = chosen;
  } catch { /* storage is switched off: the system's choice holds */ }
})();
