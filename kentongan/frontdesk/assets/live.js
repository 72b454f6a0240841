// The public map while one looks at it: what is told goes onto the map and into a short list.
// Each telling carries its place in the journal; what is not behind the last one is known already.

const SHOWN = 6;
const KEPT = 200;
const LONG = 5 * 60_000; // away for so long, a page loads its points anew

const element = document.querySelector(".map[data-points]");
const news = document.getElementById("live");
const list = news?.querySelector("ul");
const says = document.getElementById("live-says");
const language = document.documentElement.lang;
const told = new Map();
let last = [0, 0];
let source;
let heard = Date.now();
let waiting;

const behind = ([a, b], [c, d]) => a > c || (a === c && b > d);
const worded = (words) => words?.[language] ?? Object.values(words ?? {})[0] ?? "";
const isFiltered = () => {
  const asked = new URLSearchParams(location.search);
  return Boolean(asked.get("jenis") || asked.get("status"));
};

/** Load the points again, not all readers at once. */
function loadSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => element.dispatchEvent(new CustomEvent("kentongan:load")), 2000 + Math.random() * 10_000);
}

function hear(event) {
  const said = JSON.parse(event.data);
  heard = Date.now();
  const place = (said.place || "").split("-").map(Number);
  if (said.place && !behind(place, last)) return;
  if (said.place) last = place;
  if (said.kind === "look") {
    told.clear();
    list.replaceChildren();
    news.hidden = true;
    return loadSoon();
  }
  if (said.kind === "gone") told.set(said.code, null);
  if (said.kind === "case") showCase(said);
  if (isFiltered()) return loadSoon();
  if (told.size > KEPT) told.delete(told.keys().next().value);
  element.told = told;
  element.dispatchEvent(new CustomEvent("kentongan:told"));
}

function showCase({ spot, about, at }) {
  const properties = { ...about, title: worded(about.title), note: worded(about.note) };
  told.delete(about.code);
  told.set(about.code, { type: "Feature", geometry: { type: "Point", coordinates: spot }, properties });
  const item = document.createElement("li");
  item.dataset.code = about.code;
  const link = document.createElement("a");
  link.href = about.url;
  link.textContent = properties.title;
  const time = document.createElement("time");
  time.dateTime = at;
  time.textContent = new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  item.append(link, ` ${properties.note} · `, time);
  list.querySelector(`[data-code="${CSS.escape(about.code)}"]`)?.remove();
  list.prepend(item);
  while (list.children.length > SHOWN) list.lastElementChild.remove();
  news.hidden = false;
}

function open() {
  if (source || document.hidden) return;
  if (Date.now() - heard > LONG) loadSoon();
  source = new EventSource(last[0] ? `/peta/aliran?after=${last.join("-")}` : "/peta/aliran");
  source.onmessage = hear;
  source.onopen = () => {
    heard = Date.now();
    says.textContent = says.dataset.live;
  };
  source.onerror = () => {
    says.textContent = says.dataset.away;
    if (source?.readyState !== EventSource.CLOSED) return; // it tries again by itself
    shut();
    setTimeout(open, 5000 + Math.random() * 10_000);
  };
}

function shut() {
  source?.close();
  source = undefined;
}

if (element && news && !navigator.connection?.saveData) {
  document.addEventListener("visibilitychange", () => (document.hidden ? shut() : open()));
  addEventListener("pagehide", shut);
  open();
}
