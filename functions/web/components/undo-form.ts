import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { undoableBy } from "../../../shared/deliverable/undoing/undoable.ts";
import type { Opened } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { tick } from "./confirmation.ts";
import { hidden } from "./fields.ts";

/**
 * One click that takes back what a visitor did last to a deliverable, named: "Annuler la dernière suite"; "" where nothing can be.
 * `back`: the page of the deliverable that it leads to then, by its address; on a page with `confirm.js`.
 */
export function undoForm({ text }: Say, { state, by }: Pick<Opened, "state" | "by">, back: string): Html | "" {
  const undoable = undoableBy(state, by);
  if (!undoable) return "";
  const { of, what } = undoable;
  return html`<form method="post" action="${href("undo", { id: state.id })}" data-one-click>${hidden("of", String(of))}${hidden("back", back)}${tick(text("undo.confirm"))}
<button class="second">${text(`undo.${what}`)}</button></form>`;
}
