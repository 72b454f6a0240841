// To a field by a key: the caret goes to the end of what stands there, to go on where one was.

/** Focus a field, behind its words. */
export function enter(field) {
  field?.focus();
  if (field?.matches("textarea, input[type=text], input[type=tel], input[type=search], input:not([type])")) {
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

/** Focus the field with this id; whether there is one. */
export function toField(id) {
  const field = document.getElementById(id);
  if (field !== document.activeElement) enter(field);
  field?.scrollIntoView({ block: "nearest" });
  return Boolean(field);
}

/** The name of a key as the pages print it: "F3", "Shift F3". */
export const named = (event) => (event.shiftKey ? `Shift ${event.key}` : event.key);

/** Press the button that a key stands on, wherever it is on the page; whether there is one. */
export function press(name) {
  const button = document.querySelector(`[data-function="${name}"]`);
  if (button && !button.disabled) button.form.requestSubmit(button);
  return Boolean(button);
}
