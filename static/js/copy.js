/* data-copy="id": copies the field's text. Without scripts it is selected and copied by hand. */
(() => {
  "use strict";
  const copy = async (field) => {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      return document.execCommand("copy"); // without TLS there is no clipboard
    }
  };
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      const status = document.querySelector("[data-copy-status]");
      if (field && (await copy(field))) {
        button.textContent = button.dataset.copied;
        if (status) status.textContent = button.dataset.copied;
      }
    });
  });
})();
