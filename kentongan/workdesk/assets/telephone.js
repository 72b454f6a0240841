// The telephone at the desk: what is typed is kept, help comes while typing, the keys, the bell.

import { keepDraft } from "./telephone_keeping.js";
import { helpWhileTyping } from "./telephone_helping.js";
import { followCalls } from "./telephone_following.js";
import { enter, named, press, toField } from "./fields.js";

const form = document.getElementById("call-form");
const wrap = document.querySelector(".wrap:not(.consent)");

function wrapUp() {
  const button = form?.querySelector("[data-conclude]");
  if (!button) return false;
  if (wrap.contains(document.activeElement)) form.requestSubmit(button);
  else toField("field-purpose");
  return true;
}

// With nothing chosen, a verdict's key first opens and chooses the only matter it can be said of;
// its second press says it. A reason that has been typed already goes at once, a yes never does.
function say(key, word) {
  const able = document.querySelectorAll(`details.matter[data-sayable~="${word}"]`);
  if (document.querySelector("input[name=matter]:checked") || able.length !== 1) return press(key);
  const choice = able[0].querySelector("input[name=matter]");
  able[0].open = true;
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  const hasReason = document.getElementById("field-added")?.value.trim();
  return hasReason && word !== "fixed" ? press(key) : toField("field-added");
}

// A call by hand, also out of the words of another call: what was typed there has been kept.
function byHand() {
  if (toField("by-hand")) return true;
  const place = document.querySelector("a[data-by-hand]");
  place?.click();
  return Boolean(place);
}

const keys = {
  F2: () => toField("field-words"),
  F3: () => say("F3", "not_fixed"),
  "Shift F3": () => say("Shift F3", "fixed"),
  F1: () => say("F1", "objection"),
  F4: () => toField("field-address"),
  F6: () => toField("field-sought"),
  F7: byHand,
  F8: () => press("F8"),
  F9: () => press("F9"),
  F10: wrapUp,
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) return;
  const done = event.ctrlKey || event.metaKey ? event.key === "Enter" && press("F8") : keys[named(event)]?.();
  if (done) event.preventDefault();
});

if (form) {
  const keep = keepDraft(form);
  helpWhileTyping(form, keep);
  // Enter in a line of the form goes on to the next field; only the keys above send it.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("input:not([type=checkbox])")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("textarea, select, input:not([type=hidden])")].filter((each) => each.offsetParent);
    fields[fields.indexOf(event.target) + 1]?.focus();
  });
}
const wrong = document.querySelector(".field.wrong :is(textarea, select, input)");
const asked = location.hash === "#by-hand" ? document.getElementById("by-hand") : null;
enter(wrong ?? asked ?? document.getElementById("code") ?? form?.querySelector("[autofocus]"));
followCalls();
for (const key of window.earlyKeys?.handOver() ?? []) {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}
