/** Saves a remark while it is typed, and lets words selected in the text narrow its passage. */
const form = document.querySelector("form[data-remark]");

/** Seconds after the last key, and between two savings. */
const pause = 2;
const least = 10;

// A pointer that goes down ends the selection before it clicks.
const nothing = { words: "", occurrence: "" };
let selected = nothing;
document.addEventListener("pointerdown", ({ target }) => {
  const link = target.closest("a.comment");
  selected = link ? selectedIn(blockBefore(link)) : nothing;
});
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a.comment");
  const { words, occurrence } = link ? (selected.words ? selected : selectedIn(blockBefore(link))) : nothing;
  if (!words) return;
  const search = new URLSearchParams(link.search);
  search.set("words", words);
  search.set("occurrence", occurrence);
  link.search = search;
});

if (form) {
  for (const part of form.querySelectorAll("[data-with-script]")) part.hidden = false;
  let saved = body(true).toString();
  let timer;
  let last = 0;

  async function save() {
    clearTimeout(timer);
    const now = body(true);
    if (now.toString() === saved) return;
    last = Date.now();
    tell(form.dataset.saving);
    try {
      const headers = { accept: "application/json" };
      const response = await fetch(form.action, { method: "POST", headers, body: now, keepalive: true });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.errors?.map(({ message }) => message).join(" ") ?? answer.title);
      saved = now.toString();
      tell(form.dataset.saved);
    } catch (error) {
      tell(`${form.dataset.failed} ${error instanceof TypeError ? "" : error.message}`, "wrong");
    }
  }

  form.addEventListener("input", ({ target }) => {
    clearTimeout(timer);
    if (target.name !== "remove") timer = setTimeout(save, Math.max(pause, least - (Date.now() - last) / 1000) * 1000);
  });
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    saved = body(true).toString();
  });
  narrow(form, () => form.dispatchEvent(new Event("input")));
}

function body(unfinished) {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("remove");
  if (unfinished) fields.set("unfinished", "true");
  return fields;
}

function tell(message, kind = "muted") {
  const status = form.querySelector("[data-status]");
  status.textContent = message;
  status.className = kind;
}

/** Words selected in the form's block are its passage; a correction not begun yet begins with them. */
function narrow({ dataset, elements }, changed) {
  const block = dataset.block && document.getElementById(dataset.block);
  if (!block || !elements.words) return;
  let began = elements.correction.value;
  let timer;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { words, occurrence } = selectedIn(block);
      if (!words || (words === elements.words.value && occurrence === elements.occurrence.value)) return;
      elements.words.value = words;
      setPlace(words, occurrence);
      if (elements.correction.value === began) elements.correction.value = began = words;
      changed();
    }, 300);
  });
}

/** Which of the places of some words is meant, in the stead of what was asked about it. */
function setPlace(words, occurrence) {
  const fields = Object.entries({ asked: words, occurrence }).map(([name, value]) =>
    Object.assign(document.createElement("input"), { type: "hidden", name, value }),
  );
  form.querySelector("[data-occurrence]").replaceChildren(...fields);
}

/** Up to the ends of the words it cuts. */
function toWords(range) {
  const { startContainer: first, endContainer: last } = range;
  const letter = (node, at) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.data[at] ?? "");
  while (letter(first, range.startOffset) && letter(first, range.startOffset - 1))
    range.setStart(first, range.startOffset - 1);
  while (letter(last, range.endOffset - 1) && letter(last, range.endOffset)) range.setEnd(last, range.endOffset + 1);
}

/** The block that a margin stands after. */
function blockBefore(link) {
  return document.getElementById(new URL(link.href).hash.slice(1));
}

/** The words selected within a block, and which of the places that say them: "2/3". */
function selectedIn(block) {
  const selection = getSelection();
  if (!block || selection.isCollapsed || selection.rangeCount === 0) return nothing;
  const range = selection.getRangeAt(0).cloneRange();
  if (!block.contains(range.commonAncestorContainer)) return nothing;
  toWords(range);
  const words = said(range).trim();
  return { words, occurrence: words && occurrenceIn(block, range, words) };
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

/** What a range says, without the calls of notes, numbers and links among it; what stands in blocks of its own is apart. */
function said(range) {
  const words = range.cloneContents();
  for (const extra of words.querySelectorAll("[role=doc-noteref], .label, .beside, .remark")) extra.remove();
  for (const each of words.querySelectorAll("p, li, td, th, caption, figcaption, br")) each.after(" ");
  return words.textContent.replace(/\s+/g, " ");
}
