// Telling of a stop with a poor signal: words and pictures stay in this phone until they have arrived.
// What could not be sent goes by itself as soon as there is signal and a page of a visit is open.

import { beginForm, choose, hold, remember } from "./visit_form.js";
import { forget, keep, keptOf } from "./visit_keeping.js";
import { LOST, REFUSED, SENT, send, SIGNED_OUT, SILENCE } from "./visit_sending.js";

const says = document.querySelector("[data-says]");
const signedOut = document.querySelector("[data-signed-out]");
const { visit, person } = document.querySelector("[data-visit]").dataset;
const AGAIN = 15_000; // ms between tries while the page is open
let sending = Promise.resolve();

function say(text, isSignedOut = false) {
  says.textContent = text;
  says.hidden = !text;
  signedOut.hidden = !isSignedOut;
}

async function submitted(event) {
  const form = event.target.closest("form[data-tell]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  form.setAttribute("aria-busy", "true");
  choose(form, event.submitter.value);
  await remember(form);
  await sendAll();
  form.removeAttribute("aria-busy");
  if (!signedOut.hidden) signedOut.scrollIntoView({ block: "center" });
}

/** One after the other; what waits behind a silence waits with it. */
function sendAll() {
  sending = sending.then(round, round);
  return sending;
}

async function round() {
  const waiting = (await keptOf(person)).filter((each) => each.isSent);
  let arrived = "";
  for (const record of waiting) {
    const { end, url, drawn } = await send(record);
    if (end === SILENCE) return say(hold.isOnlyHere ? says.dataset.waiting : says.dataset.kept);
    if (end === SIGNED_OUT) return say("", true);
    if (end === LOST) {
      await keep({ ...record, isSent: false });
      say(says.dataset.lost);
    }
    if (end === REFUSED) await refused(record, drawn);
    if (end === SENT && record.visit === visit) arrived = url;
  }
  if (waiting.length && says.textContent !== says.dataset.lost) say("");
  if (arrived) await lead(arrived);
}

/** The server drew the stop with what was wrong: in its place, or on top if it is another visit's. */
async function refused(record, drawn) {
  const here = record.visit === visit && document.getElementById(drawn.id);
  const shown = document.adoptNode(drawn);
  // Where it can be mended, this phone goes on keeping it; else the page shows it, to be copied.
  if (shown.querySelector("form[data-tell]")) await keep({ ...record, isSent: false });
  else await forget(record.id);
  for (const each of shown.querySelectorAll("[name=attached], [data-attached]")) each.remove();
  if (here) here.replaceWith(shown);
  else says.after(shown);
  shown.open = true;
  await begin();
}

async function lead(url) {
  for (const form of document.querySelectorAll("form[data-tell]")) if (form.timer) await remember(form);
  hold.isOnlyHere = false;
  location.assign(url);
  if (url.split("#")[0] === location.href.split("#")[0]) location.reload();
}

async function begin() {
  const kept = await keptOf(person);
  for (const form of document.querySelectorAll("form[data-tell]:not([data-begun])")) beginForm(form, kept);
  // What can no longer be told of here is not kept for ever.
  for (const each of kept) if (each.visit === visit && !each.isSent && !document.querySelector(`[data-tell="${each.stop}"]`)) await forget(each.id);
}

document.addEventListener("submit", submitted, true); // before the page marks the form as sent
addEventListener("online", sendAll);
setInterval(sendAll, AGAIN);
addEventListener("beforeunload", (event) => { if (hold.isOnlyHere) event.preventDefault(); });
begin().then(sendAll);
