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

const keys = {
  F2: () => toField("field-words"),
  F3: () => press("F3"),
  "Shift F3": () => press("Shift F3"),
  F1: () => press("F1"),
  F4: () => toField("field-address"),
  F6: () => toField("field-sought"),
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
enter(wrong ?? document.getElementById("code") ?? form?.querySelector("[autofocus]"));
followCalls();
for (const key of window.earlyKeys?.handOver() ?? []) {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}
