// What is typed goes to the server at once: one request under way, the newest words right behind it.
// A browser that dies loses what was typed within one round trip at most.

// Signed out meanwhile, or without a connection, the page is not left: the words stand nowhere else.

const AGAIN = 1500; // ms until it is tried again without a connection, or signed out

/** Keep the form's draft; returns a function that keeps it now. */
export function keepDraft(form) {
  const said = document.getElementById("saved");
  const signedOut = document.getElementById("signed-out");
  let underWay = false, newer = false, isSent = false, isLeaving = false, shown = body();

  function body() {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("go");
    return fields.toString();
  }

  async function keep() {
    if (isSent) return;
    newer = true;
    if (underWay) return;
    underWay = true;
    while (newer && !isSent) {
      newer = false;
      const now = body();
      if (now === shown) continue;
      if (await send(now)) shown = now;
      else newer = true;
    }
    underWay = false;
  }

  const post = (text) => fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(text) });

  async function send(text) {
    say("saving");
    try {
      let answer = await post(text);
      if (answer.status === 403 && (await renew())) answer = await post(body());
      const isOut = answer.redirected || answer.status === 403; // led to the way in: nothing is kept
      if (signedOut) signedOut.hidden = !isOut;
      if (!isOut && answer.ok) return say("saved") || true;
      if (!isOut && answer.status < 500) return say("refused") || true; // asking again changes nothing
    } catch { /* the connection is gone; below it is tried again */ }
    say(signedOut && !signedOut.hidden ? "out" : "unsaved");
    await new Promise((done) => { setTimeout(done, AGAIN); });
    return false;
  }

  // Whoever has signed in again has a new sign of it; those that were drawn before are stale.
  async function renew() {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.getElementById(form.id)?.elements.csrfmiddlewaretoken?.value;
    if (!fresh) return false;
    for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.value = fresh;
    return true;
  }

  // What is not kept yet is kept first; if that is impossible the page stays, and says why.
  async function leave(button) {
    if (isLeaving) return;
    isLeaving = true;
    const text = body();
    const isKept = await send(text);
    isLeaving = false;
    if (!isKept) {
      if (signedOut && !signedOut.hidden) signedOut.scrollIntoView({ block: "center" });
      keep();
      return;
    }
    shown = text;
    form.requestSubmit(button);
  }

  function say(what) {
    if (said) said.textContent = said.dataset[what] ?? "";
  }

  const isOurs = ({ target }) => target.form === form;
  document.addEventListener("input", (event) => { if (isOurs(event)) keep(); });
  document.addEventListener("change", (event) => { if (isOurs(event)) keep(); });
  form.addEventListener("submit", (event) => {
    if (body() === shown) {
      isSent = true;
      return;
    }
    event.preventDefault();
    leave(event.submitter);
  });
  addEventListener("pagehide", () => {
    const now = body();
    if (!isSent && now !== shown) navigator.sendBeacon(form.dataset.draft, new URLSearchParams(now));
  });
  // What was typed before this script stood has told nobody yet.
  if ([...form.elements].some((each) => (each.defaultValue ?? each.value) !== each.value)) {
    shown = "";
    keep();
  }
  addEventListener("pageshow", ({ persisted }) => { if (persisted) isSent = false; });
  return keep;
}
