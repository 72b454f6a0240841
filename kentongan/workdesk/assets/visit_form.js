// The form of a stop: what it holds as a record, and a record back into it.

import { keep, MOST, shrunk } from "./visit_keeping.js";

const WAIT = 300; // ms after the last key
const { visit, person } = document.querySelector("[data-visit]").dataset;

export const hold = { isOnlyHere: false }; // the browser keeps nothing: leaving the page would lose it

/** Keep what the form holds; once its answer was chosen (`form.chosen`) it is to be sent. */
export async function remember(form) {
  clearTimeout(form.timer);
  form.timer = 0;
  await form.taking;
  if (!form.isConnected) return;
  const { chosen: outcome = "", held: pictures } = form; // its own names are its fields
  const fields = ["text", "lat", "lon"].map((name) => [name, form.elements[name].value]);
  const attached = [...form.querySelectorAll("[name=attached]")].map(({ value }) => ["attached", value]);
  hold.isOnlyHere = !(await keep({
    id: `${person}:${visit}:${form.dataset.tell}`,
    person,
    visit,
    stop: form.dataset.tell,
    action: new URL(form.action).pathname,
    fields: [...fields, ...attached, ...(outcome ? [["outcome", outcome]] : [])],
    pictures,
    isSent: Boolean(outcome),
  }));
}

function rememberSoon(form) {
  clearTimeout(form.timer);
  form.timer = setTimeout(remember, WAIT, form);
}

function here(button) {
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const { form } = button;
      form.elements.lat.value = coords.latitude.toFixed(6);
      form.elements.lon.value = coords.longitude.toFixed(6);
      button.replaceWith(button.dataset.done);
      remember(form);
    }, () => { button.textContent = button.dataset.denied; }, { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 });
  });
}

/** Pictures are taken in one after another, so that a camera adds to those before. */
function take(form, input) {
  const files = [...input.files];
  form.taking = (form.taking || Promise.resolve()).then(async () => {
    for (const file of files) if (form.held.length < MOST) form.held.push(await shrunk(file));
    count(form);
  });
  remember(form);
  input.value = "";
}

function count(form) {
  const line = form.querySelector("[data-kept]");
  line.hidden = !form.held.length;
  line.firstElementChild.textContent = line.dataset.kept.replace("#", form.held.length);
}

/** Take up again what this phone keeps of a stop. */
function restore(form, record) {
  form.held = record?.pictures || [];
  const said = Object.fromEntries(record?.fields || []);
  for (const name of ["text", "lat", "lon"]) form.elements[name].value ||= said[name] || "";
  if (record?.isSent) choose(form, said.outcome);
  count(form);
}

/** Show which answer was chosen. */
export function choose(form, outcome) {
  form.chosen = outcome;
  for (const each of form.querySelectorAll("[name=outcome]")) each.setAttribute("aria-pressed", String(each.value === outcome));
}

/** Begin with a form that was just drawn. */
export function beginForm(form, kept) {
  form.dataset.begun = "yes";
  restore(form, kept.find((each) => each.visit === visit && each.stop === form.dataset.tell));
  form.elements.text.addEventListener("input", () => rememberSoon(form));
  form.querySelector("[type=file]").addEventListener("change", ({ target }) => take(form, target));
  form.querySelector("[data-drop]").addEventListener("click", () => {
    form.held = [];
    count(form);
    remember(form);
  });
  here(form.querySelector("[data-here]"));
}
