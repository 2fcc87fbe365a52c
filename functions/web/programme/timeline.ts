import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { actionRef, outsideProgramme, type Programme, presentActions } from "../../../shared/programme/state.ts";
import { type Dated, datesOf } from "../../../shared/programme/timeline.ts";
import { meetingsOf } from "../../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { actionTitles, listProgrammes, loadProgramme } from "../../../shared/stored/programme.ts";
import { nowOf } from "../components/duties.ts";
import { kindWords } from "../components/meeting.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { timesWords } from "./expected-list.ts";

/** The dates of one action; `address`: of its page, where it is of a programme. */
export type ActionDates = { action: string; title: string; address?: string; dates: Dated[] };

/**
 * The dates of each action, those of the programmes of now in their order, what is expected of them too; after them those of
 * documents that are of another. Actions without any are left out.
 */
export async function timelineOf(web: Web, speak: Say, open: readonly Summary[]): Promise<ActionDates[]> {
  const programmes = await programmesOfNow(web);
  const planned = (await Promise.all(programmes.map((programme) => datesIn(web, speak, programme)))).flat();
  const known = new Set(planned.map(({ action }) => action));
  const others = Map.groupBy(
    open.filter(({ action }) => !known.has(action)),
    ({ action }) => action,
  );
  const titled = await actionTitles(web.ports.store, others.keys());
  const rest = [...others].map(([action, documents]) => {
    const dates = datesOf({ expected: [] }, documents, nowOf(web));
    return { action, title: titled(action), dates };
  });
  return [...planned, ...rest].filter(({ dates }) => dates.length > 0);
}

/** The last programme, and whichever have not ended. */
async function programmesOfNow(web: Web): Promise<Programme[]> {
  const { today } = nowOf(web);
  const { store } = web.ports;
  const all = (await listProgrammes(store)).filter(({ id }) => id !== outsideProgramme);
  const now = all.filter(({ until }, index) => index === 0 || until >= today);
  const loaded = await Promise.all(now.map(({ id }) => loadProgramme(store, id)));
  return loaded.flatMap((each) => (each ? [each.state] : []));
}

function datesIn(web: Web, speak: Say, programme: Programme): Promise<ActionDates[]> {
  const dated = presentActions(programme).map(async (action): Promise<ActionDates> => {
    const ref = actionRef(programme.id, action.id);
    const address = href("action", { programme: programme.id, action: action.id });
    const meetings = (await meetingsOf(web.ports.store, ref)).map(({ answers, ...meeting }) => ({
      ...{ ...meeting, title: meeting.title || kindWords(speak, meeting.kind) },
      ...(answers?.action === ref && { answers }),
    }));
    const dates = datesOf(action, await deliverablesOf(web.ports.store, ref), nowOf(web), meetings);
    return { action: ref, title: action.title, address, dates };
  });
  return Promise.all(dated);
}

/** An action with its dates, a line each. */
export function actionDates(speak: Say, { title, address, dates }: ActionDates): Html {
  return html`<h3>${address ? html`<a href="${address}">${title}</a>` : title}</h3>
<ul class="plain">${dates.map((dated) => html`<li>${datedWords(speak, dated)}</li>`)}</ul>`;
}

/** "20 mars 2008 – En retard Note de cadrage, brouillon attendu". */
function datedWords({ text, date }: Say, { date: day, said, what, title, count, id, meeting, late }: Dated): Html {
  const page = id === undefined ? meeting && href("meeting", { meeting }) : href("deliverable", { id });
  const named = page ? html`<a href="${page}">${title}</a>` : timesWords(text, { title, count });
  const tag = late ? html`<span class="tag error">${text("late")}</span> ` : "";
  return html`<time datetime="${day}">${said ?? date(day)}</time> – ${tag}${named}, ${text(`dated.${what}`)}`;
}
