/* form[data-continue] goes on by itself: the next part of a long file is checked.
   form[data-watched]: while a long file is being saved, the card says how far it has come.
   [data-reload="3"]: a page that only waits looks again. Without this script buttons and links do. */
(() => {
  "use strict";
  const doc = document;
  const PATIENCE = 1500;
  doc.querySelector("form[data-continue]")?.requestSubmit();

  const waiting = doc.querySelector("[data-reload]");
  if (waiting) setTimeout(() => location.reload(), 1000 * waiting.dataset.reload);

  const look = async (address) => {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const busy = page.getElementById("busy");
    const old = doc.getElementById("busy") || doc.getElementById("deciding");
    if (busy && old) old.replaceWith(doc.adoptNode(busy));
  };

  doc.querySelector("form[data-watched]")?.addEventListener("submit", async (event) => {
    const form = event.target;
    event.preventDefault();
    const sent = new FormData(form);
    form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    const timer = setInterval(() => look(form.dataset.watched).catch(() => {}), PATIENCE);
    try {
      const answer = await fetch(form.action, { method: "post", body: sent, redirect: "manual" });
      if (answer.type === "opaqueredirect") { location.assign(form.dataset.watched); return; }
    } catch { /* the line broke: what became of it is asked by sending it as any form */ }
    clearInterval(timer);
    doc.body.append(form);
    form.submit();
  });
})();
