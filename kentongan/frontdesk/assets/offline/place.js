// Where it is: the phone's own position, the place a photo tells, or the kelurahan. Offered, never
// taken by itself, and sent with nothing but the report.

const field = (name) => document.getElementById(`field-${name}`);
const line = document.getElementById("place");
const PATIENCE = 20_000; // ms the phone may look for satellites

function say(text, withButton = true) {
  line.hidden = !text;
  line.querySelector("span").textContent = text;
  document.getElementById("no-place").hidden = !withButton;
}

const spoken = (lat, lon) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

/** Put a point into the form. */
function point(lat, lon, found, text) {
  dropCarried();
  [field("lat").value, field("lon").value, field("found").value] = [lat, lon, found];
  field("kelurahan").value = "";
  say(text);
  line.dispatchEvent(new Event("input", { bubbles: true }));
}

const dropCarried = () => document.querySelector("#report .carried[name=place]")?.remove();

export function clearPlace() {
  dropCarried();
  for (const name of ["lat", "lon", "found"]) field(name).value = "";
  say("");
}

/** Offer the places that photos tell. */
export function offerPlaces(photos) {
  const box = document.getElementById("by-photo");
  const told = photos.map(({ place }, n) => ({ place, n: n + 1 })).filter(({ place }) => place);
  box.replaceChildren(...told.map(({ place: [lat, lon], n }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
    button.textContent = box.dataset.text.replace("#", n);
    button.addEventListener("click", () => point(lat, lon, "photo", line.dataset.photo.replace("#", spoken(lat, lon))));
    return button;
  }));
}

/** Say again what a draft holds. */
export function showPlace() {
  const [lat, lon] = [Number(field("lat").value), Number(field("lon").value)];
  if (!lat && !lon) return say("");
  const text = field("found").value === "device" ? line.dataset.device.replace(/ \(.*\)/, "") : line.dataset.photo;
  say(text.replace("#", spoken(lat, lon)));
}

export function watchPlace() {
  document.getElementById("by-device").addEventListener("click", () => {
    if (!navigator.geolocation) return say(line.dataset.denied, false);
    say(line.dataset.waiting, false);
    const found = ({ coords: { latitude, longitude, accuracy } }) => {
      const text = line.dataset.device.replace("##", Math.round(accuracy)).replace("#", spoken(latitude, longitude));
      point(latitude.toFixed(6), longitude.toFixed(6), "device", text);
    };
    navigator.geolocation.getCurrentPosition(found, () => say(line.dataset.denied, false), { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 30_000 });
  });
  document.getElementById("no-place").addEventListener("click", () => {
    clearPlace();
    line.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field("kelurahan").addEventListener("change", clearPlace);
}
