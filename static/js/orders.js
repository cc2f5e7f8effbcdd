/* Asks the server, while a window order is typed, for the counted days and what is odd. The answer
   is its own fragment; without this script the page's own button shows the same. */
(() => {
  "use strict";
  const place = document.querySelector("[data-order-check]");
  const form = place?.closest("form");
  if (!form) return;
  const PAUSE = 600; // milliseconds after the last change
  let timer = 0;
  let asked = "";
  let asking = null;

  /* Texts only: a file is not sent for a look at dates. */
  const typed = () => {
    const body = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string") body.append(name, value);
    });
    return body;
  };
  const ask = async () => {
    const body = typed();
    if (body.toString() === asked) return;
    asked = body.toString();
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(place.dataset.orderCheck, {
        method: "POST", body, cache: "no-store", signal: asking.signal,
      });
      // Signed out or refused: the officer hears it when saving.
      if (!answer.ok || answer.redirected) return;
      const html = (await answer.text()).trim();
      if (html !== place.innerHTML.trim()) place.innerHTML = html;
    } catch {
      asked = ""; // no network, or overtaken: the next change asks again
    }
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "acknowledged") return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
})();
