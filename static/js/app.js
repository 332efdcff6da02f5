// Pages work without this. With it, links and GET forms swap the page in place, and a drop-down of indicators needs no
// button. Settings of htmx stand in base.html (no eval, no injected styles).
import "htmx.org";

document.addEventListener("change", (event) => {
  const select = event.target.closest("select[data-kirim]");
  if (select) select.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".pekan details[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
