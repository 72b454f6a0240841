// The workdesk by keyboard: j/k move, enter opens, one key per verb, / searches, ? explains.

const rows = () => [...document.querySelectorAll("[data-row] > a, a[data-row]")];
const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function step(by) {
  const all = rows();
  if (!all.length) return;
  const focused = all.indexOf(document.activeElement);
  const current = focused >= 0 ? focused : all.findIndex((row) => row.hasAttribute("aria-current"));
  const next = all[Math.min(Math.max(current + by, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

// What waits behind "other acts" is reached by its key too: the fold opens first.
function inSight(each) {
  const fold = each.closest("details.others:not([open])");
  if (fold?.offsetParent && fold !== each.parentElement) fold.open = true;
  return !each.disabled && each.offsetParent;
}

function press(key) {
  const wanted = `[data-key="${CSS.escape(key)}"], [data-shortcut="${CSS.escape(key)}"]`;
  const found = [...document.querySelectorAll(wanted)].find(inSight);
  if (!found) return false;
  if (found.matches("input:not([type=submit]), textarea, select")) found.focus();
  else found.click();
  return true;
}

function search() {
  const box = document.querySelector("[data-search], input[type=search]");
  box?.focus();
  box?.select?.();
  return Boolean(box);
}

function help() {
  const dialog = document.querySelector("dialog[data-help]");
  if (!dialog) return false;
  if (dialog.open) dialog.close();
  else dialog.showModal();
  return true;
}

const moves = { j: () => step(1), k: () => step(-1), "/": search, "?": help };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const open = document.querySelector("dialog[open]");
  if (open && event.key !== "?") return;
  const move = moves[event.key];
  const done = move ? move() !== false : event.key.length === 1 && press(event.key);
  if (done) event.preventDefault();
});

// Where you were in the list stays in sight when the case opens beside it.
document.querySelector("[data-row] > a[aria-current], a[data-row][aria-current]")?.scrollIntoView({ block: "nearest" });

// A page that a form was answered with cannot be gone back to: browsers keep none of it and show an
// error of their own. When it is left, its place in the history becomes the address asked for anew.
if (document.documentElement.dataset.posted) {
  const settle = () => history.replaceState(history.state, "", location.href);
  document.addEventListener("submit", settle, true);
  document.addEventListener("click", ({ target }) => { if (target.closest?.("a[href]")) settle(); }, true);
}
