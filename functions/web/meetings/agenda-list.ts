import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { AgendaItem } from "../../../shared/meeting/state.ts";
import { resolutionOf } from "../../../shared/meeting/state.ts";
import { parseActionRef } from "../../../shared/programme/state.ts";
import { standpointOn } from "../../../shared/sight/actions.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { loadProgramme } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import { type MeetingSay, meetingTitle } from "../components/meeting-words.ts";
import { stageTag } from "../components/stage.ts";
import type { Html, Web } from "../http/context.ts";
import { entered, rolesOf } from "../http/rights.ts";
import { onlookingAt } from "../programme/who.ts";
import type { SeenMeeting } from "./who.ts";

/** An item of an agenda as somebody may know it. */
export type ShownItem = {
  id: string;
  what: AgendaItem["what"];
  title: string;
  note?: string;
  outcome?: AgendaItem["outcome"];
  page?: string;
  of?: string;
  state?: State;
};

/** The agenda as somebody may know it: of a document that is not theirs, where they were not invited, not even its title. */
export function shownAgenda(web: Web, speak: MeetingSay, seen: SeenMeeting): Promise<ShownItem[]> {
  return Promise.all(seen.meeting.agenda.map((item) => shownItem(web, speak, seen, item)));
}

async function shownItem(web: Web, speak: MeetingSay, seen: SeenMeeting, item: AgendaItem): Promise<ShownItem> {
  const { id, what, outcome, words } = item;
  const said = words && ((await getText(web.ports.files, words)) ?? speak.told("erased"));
  const shown = { id, what, ...(outcome && { outcome }) };
  if (item.what === "words") return { ...shown, title: said ?? "" };
  const note = said === undefined ? {} : { note: said };
  if (item.what === "version") return { ...shown, ...note, ...documentShown(speak, seen, item) };
  if (item.what === "action") return { ...shown, ...note, ...(await actionShown(web, seen, item.action)) };
  return { ...shown, ...note, ...(await decisionShown(web, speak, seen, item)) };
}

type Matter<W extends AgendaItem["what"]> = Extract<AgendaItem, { what: W }>;

function documentShown(
  speak: MeetingSay,
  seen: SeenMeeting,
  { deliverable, version }: Matter<"version">,
): Partial<ShownItem> & { title: string } {
  const state = seen.documents.find(({ id }) => id === deliverable);
  const roles = state ? rolesOf(seen.visitor, state) : new Set<string>();
  const works = roles.has("author") || roles.has("reviewer");
  if (!state || (!seen.invited && !works)) return { title: speak.told("agenda.another") };
  const page = pageOfDocument(seen, state, version);
  return { title: state.title, state, ...(page !== undefined && { page }) };
}

/** Where somebody reads it: the version that is discussed; undefined: there is none yet that they may read. */
function pageOfDocument(
  { office, meeting }: SeenMeeting,
  state: State,
  pinned: string | undefined,
): string | undefined {
  const { id } = state;
  const version = pinned ?? state.meetings.find((sitting) => sitting.meeting === meeting.id)?.version;
  if (version !== undefined) return href("reading", { id }, { version });
  return office || state.rounds.length > 0 ? href(office ? "deliverable" : "reading", { id }) : undefined;
}

async function actionShown(web: Web, seen: SeenMeeting, ref: string): Promise<Partial<ShownItem> & { title: string }> {
  const named = parseActionRef(ref);
  const programme = named && (await loadProgramme(web.ports.store, named.programme))?.state;
  const action = programme?.actions.find(({ id }) => id === named!.action);
  if (!programme || !action) return { title: ref };
  const looking = entered(seen.visitor) && (await onlookingAt(web, seen.visitor, programme, [action]));
  const sees = looking && standpointOn(looking, programme, action);
  return { title: action.title, ...(sees && { page: href("action", { programme: programme.id, action: action.id }) }) };
}

async function decisionShown(
  web: Web,
  speak: MeetingSay,
  seen: SeenMeeting,
  item: Matter<"resolution">,
): Promise<Partial<ShownItem> & { title: string }> {
  const of = (await loadMeeting(web.ports.store, item.meeting))?.state;
  const decision = of && resolutionOf(of, item.resolution);
  const said = decision && (await getText(web.ports.files, decision.words));
  if (!of || !decision || !seen.invited)
    return { title: speak.told(seen.invited ? "erased" : "agenda.decision.another") };
  const page = seen.office ? href("resolution", { meeting: of.id, resolution: decision.id }) : undefined;
  const state = decision.closed
    ? speak.told(`decision.${decision.closed.as}.on`, { date: speak.date(decision.closed.on) })
    : speak.told("decision.open");
  return { title: said ?? speak.told("erased"), of: `${meetingTitle(speak, of)}, ${state}`, ...(page && { page }) };
}

/** The agenda as a list. */
export function agendaList(speak: MeetingSay, items: readonly ShownItem[]): Html {
  return html`<ol>${items.map(
    (
      item,
    ) => html`<li><p>${titleLink(item)}${item.state ? html` ${stageTag(speak, item.state.stage)}` : ""}${outcomeTag(speak, item)}</p>
${item.of ? html`<p class="muted">${item.of}</p>` : ""}${item.note ? html`<p class="said">${item.note}</p>` : ""}</li>`,
  )}</ol>`;
}

function titleLink({ title, page }: ShownItem): Html | string {
  return page ? html`<a href="${page}">${title}</a>` : title;
}

function outcomeTag({ told }: MeetingSay, { outcome }: ShownItem): Html | "" {
  if (!outcome) return "";
  return html` <span class="tag ${outcome === "settled" ? "done" : "warning"}">${told(`outcome.${outcome}`)}</span>`;
}
