// The way of a visit on the map: what could be looked at as points, the stops as numbers on a line.
// A tap ticks the case in the list below, so map and list are one form.

import { mountMap } from "../../face/assets/js/map.js";

const REACH = 18; // px around the tap: a thumb is not a needle
const EARTH = 6371008.8; // metres
const spot = ({ dataset }) => [Number(dataset.lon), Number(dataset.lat)];
const stops = () => [...document.querySelectorAll("[data-stop]")];
const offers = () => [...document.querySelectorAll("#offers label[data-lat]")];
const ticked = () => offers().filter((each) => each.querySelector("input").checked);
const way = () => [...stops(), ...ticked()].map(spot);
const element = document.getElementById("visit-map");

function metres([west, south], [east, north]) {
  const rad = Math.PI / 180;
  const chord = Math.sin(((north - south) * rad) / 2) ** 2
    + Math.cos(south * rad) * Math.cos(north * rad) * Math.sin(((east - west) * rad) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, chord)));
}

function sum(points) {
  const told = document.querySelector("[data-sum]");
  const km = points.slice(1).reduce((all, each, n) => all + metres(points[n], each), 0) / 1000;
  const number = km.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  told.textContent = told.dataset.words.replace("#", number);
}

const point = (coordinates, properties) => ({ type: "Feature", geometry: { type: "Point", coordinates }, properties });
const all = (features) => ({ type: "FeatureCollection", features });

function offered() {
  return all(offers().filter((each) => !each.querySelector("input").checked).map((each) => point(spot(each), {
    state: each.dataset.state,
    code: each.querySelector("input").value,
    title: each.querySelector("b").textContent,
  })));
}

function route(points) {
  const line = { type: "Feature", geometry: { type: "LineString", coordinates: points }, properties: {} };
  return all([...(points.length > 1 ? [line] : []), ...points.map((each, n) => point(each, { number: String(n + 1) }))]);
}

function layers(map) {
  if (map.getSource("way")) return;
  const colour = (name) => getComputedStyle(element).getPropertyValue(`--${name}`).trim();
  map.addSource("way", { type: "geojson", data: route(way()) });
  map.addLayer({
    id: "way", type: "line", source: "way", filter: ["==", ["geometry-type"], "LineString"],
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": colour("accent"), "line-width": 3, "line-dasharray": [0.3, 2] },
  });
  map.addLayer({
    id: "stops", type: "circle", source: "way", filter: ["==", ["geometry-type"], "Point"],
    paint: { "circle-color": colour("accent"), "circle-radius": 12, "circle-stroke-width": 2, "circle-stroke-color": colour("sheet") },
  });
  map.addLayer({
    id: "numbers", type: "symbol", source: "way", filter: ["==", ["geometry-type"], "Point"],
    layout: { "text-field": ["get", "number"], "text-font": ["Plus Jakarta Sans Variable", "sans-serif"], "text-size": 13, "text-allow-overlap": true, "text-ignore-placement": true },
    paint: { "text-color": colour("accent-ink") },
  });
}

function draw(map) {
  const points = way();
  sum(points);
  if (!map) return;
  element.dispatchEvent(new CustomEvent("kentongan:points", { detail: offered() }));
  layers(map);
  map.getSource("way").setData(route(points));
}

/** The nearest case under a tap is put on the way, or taken off it again. */
function tap({ point: { x, y } }, map) {
  const near = offers()
    .map((each) => ({ each, at: map.project(spot(each)) }))
    .map(({ each, at }) => ({ each, far: Math.hypot(at.x - x, at.y - y) }))
    .filter(({ far }) => far <= REACH)
    .sort((one, other) => one.far - other.far)[0];
  if (!near) return;
  near.each.querySelector("input").click();
}

function fit(map) {
  const seen = [...way(), ...offers().map(spot)];
  if (seen.length < 2) return;
  const [lons, lats] = [0, 1].map((axis) => seen.map((each) => each[axis]));
  const box = [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
  map.fitBounds(box, { padding: 48, maxZoom: 15, animate: false });
}

async function begin() {
  if (!element) return;
  const map = await mountMap(element);
  if (map) {
    fit(map);
    map.on("click", (event) => tap(event, map));
    map.on("styledata", () => { if (map.isStyleLoaded() && !map.getSource("way")) draw(map); });
  }
  draw(map);
  element.dataset.begun = "yes";
  document.getElementById("offers")?.addEventListener("change", () => draw(map));
}

begin();
