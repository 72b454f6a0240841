// The handset: a window of its own that stays open while the desk's pages come and go. It registers
// the extension at the city's exchange, rings, speaks; the exchange's words (MESSAGE) press its keys.

import JsSIP from "jssip";

// The desk's pages in other tabs: they are told at once, without the way by the exchange.
const desk = new BroadcastChannel("kentongan-handset");

const box = document.querySelector("[data-handset]");
const voice = box.querySelector("audio");
const number = box.querySelector("[data-number]");
const to = box.querySelector("[data-to]");
let session = null;
let tones = null;

function show(state, told = {}) {
  box.dataset.state = state;
  for (const each of box.querySelectorAll("[data-when]")) each.hidden = !each.dataset.when.split(" ").includes(state);
  for (const each of box.querySelectorAll("[data-is]")) each.hidden = each.dataset.is !== state;
  document.title = `${box.querySelector(`[data-is="${state}"]`)?.textContent ?? ""} ${number.textContent}`.trim();
  document.dispatchEvent(new CustomEvent("handset", { detail: { state, ...told } }));
  tellDesk();
}

function tellDesk() {
  const { state } = box.dataset;
  const words = box.querySelector(`[data-is="${state}"]`)?.textContent ?? "";
  desk.postMessage({ state, words, number: number.textContent });
}
desk.addEventListener("message", ({ data }) => data === "?" && tellDesk());

// Two short tones every three seconds; silent where the browser wants a touch first.
function ring() {
  const sound = new AudioContext();
  const gain = new GainNode(sound, { gain: 0.1 });
  gain.connect(sound.destination);
  const once = () => [0, 0.4].forEach((after) => {
    const tone = new OscillatorNode(sound, { frequency: 440 });
    tone.connect(gain);
    tone.start(sound.currentTime + after);
    tone.stop(sound.currentTime + after + 0.3);
  });
  once();
  const again = setInterval(once, 3000);
  tones = () => { clearInterval(again); sound.close(); tones = null; };
}

function listenTo(connection) {
  connection.addEventListener("track", ({ streams, track }) => {
    voice.srcObject = streams[0] ?? new MediaStream([track]);
    voice.play().catch(() => {});
  });
}

function over(cause) {
  tones?.();
  session = null;
  number.textContent = "";
  show(line.isRegistered() ? "free" : "away", { cause });
}

function began({ session: fresh, originator, request }) {
  if (session) {
    if (originator === "remote") fresh.terminate({ status_code: 486 });
    return;
  }
  session = fresh;
  const told = { call: request.call_id, number: fresh.remote_identity.uri.user };
  number.textContent = told.number;
  fresh.on("accepted", () => { tones?.(); show("speaking", told); });
  fresh.on("hold", () => show("held", told));
  fresh.on("unhold", () => show("speaking", told));
  fresh.on("ended", ({ cause }) => over(cause));
  fresh.on("failed", ({ cause }) => over(cause));
  fresh.on("peerconnection", ({ peerconnection }) => listenTo(peerconnection));
  if (fresh.connection) listenTo(fresh.connection);
  if (originator === "remote") ring();
  show(originator === "remote" ? "ringing" : "calling", told);
}

// Only our own network's candidates are wanted: rtpengine stands in it and has an address of its own.
const media = { mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers: [] } };

// A call is handed on by whoever brought it: the number means something there, not here.
const beyond = (whom) => `sip:${whom}@${session.remote_identity.uri.host}`;

const keys = {
  answer: () => session?.isInProgress() && session.direction === "incoming" && session.answer(media),
  hang_up: () => session?.terminate(),
  hold: () => session?.isEstablished() && session.hold(),
  resume: () => session?.isEstablished() && session.unhold(),
  transfer: (whom) => whom && session?.isEstablished() && session.refer(beyond(whom)),
  call: (whom) => whom && !session && line.call(`sip:${whom}@${box.dataset.domain}`, media),
};

function asked({ originator, request }) {
  if (originator !== "remote") return;
  const said = JSON.parse(request.body);
  keys[said.key]?.(said.to);
}

const line = new JsSIP.UA({
  sockets: [new JsSIP.WebSocketInterface(box.dataset.handset)],
  uri: `sip:${box.dataset.extension}@${box.dataset.domain}`,
  authorization_user: box.dataset.name,
  password: box.dataset.password,
  register_expires: 60,
  session_timers: false,
  user_agent: "Kentongan",
});
line.on("registered", () => !session && show("free"));
line.on("unregistered", () => !session && show("away"));
line.on("registrationFailed", ({ cause }) => !session && show("away", { cause }));
line.on("disconnected", () => !session && show("away"));
line.on("newRTCSession", began);
line.on("newMessage", asked);

for (const each of box.querySelectorAll("[data-do]")) {
  each.addEventListener("click", () => keys[each.dataset.do](to.value.trim()));
}
document.addEventListener("keydown", (event) => {
  if (event.target === to || event.ctrlKey || event.altKey || event.metaKey) return;
  box.querySelector(`[data-key="${CSS.escape(event.key)}"]:not([hidden])`)?.click();
});
addEventListener("beforeunload", (event) => session && event.preventDefault());
addEventListener("pagehide", () => {
  desk.postMessage({ state: "gone", words: "", number: "" });
  line.stop();
});
show("away");
line.start();
