// What is typed goes to the server at once: one request under way, the newest words right behind it.
// A browser that dies loses what was typed within one round trip at most.

const AGAIN = 1500; // ms until it is tried again without a connection

/** Keep the form's draft; returns a function that keeps it now. */
export function keepDraft(form) {
  const said = document.getElementById("saved");
  let underWay = false, newer = false, isSent = false, shown = body();

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

  async function send(text) {
    say("saving");
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(text) });
      if (answer.ok) return say("saved") || true;
      if (answer.status < 500) return say("unsaved") || true; // asking again changes nothing
    } catch { /* the connection is gone; below it is tried again */ }
    say("unsaved");
    await new Promise((done) => { setTimeout(done, AGAIN); });
    return false;
  }

  function say(what) {
    if (said) said.textContent = said.dataset[what];
  }

  const isOurs = ({ target }) => target.form === form;
  document.addEventListener("input", (event) => { if (isOurs(event)) keep(); });
  document.addEventListener("change", (event) => { if (isOurs(event)) keep(); });
  form.addEventListener("submit", () => { isSent = true; });
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
