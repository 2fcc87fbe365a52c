import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Action, type Programme, presentActions } from "../../../shared/programme/state.ts";
import { type ActionsOnlooker, actionShown, type Standpoint, standpointOn } from "../../../shared/sight/actions.ts";
import { lookingAtAll } from "../../../shared/sight/held-actions.ts";
import { listProgrammes, loadProgramme } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import type { Seen } from "./who.ts";

/** An action that somebody sees, and as what. */
type OwnAction = { programme: Programme; action: Action; standpoint: Standpoint };

/** All actions that somebody sees, the programme that ends last first. */
export async function ownActionsOf({ ports }: Web, { visitor, onlooker }: Seen): Promise<OwnAction[]> {
  const looking = await lookingAtAll(ports.store, visitor.person, onlooker);
  const headings = await listProgrammes(ports.store);
  const loaded = await Promise.all(headings.map(({ id }) => loadProgramme(ports.store, id)));
  return loaded.flatMap((each) => (each ? seenIn(looking, each.state) : []));
}

function seenIn(onlooker: ActionsOnlooker, programme: Programme): OwnAction[] {
  return presentActions(programme).flatMap((action) => {
    const standpoint = standpointOn(onlooker, programme, action);
    return standpoint ? [{ programme, action: actionShown(action, standpoint), standpoint }] : [];
  });
}

/** The actions that one takes part in, pays for, or has a document of; to a coordinator all there are. */
export async function ownActions(c: PageContext, web: Web, seen: Seen): Promise<Response> {
  const own = await ownActionsOf(web, seen);
  if (wantsJson(c)) return c.json({ actions: own.map(named) });
  const speak = say(c, web);
  const { text } = speak;
  const programmes = [...new Set(own.map(({ programme }) => programme))];
  const main = html`${row("", html`<h1>${text("own-actions.title")}</h1>${own.length === 0 ? html`<p>${text("own-actions.none")}</p>` : ""}`)}
${programmes.map((programme) =>
  programmeSection(
    speak,
    own.filter((each) => each.programme === programme),
    programme,
  ),
)}`;
  return frame(c, web, { title: text("own-actions.title"), main });
}

function named({ programme, action, standpoint }: OwnAction) {
  return { programme: programme.id, id: action.id, title: action.title, standpoint };
}

function programmeSection(speak: Say, own: readonly OwnAction[], { id, title }: Programme): Html {
  return html`<section aria-labelledby="of-${id}">${row("", html`<h2 id="of-${id}">${title}</h2>`)}
<ul class="things">${own.map((each) => html`<li>${item(speak, each)}</li>`)}</ul></section>`;
}

function item({ text, date }: Say, { programme, action, standpoint }: OwnAction): Html {
  const { from, until } = action.period ?? programme;
  const address = href("action", { programme: programme.id, action: action.id });
  return row(
    html`<p>${text(`standpoint.${standpoint}`)}</p>`,
    html`<h3><a href="${address}">${action.title}</a></h3><p class="muted">${text("period", { from: date(from), until: date(until) })}</p>`,
  );
}
