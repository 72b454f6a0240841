// A verb's form that opens by key or click takes the cursor; escape closes it again.

document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("details.verb[open]")) return;
  target.querySelector("form :is(textarea, select, input:not([type=hidden]))")?.focus();
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.verb[open]");
  if (!open || event.target.closest?.("textarea, select, input")?.value) return;
  open.open = false;
  open.querySelector("summary").focus();
});

for (const box of document.querySelectorAll("[data-camera]")) {
  import("./camera.js").then(({ begin }) => begin(box));
}
