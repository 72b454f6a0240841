// When to try: at once, when signal comes back, when somebody looks, and after growing pauses.
// Where the browser has Background Sync it tries also while no page of ours is open.

import { all } from "./store.js";
import { sendAll } from "./outbox.js";

let timer;

/** Send what waits, now; and see to it that what is left is tried again. */
export async function drive(how) {
  clearTimeout(timer);
  const pause = await sendAll(how);
  if (!pause) return;
  clearTimeout(timer);
  timer = setTimeout(() => drive(), pause * 1000);
  askForSync();
}

/** Let the browser wake our service worker when there is signal, if it knows how to. */
export async function askForSync() {
  const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await worker?.sync?.register("outbox").catch(() => undefined); // may be switched off
}

export async function startDriving() {
  addEventListener("online", () => drive());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") drive();
  });
  const kept = await all().catch(() => []);
  if (kept.some(({ state }) => state === "waiting" || state === "sending")) drive();
}
