// Numbers by name: texts, bars, hours, marks on the map, and the two short lists.

import { showCalls } from "./calls.js";
import { language, worded, words } from "./words.js";

const known = {};
const SHAPES = { late: "M0-8L8 6H-8Z", open: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z" };
const svg = (name, attributes = {}) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
const written = (value) => (value === null ? words.none : value.toLocaleString(language));

/** Show what has changed. `isWhole`: these are all numbers, what is not among them is gone. */
export function showNumbers({ changed, gone }, { isWhole = false } = {}) {
  Object.assign(known, changed);
  for (const name of gone) delete known[name];
  const marks = Object.keys(changed).filter((name) => name.startsWith("dot."));
  for (const name of marks) mark(name, changed[name], !isWhole);
  for (const each of document.querySelectorAll("[data-dot]")) {
    if (isWhole ? !(each.dataset.dot in changed) : gone.includes(each.dataset.dot)) each.remove();
  }
  for (const each of document.querySelectorAll("[data-n]")) {
    if (each.dataset.n in changed) number(each, changed[each.dataset.n]);
  }
  document.querySelectorAll("[data-ranked]").forEach(rank);
  if (Object.keys(changed).some((name) => name.startsWith("hour."))) hours();
  for (const name of ["units", "pressing"]) if (name in changed) list(name, changed[name]);
  for (const each of document.querySelectorAll("[data-any]")) each.hidden = !known[each.dataset.any];
  sources(changed);
  showCalls(known);
  for (const each of document.querySelectorAll("[data-equation]")) {
    each.querySelector("[data-difference]").hidden = !known[`${each.dataset.equation}.difference`];
  }
}

function number(element, value) {
  element.textContent = written(value) + (value === null ? "" : element.dataset.sign ?? "");
  element.classList.toggle("missing", value === null);
  if (element.dataset.n.endsWith(".late")) element.classList.toggle("late", value > 0);
  const figure = element.closest("[data-tone]");
  if (figure) figure.classList.toggle(figure.dataset.tone, value > 0);
  const norm = element.closest("[data-norm]");
  if (norm) norm.classList.toggle("late", value !== null && value < norm.dataset.norm);
}

// Those with the most late cases stand first; all bars are drawn beside the longest.
function rank(table) {
  const of = (row, what) => known[`${row.dataset.row}.${what}`] ?? 0;
  const rows = [...table.querySelectorAll("[data-row]")];
  const most = Math.max(1, ...rows.map((row) => of(row, "open")));
  const sorted = [...rows].sort((a, b) => of(b, "late") - of(a, "late") || of(b, "open") - of(a, "open")
    || (a.dataset.row < b.dataset.row ? -1 : 1));
  if (sorted.some((row, at) => row !== rows[at])) rows[0].parentElement.append(...sorted);
  for (const row of rows) {
    const [whole, part] = row.querySelectorAll("rect");
    whole.setAttribute("width", `${(100 * of(row, "open")) / most}%`);
    part.setAttribute("width", `${(100 * of(row, "late")) / most}%`);
    row.querySelector(".bar").setAttribute("aria-label",
      words.of.replace("#1", written(of(row, "late"))).replace("#2", written(of(row, "open"))));
  }
}

function hours() {
  const counts = [...Array(24).keys()].map((hour) => known[`hour.${hour}`] ?? null);
  const most = Math.max(4, ...counts);
  for (const each of document.querySelectorAll("[data-hour]")) {
    const count = counts[each.dataset.hour];
    const height = (116 * (count ?? 0)) / most;
    const column = each.querySelector(".column");
    column.setAttribute("y", 120 - height);
    column.setAttribute("height", height);
    each.classList.toggle("to-come", count === null);
    each.querySelector("title").textContent = `${String(each.dataset.hour).padStart(2, "0")}.00: ${count === null ? "–" : written(count)}`;
  }
}

function mark(name, [x, y, late, count, label, address], isFresh) {
  document.querySelector(`[data-dot="${CSS.escape(name)}"]`)?.remove();
  const layer = document.querySelector(`[data-dots="${late ? "late" : "calm"}"]`);
  if (!layer) return;
  const link = svg("a", { href: address, "data-dot": name, transform: `translate(${x} ${y})` });
  if (isFresh) link.setAttribute("class", "fresh");
  link.append(svg("path", { class: `point point-${late ? "late" : "open"}`, d: SHAPES[late ? "late" : "open"] }));
  if (count > 1) {
    const many = svg("text", { class: "many", y: late ? 17 : 16 });
    many.textContent = count;
    link.append(many);
  }
  const title = svg("title");
  title.textContent = count > 1 ? `${label}: ${count}` : label;
  link.append(title);
  layer.append(link);
}

function list(name, rows) {
  const box = document.querySelector(`[data-list="${name}"]`);
  box.replaceChildren(...rows.map((row) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = row.url;
    link.textContent = worded(row.names);
    item.append(link, name === "units" ? share(row) : lateness(row, link));
    return item;
  }));
  box.parentElement.querySelector(".nothing").hidden = rows.length > 0;
}

function share({ late, open, url }) {
  const box = document.createElement("a");
  box.href = url;
  box.className = "share";
  const loud = document.createElement("b");
  loud.className = "late";
  loud.textContent = written(late);
  const quiet = document.createElement("span");
  quiet.className = "quiet";
  quiet.textContent = ` / ${written(open)}`;
  box.append(loud, quiet);
  return box;
}

function lateness({ place, due }, link) {
  const where = document.createElement("span");
  where.className = "small";
  where.textContent = place;
  link.append(where);
  const state = document.createElement("span");
  state.className = "state late";
  state.textContent = words.late.replace("#", span((Date.now() - Date.parse(due)) / 1000));
  return state;
}

// The largest whole unit, rounded down, as the server writes it.
function span(seconds) {
  const [size, unit] = seconds >= 172800 ? [86400, "day"] : seconds >= 3600 ? [3600, "hour"] : [60, "minute"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(Math.floor(seconds / size));
}

function sources(changed) {
  for (const each of document.querySelectorAll("[data-source]")) {
    const at = changed[`source.${each.dataset.source}`];
    if (!at) continue;
    if (each.tagName === "TIME") each.dataset.at = at;
    else {
      const time = document.createElement("time");
      time.className = "age";
      time.dataset.at = at;
      time.dataset.source = each.dataset.source;
      each.replaceWith(time);
    }
  }
}
