// What this phone keeps: reports in every state with their photos, and a few settings. Page and
// service worker both open it; nothing of it ever leaves the phone but by being sent.

import { cupboard } from "../../../face/assets/js/cupboard.js";

const database = cupboard("kentongan", (made) => {
  made.createObjectStore("reports", { keyPath: "id", autoIncrement: true });
  made.createObjectStore("settings");
});

export const all = async () => (await database()).getAll("reports");
export const get = async (id) => (await database()).get("reports", id);
export const put = async (report) => (await database()).put("reports", report);
export const remove = async (id) => (await database()).delete("reports", id);
export const setting = async (name) => (await database()).get("settings", name);
export const set = async (name, value) => (await database()).put("settings", value, name);

/** Change one report in one transaction; `act` returns what it becomes, or nothing to leave it. */
export async function change(id, act) {
  const { store, done } = (await database()).transaction("reports", "readwrite");
  const was = await store.get(id);
  const becomes = was && act(was);
  if (becomes) await store.put(becomes);
  await done;
  return becomes || was;
}

const channel = "BroadcastChannel" in self ? new BroadcastChannel("kentongan") : null;

/** Tell every open page, this one too, that something here has changed. */
export function announce() {
  channel?.postMessage("changed");
  self.dispatchEvent(new Event("kentongan:changed"));
}

export function onChange(act) {
  channel?.addEventListener("message", act);
  self.addEventListener("kentongan:changed", act);
}

/** 128 bits of chance, as the city reads a key. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
}
