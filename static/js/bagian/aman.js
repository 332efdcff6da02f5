// Forms that lose no words (data-aman names the draft): what is typed is kept in this browser until the server has it.
// Where the connection drops, the form is sent again by itself, under the same id, so that it counts once however often
// it went out. A page that is opened again gets its words back. Without scripts it is an ordinary form.

const AWALAN = "ilp-aman:";
const SEPEKAN = 7 * 24 * 3600 * 1000;
const ULANG = 5000;
/** The draft whose form the server has answered; the page that comes next says whether it is done. */
let dijawab = null;
let menunggu = null;

function key(form) {
  return AWALAN + form.dataset.aman;
}

function fields(form) {
  return [...new FormData(form)].filter(([nama, nilai]) => nama !== "csrfmiddlewaretoken" && typeof nilai === "string");
}

/** Hidden fields but the id: what the form is about. A draft about something else keeps its words and not its id. */
function about(form) {
  return [...form.querySelectorAll("input[type=hidden]")]
    .filter(({ name }) => !["csrfmiddlewaretoken", "id"].includes(name))
    .map(({ name, value }) => `${name}=${value}`)
    .sort()
    .join("&");
}

function keep(form) {
  try {
    localStorage.setItem(key(form), JSON.stringify({ saat: Date.now(), tentang: about(form), isi: fields(form) }));
  } catch {
    say(form, "Peramban ini tidak dapat menyimpan ketikan; tekan tombolnya selagi ada sambungan.");
  }
}

function say(form, kata) {
  const tempat = form.querySelector("[data-aman-kata]");
  if (tempat) tempat.textContent = kata;
}

function read(form) {
  try {
    const simpanan = JSON.parse(localStorage.getItem(key(form)));
    return simpanan && Date.now() - simpanan.saat < SEPEKAN ? simpanan : null;
  } catch {
    return null;
  }
}

function put(bidang, isi, sama) {
  if (bidang.type === "hidden") {
    if (bidang.name === "id" && sama) bidang.value = isi[0] ?? bidang.value;
  } else if (bidang.type === "radio" || bidang.type === "checkbox") bidang.checked = isi.includes(bidang.value);
  else if (isi.length) bidang.value = isi[0];
}

function restore(form) {
  const simpanan = read(form);
  if (!simpanan) return;
  for (const bidang of form.elements) {
    const isi = simpanan.isi.filter(([nama]) => nama === bidang.name).map(([, nilai]) => nilai);
    if (bidang.name && bidang.name !== "csrfmiddlewaretoken") put(bidang, isi, simpanan.tentang === about(form));
  }
  say(form, "Ketikan yang belum terkirim dikembalikan. Periksa, lalu simpan.");
}

/** After each page: a form that was answered and is still here shows what the server says, the others get their words. */
export function prepareSafe() {
  const ada = [...document.querySelectorAll("form[data-aman]")];
  if (dijawab && !ada.some((form) => key(form) === dijawab)) localStorage.removeItem(dijawab);
  for (const form of ada) key(form) === dijawab ? keep(form) : restore(form);
  dijawab = null;
}

function again() {
  const { form, tombol } = menunggu ?? {};
  menunggu = null;
  if (form?.isConnected) form.requestSubmit(tombol?.isConnected ? tombol : undefined);
}

function failed(form, tombol) {
  keep(form);
  say(form, "Belum terkirim. Ketikan disimpan di peramban ini dan dikirim lagi begitu ada sambungan.");
  menunggu = { form, tombol };
  window.setTimeout(again, ULANG);
}

/** The server has it, whatever it says: not a gateway's error, not the way back to the login. */
function reached(xhr) {
  return xhr.status > 0 && xhr.status < 500 && !new URL(xhr.responseURL || "/", location.href).pathname.startsWith("/masuk/");
}

for (const nama of ["input", "change"]) {
  document.addEventListener(nama, (event) => {
    const form = event.target.closest?.("form[data-aman]");
    if (form) keep(form);
  });
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-aman]")) {
    keep(event.target);
    event.target.tombolTerakhir = event.submitter;
  }
  if (new URL(event.target.action, location.href).pathname.startsWith("/keluar/")) {
    for (const nama of Object.keys(localStorage)) if (nama.startsWith(AWALAN)) localStorage.removeItem(nama);
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!form?.matches?.("form[data-aman]")) return;
  if (reached(event.detail.xhr)) dijawab = key(form);
  else if (event.detail.xhr.status >= 500) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!form?.matches?.("form[data-aman]")) return;
  const { status } = event.detail.xhr;
  if (status === 0 || status >= 500) failed(form, form.tombolTerakhir);
});

window.addEventListener("online", again);
