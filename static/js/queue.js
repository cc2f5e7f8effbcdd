/* On a registration that is one of a list: J goes to the next, K to the one before. The keys only
   move, are off until they are switched on, and are silent while somebody types (WCAG 2.1.4). */
(() => {
  "use strict";
  const doc = document;
  const button = doc.querySelector("[data-keys]");
  const told = doc.querySelector("[data-keys-told]");
  if (!button) return;

  const NAME = "otop-queue-keys";
  const read = () => { try { return localStorage.getItem(NAME) === "on"; } catch { return false; } };
  const keep = (on) => {
    try { localStorage.setItem(NAME, on ? "on" : "off"); } catch { /* for this page only, then */ }
  };
  let on = read();
  const show = () => {
    button.textContent = on ? button.dataset.on : button.dataset.off;
    told.hidden = !on;
  };
  button.addEventListener("click", () => { on = !on; keep(on); show(); });
  show();

  const TYPING = "input, textarea, select, [contenteditable]";
  doc.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest?.(TYPING)) return;
    // The key and not the letter: on a Thai keyboard they are ่ and า.
    const rel = { KeyJ: "next", KeyK: "prev" }[event.code];
    const link = rel && doc.querySelector(`.walk a[rel="${rel}"]`);
    if (link) link.click();
  });
})();
