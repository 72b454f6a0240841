// What somebody found at a stop, until it has arrived: kept in this phone with its pictures, so that
// neither a closed page nor a phone switched off loses it. Whose it is stands beside it.
// A record: {id, person, visit, stop, action, fields, pictures: [{name, blob}], isSent}.

import { cupboard } from "../../face/assets/js/cupboard.js";
import { named, smaller } from "../../face/assets/js/shrinking.js";

export const MOST = 5; // pictures of one stop
const open = cupboard("kentongan-visits", (made) => made.createObjectStore("told", { keyPath: "id" }));
const atHand = new Map(); // also where the browser keeps nothing, as long as the page is open

/** Keep it; true if it outlives this page. */
export async function keep(record) {
  atHand.set(record.id, record);
  try {
    await (await open()).put("told", record);
    return true;
  } catch {
    return false;
  }
}

export async function forget(id) {
  atHand.delete(id);
  await open().then((here) => here.delete("told", id)).catch(() => undefined);
}

/** Everything kept of this person, whatever visit it is of. */
export async function keptOf(person) {
  const stored = await open().then((here) => here.getAll("told")).catch(() => []);
  const found = new Map([...stored.map((each) => [each.id, each]), ...atHand]);
  return [...found.values()].filter((each) => each.person === person);
}

/** A chosen picture as it is kept and sent. */
export async function shrunk(file) {
  const blob = await smaller(file).catch(() => file); // more than this phone can draw: as it is
  return { name: named(file, blob), blob };
}
