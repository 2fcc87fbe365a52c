import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import {
  type Undoable,
  type UndoableType,
  undoableBy,
  undoUntil,
} from "../../../shared/deliverable/undoing/undoable.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { tick } from "./confirmation.ts";
import { hidden } from "./fields.ts";

/** What a visitor did last to a deliverable and can take back now; undefined: nothing, any more. */
export function undoableNow({ ports }: Web, { state, by }: Pick<Opened, "state" | "by">): Undoable | undefined {
  return undoableBy(state, by, ports.clock());
}

/**
 * One click that takes back what a visitor did last, named with the time that is left for it: "Annuler la clôture (encore 8 minutes)".
 * `back`: the page of the deliverable that it leads to then, by its address; on a page with `confirm.js`.
 */
export function undoForm({ ports }: Web, { text }: Say, id: string, undoable: Undoable, back: string): Html {
  const { of, what } = undoable;
  const until = undoUntil(undoable);
  const left = until && Math.max(1, Math.ceil((Date.parse(until) - ports.clock()) / 60_000));
  return html`<form method="post" action="${href("undo", { id })}" data-one-click>${hidden("of", String(of))}${hidden("back", back)}${tick(text("undo.confirm"))}
<button class="second">${text(`undo.${what}`)}${left ? ` (${text("undo.left", { count: left })})` : ""}</button>
${left && isTimed(what) ? html`<p class="hint">${text(`undo.${what}.hint`)}</p>` : ""}</form>`;
}

/** What time limits: the form says what comes of taking it back. */
function isTimed(what: UndoableType): what is "contributed" | "roundClosed" | "withdrawn" {
  return what === "contributed" || what === "roundClosed" || what === "withdrawn";
}
