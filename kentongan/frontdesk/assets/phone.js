// On every page of this door: the service worker, the outbox, what is kept, and a code if somebody wishes.

import { announce, put, set } from "./offline/store.js";
import { startDriving } from "./offline/driving.js";
import { tellWhatIsKept } from "./offline/telling.js";

function install() {
  // After the page: on a slow line what somebody wants to read goes first.
  navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
}

function offerToKeep() {
  const button = document.getElementById("keep-code");
  if (!button || !self.indexedDB) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { code, title, kept } = button.dataset;
    const now = Date.now();
    await put({ state: "received", code, title, address: `/t/${code}/`, finished: now, received: now });
    announce();
    button.disabled = true;
    button.textContent = kept;
  });
}

if (document.readyState === "complete") install();
else addEventListener("load", install);
set("language", document.documentElement.lang).catch(() => undefined);
startDriving();
tellWhatIsKept();
offerToKeep();
