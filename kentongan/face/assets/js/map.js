// Finds the maps of a page and draws each when it is looked at: the drawing code is large, so a
// phone that saves data gets a button, and a page whose map is never seen never fetches it.

const saving = () => {
  const line = navigator.connection;
  return Boolean(line && (line.saveData || /2g|3g/.test(line.effectiveType || "")));
};

/** Draw a live map into an element. Resolves to the MapLibre map, or null where it cannot be drawn. */
export async function mountMap(element) {
  if (element.dataset.mounted) return null;
  element.dataset.mounted = "yes";
  try {
    const { draw } = await import("./map_drawing.js");
    return await draw(element);
  } catch (error) {
    console.warn("map:", error);
    say(element, words(element).failed);
    return null;
  }
}

/** The words the page brought for its map, already in the reader's language. */
export function words(element) {
  try {
    return JSON.parse(element.dataset.words || "{}");
  } catch {
    return {};
  }
}

/** Tell the reader something about the map; screen readers hear it too. */
export function say(element, text) {
  let line = element.querySelector(".map-says");
  if (!line) {
    line = document.createElement("p");
    line.className = "map-says";
    line.setAttribute("role", "status");
    element.append(line);
  }
  line.textContent = text || "";
  line.hidden = !text;
}

function offer(element) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button main map-open";
  button.textContent = words(element).open || "Map";
  button.addEventListener("click", () => {
    button.remove();
    mountMap(element);
  });
  element.append(button);
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    seen.unobserve(entry.target);
    mountMap(entry.target);
  }
}, { rootMargin: "100px" });

for (const element of document.querySelectorAll(".map[data-boundaries]")) {
  const load = element.dataset.load || (saving() ? "tap" : "visible");
  if (load === "tap") offer(element);
  else if (load !== "never") seen.observe(element);
}
