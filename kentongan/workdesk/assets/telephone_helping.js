// While somebody types: types for the words, places for the name, what is known, answers.
// Each is a part of the page that the server draws; all of it works without, by sending the form.

const WAIT = 220; // ms after the last key
// What each part depends on; nothing else travels in an address, least of all who calls.
const NEEDS = {
  types: /^(words|group)$/,
  places: /^(address|kelurahan|lat|lon)$/,
  questions: /^(kind|a-.*)$/,
  known: /^(words|kind|address|place|kelurahan|lat|lon|same)$/,
  knowledge: /^(q|kind)$/,
  sheet: /^number$/,
};
const AFTER_KIND = ["questions", "known", "knowledge"];

/** Draw the parts anew that depend on what changes; `keep` saves the draft. */
export function helpWhileTyping(form, keep) {
  const timers = new Map(), under = new Map();
  const address = (part) => form.dataset.helpFrom.replace(/x$/, part);
  const kind = () => form.elements.kind;

  function later(part) {
    if (!document.getElementById(part)) return; // this page has no such part
    clearTimeout(timers.get(part));
    timers.set(part, setTimeout(() => draw(part), WAIT));
  }

  async function draw(part) {
    under.get(part)?.abort();
    const control = new AbortController();
    under.set(part, control);
    const fields = new URLSearchParams([...new FormData(form)].filter(([name]) => NEEDS[part].test(name)));
    try {
      const answer = await fetch(`${address(part)}?${fields}`, { signal: control.signal });
      if (answer.ok) put(part, await answer.text());
    } catch { /* the next key asks again */ }
  }

  function put(part, text) {
    const old = document.getElementById(part);
    if (part === "types" && !("guess" in kind().dataset)) return; // somebody chose meanwhile
    if (old.contains(document.activeElement)) return; // never under somebody's fingers
    const before = kind().value;
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(part);
    if (!fresh) return; // signed out meanwhile: another page came
    old.replaceWith(fresh);
    if (part === "types" && kind().value !== before) AFTER_KIND.forEach(later);
    if (part === "places") placed();
    keep();
  }

  // A place that is chosen puts the map's point and the kelurahan aside, and the other way round.
  function placed() {
    if (!form.querySelector("[name=place]:checked")?.value) return;
    form.elements.lat.value = form.elements.lon.value = form.elements.kelurahan.value = "";
    later("known");
  }

  function unplace() {
    const none = form.querySelector('[name=place][value=""]');
    if (none) none.checked = true;
    later("known");
    keep();
  }

  document.addEventListener("input", ({ target }) => {
    if (target.form !== form) return;
    for (const part of (target.dataset.help ?? "").split(" ").filter(Boolean)) later(part);
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name === "kind") { delete target.dataset.guess; form.elements.guess.value = ""; AFTER_KIND.forEach(later); }
    if (target.name === "place") placed();
    if (["kelurahan", "lat", "lon"].includes(target.name) && target.value) unplace();
  });
  document.addEventListener("kentongan:picked", () => { form.elements.kelurahan.value = ""; unplace(); });
  if (form.elements.words.value && "guess" in kind().dataset && kind().value) AFTER_KIND.forEach(later);
}
