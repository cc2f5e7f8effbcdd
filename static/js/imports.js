/* form[data-continue] goes on by itself: the next part of a long file is checked. Without this
   script its button does. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-continue]");
  if (form) form.requestSubmit();
})();
