// How the map looks: colours are read from the page's own style sheet, so night is night here too.

export const nothing = { type: "FeatureCollection", features: [] };
const FONT = ["Plus Jakarta Sans Variable", "sans-serif"];
const LEVELS = ["city", "kecamatan", "kelurahan"];
const STATES = ["late", "soon", "well", "open"];

const colour = (element, name) => getComputedStyle(element).getPropertyValue(`--${name}`).trim();

/** The smallest box around all boundaries, or around the one whose code is `focus`. */
export function extent(boundaries, focus) {
  const chosen = boundaries.features.filter((each) => focus && each.properties?.code === focus);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const grow = (part) => {
    if (typeof part[0] !== "number") return part.forEach(grow);
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
  };
  for (const each of chosen.length ? chosen : boundaries.features) {
    if (each.geometry) grow(each.geometry.coordinates);
  }
  return Number.isFinite(box[0]) ? box : null;
}

/** A MapLibre style of boundaries and points. It names no server. */
export function style(element, boundaries) {
  const c = (name) => colour(element, name);
  const lowest = Math.max(...boundaries.features.map((each) => LEVELS.indexOf(each.properties?.level)), 0);
  return {
    version: 8,
    sources: {
      areas: { type: "geojson", data: boundaries },
      points: { type: "geojson", data: element.drawnPoints || nothing },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": c("sunk") } },
      ...areas(c, lowest),
      // Counts and points lie over names; a name that meets one steps aside, or is left out.
      ...names(c, lowest),
      ...points(c),
    ],
  };
}

function areas(c, lowest) {
  const wash = ["match", ["get", "state"], "late", c("late-wash"), "soon", c("soon-wash"), c("sheet")];
  const wide = (more) => ["interpolate", ["linear"], ["zoom"], 9, 0.5 + more, 15, 1.5 + more * 2];
  const own = ["==", ["get", "level"], LEVELS[lowest]];
  const rough = ["to-boolean", ["get", "approximate"]];
  const line = (id, filter, paint) => ({ id, type: "line", source: "areas", filter, paint, layout: { "line-join": "round" } });
  return [
    { id: "land", type: "fill", source: "areas", filter: own, paint: { "fill-color": wash } },
    line("small-exact", ["all", own, ["!", rough]], { "line-color": c("line"), "line-width": wide(0.3) }),
    line("small-rough", ["all", own, rough], { "line-color": c("line"), "line-width": wide(0.3), "line-dasharray": [3, 2] }),
    line("large-exact", ["all", ["!", own], ["!", rough]], { "line-color": c("edge"), "line-width": wide(0.7) }),
    line("large-rough", ["all", ["!", own], rough], { "line-color": c("edge"), "line-width": wide(0.7), "line-dasharray": [3, 2] }),
  ];
}

// Where a name may stand, in letter heights from the middle of its area, best first.
const ASIDE = ["center", [0, 0], "top", [0, 1.2], "bottom", [0, -1.2], "top", [0, 2.2], "bottom", [0, -2.2], "left", [1.4, 0], "right", [-1.4, 0]];

function names(c, lowest) {
  const name = (id, level, minzoom, maxzoom, size) => ({
    id, type: "symbol", source: "areas", minzoom, maxzoom,
    filter: ["==", ["get", "level"], LEVELS[level]],
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": size, "text-max-width": 8, "text-variable-anchor-offset": ASIDE, "text-justify": "auto" },
    paint: { "text-color": c("soft"), "text-halo-color": c("sheet"), "text-halo-width": 1.5 },
  });
  if (lowest < 1) return [name("names", 0, 8, 24, 13)];
  return [name("names-large", lowest - 1, 8, 12.5, 14), name("names-small", lowest, 12.5, 24, 12)];
}

const COUNT_RADIUS = ["interpolate", ["linear"], ["get", "count"], 2, 12, 50, 20, 500, 30];

function points(c) {
  const loud = ["in", ["get", "state"], ["literal", ["late", "soon"]]];
  const many = [">", ["coalesce", ["get", "count"], 1], 1];
  const state = ["match", ["get", "state"], "late", c("late"), "soon", c("soon"), "well", c("well"), c("soft")];
  return [
    {
      id: "many", type: "circle", source: "points", filter: many,
      paint: {
        "circle-color": state, "circle-stroke-color": c("sheet"), "circle-stroke-width": 2,
        "circle-radius": COUNT_RADIUS,
      },
    },
    {
      id: "many-count", type: "symbol", source: "points", filter: many,
      layout: {
        "text-field": ["to-string", ["get", "count"]], "text-font": FONT, "text-size": 13, "text-allow-overlap": true,
        // A picture of nothing, as large as the circle: circles themselves keep no name away.
        "icon-image": "nothing", "icon-size": ["/", COUNT_RADIUS, 10], "icon-allow-overlap": true, "icon-padding": 0,
      },
      paint: { "text-color": c("sheet") },
    },
    icons("one", ["all", ["!", many], ["!", loud]]),
    icons("loud", ["all", ["!", many], loud]),
  ];
}

function icons(id, filter) {
  const size = ["interpolate", ["linear"], ["zoom"], 9, 0.7, 14, 1];
  return {
    id, filter, type: "symbol", source: "points",
    layout: {
      "icon-image": ["match", ["get", "state"], STATES, ["get", "state"], "open"],
      "icon-allow-overlap": true, "icon-size": size,
      "symbol-sort-key": ["match", ["get", "state"], "late", 2, 1],
    },
  };
}

const SHAPES = {
  late: (p) => { p.moveTo(20, 5); p.lineTo(37, 34); p.lineTo(3, 34); p.closePath(); },
  soon: (p) => { p.moveTo(20, 4); p.lineTo(36, 20); p.lineTo(20, 36); p.lineTo(4, 20); p.closePath(); },
  well: (p) => p.arc(20, 20, 13, 0, 7),
  open: (p) => p.arc(20, 20, 13, 0, 7),
};

/** One picture per state: a shape as well as a colour, for those who do not see the colour. */
export function addImages(map, element) {
  for (const state of STATES) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 40;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.beginPath();
    SHAPES[state](pen);
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = colour(element, "sheet");
    pen.fillStyle = colour(element, state === "open" ? "soft" : state);
    pen.stroke();
    pen.fill();
    if (!map.hasImage(state)) map.addImage(state, pen.getImageData(0, 0, 40, 40), { pixelRatio: 2 });
  }
  if (!map.hasImage("nothing")) map.addImage("nothing", { width: 20, height: 20, data: new Uint8Array(20 * 20 * 4) });
}
