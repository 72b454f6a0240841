// The form as pairs of name and value, and back; what is wrong stands beside its field.

import { raise } from "./choosing.js";

const CARRIED = new Set(["photo", "place", "same"]); // of a form that could not be sent
const form = () => document.getElementById("report");
const guessed = () => form().querySelector("[data-guess]:checked")?.value; // nobody chose it yet
let put = ""; // the guessed type whose questions were put once

/** Everything said, as it will be sent; photos apart. */
export function read() {
  const pairs = [...new FormData(form()).entries()];
  const said = pairs.filter(([name, value]) => typeof value === "string" && name !== "step" && value);
  return guessed() ? [...said, ["guessed", guessed()]] : said;
}

export const titleOf = (fields) => (fields.find(([name]) => name === "words")?.[1] || "").trim().slice(0, 80);

export const isBegun = (fields, photos) => photos.length > 0 || fields.some(([name]) => name === "words" || name === "address" || name === "phone");

/** Show what a draft holds. */
export async function fill(fields) {
  clear();
  for (const [name, value] of fields) if (!name.startsWith("a-")) enter(name, value);
  document.getElementById("types").dispatchEvent(new Event("change"));
  await new Promise((done) => { setTimeout(done); }); // the questions of the type come in between
  for (const [name, value] of fields) if (name.startsWith("a-")) enter(name, value);
  const isNamed = fields.some(([name]) => ["name", "phone", "email"].includes(name));
  document.getElementById("who").open = isNamed;
  if (!fields.some(([name]) => name === "guessed")) return;
  form().querySelector("[name=kind]:checked")?.setAttribute("data-guess", "yes");
  document.getElementById("field-words").dispatchEvent(new Event("input", { bubbles: true })); // guess again
}

export function clear() {
  form().reset();
  for (const each of form().querySelectorAll(".carried")) each.remove();
  for (const name of ["lat", "lon", "found"]) document.getElementById(`field-${name}`).value = "";
  document.getElementById("likely").replaceChildren();
  for (const each of form().querySelectorAll(".line")) each.hidden = false;
  document.getElementById("types").dispatchEvent(new Event("change"));
  showFaults(null);
  put = "";
}

function enter(name, value) {
  const inputs = [...form().querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const chosen = inputs.find((each) => /radio|checkbox/.test(each.type) && each.value === value);
  if (chosen) {
    chosen.checked = true;
    if (name === "kind" && chosen.closest(".line")) raise(chosen);
  } else if (CARRIED.has(name)) {
    form().append(Object.assign(document.createElement("input"), { type: "hidden", className: "carried", name, value }));
  } else if (inputs.length && !/radio|checkbox|file|submit/.test(inputs[0].type)) {
    inputs[0].value = value;
  }
}

const PLACES = { lat: "where", place: "where", kelurahan: "where", found: "where", kind: "types", photos: "photos" };

/** Put each sentence beside its field, the rest at the top; null takes them all away. */
export function showFaults(faults, { leadThere = true } = {}) {
  for (const each of form().querySelectorAll(".error")) each.remove();
  for (const each of form().querySelectorAll("[aria-invalid]")) {
    each.removeAttribute("aria-invalid");
    each.removeAttribute("aria-describedby");
  }
  for (const each of form().querySelectorAll(".wrong")) each.classList.remove("wrong");
  const box = document.getElementById("wrong");
  box.hidden = !faults;
  if (!faults) return;
  const general = [];
  for (const [name, sentence] of Object.entries(faults)) {
    const field = form().querySelector(`[name="${CSS.escape(name)}"]`);
    const beside = document.getElementById(PLACES[name])?.closest("fieldset") || field?.closest(".field, fieldset");
    if (!beside) general.push(sentence);
    else mark(beside, name, sentence, beside.matches(".field") ? field : null);
  }
  document.getElementById("wrong-all").textContent = general.join(" ");
  form().querySelector(".wrong")?.closest("details")?.setAttribute("open", "");
  if (!leadThere) return;
  box.scrollIntoView({ block: "start" });
  box.focus({ preventScroll: true });
}

function mark(beside, name, sentence, field) {
  field?.setAttribute("aria-invalid", "true");
  field?.setAttribute("aria-describedby", `${name}-error`);
  beside.classList.add("wrong");
  const line = Object.assign(document.createElement("p"), { className: "error", id: `${name}-error`, textContent: sentence });
  beside.querySelector("legend, label").after(line);
}

/** What can be seen to be missing before the city is asked; questions of a guess are put once. */
export function findFaults(photos) {
  const { nothing, noPlace, needed, guessed: unsure } = form().dataset;
  const said = new Map(read());
  const faults = {};
  if (!said.has("words") && !photos.length && !said.has("photo")) faults.words = nothing;
  if (!["lat", "kelurahan", "place"].some((name) => said.has(name))) faults.place = noPlace;
  const guess = guessed();
  for (const each of guess && guess === put ? [] : document.querySelectorAll("#questions .question, #questions .field")) {
    const name = each.querySelector("[name]").name;
    if (!each.querySelector("legend .optional, label .optional") && !said.has(name)) faults[name] = guess ? unsure : needed;
  }
  put = guess || "";
  return Object.keys(faults).length ? faults : null;
}
