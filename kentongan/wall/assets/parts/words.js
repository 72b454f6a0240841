// The page's language, its words, and the city's clock.

export const language = document.documentElement.lang;
export const words = JSON.parse(document.querySelector("#wall").dataset.words);

/** A text in the page's language; the first there is where it is missing. */
export const worded = (texts) => texts[language] || Object.values(texts)[0] || "";

const face = new Intl.DateTimeFormat(language, {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: document.documentElement.dataset.zone || undefined,
});

/** The time of day in the city. */
export const clock = (at) => face.format(new Date(at));
