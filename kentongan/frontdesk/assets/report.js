// While somebody types: service types for the words, places for the name. All of it works without.

import { choice } from "./offline/choosing.js";
import { guess } from "./offline/guessing.js";
import { followType } from "./questions.js";

const WAIT = 350; // ms after the last key

function later(act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, WAIT);
  };
}

async function ask(address, words) {
  const url = new URL(address, location.href);
  url.searchParams.set("q", words.slice(0, 500));
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : {};
}

function suggestTypes() {
  const types = document.getElementById("types");
  const words = document.getElementById("field-words");
  const likely = document.getElementById("likely");
  if (!types || !words) return;
  const form = words.form;
  const load = later(async () => {
    if (words.value.trim().length < 4) return;
    const { types: found } = await ask(types.dataset.suggest, words.value).catch(() => ({ types: guess(types, words.value) }));
    const chosen = form.querySelector("[name=kind]:checked:not([data-guess])");
    if (!found?.length || chosen) return;
    const codes = found.map((each) => each.code);
    likely.replaceChildren(...found.map((each) => choice("kind", each.code, each.name, each.note)));
    const best = likely.querySelector("input"); // the likeliest, until somebody chooses another
    best.checked = true;
    best.dataset.guess = "yes";
    for (const line of types.querySelectorAll(".line")) line.hidden = codes.includes(line.querySelector("input").value);
    types.dispatchEvent(new Event("change"));
  });
  words.addEventListener("input", load);
  load();
}

function suggestPlaces() {
  const places = document.getElementById("places");
  const address = document.getElementById("field-address");
  const list = document.getElementById("candidates");
  if (!places || !address) return;
  const kinds = JSON.parse(places.dataset.kinds);
  const [lat, lon, found, kelurahan] = ["lat", "lon", "found", "kelurahan"].map((id) => document.getElementById(`field-${id}`));
  const none = places.querySelector('[name=place][value=""]');

  address.addEventListener("input", later(async () => {
    if (address.value.trim().length < 3) return;
    const answer = await ask(places.dataset.suggest, address.value).catch(() => ({}));
    const photos = [...list.children].filter((each) => each.querySelector("input").value.startsWith("photo:"));
    const others = (answer.places || []).map((each) => {
      const label = choice("place", each.key, each.title, kinds[each.note] || each.note);
      if (each.is_one_of_many) label.firstChild.dataset.many = "yes";
      if (each.point) [label.firstChild.dataset.lat, label.firstChild.dataset.lon] = each.point;
      return label;
    });
    list.replaceChildren(...photos, ...others);
    places.hidden = list.children.length === 0;
    if (places.querySelector("[name=place]:checked:not([value=''])")) return;
    const likeliest = found.value || kelurahan.value ? none : list.querySelector("[name=place]:not([data-many])") || none;
    likeliest.checked = true;
    preview(likeliest);
  }));

  // A candidate moves the map's pin; a tap on the map puts the candidate aside.
  // The pin follows a candidate, and goes with it; a point that was tapped or typed stays.
  const preview = ({ dataset }) => {
    if (found.value && !dataset.lat) return;
    found.value = "";
    lat.value = dataset.lat || "";
    lon.value = dataset.lon || "";
    lat.dispatchEvent(new Event("change"));
  };
  for (const each of [lat, lon]) each.addEventListener("input", () => { found.value = "map"; });
  places.addEventListener("change", ({ target }) => preview(target));
  const chosen = places.querySelector("[name=place]:checked");
  if (chosen?.dataset.lat) preview(chosen); // the map shows what the page came with
  let byDevice = false;
  document.addEventListener("click", ({ target }) => {
    byDevice = Boolean(target.closest?.(".map-here")) || (byDevice && !target.closest?.(".map"));
  }, true);
  document.addEventListener("kentongan:picked", () => {
    none.checked = true;
    kelurahan.value = "";
    found.value = byDevice ? "device" : "map";
  });
}

function choosePrimary() {
  const [anonymous, named] = ["anonymous", "send"].map((go) => document.querySelector(`.button[name=go][value=${go}]:not(.default)`));
  if (!anonymous || !named) return;
  const fields = ["name", "phone", "email"].map((id) => document.getElementById(`field-${id}`));
  const paint = () => {
    const isNamed = fields.some((field) => field.value.trim());
    named.classList.toggle("main", isNamed);
    anonymous.classList.toggle("main", !isNamed);
  };
  for (const field of fields) field.addEventListener("input", paint);
  paint();
}

document.querySelector("#report .wrong :is(input:not([type=hidden]), textarea, select)")?.focus();
suggestTypes();
followType();
suggestPlaces();
choosePrimary();
