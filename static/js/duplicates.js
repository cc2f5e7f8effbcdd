/* Asks the server, while a new registration is typed, who may be registered already. The answer is
   its own fragment and shows behind the section that was typed in. Nothing is kept in the browser. */
(() => {
  "use strict";
  const place = document.querySelector("[data-duplicates]");
  const form = place?.closest("form");
  if (!form) return;
  const NAMES = [
    "csrfmiddlewaretoken", "producer_type", "name", "person_first_name", "person_last_name",
    "citizen_id", "juristic_id", "enterprise_no", "mobile", "phone", "site_house_no", "site_moo",
    "site_subdistrict",
  ];
  const PAUSE = 700; // milliseconds after the last field that was left
  let timer = 0;
  let asked = "";
  let asking = null;

  const typed = () => {
    const body = new URLSearchParams();
    const values = new FormData(form);
    NAMES.forEach((name) => body.set(name, values.get(name) || ""));
    return body;
  };
  const isWorthAsking = (body) =>
    body.get("name").trim().length > 3 || ["citizen_id", "juristic_id", "enterprise_no"]
      .some((name) => body.get(name).trim().length > 9);

  const ask = async (section) => {
    const body = typed();
    if (body.toString() === asked || !isWorthAsking(body)) return;
    asked = body.toString();
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(place.dataset.duplicates, {
        method: "POST", body, cache: "no-store", signal: asking.signal,
      });
      // Signed out or refused: the officer hears it when saving.
      if (!answer.ok || answer.redirected) return;
      const html = (await answer.text()).trim();
      if (html === place.innerHTML.trim()) return;
      if (html && section) section.after(place);
      place.innerHTML = html;
    } catch {
      asked = ""; // no network, or overtaken: the next field asks again
    }
  };
  form.addEventListener("change", (event) => {
    if (!NAMES.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(event.target.closest("fieldset.fieldset")), PAUSE);
  });
})();
