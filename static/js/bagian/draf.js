// What is typed in the weekly meeting outlives a dropped connection: each change is kept in this browser until the server
// has it, and put back when the page is opened again.

const KUNCI = "ilp-ketikan:";

/** The form's fields as name and value, without the ones that belong to one request. */
function fields(form) {
  return [...new FormData(form)].filter(([nama]) => !["csrfmiddlewaretoken", "versi"].includes(nama));
}

function key() {
  return KUNCI + window.location.pathname;
}

function keep(form) {
  try {
    const versi = form.dataset.versi ?? form.elements.versi.value;
    localStorage.setItem(key(), JSON.stringify({ versi, isi: fields(form) }));
  } catch {
    say("Peramban ini tidak dapat menyimpan ketikan; tekan Simpan selagi ada sambungan.");
  }
}

function say(kata) {
  const tempat = document.getElementById("tersimpan");
  if (tempat) tempat.textContent = kata;
}

/** Put kept words back into an open form, over the version that they were typed over: should somebody have saved since,
 * the server says so instead of taking them. */
function restore(form) {
  const simpanan = localStorage.getItem(key());
  if (!simpanan) return;
  const { versi, isi } = JSON.parse(simpanan);
  form.elements.versi.value = versi;
  const kotak = new Set(isi.map(([nama, nilai]) => `${nama}=${nilai}`));
  for (const [nama, nilai] of isi) {
    const bidang = form.elements[nama];
    if (bidang && "value" in bidang && bidang.type !== "checkbox" && bidang.type !== "hidden") bidang.value = nilai;
  }
  for (const centang of form.querySelectorAll("input[type=checkbox]"))
    centang.checked = kotak.has(`${centang.name}=${centang.value}`);
  say("Ketikan yang belum terkirim dikembalikan.");
  // Not at once: htmx listens only after the page is read.
  window.setTimeout(() => form.dispatchEvent(new Event("change", { bubbles: true })), 200);
}

export function prepareDraft() {
  const form = document.querySelector("form[data-draf]");
  if (form) restore(form);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draf]");
  if (form) keep(form);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-draf]");
  if (!form) return;
  if (event.detail.successful) localStorage.removeItem(key());
  else if (event.detail.xhr.status < 400) say("Belum terkirim. Ketikan disimpan di peramban ini dan dikirim lagi pada perubahan berikutnya.");
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-draf]") && navigator.onLine) localStorage.removeItem(key());
});
