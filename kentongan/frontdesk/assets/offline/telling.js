// One line on every page of this door: what still lies on this phone and wants somebody's eyes.

import { all, onChange } from "./store.js";

const line = document.getElementById("kept-here");
const STATES = { waiting: ["waiting", "sending"], refused: ["refused"], draft: ["draft"] };

async function tell() {
  const kept = await all();
  const words = JSON.parse(line.dataset.words);
  const parts = Object.entries(STATES).flatMap(([name, states]) => {
    const count = kept.filter(({ state }) => states.includes(state)).length;
    return count ? [words[name][count === 1 ? 0 : 1].replace("#", count)] : [];
  });
  line.firstElementChild.textContent = parts.join(" · ");
  line.hidden = parts.length === 0;
}

/** Say so, and again when anything changes; nothing where nothing is kept. */
export function tellWhatIsKept() {
  if (!line) return;
  const draw = () => tell().catch(() => undefined);
  onChange(draw);
  draw();
}
