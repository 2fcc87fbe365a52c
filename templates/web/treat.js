/**
 * Remarks treated by keys, and from one to the next without a page load: the parts of the page that change are taken from the page that
 * a link or a form leads to. All of it works without.
 */
const parts = [".taskbar", ".side", ".reading", ".answer"];
const one = (selector) => document.querySelector(selector);
const form = () => one("form[data-answer]");

/* From one remark to the next. */

addEventListener("click", (event) => {
  const link = event.target.closest?.("a");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const to = new URL(link.href);
  if (to.pathname !== location.pathname || to.origin !== location.origin || to.hash === "#remarks") return;
  if (to.search === location.search) return;
  event.preventDefault();
  show(to, { focus: !link.closest(".side") });
});

addEventListener("submit", (event) => {
  const sent = event.target;
  if (!sent.matches("form[data-answer], .taskbar form") || event.defaultPrevented) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(sent));
  show(new URL(sent.action), { method: "POST", body }, () => sent.submit());
});

const addressNow = () => location.pathname + location.search;
let shownAddress = addressNow();
addEventListener("popstate", () => {
  if (addressNow() !== shownAddress) show(new URL(location.href), { kept: true });
});

let turn = 0;
const isComing = () => one("main").getAttribute("aria-busy") === "true";

/** Takes the parts of the page at an address; where that fails, the browser goes there itself. */
async function show(to, { focus = true, kept = false, method = "GET", body }, fail = () => location.assign(to)) {
  const mine = ++turn;
  one("main").setAttribute("aria-busy", "true");
  try {
    const response = await fetch(to, { method, body, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (mine !== turn) return;
    if (!parts.every((part) => page.querySelector(part)) || !one(".treat"))
      return method === "GET" ? location.assign(response.url) : fail();
    for (const part of parts) one(part).replaceWith(document.adoptNode(page.querySelector(part)));
    document.title = page.title;
    const at = new URL(response.url);
    if (!kept && response.ok) history.pushState(null, "", at.pathname + at.search);
    shownAddress = addressNow();
    shown(focus);
  } catch {
    if (mine === turn) fail();
  } finally {
    if (mine === turn) one("main").removeAttribute("aria-busy");
  }
}

/** Brings the passage in sight, the line of the list too; says what was done. */
function shown(focus) {
  document.dispatchEvent(new Event("shown"));
  labelKeys();
  one("#passage")?.scrollIntoView({ block: "center" });
  const line = one('.remarks [aria-current="true"][href*="remark="]');
  const list = one(".remarks");
  if (line && list.scrollHeight > list.clientHeight) line.scrollIntoView({ block: "nearest" });
  // what is typed next is meant for the field that was refused, not for the keys
  const at = one(".answer [aria-invalid=true]") ?? one(".answer [role=alert], #remark");
  if (focus) at?.focus({ preventScroll: true });
  one("#told").textContent = one(".answer [role=status]")?.textContent ?? "";
}

/* Keys: turned off in the dialog that `?` opens; none while something is typed. */

const keys = { a: "applied", i: "integrated", p: "partly", n: "declined" };
const off = "keys off";
const areOn = () => localStorage.getItem(off) === null;
const dialog = one("#keys");

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.altKey || dialog.open) return;
  const typing = target.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
  // what is pressed while the next remark comes was not meant for the one before
  if (isComing() && !typing) return event.preventDefault();
  if (key === "Enter" && (event.ctrlKey || event.metaKey) && target.form === form() && target.form) return save(event);
  if (typing || event.ctrlKey || event.metaKey || !areOn()) return;
  const act = acts(key.length === 1 ? key.toLowerCase() : key, event);
  if (!act) return;
  event.preventDefault();
  act();
});

function acts(key, { target, shiftKey }) {
  const goTo = (rel) => one(`.ways a[rel=${rel}]`);
  const choice = keys[key] && form()?.querySelector(`[name=disposition][value=${keys[key]}]`);
  if (choice) return () => choose(choice, shiftKey);
  if (key === "?") return () => dialog.showModal();
  if (key === "u") return press(one(".taskbar [data-one-click] button"));
  const isRadio = target.matches("input");
  if (key === "j" || (key === "ArrowDown" && !isRadio)) return press(goTo("next"));
  if (key === "k" || (key === "ArrowUp" && !isRadio)) return press(goTo("prev"));
  if (key === "Enter" && form() && !target.closest("a, button, summary, input")) return () => save();
  return undefined;
}

function choose(choice, andSave) {
  choice.checked = true;
  choice.focus({ preventScroll: true });
  if (andSave) save();
}

/** A key is a person's own word, as a click is. */
function press(link) {
  if (!link) return undefined;
  return () => {
    const box = link.form?.elements.confirmed;
    if (box) box.checked = true;
    link.click();
  };
}

function save(event) {
  event?.preventDefault();
  form()?.requestSubmit();
}

function labelKeys() {
  document.documentElement.toggleAttribute("data-keys-on", areOn());
  const button = one("[data-keys]");
  if (button) button.hidden = false;
  const toggle = dialog.querySelector("[data-toggle]");
  toggle.textContent = areOn() ? toggle.dataset.off : toggle.dataset.on;
}

addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-keys]")) dialog.showModal();
  if (!target.closest?.("[data-toggle]")) return;
  if (areOn()) localStorage.setItem(off, "");
  else localStorage.removeItem(off);
  labelKeys();
});

shown(false);
