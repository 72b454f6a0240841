// Telling of a stop with a poor signal: what is typed stays in this phone until it has arrived, and
// what could not be sent waits on the page and goes by itself. Sent twice, it is told once: the
// server knows the same word of the same person again.

const page = document.querySelector("[data-visit]");
const says = document.querySelector("[data-says]");
const signedOut = document.querySelector("[data-signed-out]");
const AGAIN = 15_000; // ms between tries while the page is open
const waiting = new Map();

const mark = (form) => `visit:${page.dataset.visit}:${form.dataset.tell}`;

function remember(form, text) {
  try {
    if (text) localStorage.setItem(mark(form), text);
    else localStorage.removeItem(mark(form));
  } catch { /* a phone that keeps nothing still sends */ }
}

function remembered(form) {
  try {
    return localStorage.getItem(mark(form)) || "";
  } catch {
    return "";
  }
}

function say(text) {
  says.textContent = text;
  says.hidden = !text;
  signedOut.hidden = true;
}

const home = (form) => new URL("..", form.action);
const isElsewhere = (answer, form) => answer.redirected && new URL(answer.url).pathname !== home(form).pathname;

/** Take the sign of a new session from the visit's page: every one that was drawn before is stale. */
async function renew(form, body) {
  const answer = await fetch(home(form));
  if (!answer.ok || isElsewhere(answer, form)) return answer;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value;
  for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.value = fresh;
  body.set("csrfmiddlewaretoken", fresh);
  return fetch(form.action, { method: "POST", body });
}

/** True if it has arrived, whatever came back; false if it waits: no signal, or signed out. */
async function send(form, body) {
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body });
    if (answer.status === 403) answer = await renew(form, body);
  } catch {
    say(says.dataset.waiting);
    return false;
  }
  if (isElsewhere(answer, form)) { // led to the way in: nothing has arrived
    say("");
    signedOut.hidden = false;
    return false;
  }
  waiting.delete(form);
  if (!answer.ok) { // refused: the server draws the page with what was wrong
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(`#${form.closest("details").id}`);
    if (!drawn) say(says.dataset.lost);
    else form.closest("details").replaceWith(document.adoptNode(drawn));
    begin();
    return true;
  }
  remember(form, "");
  if (waiting.size === 0) location.assign(answer.url);
  if (waiting.size === 0 && answer.url.split("#")[0] === location.href.split("#")[0]) location.reload();
  return true;
}

async function sendAll() {
  for (const [form, body] of [...waiting]) {
    if (!(await send(form, body))) return;
  }
  if (waiting.size === 0) say("");
}

async function submitted(event) {
  const form = event.target.closest("form[data-tell]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  form.setAttribute("aria-busy", "true");
  for (const each of form.querySelectorAll("[name=outcome]")) each.setAttribute("aria-pressed", String(each === event.submitter));
  waiting.set(form, body);
  if (!(await send(form, body)) && !signedOut.hidden) signedOut.scrollIntoView({ block: "center" });
  form.removeAttribute("aria-busy");
}

function here(button) {
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const { form } = button;
      form.elements.lat.value = coords.latitude.toFixed(6);
      form.elements.lon.value = coords.longitude.toFixed(6);
      button.replaceWith(button.dataset.done);
    }, () => { button.textContent = button.dataset.denied; }, { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 });
  });
}

function begin() {
  for (const form of document.querySelectorAll("form[data-tell]:not([data-begun])")) {
    form.dataset.begun = "yes";
    const { text } = form.elements;
    text.value ||= remembered(form);
    text.addEventListener("input", () => remember(form, text.value));
    here(form.querySelector("[data-here]"));
  }
}

document.addEventListener("submit", submitted);
addEventListener("online", sendAll);
setInterval(sendAll, AGAIN);
addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
begin();
