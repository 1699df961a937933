// Reloads the page after a build and shows the problems of the last one.
(() => {
  const me = document.currentScript;
  let build = Number(me.dataset.build);

  async function showProblems() {
    const text = await (await fetch("/.winnow/problems")).text();
    document.getElementById("winnow-problems")?.remove();
    if (!text) return;
    const box = document.createElement("pre");
    box.id = "winnow-problems";
    box.setAttribute("role", "alert");
    box.tabIndex = 0;
    box.textContent = text;
    document.body.append(box);
  }

  if (Number(me.dataset.problems) > 0) showProblems();
  const events = new EventSource("/.winnow/events");
  events.addEventListener("build", (e) => {
    if (Number(e.data) !== build) location.reload();
  });
})();
