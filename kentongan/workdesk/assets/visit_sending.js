// Sending what was found at a stop. Sent twice, it is told once: the server knows the same word of
// the same person again. What is refused comes back drawn, with what was wrong.

import { forget } from "./visit_keeping.js";

export const SENT = "sent";
export const REFUSED = "refused";
export const LOST = "lost"; // answered with nothing that could be drawn
export const SILENCE = "silence";
export const SIGNED_OUT = "signed out";

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
const home = ({ action }) => new URL("..", new URL(action, location.href));
const isElsewhere = (answer, record) => answer.redirected && new URL(answer.url).pathname !== home(record).pathname;

function body({ fields, pictures }) {
  const form = new FormData();
  form.append("csrfmiddlewaretoken", token());
  for (const [name, value] of fields) form.append(name, value);
  for (const { name, blob } of pictures) form.append("pictures", blob, name);
  return form;
}

const post = (record) => fetch(record.action, { method: "POST", body: body(record) });

/** Take the sign of a new session from the visit's page: every one that was drawn before is stale. */
async function renew(record) {
  const answer = await fetch(home(record));
  if (!answer.ok || isElsewhere(answer, record)) return answer;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value;
  for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.value = fresh;
  return post(record);
}

/** Return what became of it, the address it led to, and what the server drew if it refused. */
export async function send(record) {
  let answer;
  try {
    answer = await post(record);
    if (answer.status === 403) answer = await renew(record);
  } catch {
    return { end: SILENCE };
  }
  if (isElsewhere(answer, record)) return { end: SIGNED_OUT }; // led to the way in: nothing has arrived
  if (answer.status >= 500) return { end: SILENCE };
  if (answer.ok) {
    await forget(record.id);
    return { end: SENT, url: answer.url };
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.getElementById(`stop-${record.stop}`);
  if (!drawn) return { end: LOST };
  return { end: REFUSED, drawn };
}
