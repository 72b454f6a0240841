// Finished reports leave here one after the other, each until the city has answered: received with
// a code, or refused with its reasons. Anything else means nothing, and is tried again. That the
// same report may arrive twice does no harm: its key was drawn when it was finished.

import { all, announce, change, newKey, put } from "./store.js";

const PAUSES = [5, 15, 45, 120, 300, 600]; // seconds between tries
const STUBBORN = 4; // tries after which a report that the city chokes on lets others pass
const PATIENCE = 60_000; // ms for an answer, and one more for each 4 bytes: the slowest lines
const TOO_LARGE = 413;

/** Close a draft: it is sent as it stands. What may have arrived keeps its key, so that it stays one. */
export async function finish(report) {
  const isChanged = Boolean(report.tried && report.key);
  const key = isChanged ? report.key : newKey();
  const closed = { ...report, state: "waiting", key, isChanged, finished: Date.now(), tries: 0, tried: isChanged, faults: null };
  closed.id = await put(closed);
  announce();
  return closed;
}

/**
 * Send what waits, oldest first; returns the seconds until the next try, 0 if nothing is left.
 * A phone that knows it has no signal does not try, so that a report can still be changed;
 * `anyway` tries all the same, because somebody asked for it.
 */
export async function sendAll({ anyway = false } = {}) {
  const act = !anyway && navigator.onLine === false ? rest : round;
  if (!navigator.locks) return act(); // then the key alone sees to it that once is once
  return navigator.locks.request("kentongan-outbox", { ifAvailable: true }, (held) => (held ? act() : PAUSES[1]));
}

/** Without signal nothing is on its way: what was cut short, by a phone switched off, waits. */
async function rest() {
  const left = await waiting();
  for (const { id } of left.filter(({ state }) => state === "sending")) {
    await change(id, (was) => (was.state === "sending" ? { ...was, state: "waiting" } : null));
  }
  announce();
  return left.length && PAUSES[PAUSES.length - 1];
}

const waiting = async () => (await all())
  .filter(({ state }) => state === "waiting" || state === "sending")
  .sort((one, other) => one.finished - other.finished || one.id - other.id);

async function round() {
  const seen = new Set();
  for (let report; (report = (await waiting()).find(({ id }) => !seen.has(id)));) {
    seen.add(report.id);
    const after = await send(report.id);
    if (after?.state === "waiting" && (after.last === "silence" || after.tries < STUBBORN)) break; // in order
  }
  const left = await waiting();
  if (!left.length) return 0;
  const tries = Math.min(...left.map((each) => each.tries || 1));
  return PAUSES[Math.min(tries, PAUSES.length) - 1];
}

async function send(id) {
  const report = await change(id, (was) => ({ ...was, state: "sending", tried: true }));
  if (!report) return undefined; // removed meanwhile
  announce();
  const answer = await deliver(report);
  const after = await change(id, (was) => settle(was, answer));
  announce();
  return after;
}

function settle(was, { status, said }) {
  if (said?.code) {
    const { id, title, finished, language } = was; // words and photos are the city's now
    const isEarly = Boolean(was.isChanged && status === 200); // kept before: perhaps as it was first written
    return { id, title, finished, language, isEarly, state: "received", code: said.code, address: said.address, received: Date.now() };
  }
  if (status === 422 && said?.faults) return { ...was, state: "refused", tried: false, faults: said.faults };
  if (status === TOO_LARGE) return { ...was, state: "refused", tried: false, faults: { photos: "" } };
  return { ...was, state: "waiting", tries: (was.tries || 0) + 1, last: status ? "trouble" : "silence" };
}

async function deliver(report) {
  const form = new FormData();
  for (const [name, value] of report.fields) form.append(name, value);
  let weight = 0;
  for (const { name, blob } of report.photos || []) {
    form.append("photos", blob, name);
    weight += blob.size;
  }
  const headers = { Accept: "application/json", ...(report.key && { "Idempotency-Key": report.key }) };
  const hand = new AbortController();
  const timer = setTimeout(() => hand.abort(), PATIENCE + weight / 4);
  try {
    const answer = await fetch(`/lapor/kirim?lang=${report.language}`, { method: "POST", body: form, headers, redirect: "manual", signal: hand.signal });
    return { status: answer.status, said: await answer.json().catch(() => null) };
  } catch {
    return { status: 0 }; // not sent, or sent and the answer lost: nobody can know
  } finally {
    clearTimeout(timer);
  }
}
