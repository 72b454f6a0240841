// Choosing a place: tap, drag the pin, move by arrow keys, or ask the telephone where it is.

import { Marker } from "maplibre-gl";
import { say, words } from "./map.js";

const NEAR = 14; // without streets, nearer shows nothing to go by
const DIGITS = 6; // of a degree: about ten centimetres

export function pick(map, element) {
  const [lat, lon] = element.dataset.pick.split(/\s+/).map((id) => document.getElementById(id));
  if (!lat || !lon) return;
  const marker = new Marker({ element: pin(), anchor: "bottom", draggable: true });

  const place = ({ lng, lat: north }, { move = false } = {}) => {
    marker.setLngLat([lng, north]).addTo(map);
    lat.value = north.toFixed(DIGITS);
    lon.value = lng.toFixed(DIGITS);
    if (move) map.easeTo({ center: [lng, north], zoom: Math.max(map.getZoom(), NEAR) });
    const detail = { lat: Number(lat.value), lon: Number(lon.value) };
    element.dispatchEvent(new CustomEvent("kentongan:picked", { detail, bubbles: true }));
  };

  map.on("click", (event) => place(event.lngLat));
  marker.on("dragend", () => place(marker.getLngLat()));
  // Enter on the focused map takes its middle, so the keyboard can do what a finger can.
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      place(map.getCenter());
    }
  });
  const typed = () => {
    const spot = { lng: Number(lon.value), lat: Number(lat.value) };
    if (lat.value && lon.value && Math.abs(spot.lat) <= 90 && Math.abs(spot.lng) <= 180) {
      marker.setLngLat([spot.lng, spot.lat]).addTo(map);
      map.easeTo({ center: [spot.lng, spot.lat], zoom: Math.max(map.getZoom(), NEAR) });
    }
  };
  lat.addEventListener("change", typed);
  lon.addEventListener("change", typed);
  typed();
  if (navigator.geolocation) element.append(finder(element, place));
}

function finder(element, place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button map-here";
  button.textContent = words(element).here || "⌖";
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false;
        say(element, "");
        place({ lng: coords.longitude, lat: coords.latitude }, { move: true });
      },
      () => {
        button.disabled = false;
        say(element, words(element).denied);
      },
      { enableHighAccuracy: true, timeout: 12000, maximumAge: 30000 },
    );
  });
  return button;
}

function pin() {
  const element = document.createElement("div");
  element.className = "map-pin";
  return element;
}
