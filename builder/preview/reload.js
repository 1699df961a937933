// Keeps an open page up to date: loads it again when its bytes have changed,
// swaps style sheets, shows the problems of the last build, marks what would not
// be published, and tells where the article stood before.
(() => {
  const me = document.currentScript;
  const place = "winnow-scroll:" + location.pathname;
  let sheets = styleLinks().map((l) => l.getAttribute("href"));

  function styleLinks() {
    return [...document.head.querySelectorAll('link[rel="stylesheet"]')];
  }

  function element(name, className, text) {
    const e = document.createElement(name);
    e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  function showProblems(problems) {
    const old = document.getElementById("winnow-problems");
    if (!problems.length) {
      old?.remove();
      return;
    }
    const box = element("div", "");
    box.id = "winnow-problems";
    box.setAttribute("role", "alert");
    box.tabIndex = 0;
    for (const p of problems) {
      const item = element("div", "winnow-problem");
      if (p.place) item.append(element("b", "", p.place));
      item.append(element("span", "winnow-msg", p.msg));
      if (p.text) item.append(element("pre", "", p.caret ? p.text + "\n" + p.caret : p.text));
      if (p.hint) item.append(element("span", "winnow-hint", p.hint));
      box.append(item);
    }
    if (old) old.replaceWith(box);
    else document.body.append(box);
  }

  // A new sheet takes the old one's place once it is there, so that the page is
  // never without style.
  function swapStyles(styles) {
    const links = styleLinks();
    styles.forEach((href, i) => {
      if (href === sheets[i] || !links[i]) return;
      const next = links[i].cloneNode();
      next.href = href;
      next.onload = () => links[i].remove();
      next.onerror = next.onload;
      links[i].after(next);
    });
    sheets = styles;
  }

  function load() {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  }

  function restore() {
    const y = sessionStorage.getItem(place);
    if (y === null) return;
    sessionStorage.removeItem(place);
    scrollTo({ top: Number(y), behavior: "instant" });
  }

  function openWhy() {
    const why = document.querySelector("details.why");
    if (!why) return;
    why.open = true;
    if (me.dataset.was) why.querySelector("summary").append(element("span", "winnow-was", "before: " + me.dataset.was));
  }

  function mark() {
    if (!me.dataset.state) return;
    const flag = element("p", "", me.dataset.state + ": not part of the published site");
    flag.id = "winnow-state";
    document.body.prepend(flag);
  }

  // Links to what would not be published say so, also those that come later, as
  // the results of a search do.
  async function markLinks() {
    if (me.dataset.drafts === "0") return;
    const states = await (await fetch("/.winnow/drafts")).json();
    const markAll = () => {
      for (const a of document.querySelectorAll("main a[href]:not([data-winnow])")) {
        a.dataset.winnow = "";
        const to = new URL(a.href, location.href);
        const state = to.origin === location.origin && states[decodeURI(to.pathname).slice(1)];
        if (state && a.textContent.trim()) a.append(element("span", "winnow-mark", state));
      }
    };
    markAll();
    new MutationObserver(markAll).observe(document.body, { childList: true, subtree: true });
  }

  mark();
  markLinks();
  openWhy();
  restore();
  const events = new EventSource("/.winnow/events?page=" + encodeURIComponent(decodeURI(location.pathname)));
  events.addEventListener("build", (e) => {
    const now = JSON.parse(e.data);
    if (now.page !== me.dataset.page) {
      load();
      return;
    }
    if (now.styles.length === sheets.length) swapStyles(now.styles);
    showProblems(now.problems);
  });
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
})();
