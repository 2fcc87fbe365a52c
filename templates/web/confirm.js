/**
 * A click on a button of it is a person's own word: where scripts run, it ticks the box that asks for it. A click made by a
 * program does not. Parts of a page that came later are told by "shown".
 */
function prepare() {
  for (const form of document.querySelectorAll("form[data-one-click]:not([data-prepared])")) {
    const box = form.querySelector("input[name=confirmed]");
    if (!box) continue;
    form.dataset.prepared = "";
    box.closest("[data-tick]").hidden = true;
    box.required = false;
    for (const button of form.querySelectorAll("button"))
      button.addEventListener("click", (event) => {
        if (event.isTrusted) box.checked = true;
      });
  }
}

prepare();
document.addEventListener("shown", prepare);
