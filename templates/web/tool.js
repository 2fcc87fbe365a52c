/** What opens a remark: words that are selected and the tool beside them, keys, the "+" beside a block. */
import { blockRead, keepInSight, one, plus, selection } from "./passages.js";
import { close, form, narrow, rewrite, write } from "./remark.js";

/* The tool at the selection: above it for a mouse, at the foot of a screen that is touched, where nothing of the system's is. */

const tool = one(".tool");
let selected;
let touches = matchMedia("(pointer: coarse)").matches;
let isDown = false;
let timer;

addEventListener("pointerdown", ({ pointerType, target }) => {
  touches = pointerType === "touch";
  isDown = !touches && !target.closest?.(".tool");
});
addEventListener("pointerup", () => {
  isDown = false;
  wait();
});
document.addEventListener("selectionchange", wait);

function wait() {
  clearTimeout(timer);
  timer = setTimeout(offer, touches ? 350 : 150);
}

function offer() {
  if (isDown || tool.contains(document.activeElement)) return;
  const chosen = selection();
  if (chosen && form() && chosen.block.id === form().dataset.block) return narrow(chosen);
  if (!chosen && form()?.contains(document.activeElement)) return hide();
  if (!chosen) return hide();
  selected = chosen;
  plus(chosen.block.id).after(tool);
  tool.hidden = false;
  tool.classList.toggle("docked", touches);
  if (touches) return keepInSight(chosen.range, innerHeight - tool.offsetHeight - 48);
  const page = tool.offsetParent.getBoundingClientRect();
  const rects = chosen.range.getClientRects();
  const [first, last] = [rects[0], rects[rects.length - 1]];
  const above = first.top - tool.offsetHeight - 8;
  const isFree = above > (one(".taskbar")?.getBoundingClientRect().bottom ?? 0);
  const left = Math.min((isFree ? first : last).left, innerWidth - tool.offsetWidth - 8);
  Object.assign(tool.style, {
    left: `${left - page.left}px`,
    top: `${(isFree ? above : last.bottom + 8) - page.top}px`,
  });
}

function hide() {
  tool.hidden = true;
  selected = undefined;
}
document.addEventListener("shown", () => tool.isConnected || one("main").append(tool));

tool.addEventListener("pointerdown", (event) => event.preventDefault());
tool.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button || !selected) return;
  write({ ...selected, type: button.value });
  hide();
});
tool.addEventListener("keydown", (event) => {
  const buttons = [...tool.children];
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (event.key === "Escape") hide();
  if (!by) return;
  const next = buttons[(buttons.indexOf(event.target) + by + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
});

/* Keys and links. */

document.addEventListener("key", (event) => {
  const type = { c: "comment", r: "correction" }[event.detail.toLowerCase()];
  if (!type) return;
  event.preventDefault();
  const chosen = selection() ?? { block: blockRead() };
  if (!chosen.block) return;
  write({ ...chosen, type });
  hide();
});

addEventListener("click", (event) => {
  const link = event.target.closest?.("a.plus, a[data-whole], .remark .acts a, a[data-leave]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const block = document.getElementById(new URL(link.href).searchParams.get("remark"));
  if (link.matches(".plus")) write({ block, ...selection(block), type: "comment" });
  else if (link.matches("[data-whole]")) write({ type: "comment" });
  else if (link.matches("[data-leave]")) close();
  else rewrite(link.closest(".remark"));
});
