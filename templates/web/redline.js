/** From one change to the next by keys and by the page's own links, without a page load; keys are turned off with those of remarks. */
const one = (selector) => document.querySelector(selector);
const lines = [...document.querySelectorAll(".changes ol a[href^='#change-']")];
const steps = one(".changes .steps");
const [said, list] = [steps.querySelector("[data-at]"), steps.querySelector("ul")];
let at =
  Number(new URLSearchParams(location.search).get("change")) || Number(/^#change-(\d+)$/.exec(location.hash)?.[1]) || 0;

if (localStorage.getItem("keys off") === null) one(".changes [data-keys]").hidden = false;
show();

function goTo(change) {
  if (!lines[change - 1]) return;
  at = change;
  const address = new URL(location.href);
  address.searchParams.set("change", at);
  address.hash = `change-${at}`;
  history.replaceState(null, "", address);
  document.getElementById(`change-${at}`)?.scrollIntoView({ block: "center" });
  show();
}

/** Says which change it is, marks its line in the list and itself. */
function show() {
  said.textContent = at ? said.dataset.at.replace("0", at) : "";
  for (const line of lines) line.removeAttribute("aria-current");
  lines[at - 1]?.setAttribute("aria-current", "true");
  for (const marked of document.querySelectorAll(".compared .here")) marked.classList.remove("here");
  document.getElementById(`change-${at}`)?.classList.add("here");
  lines[at - 1]?.scrollIntoView?.({ block: "nearest" });
  list.replaceChildren(...["prev", "next"].flatMap((rel) => link(rel)));
}

function link(rel) {
  const to = rel === "next" ? at + 1 : at - 1;
  if (!lines[to - 1]) return [];
  const anchor = Object.assign(document.createElement("a"), {
    rel,
    href: `#change-${to}`,
    textContent: list.dataset[rel],
  });
  const item = document.createElement("li");
  item.append(anchor);
  return [item];
}

addEventListener("click", (event) => {
  const to = event.target.closest?.("a[href^='#change-']");
  if (!to?.closest(".changes") || to.closest(".unfold")) return;
  event.preventDefault();
  goTo(Number(to.hash.slice("#change-".length)));
  steps.querySelector(`[rel=${to.rel || "next"}]`)?.focus({ preventScroll: true });
});

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys off") !== null) return;
  if (target.matches("textarea, select, input, [contenteditable]")) return;
  if (/^[jn]$/i.test(key)) goTo(at + 1);
  else if (/^[kp]$/i.test(key)) goTo(at - 1);
});
