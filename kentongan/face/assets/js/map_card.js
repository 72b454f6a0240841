// What lies under a tap: a card at the map's foot, with text and links only, never markup.

import { words } from "./map.js";

const REACH = 14; // px around the tap: a thumb is not a needle

export function showCard(map, element, event) {
  const { x, y } = event.point;
  const found = map.queryRenderedFeatures([[x - REACH, y - REACH], [x + REACH, y + REACH]], {
    layers: ["loud", "one", "many"],
  });
  const cluster = found.find((each) => each.properties.count > 1);
  if (cluster && map.getZoom() < 16) {
    return map.easeTo({ center: cluster.geometry.coordinates, zoom: Math.min(map.getZoom() + 2, 17) });
  }
  const card = element.querySelector(".map-card") || element.appendChild(build(element));
  card.hidden = found.length === 0;
  card.querySelector("ul").replaceChildren(...unique(found).slice(0, 6).map((each) => line(element, each)));
}

function unique(found) {
  const seen = new Set();
  return found.filter(({ properties }) => {
    const mark = properties.code || properties.url || properties.title;
    return !seen.has(mark) && seen.add(mark);
  });
}

function build(element) {
  const card = document.createElement("div");
  card.className = "map-card";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "map-button";
  close.textContent = "×";
  close.setAttribute("aria-label", words(element).close || "Close");
  close.addEventListener("click", () => { card.hidden = true; });
  card.append(document.createElement("ul"), close);
  return card;
}

function line(element, { properties }) {
  const item = document.createElement("li");
  const title = document.createElement(safe(properties.url) ? "a" : "b");
  title.textContent = properties.title || (words(element).cases || "#").replace("#", properties.count || 1);
  if (safe(properties.url)) title.href = properties.url;
  item.append(title);
  if (properties.note) {
    const note = document.createElement("small");
    note.textContent = properties.note;
    item.append(note);
  }
  return item;
}

// A link may only lead into our own pages.
const safe = (address) => typeof address === "string" && /^\/(?!\/)/.test(address);
