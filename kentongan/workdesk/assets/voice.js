// A voice note instead of words: recorded here and put into the form's own file field.
// Without a microphone, or without this script, a recording is chosen like any other file.

const LONGEST = 5 * 60 * 1000;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

function offer(box) {
  const input = box.querySelector("input[type=file]");
  const says = box.querySelector("[data-voice-says]");
  const key = document.createElement("button");
  key.type = "button";
  key.className = "button";
  key.textContent = box.dataset.record;
  input.before(key);
  let recorder = null;

  async function begin() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    const pieces = [];
    const began = performance.now();
    recorder = new MediaRecorder(stream, { ...(type && { mimeType: type }), audioBitsPerSecond: 24000 });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      const kind = recorder.mimeType.split(";")[0];
      const files = new DataTransfer();
      files.items.add(new File(pieces, `pesan.${kind.split("/")[1]}`, { type: kind }));
      input.files = files.files;
      const seconds = Math.max(1, Math.round((performance.now() - began) / 1000));
      says.textContent = box.dataset.kept.replace("#", seconds);
      box.dataset.recorded = seconds;
      recorder = null;
      show(false);
    });
    recorder.start();
    setTimeout(() => recorder?.state === "recording" && recorder.stop(), LONGEST);
    show(true);
  }

  function show(isOn) {
    key.textContent = isOn ? box.dataset.stop : box.dataset.record;
    key.classList.toggle("recording", isOn);
    key.setAttribute("aria-pressed", String(isOn));
  }

  key.addEventListener("click", () => {
    if (recorder) recorder.stop();
    else begin().catch(() => { says.textContent = box.dataset.denied; });
  });
}

if (window.MediaRecorder && navigator.mediaDevices) {
  for (const box of document.querySelectorAll("[data-voice]")) offer(box);
}
