// Reading aloud, in the browser's own voice: for whoever cannot read what stands there.

const voice = window.speechSynthesis;

/** Speak an element's text, in Indonesian unless the page is in another language. */
export function speak(text) {
  if (!voice) return;
  const words = typeof text === "string" ? text : text.innerText;
  const said = new SpeechSynthesisUtterance(words);
  said.lang = document.documentElement.lang === "en" ? "en" : "id-ID";
  const own = voice.getVoices().find((each) => each.lang.replace("_", "-").startsWith(said.lang.slice(0, 2)));
  if (own) said.voice = own;
  said.rate = 0.9;
  voice.cancel();
  voice.speak(said);
}

/** Show the buttons that read something aloud, where this browser can. */
export function offerVoice() {
  if (!voice) return;
  for (const button of document.querySelectorAll("[data-speak]")) {
    button.hidden = false;
    button.addEventListener("click", () => speak(document.getElementById(button.dataset.speak)));
  }
}
