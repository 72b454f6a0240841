// Buttons a thumb can hit, in the page's own words.

import { words } from "./map.js";

export function control(box, sign, name, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-button";
  button.textContent = sign;
  button.setAttribute("aria-label", name);
  button.title = name;
  button.addEventListener("click", act);
  box.append(button);
  return button;
}

export function addControls(map, element) {
  if (element.closest(".wall")) return;
  const box = document.createElement("div");
  box.className = "map-buttons";
  control(box, "+", words(element).in || "+", () => map.zoomIn());
  control(box, "−", words(element).out || "−", () => map.zoomOut());
  element.append(box);
}
