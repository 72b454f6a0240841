// Keeps the wall true: listens, changes what has changed, and turns grey when nobody answers.
// Everything it writes is text or an address of our own; without it the page reloads every minute.

import { showNumbers } from "./parts/numbers.js";
import { showNews } from "./parts/news.js";
import { clock, words } from "./parts/words.js";

const SILENCE = 30_000; // ms without a word from the server after which the picture is old
const AGAIN = 5_000;
const RELOAD_EVERY = 6 * 3600_000;
const root = document.querySelector("#wall");
const born = Date.now();
let heard = Date.now();
let woke = Date.now();
let source;
let place = root.dataset.after;

function hear() {
  heard = Date.now();
  const now = new Date(heard).toISOString();
  for (const age of document.querySelectorAll("time.age[data-stale-after]")) age.dataset.at = now;
  show();
}

function show() {
  const isStale = Date.now() - heard > SILENCE;
  document.body.classList.toggle("stale", isStale);
  const note = root.querySelector(".stale-note");
  note.hidden = !isStale;
  if (isStale) note.textContent = words.since.replace("#", clock(heard));
}

// A reload is only worth it where there is a server to answer: a grey wall beats an error page.
async function reload() {
  try {
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store", redirect: "manual" });
    if (answer.ok || answer.type === "opaqueredirect") location.reload();
  } catch { /* the next try comes by itself */ }
}

// What surrounds the case book, and what lies over the map, is drawn by the server, once for all.
const PARTS = ["[data-surroundings]", "[data-layers]", "[data-spots]", "[data-legend]", "[data-stage]"];

function drawAround({ html }) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of PARTS) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
}

function listen() {
  source?.close();
  source = new EventSource(`${root.dataset.stream}?after=${encodeURIComponent(place)}&bahasa=${document.documentElement.lang}`);
  const on = (kind, act) => source.addEventListener(kind, (event) => {
    if (event.lastEventId) place = event.lastEventId;
    hear();
    act(JSON.parse(event.data));
  });
  on("hello", ({ version, numbers }) => {
    if (version !== root.dataset.version) return reload();
    // A process that has just begun has none yet: they follow.
    if (Object.keys(numbers).length) showNumbers({ changed: numbers, gone: [] }, { isWhole: true });
  });
  on("news", showNews);
  on("tally", (different) => {
    // A new day has other addresses behind its numbers.
    if (different.changed.day && different.changed.day !== root.dataset.day) return reload();
    showNumbers(different, { isWhole: different.whole });
  });
  on("around", drawAround);
  on("beat", () => {});
  on("reset", reload);
  on("closed", reload);
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(reload, AGAIN);
  };
}

setInterval(() => {
  // After a sleep the line may look open and be dead: begin anew from where we were.
  const slept = Date.now() - woke > 15_000;
  woke = Date.now();
  show();
  if (slept || (Date.now() - heard > SILENCE && source.readyState !== EventSource.CONNECTING)) listen();
  if (Date.now() - born > RELOAD_EVERY) reload();
}, AGAIN);
addEventListener("online", listen);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => { if (event.persisted) listen(); });

listen();
