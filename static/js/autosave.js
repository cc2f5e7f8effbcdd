/* Keeps what is typed on the server while it is typed: input[data-autosave] in a form says where.
   Nothing is kept in the browser. Without this script the form saves as ever. */
(() => {
  "use strict";
  const ticket = document.querySelector("input[data-autosave]");
  if (!ticket || !ticket.form) return;
  const form = ticket.form;
  const status = form.querySelector("[data-autosave-status]");
  const others = form.querySelector("[data-autosave-others]");
  const PAUSE = 1500; // milliseconds without a key
  const LONGEST = 60000; // bytes that a browser still sends for a page that is gone
  let timer = 0;
  let typed = 0; // counts up with every change
  let kept = 0; // what the server has
  let sending = null;
  let signedOut = false;
  let over = false; // sent or given up: nothing may come after it

  const fields = () => {
    const pairs = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(pairs).toString();
  };
  const show = (text, isBad, link) => {
    if (status.textContent === text && !link) return;
    status.textContent = text;
    status.classList.toggle("typing__line--bad", isBad);
    if (!link) return;
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: link.url, textContent: link.text, target: "_blank", rel: "noopener" });
    status.append(" ", anchor);
  };
  const read = async (answer) => {
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    return isJson ? answer.json() : {};
  };

  /* Somebody signed in again in another tab: the tokens of this page are old, its typing is not. */
  const renew = async () => {
    const headers = { "X-Draft-Ticket": ticket.value };
    const answer = await fetch(ticket.dataset.renew, { headers, cache: "no-store" });
    const said = await read(answer);
    if (answer.ok) {
      document.getElementsByName("csrfmiddlewaretoken").forEach((i) => { i.value = said.csrf; });
      ticket.value = said.ticket;
      signedOut = false;
    }
    show(said.message || ticket.dataset.failed, !answer.ok, said.link);
    return answer.ok;
  };

  const post = (leaving) => {
    const body = fields();
    return fetch(ticket.dataset.autosave, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      keepalive: leaving && body.length < LONGEST,
      redirect: "error",
      signal: leaving ? undefined : sending.signal,
    });
  };
  const told = (answer, said, now) => {
    signedOut = answer.status === 401;
    if (!answer.ok) {
      show(said.message || ticket.dataset.failed, true, said.link);
      return;
    }
    kept = now;
    show(said.message, false);
    const text = said.others.join(" ");
    if (others.textContent !== text) others.textContent = text;
  };
  const save = async () => {
    clearTimeout(timer);
    if (over || sending || kept === typed) return;
    const now = typed;
    sending = new AbortController();
    try {
      let answer = await post(false);
      let said = await read(answer);
      // 403: the page's token is old. 404: its ticket is. Neither says anything itself.
      if ([403, 404].includes(answer.status) && !said.message && await renew()) {
        answer = await post(false);
        said = await read(answer);
      }
      told(answer, said, now);
    } catch {
      if (!over) show(ticket.dataset.failed, true);
    } finally {
      sending = null;
    }
    if (kept === now && now !== typed) later();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  const leave = () => {
    if (over || kept === typed) return;
    clearTimeout(timer);
    post(true).catch(() => {});
  };
  const end = () => {
    over = true;
    clearTimeout(timer);
    if (sending) sending.abort();
  };

  const change = () => { typed += 1; later(); };
  form.addEventListener("input", change);
  form.addEventListener("change", change);
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-formset-add]")) change();
  });
  form.addEventListener("focusout", save);
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (event.target === form || "forgetTyping" in event.target.dataset) end();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
    else if (signedOut) renew().then((isBack) => isBack && save()).catch(() => {});
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", () => { over = false; });
})();
