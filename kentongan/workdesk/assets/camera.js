// Pictures of the work, taken in the app: each goes into the form with its moment, its place and
// the nonce it was lent. Without a camera of the browser's own, the phone's camera is asked.

const START = 30_000; // a position older than this, in milliseconds, is asked for again

export function begin(box) {
  const form = box.closest("form");
  const find = (mark) => box.querySelector(mark);
  const words = JSON.parse(box.dataset.words);
  const files = find("[name=shots]"), capture = find("[data-capture]");
  const list = find("[data-shots]"), said = find("[data-said]"), finder = find("[data-finder]");
  const video = finder.querySelector("video"), shutter = find("[data-snap]");
  let shots = [], stream = null, position = null, watch = null, lent = null;

  box.hidden = false;
  find("[data-open]").addEventListener("click", open);
  shutter.addEventListener("click", snap);
  video.addEventListener("loadeddata", () => { shutter.disabled = false; });
  find("[data-close]").addEventListener("click", () => finder.close());
  finder.addEventListener("close", close);
  capture.addEventListener("change", taken);

  async function open() {
    if (shots.length + others() >= Number(box.dataset.most)) return say(words.many);
    follow();
    lent = borrow(); // before the shutter falls: the picture is then no older than this
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1600 } } });
    } catch {
      return capture.click();
    }
    shutter.disabled = true;
    video.srcObject = stream;
    finder.showModal();
    await video.play().catch(() => {});
  }

  function close() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = video.srcObject = null;
  }

  async function snap() {
    const canvas = Object.assign(document.createElement("canvas"), { width: video.videoWidth, height: video.videoHeight });
    canvas.getContext("2d").drawImage(video, 0, 0);
    const at = new Date();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    finder.close();
    await keep(new File([blob], `foto-${at.getTime()}.jpg`, { type: "image/jpeg" }), canvas, at);
  }

  async function taken() {
    const [file] = capture.files;
    if (!file) return;
    capture.value = "";
    const picture = await createImageBitmap(file).catch(() => null);
    await keep(file, picture, new Date());
  }

  async function keep(file, picture, at) {
    const [nonce, place] = await Promise.all([lent, where()]);
    shots.push({ file, picture, nonce, at: at.toISOString(), place });
    draw();
  }

  async function borrow() {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(box.dataset.camera, { method: "POST", body });
      return answer.ok ? (await answer.json()).nonce : "";
    } catch {
      return "";
    }
  }

  function follow() {
    if (watch !== null || !navigator.geolocation) return;
    watch = navigator.geolocation.watchPosition((found) => { position = found; }, () => {}, { enableHighAccuracy: true });
  }

  function where() {
    if (position && Date.now() - position.timestamp < START) return position.coords;
    return new Promise((done) => {
      if (!navigator.geolocation) return done(null);
      navigator.geolocation.getCurrentPosition((found) => done(found.coords), () => done(null), { enableHighAccuracy: true, timeout: 10_000 });
    });
  }

  function others() {
    const kept = form.querySelectorAll("[name=attached]:checked").length;
    return kept + (form.elements.pictures?.files.length ?? 0);
  }

  function say(text) {
    said.textContent = text;
  }

  function draw() {
    const held = new DataTransfer();
    for (const { file } of shots) held.items.add(file);
    files.files = held.files;
    list.replaceChildren(...shots.map(line));
    say("");
  }

  function line(shot, index) {
    const item = document.createElement("li");
    if (shot.picture) item.append(small(shot.picture, words.n.replace("#", index + 1)));
    const told = shot.nonce ? (shot.place ? words.placed : words.unplaced) : words.older;
    item.append(Object.assign(document.createElement("span"), { className: "small", textContent: told }));
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words.drop });
    drop.addEventListener("click", () => { shots = shots.filter((other) => other !== shot); draw(); });
    const { latitude = "", longitude = "" } = shot.place ?? {};
    item.append(drop, ...Object.entries({ shot_nonce: shot.nonce, shot_at: shot.at, shot_lat: latitude, shot_lon: longitude })
      .map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
    return item;
  }
}

function small(picture, label) {
  const scale = 92 / Math.max(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: picture.width * scale, height: picture.height * scale });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
