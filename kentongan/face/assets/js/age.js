// "N seconds ago", kept true; grey once older than the tile allows. Words come from <html data-age-words>.

const STEPS = [["day", 172800, 86400], ["hour", 3600, 3600], ["minute", 60, 60], ["second", 0, 1]];

function words() {
  try {
    return JSON.parse(document.documentElement.dataset.ageWords || "{}");
  } catch {
    return {};
  }
}

/** How long ago, in the page's words. */
export function ago(seconds, said = words()) {
  const [unit, , size] = STEPS.find(([, from]) => seconds >= from) || STEPS[3];
  const n = Math.floor(Math.max(seconds, 0) / size);
  const [one, many] = said[unit] || ["%(n)s", "%(n)s"];
  return (n === 1 ? one : many).replace("%(n)s", n);
}

/** Bring every age on the page up to date. */
export function tick(now = Date.now()) {
  const said = words();
  for (const element of document.querySelectorAll("[data-at]")) {
    const seconds = (now - Date.parse(element.dataset.at)) / 1000;
    if (Number.isNaN(seconds)) continue;
    const text = ago(seconds, said);
    if (element.textContent !== text) element.textContent = text;
    element.classList.toggle("stale", seconds > Number(element.dataset.staleAfter || Infinity));
  }
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const zone = document.documentElement.dataset.zone || undefined;
    const lang = document.documentElement.lang;
    clock.textContent = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(now);
  }
}

tick();
setInterval(tick, 1000);
