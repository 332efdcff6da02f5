// Pages work without this. With it, links and GET forms inside the page swap it in place, a drop-down of indicators needs
// no button, and the page can be printed by a button. Settings of htmx stand in base.html (no eval, no injected styles).
import "htmx.org";
import "./bagian/ketik.js";
import "./bagian/imunisasi.js";
import { prepareSafe } from "./bagian/aman.js";
import { prepareDraft } from "./bagian/draf.js";

/** What only makes sense with scripts appears; what only makes sense without them goes. */
function prepare() {
  for (const button of document.querySelectorAll("[data-cetak]")) button.hidden = false;
  for (const select of document.querySelectorAll("select[data-kirim]")) {
    const button = select.form.querySelector("button");
    if (button) button.hidden = true;
  }
}

function closeOthers(inside) {
  for (const open of document.querySelectorAll("details[open]:not([data-tetap])")) {
    if (!open.contains(inside)) open.open = false;
  }
}

document.addEventListener("change", (event) => {
  const select = event.target.closest("select[data-kirim]");
  if (select) select.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  closeOthers(event.target);
  if (event.target.closest("[data-cetak]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeOthers(null);
});

// A swapped page tells a screen reader where it begins, as a loaded one does; a list further down keeps its place.
document.addEventListener("htmx:afterSettle", (event) => {
  prepare();
  prepareDraft();
  prepareSafe();
  const isi = event.target.id === "isi" && !event.target.querySelector("[autofocus]");
  if (isi && !window.location.hash) event.target.focus({ preventScroll: true });
});

prepare();
prepareDraft();
prepareSafe();
