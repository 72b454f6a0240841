// Which service types some words may mean, without asking the city: by the names and keywords that
// the page holds. The city does better where there is signal.

const MOST = 3;
const SHORTEST = 4; // letters of a word that may stand for the beginning of another

/** Return the likeliest as {code, name, note}, best first; none where the page holds no words. */
export function guess(types, text) {
  const said = text.toLowerCase().match(/[\p{L}\d]+/gu) || [];
  const scored = [...types.querySelectorAll(".line input[data-words]")].map((input) => ({ input, score: score(input.dataset.words, said) }));
  const found = scored.filter(({ score: points }) => points > 0).sort((one, other) => other.score - one.score);
  return found.slice(0, MOST).map(({ input }) => ({ code: input.value, name: input.closest(".line").textContent.trim(), note: "" }));
}

/** A phrase counts when all its words were said, the longer the more. */
function score(phrases, said) {
  let points = 0;
  for (const phrase of phrases.split("|")) {
    const words = phrase.match(/[\p{L}\d]+/gu) || [];
    if (words.length && words.every((word) => said.some((each) => isLike(each, word)))) points += words.length;
  }
  return points;
}

const isLike = (said, word) => said === word || (word.length >= SHORTEST && said.length >= SHORTEST && (said.startsWith(word) || word.startsWith(said)));
