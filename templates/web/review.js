/** A document under review: its remarks level with their words, where one is in it, from one remark to the next by keys. */
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const wide = matchMedia("(min-width: 68.75rem)");

/* Level with their words. */

/** What a remark is about: words chosen for a new one, words of the text, a block. */
function aboutOf(remark) {
  const id = remark.id.replace("remark-", "");
  return remark.range ?? one(`.document [data-remark~="${id}"]`) ?? document.getElementById(remark.dataset.at);
}

/** The one that is chosen stands by its words, others as near to theirs as they can, none on another. */
function place() {
  const remarks = all(".review .remark:not([hidden])");
  for (const remark of remarks) remark.style.transform = "";
  if (!wide.matches) return;
  const gap = 16;
  const top = one(".review .text").getBoundingClientRect().top;
  const boxes = remarks.map((remark) => {
    const { top: is, height } = remark.getBoundingClientRect();
    const wanted = aboutOf(remark)?.getBoundingClientRect().top ?? top;
    return { remark, is, height, wanted, at: wanted };
  });
  boxes.sort((a, b) => a.wanted - b.wanted);
  let free = top;
  for (const box of boxes) {
    box.at = Math.max(box.wanted, free);
    free = box.at + box.height + gap;
  }
  const chosen = boxes.findIndex(({ remark }) => remark.matches(".writing, .on"));
  for (let at = chosen; at >= 0; at--) {
    const room = at === chosen ? boxes[at].wanted : boxes[at + 1].at - boxes[at].height - gap;
    boxes[at].at = Math.min(boxes[at].at, room);
  }
  for (const { remark, is, at } of boxes) remark.style.transform = `translateY(${Math.round(at - is)}px)`;
}

/* Folded under their block where there is no room beside. */

function fold() {
  for (const beside of all("details.beside")) beside.open = wide.matches || one(".writing", beside) !== null;
  for (const toc of all(".toc details")) toc.open = wide.matches;
}

function reveal() {
  const named = document.getElementById(location.hash.slice(1));
  if (named?.matches(".remark")) choose(named);
}

/* Where one is. */

/** How much of a version was read: another one begins anew. */
const seen = `read ${location.pathname} ${one("[data-read]")?.dataset.read}`;

function follow() {
  const article = one(".document").getBoundingClientRect();
  const links = all(".toc li a");
  const passed = links.filter((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading && heading.getBoundingClientRect().top < innerHeight * 0.4;
  });
  for (const link of links) {
    const isHere = link === passed.at(-1);
    link.parentElement.classList.toggle("on", isHere);
    if (isHere) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  const read = one("[data-read]");
  if (!read) return;
  const now = Math.round((100 * (innerHeight - article.top)) / article.height);
  const share = Math.min(100, Math.max(now, Number(sessionStorage.getItem(seen)), 0));
  sessionStorage.setItem(seen, share);
  const minutes = Math.ceil((read.dataset.minutes * (100 - share)) / 100);
  read.hidden = false;
  one("progress", read).value = share;
  const { left, done } = read.dataset;
  one("p", read).textContent = share < 100 ? left.replace("[share]", share).replace("[minutes]", minutes) : done;
}

let waits = false;
addEventListener(
  "scroll",
  () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      follow();
    });
  },
  { passive: true },
);

/* From one remark to the next. */

function choose(remark, focus = true) {
  for (const each of all(".remark.on, .document .on")) each.classList.remove("on");
  if (remark) {
    remark.closest("details")?.setAttribute("open", "");
    remark.classList.add("on");
    for (const mark of all(`.document [data-remark~="${remark.id.replace("remark-", "")}"]`)) mark.classList.add("on");
  }
  place();
  if (!remark || !focus) return;
  const about = wide.matches ? aboutOf(remark) : remark;
  about?.scrollIntoView?.({ block: "center" });
  remark.focus({ preventScroll: true });
}

function step(by) {
  const remarks = all(".review .remark[id^=remark-]:not(.writing, [hidden])");
  const now = remarks.findIndex((remark) => remark.matches(".on"));
  const isBelow = (remark) => (aboutOf(remark)?.getBoundingClientRect().top ?? 0) > 90;
  const below = remarks.findIndex(isBelow);
  const next = now >= 0 ? now + by : by > 0 ? below : (below < 0 ? remarks.length : below) - 1;
  if (remarks[next]) choose(remarks[next]);
}

addEventListener("click", ({ target }) => {
  const mark = target.closest?.(".document [data-remark]");
  const [id] = mark?.dataset.remark.split(" ") ?? [];
  if (id && getSelection().isCollapsed) choose(document.getElementById(`remark-${id}`));
  else if (!target.closest?.("a, button, summary, form")) {
    const remark = target.closest?.(".remark:not(.writing)");
    if (remark) choose(remark, false);
  }
});

/* Keys: turned off in the dialog that `?` opens; none while something is typed. */

const off = "keys off";
const areOn = () => localStorage.getItem(off) === null;
const dialog = () => one("#keys");

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || dialog()?.open) return;
  if (target.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]")) return;
  if (key === "Escape") return choose();
  if (!areOn() || key.length > 1) return;
  const acts = { j: () => step(1), k: () => step(-1), "?": () => dialog()?.showModal() };
  const act = acts[key.toLowerCase()];
  act?.();
  const isTaken = !act && !document.dispatchEvent(new CustomEvent("key", { detail: key, cancelable: true }));
  if (act || isTaken) event.preventDefault();
});

addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-keys]")) dialog().showModal();
  if (!target.closest?.("[data-toggle]")) return;
  if (areOn()) localStorage.setItem(off, "");
  else localStorage.removeItem(off);
  label();
});

function label() {
  for (const keys of all(".keys")) keys.hidden = false;
  const toggle = one("[data-toggle]");
  if (toggle) toggle.textContent = areOn() ? toggle.dataset.off : toggle.dataset.on;
}

function show() {
  fold();
  follow();
  label();
  place();
}

document.addEventListener("shown", show);
document.addEventListener("place", place);
wide.addEventListener("change", show);
addEventListener("resize", place);
addEventListener("hashchange", reveal);
document.fonts?.ready.then(place);
show();
reveal();
