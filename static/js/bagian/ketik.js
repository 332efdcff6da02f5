// Cards without the mouse. Enter goes to the next field, the last Enter saves, Ctrl+Enter saves from anywhere; arrows
// walk a list of people; Escape leaves a card of a pile. A small form inside the card (data-sendiri) is sent by its own
// last Enter. Keys that come while the next card is on its way are kept and typed into it.
const waiting = [];
let busy = false;

/** What Enter walks through: a group of radio buttons is one stop. */
function fields(form) {
  const all = [...form.querySelectorAll("input, select, textarea")].filter(
    (field) =>
      field.type !== "hidden" && !field.disabled && field.getClientRects().length > 0 && !field.closest("details:not([open])"),
  );
  const group = (field) => all.filter((other) => other.type === "radio" && other.name === field.name);
  const stop = (field) => group(field).find((other) => other.checked && other.value) ?? group(field)[0];
  return all.filter((field) => field.type !== "radio" || field === stop(field));
}

function send(form) {
  busy = form.matches("[data-tumpukan]");
  form.requestSubmit(form.querySelector("[data-simpan]"));
}

function enter(event, form) {
  event.preventDefault();
  if (event.repeat) return;
  const own = event.target.closest("[data-sendiri]");
  const all = fields(own ?? form);
  const here = all.findIndex((field) => field === event.target || (field.type === "radio" && field.name === event.target.name));
  const next = event.ctrlKey || event.metaKey ? undefined : all[here + 1];
  if (!next) return own ? own.querySelector("button").click() : send(form);
  next.focus();
  if (next.select) next.select();
}

function walk(event, list) {
  const all = [...list.querySelectorAll("a, button")];
  const next = all[all.indexOf(event.target.closest("a, button")) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function type(field, key) {
  if (field.tagName === "INPUT") field.value += key;
  if (field.tagName !== "SELECT") return;
  const option = [...field.options].find((one) => one.text.toLowerCase().startsWith(key.toLowerCase()));
  if (option) field.value = option.value;
}

/** Keys that came too early go where they were meant. */
function replay() {
  while (waiting.length && !busy) {
    const field = document.activeElement;
    if (!field?.closest("form[data-tumpukan]")) waiting.length = 0;
    else if (waiting[0] === "Enter") {
      const key = waiting.shift();
      field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    } else type(field, waiting.shift());
  }
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (busy && event.isTrusted && (event.key === "Enter" || event.key.length === 1)) {
    event.preventDefault();
    waiting.push(event.key);
    return;
  }
  const list = event.target.closest("[data-panah]");
  if (list && event.key.startsWith("Arrow")) walk(event, list);
  const form = event.target.closest("form[data-ketik]");
  if (!form) return;
  const leaves = event.key === "Enter" && (event.ctrlKey || !event.target.closest("textarea"));
  if (leaves && !event.target.closest("button, a, summary")) enter(event, form);
  if (event.key === "Escape") form.querySelector("[data-lewati]")?.click();
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:sendAbort"]) {
  document.addEventListener(name, () => {
    busy = false;
    waiting.length = 0;
  });
}
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "isi") return;
  busy = false;
  replay();
});
