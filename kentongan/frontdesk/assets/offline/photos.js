// The photos of a report: made smaller on the phone, so that a weak signal carries them and what
// cameras hide in them stays behind. What cannot be made smaller goes as it is; the city cleans it.

import { named, smaller } from "../../../face/assets/js/shrinking.js";
import { placeOf } from "./gps.js";

const MOST = 5;
const THUMB = 92;

/** Return what is kept of a file somebody chose: {name, blob, place}. */
export async function take(file) {
  const place = await placeOf(file);
  const blob = await smaller(file).catch(() => file); // HEIC, or more than this phone can draw
  return { name: named(file, blob), blob, place };
}

/** The photos beside their field: `kept` is the list, `changed` is called when one comes or goes. */
export function showPhotos(kept, changed) {
  const list = document.getElementById("photos");
  const words = JSON.parse(list.dataset.words);
  list.replaceChildren(...kept.map((photo, n) => card(photo, words, n + 1, () => {
    kept.splice(kept.indexOf(photo), 1);
    changed();
  })));
  const input = document.getElementById("field-photos");
  input.closest(".field").hidden = kept.length >= MOST;
}

function card(photo, words, n, drop) {
  const item = document.createElement("li");
  const canvas = Object.assign(document.createElement("canvas"), { width: THUMB, height: THUMB });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.photo.replace("#", n));
  paint(canvas, photo.blob).catch(() => { canvas.replaceWith(photo.name); });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button plain", textContent: words.remove });
  button.addEventListener("click", drop);
  item.append(canvas, button);
  return item;
}

async function paint(canvas, blob) {
  const image = await createImageBitmap(blob, { imageOrientation: "from-image" });
  const side = Math.min(image.width, image.height);
  const [x, y] = [(image.width - side) / 2, (image.height - side) / 2];
  canvas.getContext("2d").drawImage(image, x, y, side, side, 0, 0, THUMB, THUMB);
  image.close();
}

/** Take in the files just chosen, as many as there is room for. */
export async function takeChosen(input, kept) {
  const files = [...input.files].slice(0, Math.max(0, MOST - kept.length));
  for (const file of files) kept.push(await take(file)); // one at a time: memory is short
  input.value = "";
}

/** What came by another way (shared, or from a form that could not be sent) is made smaller, too. */
export async function takeRaw(kept) {
  for (const [n, photo] of kept.entries()) {
    if (photo.isRaw) kept[n] = await take(new File([photo.blob], photo.name || "foto.jpg", { type: photo.blob.type }));
  }
}
