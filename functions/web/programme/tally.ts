import { html } from "hono/html";
import { standingOf, tallyOf } from "../../../shared/programme/standing.ts";
import { actionRef, type Programme, presentActions } from "../../../shared/programme/state.ts";
import { type ActionsOnlooker, shownTo, standpointOn } from "../../../shared/sight/actions.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { nowOf } from "../components/duties.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** How far an action is, "Documents faits : 2 sur 3, 1 en retard"; "" where no document is expected of it. */
export type TallyOf = (action: string) => Html | "";

/** The same of each action of a programme that somebody sees, as its own page has it. */
export async function talliesFor(
  web: Web,
  { text }: Say,
  programme: Programme,
  onlooker: ActionsOnlooker,
): Promise<TallyOf> {
  const { today } = nowOf(web);
  const tallies = presentActions(programme).map(async (action): Promise<[string, Html | ""]> => {
    const standpoint = standpointOn(onlooker, programme, action);
    if (!standpoint || !action.expected.some(({ what }) => what === "document")) return [action.id, ""];
    const documents = await deliverablesOf(web.ports.store, actionRef(programme.id, action.id));
    const { of, done, late } = tallyOf(standingOf(action, documents, today).standings);
    const saysLate = late > 0 && shownTo[standpoint].late;
    const words = html`<p class="muted">${text("action.tally", { done, of })}${saysLate ? html` <span class="tag error">${text("action.tally.late", { count: late })}</span>` : ""}</p>`;
    return [action.id, words];
  });
  const known = new Map(await Promise.all(tallies));
  return (action) => known.get(action) ?? "";
}
