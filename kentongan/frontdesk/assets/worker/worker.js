// The service worker: keeps the report's page and its files, and steps in only where the network
// fails. It never keeps a page of anybody's; desk, wall, streams and machines pass it untouched.

import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from "workbox-precaching";
import { setCacheNameDetails } from "workbox-core";
import { sendAll } from "../offline/outbox.js";
import { setting } from "../offline/store.js";
import { keepForm, keepShared } from "./keeping.js";

const SHELL = "/lapor/ponsel/";
const OURS = /^\/($|lapor\/|t\/|peta\/|laporan\/|jurnal\/|data\/$)/;
const PATIENCE = 8000; // ms for the report's first page; then the kept one is shown instead

const { kept, languages } = self.KENTONGAN;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendAll().then(sendLater));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.mode !== "navigate" || origin !== self.location.origin) return;
  if (request.method === "POST") {
    if (pathname === "/lapor/bagikan") event.respondWith(keepShared(request));
    if (pathname === "/lapor/") event.respondWith(keepForm(request));
  } else if (pathname.startsWith(SHELL)) {
    event.respondWith(shell(pathname));
  } else if (OURS.test(pathname) && !pathname.includes(".")) {
    event.respondWith(networkFirst(request, pathname === "/lapor/" ? PATIENCE : 0));
  }
});

setCacheNameDetails({ prefix: "kentongan" });
precacheAndRoute(kept, { directoryIndex: null, cleanURLs: false, ignoreURLParametersMatching: [] });
cleanupOutdatedCaches();

async function networkFirst(request, patience) {
  const answer = fetch(request);
  if (patience) {
    const late = new Promise((give) => { setTimeout(give, patience); });
    const first = await Promise.race([answer.catch(() => null), late]);
    return first || shell("");
  }
  return answer.catch(() => shell(""));
}

async function shell(path) {
  const asked = path.slice(SHELL.length).replace("/", "");
  const known = await setting("language").catch(() => "");
  const language = [asked, known].find((each) => languages.includes(each)) || languages[0];
  return (await matchPrecache(`${SHELL}${language}/`)) || fetch(`${SHELL}${language}/`);
}

/** A failed sync is what makes the browser try again. */
function sendLater(pause) {
  if (pause) throw new Error("Reports are still waiting");
}
