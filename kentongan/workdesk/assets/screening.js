// Drawing over a photo what nobody may see. Every rectangle is a row of four numbers in the form;
// the picture only shows them, so what is sent is the same with and without this script.

const frame = document.querySelector("[data-cover]");
const image = frame?.querySelector("img");
const table = document.querySelector("[data-cover-areas]");
const rows = [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) => [...row.querySelectorAll("input")]);

const round = (number) => Math.round(number * 100) / 100;
const isFree = (row) => row.every((input) => input.value === "");

function draw() {
  frame.querySelectorAll("span").forEach((old) => old.remove());
  rows.forEach((row, index) => {
    const [left, top, width, height] = row.map((input) => Number.parseFloat(input.value));
    if (![left, top, width, height].every(Number.isFinite)) return;
    const area = document.createElement("span");
    Object.assign(area.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    area.dataset.row = index;
    frame.append(area);
  });
}

function put(row, values) {
  row.forEach((input, n) => { input.value = values === null ? "" : values[n]; });
  draw();
}

function place({ clientX, clientY }) {
  const box = image.getBoundingClientRect();
  const share = (value, start, size) => Math.min(Math.max((100 * (value - start)) / size, 0), 100);
  return [share(clientX, box.left, box.width), share(clientY, box.top, box.height)];
}

let begun = null;

frame?.addEventListener("pointerdown", (event) => {
  const row = rows.find(isFree);
  begun = { at: place(event), row, taken: event.target.dataset?.row };
  frame.setPointerCapture(event.pointerId);
  event.preventDefault();
});

frame?.addEventListener("pointermove", (event) => {
  if (!begun?.row) return;
  const [x, y] = place(event);
  const [left, top] = begun.at;
  put(begun.row, [Math.min(x, left), Math.min(y, top), Math.abs(x - left), Math.abs(y - top)].map(round));
});

frame?.addEventListener("pointerup", () => {
  if (!begun) return;
  const [, , width, height] = begun.row?.map((input) => Number.parseFloat(input.value)) ?? [];
  const isTap = !(width > 0.5 && height > 0.5);
  if (isTap && begun.row) put(begun.row, null);
  if (isTap && begun.taken !== undefined) put(rows[begun.taken], null);
  begun = null;
});

frame?.addEventListener("pointercancel", () => {
  if (begun?.row) put(begun.row, null);
  begun = null;
});

if (frame && table) {
  table.open = false;
  document.querySelector("[data-cover-hint]").hidden = false;
  table.addEventListener("input", draw);
  draw();
}
