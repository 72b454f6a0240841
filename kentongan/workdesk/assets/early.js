// Keys that are pressed before the page's scripts stand are kept, and pressed once they do.
// Loaded before the page is drawn; what is typed into a field needs no keeping.

const early = (window.earlyKeys = []);

function keep(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
  early.push(event.key);
}

document.addEventListener("keydown", keep);
early.handOver = () => {
  document.removeEventListener("keydown", keep);
  return early.splice(0);
};
