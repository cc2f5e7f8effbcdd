/* Improves pages that work without it. Every hook is a data attribute; nothing here decides. */
(() => {
  "use strict";
  const doc = document;
  const all = (selector, root = doc) => [...root.querySelectorAll(selector)];
  doc.documentElement.classList.add("js");

  /* data-shown-when="field=A,B": shown and sent only while the field has one of the values. */
  const valuesOf = (form, name) => {
    const found = form.elements[name];
    if (!found) return [];
    const controls = found.tagName || !found.length ? [found] : [...found];
    return controls
      .filter((c) => !/^(radio|checkbox)$/.test(c.type) || c.checked)
      .map((c) => c.value);
  };
  const refreshSections = () => {
    all("[data-shown-when]").forEach((box) => {
      const [name, wanted = ""] = box.dataset.shownWhen.split("=");
      const form = box.closest("form");
      if (!form || !form.elements[name]) return;
      const values = valuesOf(form, name);
      box.hidden = !wanted.split(",").some((value) => values.includes(value));
    });
    all("[data-shown-when] :is(input, select, textarea)").forEach((control) => {
      const away = Boolean(control.closest("[data-shown-when][hidden]"));
      if (away && !control.disabled) control.dataset.away = "1";
      if (away || control.dataset.away) control.disabled = away;
      if (!away) delete control.dataset.away;
    });
  };

  /* select[data-depends-on="parent"] keeps only options whose data-parent is the parent's value. */
  const options = new WeakMap();
  const refreshDependents = () => {
    all("select[data-depends-on]").forEach((select) => {
      const parent = select.form && select.form.elements[select.dataset.dependsOn];
      if (!parent) return;
      if (!options.has(select)) options.set(select, [...select.options]);
      const chosen = select.value;
      const kept = options.get(select)
        .filter((o) => !o.dataset.parent || o.dataset.parent === parent.value);
      select.replaceChildren(...kept);
      select.value = kept.some((o) => o.value === chosen) ? chosen : "";
    });
  };
  const refresh = () => { refreshDependents(); refreshSections(); refreshCounts(); };

  /* select[data-fills="name"]: the option's data-fill follows into that field while it holds what
     an earlier choice put there. */
  const fillOf = (select) => select.selectedOptions[0]?.dataset.fill || "";
  const follow = (select) => {
    const target = select.form?.elements[select.dataset.fills];
    if (target && !target.disabled && (!target.value || target.value === select.dataset.filled)) {
      target.value = fillOf(select);
    }
    select.dataset.filled = fillOf(select);
  };

  /* textarea[data-count-lines="{n} names"] says how many lines are filled. */
  const refreshCounts = () => {
    all("textarea[data-count-lines]").forEach((box) => {
      const said = box.nextElementSibling?.matches(".field__count")
        ? box.nextElementSibling : doc.createElement("p");
      if (!said.className) { said.className = "field__count field__help"; box.after(said); }
      const n = box.value.split("\n").filter((line) => line.trim()).length;
      said.textContent = box.dataset.countLines.replace("{n}", n);
    });
  };

  /* data-select-all="name" ticks every box of that name; data-selected-count="name" counts them. */
  const refreshSelection = () => {
    all("[data-select-all]").forEach((master) => {
      const boxes = boxesOf(master.dataset.selectAll);
      const ticked = boxes.filter((box) => box.checked).length;
      master.checked = ticked > 0 && ticked === boxes.length;
      master.indeterminate = ticked > 0 && ticked < boxes.length;
      boxes.forEach((box) => box.closest("tr")?.classList.toggle("is-selected", box.checked));
    });
    all("[data-selected-count]").forEach((place) => {
      const name = place.dataset.selectedCount;
      place.textContent = boxesOf(name).filter((box) => box.checked).length;
    });
  };
  const boxesOf = (name) =>
    all(`input[type="checkbox"][name="${CSS.escape(name)}"]:not(:disabled)`);

  /* select: what the chosen option's data-say tells stands in each data-said-by="name". */
  const tell = (select) => {
    const said = select.selectedOptions[0]?.dataset.say || "";
    all(`[data-said-by="${CSS.escape(select.name)}"]`, select.form)
      .forEach((place) => { place.textContent = said; });
  };

  /* data-formset="prefix": of the blank rows, which stand there for whoever runs no script, only
     the first (or so many: data-formset-blank) are shown; a row more is the next of them, or one
     from the template the server wrote. */
  const isBlank = (row) => all("input:not([type=hidden]), select, textarea", row)
    .every((c) => (/^(radio|checkbox)$/.test(c.type) ? !c.checked : !c.value));
  const hideBlankRows = () => all("[data-formset-rows]").forEach((rows) => {
    const shown = Number(rows.closest("[data-formset]").dataset.formsetBlank || 1);
    [...rows.children].filter(isBlank).slice(shown).forEach((row) => { row.hidden = true; });
  });
  const showRow = (row) => {
    row.hidden = false;
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };
  const addRow = (button) => {
    const box = button.closest("[data-formset]");
    const next = box.querySelector("[data-formset-rows] > [hidden]");
    if (next) { showRow(next); return; }
    const total = doc.getElementsByName(`${box.dataset.formset}-TOTAL_FORMS`)[0];
    const html = box.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
    const rows = box.querySelector("[data-formset-rows]");
    rows.insertAdjacentHTML("beforeend", html);
    total.value = Number(total.value) + 1;
    refresh();
    showRow(rows.lastElementChild);
  };

  doc.addEventListener("change", (event) => {
    if (event.target.matches("select[data-fills]")) follow(event.target);
    const master = event.target.closest("[data-select-all]");
    if (master) boxesOf(master.dataset.selectAll).forEach((b) => { b.checked = master.checked; });
    refresh();
    refreshSelection();
    all("select", event.target.form || doc)
      .filter((s) => s === event.target || s.dataset.dependsOn === event.target.name)
      .forEach(tell);
  });
  doc.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    if (hit("[data-formset-add]")) { addRow(hit("[data-formset-add]")); markChanged(hit("form")); }
    if (hit("[data-dismiss]")) hit("[data-dismissible]")?.remove();
    if (hit("[data-print]")) window.print();
  });

  /* form[data-guard]: leaving with unsaved changes asks first. */
  let changed = false;
  const markChanged = (form) => { if (form && form.matches("[data-guard]")) changed = true; };
  doc.addEventListener("input", (event) => { markChanged(event.target.form); refreshCounts(); });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

  /* A second press of a sending button sends nothing. The button is switched off only after the
     browser has read it, or its own name and value would be lost. */
  doc.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "repeatable" in form.dataset) return;
    if (form.dataset.busy) { event.preventDefault(); return; }
    form.dataset.busy = "1";
    if (form.matches("[data-guard]")) changed = false;
    setTimeout(() => all("button:not([type=button])", form).forEach((button) => {
      if (!button.disabled) { button.disabled = true; button.dataset.off = "1"; }
    }));
  });
  window.addEventListener("pageshow", () => {
    all("form[data-busy]").forEach((form) => delete form.dataset.busy);
    all("button[data-off]").forEach((b) => { b.disabled = false; delete b.dataset.off; });
    refresh();
    refreshSelection();
  });

  all("select[data-fills]").forEach((select) => { select.dataset.filled = fillOf(select); });
  hideBlankRows();
  refresh();
  refreshSelection();
  doc.querySelector(".error-summary")?.focus();
})();
