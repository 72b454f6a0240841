// The list of alarms: it looks for new ones by itself, gives the keys to the alarm in hand, and
// sounds while somebody has to take one, once the person has switched that on.

const EVERY = 3000; // ms between two looks
const LATER = 15000; // the same after a failure, or while nobody sees the page and no sound is on
const AGAIN = 8000; // ms between two sounds

const part = () => document.getElementById("alarms");
const stale = document.getElementById("alarms-stale");
const button = document.getElementById("sound");
let air = null, sounded = -Infinity;

const unanswered = () => Number(part().dataset.unanswered);

async function look() {
  let isWell = false;
  try {
    const answer = await fetch(`${part().dataset.live}?${new URLSearchParams({ tanda: part().dataset.mark })}`);
    isWell = answer.status === 204 || (answer.ok && !answer.redirected);
    if (answer.status === 200 && !answer.redirected) put(await answer.text());
  } catch { /* said below */ }
  if (stale) stale.textContent = isWell ? "" : stale.dataset.words;
  ring();
  setTimeout(look, isWell && (!document.hidden || air) ? EVERY : LATER);
}

function put(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("alarms");
  if (!fresh) return;
  const held = document.activeElement;
  const row = held?.closest?.(".alarm")?.id;
  const mark = held?.id, act = held?.dataset?.act;
  part().replaceWith(fresh);
  if (!row) return;
  const next = document.getElementById(mark) ?? (act && document.querySelector(`#${row} [data-act="${act}"]`));
  (next ?? document.querySelector(`#${row} a`))?.focus();
}

// a, s and g do it to the alarm one stands on; without one, to the first.
document.addEventListener("focusin", ({ target }) => {
  const row = target.closest?.(".alarm");
  if (!row) return;
  for (const each of document.querySelectorAll(".alarm [data-act]")) {
    if (row.contains(each)) each.dataset.key = each.dataset.act;
    else delete each.dataset.key;
  }
});

function ring() {
  if (!air || !unanswered() || performance.now() - sounded < AGAIN) return;
  sounded = performance.now();
  for (const [begin, pitch] of [[0, 880], [0.25, 660]]) {
    const tone = air.createOscillator(), loud = air.createGain(), at = air.currentTime + begin;
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0, at);
    loud.gain.linearRampToValueAtTime(0.2, at + 0.02);
    loud.gain.linearRampToValueAtTime(0, at + 0.2);
    tone.connect(loud).connect(air.destination);
    tone.start(at);
    tone.stop(at + 0.22);
  }
  button.dataset.rung = String(Number(button.dataset.rung ?? 0) + 1);
}

function toggle() {
  if (air) air.close();
  air = air ? null : new AudioContext();
  button.setAttribute("aria-pressed", String(Boolean(air)));
  button.textContent = air ? button.dataset.on : button.dataset.off;
  sounded = -Infinity;
  ring();
}

if (part()) {
  setTimeout(look, EVERY);
  if (window.AudioContext && button) {
    button.hidden = false;
    button.addEventListener("click", toggle);
  }
}
