// The questions of a service type appear as soon as it is picked, so that the first step is one page.

import { raise } from "./offline/choosing.js";

/** Watch the types of the first step. */
export function followType() {
  const types = document.getElementById("types");
  const box = document.getElementById("questions");
  if (!types || !box) return;
  const kept = new Map(); // answers already given stay with their type
  let shown = box.dataset.shown;
  const look = watch(box, () => shown);
  let under;

  const chosen = () => types.querySelector("[name=kind]:checked")?.value || "";
  const show = async () => {
    const code = chosen();
    if (code === shown) return;
    under?.abort();
    under = new AbortController();
    const piece = kept.get(code) || (await load(box.dataset.from, code, under.signal));
    if (!piece || chosen() !== code) return;
    kept.set(shown, hold(box));
    box.replaceChildren(piece);
    shown = code;
    look();
    document.getElementById("more")?.remove();
  };
  let byHand = false;
  types.addEventListener("pointerdown", ({ target }) => { byHand = Boolean(target.closest?.(".line")); });
  types.addEventListener("keydown", () => { byHand = false; });
  types.addEventListener("change", ({ target }) => {
    for (const guess of types.querySelectorAll("[data-guess]")) if (target !== types && target !== guess) delete guess.dataset.guess;
    if (byHand && target.closest?.(".line")) {
      const card = raise(target);
      card.scrollIntoView({ block: "center" });
      card.firstChild.focus({ preventScroll: true });
    }
    if (target === types) look.anew(); // the list grew, and moved what stands below it
    show();
  });
  show();
}

/** The server is told that questions were asked only once they came into view. */
function watch(box, code) {
  const { form } = document.getElementById("field-words");
  const asked = form.querySelector("[name=asked]") || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "asked" }));
  const bar = form.querySelector(".action-bar").offsetHeight;
  const eye = new IntersectionObserver(([entry]) => {
    if (entry.isIntersecting) asked.value = code();
  }, { rootMargin: `0px 0px -${bar + 60}px` });
  const look = () => {
    eye.unobserve(box);
    eye.observe(box);
  };
  const isAnswered = () => [...box.querySelectorAll("input, textarea, select")].some((each) => (/radio|checkbox/.test(each.type) ? each.checked : each.value));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "next" || asked.value === code() || !box.childElementCount || isAnswered()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asked.value = code();
    box.scrollIntoView({ block: "start" });
    box.querySelector("input, textarea, select")?.focus({ preventScroll: true });
  }, true);
  look();
  // What was in view only before the list grew has been seen by nobody; what still is counts at once.
  look.anew = () => {
    eye.takeRecords();
    asked.value = "";
    look();
  };
  return look;
}

async function load(address, code, signal) {
  const held = document.querySelector("template[data-kind]");
  if (held) { // the page holds them all, for the time without signal
    const piece = document.querySelector(`template[data-kind="${CSS.escape(code)}"]`);
    return piece ? document.importNode(piece.content, true) : document.createDocumentFragment();
  }
  const url = new URL(address, location.href);
  url.searchParams.set("jenis", code);
  try {
    const answer = await fetch(url, { signal });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const piece = document.createDocumentFragment();
    piece.append(...page.body.childNodes);
    return piece;
  } catch {
    return null; // the questions then come with the next page
  }
}

function hold(box) {
  const piece = document.createDocumentFragment();
  piece.append(...box.childNodes);
  return piece;
}
