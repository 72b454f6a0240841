// One live map: the city's own boundaries, points from our own server, nothing from anybody else.

import { Map as GLMap, setWorkerUrl } from "maplibre-gl";
import { say, words } from "./map.js";
import { showCard } from "./map_card.js";
import { addControls } from "./map_controls.js";
import { pick } from "./map_picking.js";
import { addImages, extent, nothing, style } from "./map_style.js";

setWorkerUrl(new URL(WORKER, import.meta.url).href);

export async function draw(element) {
  const boundaries = await fetch(element.dataset.boundaries).then((answer) => answer.json());
  const box = document.createElement("div");
  box.className = "map-canvas";
  element.append(box);
  const map = new GLMap({
    container: box,
    style: style(element, boundaries),
    ...view(element, boundaries),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    maxZoom: 18,
    interactive: !("readOnly" in element.dataset) || !element.closest(".wall"),
    cooperativeGestures: false,
  });
  map.touchZoomRotate?.disableRotation();
  await new Promise((resolve) => map.once("load", resolve));
  addImages(map, element);
  element.classList.add("ready");
  furnish(map, element, boundaries);
  return map;
}

function view(element, boundaries) {
  const [lat, lon] = (element.dataset.center || "").split(",").map(Number);
  if (Number.isFinite(lat) && Number.isFinite(lon)) {
    return { center: [lon, lat], zoom: Number(element.dataset.zoom) || 14 };
  }
  const bounds = extent(boundaries, element.dataset.focus);
  return bounds ? { bounds, fitBoundsOptions: { padding: 16 } } : { center: [0, 0], zoom: 1 };
}

function furnish(map, element, boundaries) {
  addControls(map, element);
  if (boundaries.features.some((each) => each.properties?.approximate)) {
    const remark = document.createElement("small");
    remark.className = "map-remark";
    remark.textContent = words(element).approximate || "";
    element.append(remark);
  }
  if (element.dataset.points) follow(map, element);
  if (element.dataset.pick) pick(map, element);
  element.addEventListener("kentongan:points", (event) => {
    element.drawnPoints = event.detail;
    map.getSource("points").setData(event.detail);
  });
  const repaint = () => {
    map.setStyle(style(element, boundaries), { diff: false });
    map.once("styledata", () => {
      addImages(map, element);
      map.getSource("points")?.setData(element.drawnPoints || nothing);
    });
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  if (!element.dataset.pick) map.on("click", (event) => showCard(map, element, event));
}

function follow(map, element) {
  let under;
  let loaded = nothing;
  const show = () => {
    element.drawnPoints = withTold(loaded, element.told);
    map.getSource("points").setData(element.drawnPoints);
  };
  const load = async () => {
    under?.abort();
    under = new AbortController();
    const address = new URL(element.dataset.points, location.href);
    address.searchParams.set("bbox", map.getBounds().toArray().flat().map((n) => n.toFixed(5)));
    address.searchParams.set("zoom", map.getZoom().toFixed(1));
    try {
      const answer = await fetch(address, { signal: under.signal });
      if (!answer.ok) throw new Error(answer.status);
      loaded = await answer.json();
      show();
      say(element, "");
    } catch (error) {
      if (error.name !== "AbortError") say(element, words(element).failed);
    }
  };
  map.on("moveend", load);
  element.addEventListener("kentongan:load", load);
  element.addEventListener("kentongan:told", show);
  load();
}

/** What was loaded, with what a stream has told since in its stead (`null`: it is gone). */
function withTold(loaded, told) {
  if (!told?.size) return loaded;
  const rest = loaded.features.filter((each) => !told.has(each.properties.code));
  return { ...loaded, features: [...rest, ...[...told.values()].filter(Boolean)] };
}
