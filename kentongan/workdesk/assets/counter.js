// The counter at the desk: what is typed is kept, help comes while typing, the keys, the voice.

import { keepDraft } from "./telephone_keeping.js";
import { helpWhileTyping } from "./telephone_helping.js";
import { offerVoice, speak } from "./counter_speaking.js";
import { enter, named, press, toField } from "./fields.js";

const EVERY = 5000; // ms between two looks at who waits
const form = document.getElementById("counter-form");

const keys = {
  F2: () => toField("field-words"),
  F3: () => press("F3"),
  "Shift F3": () => press("Shift F3"),
  F1: () => press("F1"),
  F4: () => toField("field-address"),
  F6: () => toField("field-code"),
  F7: () => press("F7"),
  F8: () => press("F8"),
  F10: () => press("F10"),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) return;
  const done = event.ctrlKey || event.metaKey ? event.key === "Enter" && press("F8") : keys[named(event)]?.();
  if (done) event.preventDefault();
});

// What would be sent is read aloud without leaving the page; its text stands there to be read too.
async function readBack(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  try {
    const answer = await fetch(form.dataset.aloud, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("read-back");
    if (!fresh) return; // signed out meanwhile; the draft says so
    document.getElementById("read-back").replaceWith(fresh);
    fresh.scrollIntoView({ block: "center" });
    speak(fresh);
  } catch { /* no connection: the draft says so */ }
}

if (form) {
  form.addEventListener("submit", (event) => { if (event.submitter && "aloudButton" in event.submitter.dataset) readBack(event); }, true);
  const keep = keepDraft(form);
  helpWhileTyping(form, keep);
  // Enter in a line of the form goes on to the next field; only the keys above send it.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("input:not([type=checkbox])")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("textarea, select, input:not([type=hidden])")].filter((each) => each.offsetParent);
    fields[fields.indexOf(event.target) + 1]?.focus();
  });
  document.getElementById("field-code")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.requestSubmit(document.querySelector('[form="counter-form"][value="find"]'));
  });
}

async function look() {
  const part = document.getElementById("live");
  if (!part?.dataset.again || document.hidden) return;
  const answer = await fetch(part.dataset.again).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  const said = (each) => each.textContent.replace(/\s+/g, " ");
  if (!fresh || said(fresh) === said(part) || part.contains(document.activeElement)) return;
  part.replaceWith(fresh);
}

if (document.getElementById("live")) setInterval(look, EVERY);
offerVoice();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
const wrong = document.querySelector(".field.wrong :is(textarea, select, input), [aria-invalid=true]");
enter(wrong ?? document.getElementById("code") ?? form?.querySelector("[autofocus]"));
