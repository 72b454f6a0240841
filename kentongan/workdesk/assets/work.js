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

for (const told of document.querySelectorAll("[data-alike]")) {
  fetch(`${told.dataset.alike}?hitung`).then((answer) => (answer.ok ? answer.json() : null)).then((said) => {
    if (!said) return;
    told.textContent = said.found ? told.dataset.some.replace("#", said.found) : told.dataset.none;
    if (said.found) told.classList.add("state", "calm");
  }).catch(() => {}); // the way there stands beside it all the same
}
