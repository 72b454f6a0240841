// The lobby: the board looks for new numbers and speaks them; a tablet goes back to its keys.

import { speak } from "./counter_speaking.js";

const EVERY = 4000; // ms between two looks
const LATER = 30000; // the same after a failure, or while nobody sees the page
const BACK = 30000; // ms a number stands on a tablet

const part = () => document.getElementById("board");
const button = document.getElementById("voice");
const stale = document.getElementById("board-stale");
let isSpoken = false;

async function look() {
  let isWell = false;
  try {
    const { again, mark, asked } = part().dataset;
    const answer = await fetch(`${again}?${new URLSearchParams({ tanda: mark, nomor: asked })}`);
    isWell = answer.ok;
    if (answer.status === 200) put(await answer.text());
  } catch { /* said below */ }
  if (stale) stale.textContent = isWell ? "" : stale.dataset.words;
  setTimeout(look, isWell && !document.hidden ? EVERY : LATER);
}

function put(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("board");
  if (!fresh) return;
  const first = (each) => each.dataset.mark.split(".").slice(0, -2).join(".");
  const isNew = first(fresh) !== first(part());
  part().replaceWith(fresh);
  if (isNew && isSpoken && fresh.dataset.aloud) speak(fresh.dataset.aloud);
}

if (part()) {
  setTimeout(look, EVERY);
  if (window.speechSynthesis && button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      isSpoken = !isSpoken;
      button.setAttribute("aria-pressed", String(isSpoken));
      if (isSpoken && part().dataset.aloud) speak(part().dataset.aloud);
    });
  }
}
const back = document.querySelector("[data-back]");
if (back) setTimeout(() => location.assign(back.dataset.back), BACK);
