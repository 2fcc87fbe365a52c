/** A remark is taken out, and can come back. All of it works without. */
import { one } from "./passages.js";
import { body, close, form, isStored, refresh, send, shut, stopKeeping } from "./remark.js";

let removed;
const done = one(".told p").textContent;

/** What was done, with the way back, or why it could not be. */
function notice(words, canUndo) {
  one(".told p").textContent = words;
  one(".told button").hidden = !canUndo;
  one(".told").hidden = false;
}
const refused = ({ name, message }) => notice(name === "TypeError" ? one(".told").dataset.failed : message, false);

/** A saving that is under way ends first: it would bring the remark back. */
async function remove(id) {
  await stopKeeping();
  if (form() && form().elements.remark.value !== id) await close();
  const note = document.getElementById(`remark-${id}`);
  const isOpen = form()?.elements.remark.value === id;
  removed = String(isOpen ? withCame(body(true), note) : again(note));
  await send(new URLSearchParams([...new FormData(one("#removing")), ["remark", id]]));
  await refresh();
  const canUndo = note?.dataset.gone === undefined;
  notice(done, canUndo);
  if (canUndo) one(".told button").focus({ preventScroll: true });
}

function again(note) {
  const { id, type, proposal, passage, ...rest } = JSON.parse(note.dataset.edit);
  const fields = new URLSearchParams(new FormData(one("#removing")));
  fields.delete("remove");
  const typed = proposal ?? (type === "correction" ? passage : undefined);
  const about = { ...rest, remark: id, type, asked: rest.words, unfinished: true, [type]: typed };
  for (const [name, value] of Object.entries(about)) if (value !== undefined) fields.set(name, value);
  return fields;
}

/** The fields of an open form, and what the remark came with from a file. */
function withCame(fields, note) {
  const { came } = JSON.parse(note?.dataset.edit ?? "{}");
  if (came !== undefined) fields.set("came", came);
  return fields;
}

async function restore() {
  await send(new URLSearchParams(removed));
  one(".told").hidden = true;
  await refresh(new URLSearchParams(removed).get("remark"));
}
one(".told button").addEventListener("click", () => restore().catch(refused));

addEventListener("submit", (event) => {
  const { target, submitter } = event;
  const isOpen = target === form() && submitter?.name === "remove";
  if (!isOpen && !target.matches("#removing")) return;
  event.preventDefault();
  if (isOpen && !isStored()) shut();
  else remove(isOpen ? form().elements.remark.value : submitter.value).catch(refused);
});
