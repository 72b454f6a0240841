// The bell: whenever the telephones stand otherwise, the living part of the page is drawn anew,
// and a call that rings at this desk shows its caller by itself.

import { followHandset } from "./telephone_handset.js";

/** Follow the calls as long as the page stands. */
export function followCalls() {
  const part = () => document.querySelector("[data-live][data-stream]");
  if (!part()) return;
  let underWay = false, again = false;
  let shown = part().dataset.ringing ?? "";

  async function look() {
    again = true;
    if (underWay) return;
    underWay = true;
    while (again) {
      again = false;
      await refresh().catch(() => {});
    }
    underWay = false;
  }

  async function refresh() {
    const answer = await fetch(part().dataset.live);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part().id);
    if (!fresh) return;
    const held = document.activeElement?.closest?.("[data-live]") ? mark(document.activeElement) : "";
    part().replaceWith(fresh);
    if (held) [...part().querySelectorAll("a, button")].find((each) => mark(each) === held)?.focus();
    ring(fresh.dataset.ringing ?? "");
    await ownState();
  }

  const mark = (each) => each.href ?? `${each.form?.action} ${each.textContent}`;

  // Whoever has just pressed something is on their way already: that must not be overtaken.
  let pressed = -Infinity;
  const ON_THE_WAY = 5000;
  document.addEventListener("submit", () => { pressed = performance.now(); });
  addEventListener("pageshow", () => { pressed = -Infinity; });

  // Whoever has no call in hand is shown the caller at once; whoever has one gets a line to press.
  function ring(call) {
    if (performance.now() - pressed < ON_THE_WAY) return;
    const isNew = call && call !== shown;
    shown = call;
    if (isNew && !document.getElementById("call-form")) {
      location.assign(document.querySelector(".ringing a").href);
    }
  }

  // The call in hand was answered or ended: its state, not its form, is drawn anew.
  async function ownState() {
    const state = document.getElementById("call-state");
    if (!state || state.dataset.over) return;
    const answer = await fetch(location.href.split("?")[0]);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const handed = document.getElementById("handed");
    const now = page.getElementById("handed");
    if (handed && now && now.textContent !== handed.textContent) handed.replaceWith(now);
    const fresh = page.getElementById("call-state");
    if (!fresh || fresh.textContent === state.textContent) return;
    // Whoever types or reads elsewhere is left there; everybody else goes on in the words.
    const isIdle = document.activeElement === document.body || state.contains(document.activeElement);
    state.replaceWith(fresh);
    document.querySelector("[data-taken]")?.remove(); // "is being connected" has been true
    const take = fresh.querySelector("[autofocus]");
    if (isIdle) (take ?? document.getElementById("field-words"))?.focus();
  }

  const stream = new EventSource(part().dataset.stream);
  stream.addEventListener("calls", look);
  followHandset(look);
}
