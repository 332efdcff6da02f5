// The immunisation session without the mouse. Arrows walk a column (data-lajur); Space ticks a child and goes on to the
// next; Enter goes to the next vial, Ctrl+Enter sends. Without this file every key does what browsers do.
function column(field) {
  return [...field.form.querySelectorAll(`[data-lajur="${field.dataset.lajur}"]`)];
}

function step(field, by) {
  const all = column(field);
  const next = all[all.indexOf(field) + by];
  if (next) next.focus();
}

/** From a lot to its expiry, from an expiry to the lot of the next vaccine. */
function nextVial(field) {
  const lot = field.dataset.lajur === "lot";
  const other = field.form.querySelectorAll(`[data-lajur="${lot ? "ed" : "lot"}"]`);
  const next = other[column(field).indexOf(field) + (lot ? 0 : 1)];
  if (next) next.focus();
  return next;
}

function send(form) {
  form.requestSubmit(form.querySelector("[data-simpan]") ?? form.querySelector("[value=daftar]"));
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form[data-sesi-imunisasi]");
  if (!form || event.isComposing) return;
  const field = event.target;
  const jalan = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(form);
  else if (jalan && field.dataset.lajur) step(field, jalan);
  else if (event.key === " " && field.name === "hadir") {
    field.checked = !field.checked;
    step(field, 1);
  } else if (event.key === "Enter" && ["lot", "ed"].includes(field.dataset.lajur) && !event.repeat) {
    if (!nextVial(field)) send(form);
  } else if (event.key === "Enter" && field.id === "kata") form.querySelector("[value=cari]").click();
  else if (event.key !== "Enter" || field.type !== "checkbox") return;
  event.preventDefault();
});
