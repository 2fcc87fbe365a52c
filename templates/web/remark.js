/** The form of a remark in its place, saved while it is typed; the page is taken anew once it is kept. All of it works without. */
import { all, blockRead, keepInSight, one, plus, textOf, wide } from "./passages.js";

export const form = () => one("form[data-remark]");
const told = (event) => document.dispatchEvent(new Event(event));

/** Opens the form of a new remark; without a block, on the whole document. */
export async function write({ block: about, range, words = "", occurrence = "", type }) {
  if (form()) await close();
  const block = about && document.getElementById(about.id);
  const id = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(36).padStart(2, "0")).join(
    "",
  );
  const passage = words || (block ? textOf(block) : "");
  fill({ id, block: block?.id ?? "", words, occurrence, type, text: "", passage }, about === block ? range : undefined);
  getSelection().removeAllRanges();
}

/** Opens the form of one that is kept, in its stead. */
export async function rewrite({ id, dataset }) {
  if (form()) await close();
  fill(JSON.parse(dataset.edit), undefined, document.getElementById(id));
}

function fill(remark, range, note) {
  const box = one("#remark-template").content.firstElementChild.cloneNode(true);
  const { elements, dataset } = one("form", box);
  const { id, block, words = "", occurrence = "", type, text, proposal, passage = "" } = remark;
  dataset.block = block;
  Object.assign(elements.remark, { value: id });
  Object.assign(elements.block, { value: block });
  Object.assign(elements.words, { value: words });
  Object.assign(elements.asked, { value: words });
  Object.assign(elements.occurrence, { value: occurrence });
  elements.text.value = text;
  elements.correction.value = type === "correction" ? (proposal ?? passage) : passage;
  if (type === "addition" || type === "reference") elements[type].value = proposal ?? "";
  for (const radio of box.querySelectorAll("[name=type]")) radio.checked = radio.value === type;
  if (block === "") {
    one("#remark-title", box).textContent = dataset.whole;
    one(".of-words", box).remove();
    one('[name=type][value="correction"]', box).closest(".choice").remove();
  }
  quote(box, words);
  box.range = range;
  box.dataset.at = block;
  put(box, block, note);
  begin(note !== undefined);
}

/** In the margin of its block; of a remark that is written again, in its stead. */
function put(box, block, note) {
  if (note) {
    note.hidden = true;
    return note.after(box);
  }
  const after = block === "" ? undefined : plus(block);
  const beside = after ? after.nextElementSibling : one(".text > .beside");
  if (beside?.matches("details.beside")) {
    beside.open = true;
    beside.append(box);
  } else if (after) after.after(box);
  else one(".document").before(box);
}

function quote(box, words) {
  const line = one("[data-quote]", box);
  line.textContent = words;
  line.hidden = words === "";
}

/* A form that is open. */

/** Seconds after the last key, and between two savings. */
const pause = 2;
const least = 10;
let saved;
let saving;
let last = 0;
/** The saving that is under way. */
let sending;
let isKept = false;

function begin(kept) {
  isKept = kept;
  saved = String(body(true));
  const box = form().closest(".remark");
  box.classList.add("sheet");
  for (const part of form().querySelectorAll("[data-with-script], [data-remove]")) part.hidden = false;
  one("[data-leave]", form()).hidden = true;
  mark(box.range);
  sized.disconnect();
  sized.observe(box);
  told("place");
  const boxes = { comment: "text", correction: "correction", addition: "addition", reference: "reference" };
  const field = form().elements[boxes[form().elements.type.value]];
  field.focus({ preventScroll: true });
  const end = field.name === "correction" && !form().elements.words?.value ? 0 : field.value.length;
  field.setSelectionRange(end, end);
  sight();
}

/** The words that are written about stay marked while the focus is in the form. */
function mark(range) {
  if (!("highlights" in CSS)) return;
  if (range) CSS.highlights.set("writing", new Highlight(range));
  else CSS.highlights.delete("writing");
}

/** A sheet stands on the keyboard of a telephone, what it is about above it. */
function sight() {
  const box = one(".writing");
  if (!box) return;
  const { height, offsetTop } = visualViewport;
  box.style.bottom = wide.matches ? "" : `${Math.max(0, innerHeight - height - offsetTop)}px`;
  box.style.maxHeight = wide.matches ? "" : `${height * 0.66}px`;
  const about = box.range ?? document.getElementById(box.dataset.at);
  const bottom = wide.matches ? innerHeight - 40 : box.getBoundingClientRect().top - 12;
  if (about) keepInSight(about, bottom);
}
visualViewport.addEventListener("resize", sight);
const sized = new ResizeObserver(() => sight());

/** What the form holds. */
export function body(unfinished) {
  const fields = new URLSearchParams(new FormData(form()));
  fields.delete("remove");
  if (unfinished) fields.set("unfinished", "true");
  return fields;
}

/** What is answered to who is not in any more. */
const isOver = new Set(["not-found", "access-ended"]);

/** Bytes that a browser goes on sending once its page is gone (Fetch, 4.6: 64 KiB in all); it refuses to begin with more. */
const mostKept = 60 * 1024;

/** Throws what the server says against it; `cause` "over": its writer's session. */
export async function send(fields) {
  const headers = { accept: "application/json" };
  const keepalive = String(fields).length <= mostKept;
  const response = await fetch(one("#removing").action, { method: "POST", headers, body: fields, keepalive });
  const answer = await response.json();
  if (response.ok) return answer;
  if (isOver.has(answer.code)) throw new Error(one(".told").dataset.over, { cause: "over" });
  throw new Error(answer.errors?.map(({ message }) => message).join(" ") ?? answer.title);
}

/** Under what `keep.js` clears with the rest when its writer leaves, or after its days. */
const lost = `livrable:typed:${one("#kept")?.dataset.visitor}:remark:${location.pathname}`;

/** Whether the server has the remark of the open form. */
export const isStored = () => isKept;

/** Ends the saving of what is typed, one under way too, and forgets it. */
export async function stopKeeping() {
  clearTimeout(saving);
  await sending?.catch(() => {});
  localStorage.removeItem(lost);
}

/** Keeps what is typed, complete or not. */
async function keep() {
  clearTimeout(saving);
  if (!form()) return;
  const now = String(body(true));
  if (now === saved) return;
  last = Date.now();
  tell(form().dataset.saving);
  localStorage.setItem(lost, JSON.stringify({ value: now, at: Date.now() }));
  try {
    sending = send(new URLSearchParams(now));
    await sending;
    localStorage.removeItem(lost);
    saved = now;
    isKept = true;
    tell(form()?.dataset.saved);
  } catch (error) {
    tell(`${form()?.dataset.failed} ${error instanceof TypeError ? "" : error.message}`, "wrong");
    throw error;
  }
}

function tell(message = "", kind = "muted") {
  const status = form() && one("[data-status]", form());
  if (status) Object.assign(status, { textContent: message, className: kind });
}

addEventListener("input", ({ target }) => {
  if (!form() || target.form !== form()) return;
  clearTimeout(saving);
  saving = setTimeout(() => keep().catch(() => {}), Math.max(pause, least - (Date.now() - last) / 1000) * 1000);
  if (target.name === "type") told("place");
});
addEventListener("pagehide", () => keep().catch(() => {}));
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep().catch(() => {}));

/** Other words selected in the form's block are its passage; a correction not begun yet begins with them. */
export function narrow({ words, occurrence, range }) {
  const { elements } = form();
  const box = form().closest(".remark");
  if (!elements.words || (words === elements.words.value && occurrence === elements.occurrence?.value)) return;
  const before = elements.words.value || textOf(document.getElementById(form().dataset.block));
  const isBegun = elements.correction.value.trim() !== before.trim();
  elements.words.value = words;
  const fields = Object.entries({ asked: words, occurrence }).map(([name, value]) =>
    Object.assign(document.createElement("input"), { type: "hidden", name, value }),
  );
  one("[data-occurrence]", form()).replaceChildren(...fields);
  if (!isBegun) elements.correction.value = words;
  quote(box, words);
  box.range = range;
  told("place");
  elements.words.dispatchEvent(new Event("input", { bubbles: true }));
}

addEventListener("submit", (event) => {
  if (event.target !== form() || event.submitter?.name === "remove") return;
  event.preventDefault();
  const id = form().elements.remark.value;
  clearTimeout(saving);
  localStorage.setItem(lost, JSON.stringify({ value: String(body(true)), at: Date.now() }));
  send(body(false))
    .then(() => {
      localStorage.removeItem(lost);
      return refresh(id);
    })
    .catch((error) => {
      // the page that it leads to gives the text back, and asks for a new link
      if (error.cause === "over") return event.target.submit();
      tell(error instanceof TypeError ? form().dataset.failed : error.message, "wrong");
    });
});

addEventListener("keydown", (event) => {
  if (!form()?.contains(event.target)) return;
  if (event.key === "Escape") close();
  else if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  else form().requestSubmit();
  event.preventDefault();
});

/** Closes the form; what is written is kept. */
export async function close() {
  const id = form().elements.remark.value;
  await keep();
  if (isKept) await refresh(id);
  else shut();
}

/** Closes the form without keeping anything. */
export function shut() {
  clearTimeout(saving);
  const at = document.getElementById(form().dataset.block);
  form().closest(".remark").remove();
  for (const note of all(".remark[hidden]")) note.hidden = false;
  mark();
  told("place");
  at?.focus?.({ preventScroll: true });
}

/* The page as it is now, in its place. */

export async function refresh(id) {
  const page = location.pathname + location.search.replace(/[?&](remark|edit|words|occurrence|type)=[^&]*/g, "");
  const open = all("details.beside[open]").map((beside) => beside.previousElementSibling?.search);
  const response = await fetch(page, { headers: { accept: "text/html" } });
  const now = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!one(".review", now)) return location.reload();
  const at = blockRead();
  const before = at?.getBoundingClientRect().top;
  mark();
  for (const part of [".taskbar", ".review"]) one(part).replaceWith(document.adoptNode(one(part, now)));
  history.replaceState(null, "", page);
  told("shown");
  ready();
  for (const beside of all("details.beside")) beside.open ||= open.includes(beside.previousElementSibling?.search);
  const same = at && document.getElementById(at.id);
  if (same) scrollBy(0, same.getBoundingClientRect().top - before);
  const note = id && document.getElementById(`remark-${id}`);
  note?.closest("details")?.setAttribute("open", "");
  note?.focus({ preventScroll: true });
  told("place");
}

function ready() {
  for (const link of all(".plus")) link.tabIndex = -1;
}

/** What could not be sent when its page went is sent once it can be. */
async function recover() {
  const { value } = JSON.parse(localStorage.getItem(lost) ?? "{}");
  if (!value) return;
  const answer = await send(new URLSearchParams(value)).catch(() => {});
  if (!answer) return;
  localStorage.removeItem(lost);
  if (!form()) await refresh();
}

ready();
if (form()) begin(one("[data-remove]", form()).hidden === false);
recover();
