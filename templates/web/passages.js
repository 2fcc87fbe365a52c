/** Blocks of a document under review, and the words selected in them. */
export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector) => [...document.querySelectorAll(selector)];
export const wide = matchMedia("(min-width: 68.75rem)");

/** The way to a remark on a block, by the block's name. */
export const plus = (name) => all(".plus").find((link) => new URL(link.href).searchParams.get("remark") === name);

export function blockOf(node) {
  const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
  for (let at = element?.closest(".document [id]"); at; at = at.parentElement?.closest(".document [id]"))
    if (plus(at.id)) return at;
  return undefined;
}

/** The words selected in a block, or from it on, and which of the places that say them: "2/3". */
export function selection(inside) {
  const selected = getSelection();
  if (selected.isCollapsed || selected.rangeCount === 0) return undefined;
  const range = selected.getRangeAt(0).cloneRange();
  const block = blockOf(range.startContainer);
  if (!block || (inside && block !== inside)) return undefined;
  if (!block.contains(range.endContainer)) range.setEnd(block, block.childNodes.length);
  toWords(range);
  const words = said(range).trim();
  return words ? { block, range, words, occurrence: occurrenceIn(block, range, words) } : undefined;
}

/** Up to the ends of the words it cuts. */
function toWords(range) {
  const { startContainer: first, endContainer: last } = range;
  const letter = (node, at) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.data[at] ?? "");
  while (letter(first, range.startOffset) && letter(first, range.startOffset - 1))
    range.setStart(first, range.startOffset - 1);
  while (letter(last, range.endOffset - 1) && letter(last, range.endOffset)) range.setEnd(last, range.endOffset + 1);
}

/** Where words are said several times, the one nearest to where the range begins; "" where they are said once. */
function occurrenceIn(block, { startContainer, startOffset }, words) {
  const range = document.createRange();
  range.selectNodeContents(block);
  const text = said(range).trimStart();
  range.setEnd(startContainer, startOffset);
  const start = said(range).trimStart().length;
  const places = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) places.push(at);
  const distance = (place) => Math.abs(place - start);
  const nearest = places.toSorted((one, other) => distance(one) - distance(other))[0];
  return places.length > 1 ? `${places.indexOf(nearest) + 1}/${places.length}` : "";
}

/** What the author says in a range: no calls of notes, numbers, links or proposals among it; what stands in blocks of its own is apart. */
function said(range) {
  const words = range.cloneContents();
  for (const extra of words.querySelectorAll("[role=doc-noteref], .label, .beside, .plus, .tool, .hidden, ins"))
    extra.remove();
  for (const each of words.querySelectorAll("p, li, td, th, caption, figcaption, br")) each.after(" ");
  return words.textContent.replace(/\s+/g, " ");
}

/** The words of a heading or a paragraph; "" of any other block. */
export function textOf(block) {
  const range = document.createRange();
  range.selectNodeContents(block);
  return block.matches("p, h1, h2, h3, h4, h5, h6") ? said(range).trim() : "";
}

/** Brings what is written about above `bottom`. */
export function keepInSight(about, bottom) {
  const { top, bottom: end } = about.getBoundingClientRect();
  const head = Math.max(0, one(".taskbar .acts, .taskbar")?.getBoundingClientRect().bottom ?? 0) + 12;
  if (top < head) scrollBy(0, top - head);
  else if (end > bottom) scrollBy(0, Math.min(end - bottom, top - head));
}

let pressed;
addEventListener("click", ({ target }) => {
  const block = blockOf(target);
  if (!block) return;
  pressed?.classList.remove("here");
  pressed = block;
  block.classList.add("here");
});

/** The block that is read: of the remark that is chosen, the one pressed last, the one a third down the window. */
export function blockRead() {
  const chosen = document.getElementById(one(".remark.on")?.dataset.at ?? "");
  const isSeen = (block) => {
    const { top, bottom } = block.getBoundingClientRect();
    return bottom > 80 && top < innerHeight;
  };
  const found = [chosen, pressed].find((block) => block?.isConnected && isSeen(block));
  const line = innerHeight / 3;
  const blocks = all(".plus").map((link) => document.getElementById(new URL(link.href).searchParams.get("remark")));
  return found ?? blocks.find((block) => block && block.getBoundingClientRect().bottom > line);
}
