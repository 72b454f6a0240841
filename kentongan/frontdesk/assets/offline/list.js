// "My reports on this phone": each with its state in words, and what can be done about it.

import { all, announce, change, onChange, remove } from "./store.js";
import { drive } from "./driving.js";

const COLOURS = { draft: "calm", waiting: "soon", sending: "soon", received: "well", refused: "late" };
const list = document.getElementById("reports");
const words = JSON.parse(list.dataset.words);
const make = (name, rest) => Object.assign(document.createElement(name), rest);

/** Draw the list, and again when anything changes; `open` takes a draft up in the form. */
export function showReports(open, isOpen) {
  let again = Promise.resolve();
  const draw = () => { again = again.then(() => redraw(open, isOpen)).catch(() => undefined); };
  onChange(draw);
  draw();
  return draw;
}

async function redraw(open, isOpen) {
  const kept = (await all()).filter((report) => !(report.state === "draft" && isOpen(report.id)));
  kept.sort((one, other) => other.finished - one.finished || other.id - one.id);
  document.getElementById("mine").hidden = kept.length === 0;
  const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
  list.replaceChildren(...kept.map((report) => draw(report, open)));
  if (focused) document.getElementById(focused)?.focus();
}

function draw(report, open) {
  const item = make("li", { className: `card ${report.state}` });
  item.dataset.state = report.state;
  const head = make("p", { className: "states" });
  head.append(make("span", { className: `state ${COLOURS[report.state]}`, textContent: words[report.state] }), " ", make("span", { className: "small", textContent: when(report) }));
  item.append(head, make("p", { className: "title", textContent: report.title || words.untitled }));
  if (report.code) item.append(coded(report));
  for (const sentence of said(report)) item.append(make("p", { className: "small", textContent: sentence }));
  const row = make("p", { className: "row" });
  row.append(...acts(report, open));
  item.append(row);
  return item;
}

const when = ({ received, finished }) => new Date(received || finished).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function coded({ code }) {
  const line = make("p", { textContent: `${words.code} ` });
  line.append(make("b", { className: "num", textContent: code }));
  return line;
}

function said(report) {
  if (report.state === "refused") return Object.entries(report.faults).map(([name, sentence]) => sentence || (name === "photos" ? words.heavy : ""));
  const lines = report.isEarly ? [words.early] : [];
  if (report.photos?.length) lines.push(words.photos.replace("#", report.photos.length));
  const guess = report.state === "waiting" && report.fields.find(([name]) => name === "guessed")?.[1];
  if (guess) lines.push(words.guessed.replace("#", nameOf(guess)));
  if (report.state === "waiting" && report.last === "trouble") lines.push(words.slow);
  if (report.state === "waiting" && report.tried) lines.push(words.maybe);
  return lines;
}

const nameOf = (kind) => document.querySelector(`#types .line [value="${CSS.escape(kind)}"]`)?.closest(".line").textContent.trim() || "";

function acts(report, open) {
  const { id, state, key } = report;
  const button = (name, act) => {
    const made = make("button", { type: "button", className: "button", id: `${name}-${id}`, textContent: words[name] });
    made.addEventListener("click", act);
    return made;
  };
  const drop = button("drop", () => drops(report));
  const look = make("a", { className: "button", href: report.address || "", textContent: words.look });
  return {
    draft: () => [button("open", () => open(id)), drop],
    waiting: () => [button("send", () => drive({ anyway: true })), ...(key ? [button("change", () => reopen(id, open))] : []), drop],
    sending: () => [],
    received: () => [look, drop],
    refused: () => [button("mend", () => reopen(id, open)), drop],
  }[state]();
}

/** A report that was refused, or waits under a key of its own, becomes a draft again. */
async function reopen(id, open) {
  const now = await change(id, (was) => (was.state === "refused" || (was.state === "waiting" && was.key) ? { ...was, state: "draft", fresh: true } : null));
  announce();
  if (now?.state === "draft") open(id);
}

async function drops({ id, state, tried }) {
  const question = state === "received" ? words["sure-code"] : tried ? words["sure-maybe"] : words.sure;
  if (!confirm(question)) return;
  await remove(id);
  announce();
}
