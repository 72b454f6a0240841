// What a phone keeps for us: one database for each matter, opened when first needed. Pages and the
// service worker may hold it at once; nothing of it leaves the phone but by being sent.

import { openDB } from "idb";

/** Return what opens it; `make` draws up its stores the first time. */
export function cupboard(name, make) {
  let opened;
  return () => {
    opened ||= openDB(name, 1, {
      upgrade: make,
      blocking(_now, _next, { target }) { // a newer version of us waits: make way
        target.close();
        opened = undefined;
      },
      terminated() { opened = undefined; },
    });
    return opened;
  };
}
