// The tile of calls: whether anybody can say who waits, and the longest wait, which grows by itself.

import { words } from "./words.js";

const LATE = 20; // seconds within which nearly all are to be answered
const tile = document.querySelector("[data-calls]");
const longest = tile?.querySelector("[data-since]");
let isKnown = !longest?.classList.contains("missing");

/** Show what is known of the exchange. */
export function showCalls(known) {
  if (!tile || !("calls.waiting" in known)) return;
  for (const each of tile.querySelectorAll("[data-if]")) {
    each.hidden = Boolean(known[each.dataset.if]) === "not" in each.dataset;
  }
  tile.classList.toggle("unheard", !known["calls.is_connected"] || known["calls.is_silent"]);
  longest.dataset.since = known["calls.since"] ?? "";
  isKnown = known["calls.waiting"] !== null;
  tick();
}

function tick() {
  const since = longest.dataset.since;
  const seconds = since ? Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 1000)) : 0;
  longest.textContent = !isKnown ? words.none : since ? words.seconds.replace("#", seconds) : "–";
  longest.classList.toggle("missing", !isKnown);
  longest.closest(".figure").classList.toggle("late", seconds > LATE);
}

if (tile) setInterval(tick, 1000);
