// Sheet after sheet by keyboard: what is typed is kept, help comes while typing, Enter goes on.

import { keepDraft } from "./telephone_keeping.js";
import { helpWhileTyping } from "./telephone_helping.js";
import { enter, toField } from "./fields.js";

const form = document.getElementById("sheet-form");

function enterSheet() {
  form.requestSubmit(form.querySelector('[data-function="F8"]'));
  return true;
}

/** To the number, whole: what a scanner types takes the place of what stands there. */
function toNumber() {
  toField("field-number");
  form.elements.number.select();
  return true;
}

const keys = {
  F1: toNumber,
  F2: () => toField("field-words"),
  F4: () => toField("field-kelurahan"),
  F8: enterSheet,
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.shiftKey) return;
  const done = event.ctrlKey || event.metaKey ? event.key === "Enter" && enterSheet() : keys[event.key]?.();
  if (done) event.preventDefault();
});

helpWhileTyping(form, keepDraft(form));
// A scanner types the number, or the address of the form, and Enter; so does a hand.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("input:not([type=checkbox], [type=file])")) return;
  event.preventDefault();
  if (event.target.name === "number") {
    event.target.value = event.target.value.trim().replace(/\/+$/, "").split("/").pop();
    return toField("field-words");
  }
  const fields = [...form.querySelectorAll("textarea, select, input:not([type=hidden])")].filter((each) => each.offsetParent);
  fields[fields.indexOf(event.target) + 1]?.focus();
});
const wrong = form.querySelector(".field.wrong :is(textarea, select, input)");
if (wrong === form.elements.number) toNumber();
else enter(wrong ?? form.querySelector("[autofocus]"));
