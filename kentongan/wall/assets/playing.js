// Lets a past hour run: asks for the wall of the next moment and puts it in place of this one.
// Without it the bar's links and form lead from moment to moment.

const bar = () => document.querySelector("#player");
// All of the picture, and the steps that lead on from it; the rest of the bar is held in hand.
const PARTS = ["header.wall-top", "#main", "footer.wall-foot", "[data-steps=back]", "[data-steps=on]"];
const BREATH = 1000; // ms between two pictures at least
let running = false;
let wait;

const from = () => Date.parse(bar().dataset.from);
const to = () => Date.parse(bar().dataset.to);
const at = () => Date.parse(bar().dataset.at);
const speed = () => Number(bar().elements.laju.value);

function address(moment) {
  const asked = new URLSearchParams({ pada: new Date(moment).toISOString(), laju: speed() });
  return `${bar().getAttribute("action")}?${asked}`;
}

async function show(moment) {
  const answer = await fetch(address(moment), { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of PARTS) document.querySelector(part).replaceWith(page.querySelector(part));
  const fresh = page.querySelector("#player");
  bar().dataset.at = fresh.dataset.at;
  bar().querySelector("output").textContent = fresh.querySelector("output").textContent;
  bar().elements.pada.value = fresh.elements.pada.value;
  slide();
  history.replaceState(null, "", address(moment));
}

function slide() {
  const whole = Math.max(1, to() - from());
  range.value = String(Math.round((1000 * (at() - from())) / whole));
}

async function run() {
  const began = Date.now();
  const next = Math.min(to(), at() + speed() * BREATH);
  try {
    await show(next);
  } catch { return halt(); }
  if (!running || next >= to()) return halt();
  // A slow picture loses no moment of the city: the next one is as far on as the time it took.
  wait = setTimeout(run, Math.max(0, BREATH - (Date.now() - began)));
}

function halt() {
  running = false;
  clearTimeout(wait);
  button.textContent = bar().dataset.play;
}

const range = bar().querySelector("input[type=range]");
const button = bar().querySelector("[data-run]");
range.hidden = button.hidden = false;
slide();
range.addEventListener("change", () => {
  halt();
  show(from() + ((to() - from()) * Number(range.value)) / 1000).catch(halt);
});
button.addEventListener("click", () => {
  if (running) return halt();
  running = true;
  button.textContent = bar().dataset.stop;
  run();
});
