import { isDeepStrictEqual } from "node:util";
import { html } from "hono/html";
import { type Programme, presentActions } from "../../../shared/programme/state.ts";
import type { Html, PageContext } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** How many actions of a programme a file added, changed and took away. */
export type Imported = { added: number; changed: number; removed: number };

/** What became of a programme's actions, from before a file was imported to after. Pure. */
export function importedBetween(before: Pick<Programme, "actions"> | undefined, after: Programme): Imported {
  const [was, is] = [before ? presentActions(before) : [], presentActions(after)];
  const stayed = was.flatMap((action) => is.filter(({ id }) => id === action.id).map((now) => [action, now]));
  return {
    added: is.length - stayed.length,
    changed: stayed.filter(([action, now]) => !isDeepStrictEqual(action, now)).length,
    removed: was.length - stayed.length,
  };
}

/** "Fichier importé. Actions ajoutées : 2 ; modifiées : 1 ; retirées : 0." */
export function importedNote(c: PageContext, { text }: Say): Html | "" {
  const [added, changed, removed] = ["added", "changed", "removed"].map((name) =>
    Number(c.req.query(name) ?? Number.NaN),
  );
  if (![added, changed, removed].every(Number.isSafeInteger)) return "";
  const words = text("programme.imported", { added: added!, changed: changed!, removed: removed! });
  return html`<div class="note done" role="status"><p>${words}</p></div>`;
}
