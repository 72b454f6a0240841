// The report's page that a phone keeps: written here, kept while it is written, finished without
// signal. What becomes of it then stands in the list above.

import { all, announce, get, put } from "./offline/store.js";
import { drive } from "./offline/driving.js";
import { finish } from "./offline/outbox.js";
import { clear, fill, findFaults, isBegun, read, showFaults, titleOf } from "./offline/form.js";
import { showReports } from "./offline/list.js";
import { showPhotos, takeChosen, takeRaw } from "./offline/photos.js";
import { clearPlace, offerPlaces, showPlace, watchPlace } from "./offline/place.js";
import { showSurroundings } from "./offline/surroundings.js";

const WAIT = 400; // ms after the last key
const DOUBLE = 2000; // ms within which a tap on an emptied form is the second of a double tap
const form = document.getElementById("report");
const status = document.getElementById("kept");
let draft = fresh();
let saving = Promise.resolve();
let timer;
let sending = false;
let sent = 0;

function fresh() {
  return { state: "draft", photos: [], fields: [], language: document.documentElement.lang };
}

/** Keep the draft; one after the other, so that a draft is never kept twice. */
function save() {
  clearTimeout(timer);
  saving = saving.then(keep, keep);
  return saving;
}

async function keep() {
  const fields = read();
  if (draft.id === undefined && !isBegun(fields, draft.photos)) return true;
  Object.assign(draft, { fields, title: titleOf(fields), saved: Date.now(), finished: Date.now() });
  try {
    draft.id = await put(draft);
    status.textContent = status.dataset.kept;
    status.classList.remove("error");
    return true;
  } catch (fault) {
    status.textContent = fault?.name === "QuotaExceededError" ? status.dataset.full : status.dataset.none;
    status.classList.add("error");
    status.scrollIntoView({ block: "center" });
    return false;
  }
}

function photosChanged() {
  showPhotos(draft.photos, photosChanged);
  offerPlaces(draft.photos);
  return save();
}

async function open(id, { byHand = true } = {}) {
  await save();
  const found = await get(Number(id));
  if (found?.state !== "draft") return;
  draft = found;
  draft.photos ||= [];
  await fill(draft.fields);
  await takeRaw(draft.photos);
  showPlace();
  await photosChanged();
  showFaults(draft.faults || null, { leadThere: byHand });
  history.replaceState(null, "", location.pathname);
  announce();
  if (byHand && !draft.faults) form.querySelector("textarea").focus();
}

/** Finish the report, once however often the button is tapped. */
async function send() {
  if (sending || (Date.now() - sent < DOUBLE && !isBegun(read(), draft.photos))) return;
  sending = true;
  try {
    await finishOne();
  } finally {
    sending = false;
  }
}

async function finishOne() {
  clearTimeout(timer);
  const faults = findFaults(draft.photos);
  showFaults(faults);
  if (faults || !(await save())) return;
  navigator.storage?.persist?.().catch(() => false); // so that the browser does not tidy it away
  await finish(draft);
  sent = Date.now();
  draft = fresh();
  clear();
  clearPlace();
  showPhotos(draft.photos, photosChanged);
  offerPlaces([]);
  document.getElementById("mine").scrollIntoView({ block: "start" });
  announce();
  drive();
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
});
form.addEventListener("change", ({ target }) => {
  if (target.type === "file") takeChosen(target, draft.photos).then(photosChanged);
  else save();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
addEventListener("hashchange", () => openAsked());

async function openAsked() {
  const asked = Number(location.hash.match(/^#draf=(\d+)$/)?.[1]);
  const drafts = (await all()).filter(({ state }) => state === "draft");
  const last = drafts.sort((one, other) => other.saved - one.saved)[0];
  if (asked) await open(asked);
  else if (last && location.hash !== "#baru") await open(last.id, { byHand: false });
}

watchPlace();
showSurroundings();
showReports(open, (id) => id === draft.id);
openAsked().catch(() => { status.textContent = status.dataset.none; });
