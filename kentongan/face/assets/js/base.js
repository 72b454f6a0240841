// Small comforts for every page. Without this file everything still works.

// A form is sent once: a slow line makes people press twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  // After this turn, so that the pressed button's own name and value are still sent.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
      button.setAttribute("aria-disabled", "true");
    }
    event.submitter?.classList.add("busy");
  });
});

// Coming back by the browser's own button shows the page as it was: let it be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) {
      button.removeAttribute("aria-disabled");
      button.classList.remove("busy");
    }
  }
});

function count(area) {
  const line = document.getElementById(area.dataset.count);
  const most = area.maxLength;
  if (!line || most < 1) return;
  const length = area.value.length;
  line.hidden = length < most * 0.8;
  line.textContent = `${length.toLocaleString(document.documentElement.lang)} / ${most.toLocaleString(document.documentElement.lang)}`;
  line.classList.toggle("over", length >= most);
}

function countFiles(input) {
  const line = document.getElementById(input.dataset.files);
  if (!line) return;
  const chosen = input.files.length;
  const over = input.dataset.filesMax && chosen > Number(input.dataset.filesMax);
  line.hidden = chosen === 0;
  line.classList.toggle("over", Boolean(over));
  line.textContent = over
    ? line.dataset.tooMany
    : chosen === 1 ? line.dataset.one : line.dataset.many.replace("#", chosen);
  input.setCustomValidity(over ? line.dataset.tooMany : "");
}

for (const area of document.querySelectorAll("textarea[data-count]")) count(area);
document.addEventListener("input", ({ target }) => {
  if (target.dataset?.count) count(target);
});
document.addEventListener("change", ({ target }) => {
  if (target.dataset?.files) countFiles(target);
  // A filter that is changed is a filter that is meant.
  if (target.dataset && "submit" in target.dataset) target.form?.requestSubmit();
});
