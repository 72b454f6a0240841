// A choice as a card, and a service type taken out of the long list to stand with the likely ones.

export function choice(name, value, title, note) {
  const label = document.createElement("label");
  label.className = "choice";
  const input = Object.assign(document.createElement("input"), { type: "radio", name, value });
  const bold = document.createElement("b");
  bold.textContent = title;
  label.append(input, bold);
  if (note) {
    const small = document.createElement("span");
    small.className = "small";
    small.textContent = note;
    label.append(small);
  }
  return label;
}

/** Close the list and show its chosen line as a card, its questions below; returns the card. */
export function raise(input) {
  const line = input.closest(".line");
  const card = choice("kind", input.value, line.textContent.trim(), "");
  document.getElementById("likely").prepend(card);
  line.hidden = true;
  card.firstChild.checked = true;
  line.closest("details").open = false;
  return card;
}
