/* input[type=file][data-shrink]: pictures are made smaller before they are sent and shown as they
   will be. Whatever fails here is sent as it was chosen: the server checks and shrinks by itself. */
(() => {
  "use strict";
  const LONGEST = 2000, SMALL_ENOUGH = 600 * 1024, PREVIEW = 160;

  const drawn = (bitmap, longest) => {
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  };

  /* One chosen file: what to send, and a small picture of it where there is one. */
  const prepare = async (file) => {
    if (!/^image\//.test(file.type)) return { file };
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const preview = drawn(bitmap, PREVIEW).toDataURL("image/jpeg", 0.8);
      const large = Math.max(bitmap.width, bitmap.height) > LONGEST;
      if (!large && file.size <= SMALL_ENOUGH) return { file, preview };
      const blob = await new Promise((done) => {
        drawn(bitmap, LONGEST).toBlob(done, "image/jpeg", 0.85);
      });
      if (!blob || blob.size >= file.size) return { file, preview };
      return { file: new File([blob], "picture.jpg", { type: "image/jpeg" }), preview };
    } catch {
      return { file };
    }
  };

  const show = (input, pictures) => {
    let box = input.parentElement.querySelector(".pictures--chosen");
    if (!box) {
      box = document.createElement("ul");
      box.className = "pictures pictures--chosen";
      box.setAttribute("aria-hidden", "true");
      input.after(box);
    }
    box.replaceChildren(...pictures.map((source) => {
      const item = document.createElement("li");
      const picture = document.createElement("img");
      picture.src = source;
      picture.alt = "";
      item.append(picture);
      return item;
    }));
  };

  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!input.matches("input[type=file][data-shrink]")) return;
    const button = input.form.querySelector("button[type=submit]");
    if (button) button.disabled = true;
    const chosen = [...input.files];
    const prepared = [];
    for (const file of chosen) prepared.push(await prepare(file));
    try {
      if (prepared.some((each, n) => each.file !== chosen[n])) {
        const transfer = new DataTransfer();
        prepared.forEach((each) => transfer.items.add(each.file));
        input.files = transfer.files;
      }
    } catch { /* an old browser: the files go as they are */ }
    show(input, prepared.map((each) => each.preview).filter(Boolean));
    if (button) button.disabled = false;
  });
})();
