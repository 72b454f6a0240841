// What would be lost: a form sent while there is no signal, and what another app shares.

import { announce, put, setting } from "../offline/store.js";

const SHELL = "/lapor/ponsel/";
const LAST = new Set(["send", "anonymous"]);
const OF_THE_STEP = new Set(["key", "step", "go", "offered"]); // a draft has left the steps

/** Send the ordinary form on; if that fails, what was in it stays in the phone. */
export async function keepForm(request) {
  const copy = request.clone();
  try {
    return await (isBack(request) ? again(request) : fetch(request));
  } catch {
    const said = await copy.formData();
    const go = said.get("go");
    // Sent off whole, it is finished; the answer alone may be lost, so its own key stays its key.
    const state = said.get("step") === "who" && LAST.has(go) ? "waiting" : "draft";
    return stay(await keep(said, state));
  }
}

/** Whoever goes back gets what the cache has, and of a form it has nothing: that is no lost signal. */
function isBack(request) {
  return request.isHistoryNavigation || request.cache === "only-if-cached";
}

/** A step is drawn again by the same form; what was handed in with its key is found, not doubled. */
async function again(request) {
  return fetch(request.url, { method: "POST", body: await request.formData(), redirect: "manual" });
}

/** Words and photos from another app begin a report, signal or none. */
export async function keepShared(request) {
  const said = await request.formData();
  const words = ["title", "text", "url"].map((name) => said.get(name)).filter(Boolean).join("\n");
  const draft = new FormData();
  draft.append("words", words);
  for (const file of said.getAll("photos")) draft.append("photos", file);
  return stay(await keep(draft, "draft"));
}

async function keep(said, state) {
  const isFile = (value) => typeof value !== "string";
  const pairs = [...said.entries()];
  const photos = pairs.filter(([, value]) => isFile(value) && value.size);
  const now = Date.now();
  const id = await put({
    state,
    fields: pairs.filter(([name, value]) => !isFile(value) && (state === "waiting" || !OF_THE_STEP.has(name))),
    photos: photos.map(([, blob]) => ({ name: blob.name, blob, isRaw: true })),
    title: (said.get("words") || "").slice(0, 80),
    language: (await setting("language")) || "id",
    finished: now,
    saved: now,
    tries: 0,
    tried: state === "waiting",
  });
  announce();
  return state === "waiting" ? null : id;
}

function stay(id) {
  return Response.redirect(`${SHELL}${id ? `#draf=${id}` : ""}`, 303);
}
