// The handset lives in a window of its own; what it does is seen here at once, whether the
// exchange has told of it yet or not. A page without a handset says nothing of one.

/** Show what the handset does, and look at the calls anew whenever that changes. */
export function followHandset(look) {
  const line = document.querySelector("[data-handset-state]");
  if (!line || !("BroadcastChannel" in window)) return;
  const handset = new BroadcastChannel("kentongan-handset");
  handset.addEventListener("message", ({ data }) => {
    if (data === "?") return;
    line.hidden = data.state === "gone";
    line.dataset.handsetState = data.state;
    line.querySelector("b").textContent = [data.words, data.number].filter(Boolean).join(" · ");
    look();
  });
  handset.postMessage("?");
}
