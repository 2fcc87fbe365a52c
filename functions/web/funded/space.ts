import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import type { Summary as Meeting } from "../../../shared/meeting/summary.ts";
import { type Standing, standingOf } from "../../../shared/programme/standing.ts";
import { type Action, type ActionRef, actionRef } from "../../../shared/programme/state.ts";
import { type FundedProgramme, fundedBy } from "../../../shared/sight/funded-actions.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { meetingsOf } from "../../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { nowOf } from "../components/duties.ts";
import { heldBy } from "../components/held.ts";
import { type Opened, openedAsGiven } from "../http/access.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import { entered, visitorAs } from "../http/rights.ts";

/**
 * An action that somebody's organisation pays for. `documents`: those that they fund, or did, as they may see them; `expected`: the
 * documents and meetings that it is to bring; `meetings`: those of it, the first day first.
 */
export type FundedAction = {
  ref: ActionRef;
  action: Action;
  documents: Opened[];
  expected: Standing<Summary, Meeting>[];
  meetings: Meeting[];
};

/**
 * What somebody finds of what they and their organisation fund: of one programme, its actions; `others`: documents of no action that
 * their organisation pays for; `held`: all documents of the page that lists have, `next` where older ones begin.
 */
export type Space = {
  programmes: FundedProgramme[];
  shown?: FundedProgramme;
  actions: FundedAction[];
  held: Opened[];
  others: Opened[];
  next?: string;
};

/** The same for a visitor: of the programme that `?programme=` names, else of the one that ends last; actions for who entered alone. */
export async function spaceOf(c: PageContext, web: Web, visitor: Visitor): Promise<Space> {
  const { summaries, next } = await heldBy(c, web, visitorAs(visitor), ["funder", "past-funder"]);
  const held = await openedOf(web, visitor, summaries);
  const programmes = entered(visitor) ? await fundedBy(web.ports.store, visitor.person.belongs) : [];
  const refs = new Set<string>(programmes.flatMap(refsOf));
  const others = held.filter(({ state }) => !refs.has(state.action));
  const older = c.req.query("after") !== undefined;
  const asked = programmes.find(({ programme }) => programme.id === c.req.query("programme"));
  const shown = older ? undefined : (asked ?? programmes[0]);
  const actions = shown ? await Promise.all(shown.actions.map((each) => actionOf(web, visitor, shown, each))) : [];
  return {
    programmes,
    ...(shown && { shown }),
    actions: actionsInOrder(actions),
    held,
    others,
    ...(next !== undefined && { next }),
  };
}

function refsOf({ programme, actions }: FundedProgramme): ActionRef[] {
  return actions.map(({ id }) => actionRef(programme.id, id));
}

async function actionOf(
  web: Web,
  visitor: Visitor,
  { programme }: FundedProgramme,
  action: Action,
): Promise<FundedAction> {
  const { store } = web.ports;
  const ref = actionRef(programme.id, action.id);
  const [all, meetings] = await Promise.all([deliverablesOf(store, ref), meetingsOf(store, ref)]);
  const answers = meetings.filter(({ answers }) => answers?.action === ref);
  const { standings } = standingOf(action, all, nowOf(web).today, answers);
  return { ref, action, documents: await openedOf(web, visitor, all), expected: standings, meetings };
}

/** Of some deliverables, those that a visitor funds, or did, as they may see them. */
async function openedOf(web: Web, visitor: Visitor, summaries: readonly Summary[]): Promise<Opened[]> {
  const who = visitorAs(visitor);
  const funds = ["funder", "past-funder"];
  const theirs = summaries.filter((summary) => holdingsIn(summary, who).some((role) => funds.includes(role)));
  const opened = theirs.map(async ({ id }) => {
    const loaded = await loadState(web.ports.store, id);
    return loaded && openedAsGiven(web, visitor, loaded.state, ["funder"]);
  });
  return (await Promise.all(opened)).flatMap((each) => (each ? [each] : []));
}

/**
 * Of what an action is to bring, the documents that are still to come, or that its funder was not given: told by title, kind and date,
 * as the page of the action tells them.
 */
export function toCome({ documents, expected }: FundedAction): Standing<Summary, Meeting>[] {
  const given = new Set(documents.map(({ state }) => state.id));
  return expected.filter(
    ({ expected: { what }, documents: made, missing }) =>
      what === "document" && (missing > 0 || made.some(({ id }) => !given.has(id))),
  );
}

/** The meetings that an action is to have and that nobody has planned yet. */
export function unplanned({ expected }: FundedAction): Standing<Summary, Meeting>[] {
  return expected.filter(({ expected: { what }, missing }) => what === "meeting" && missing > 0);
}

/** The newest final first; then those to come, the next one first. */
export function inOrder(documents: readonly Opened[]): Opened[] {
  const made = ({ state }: Opened): string => delivered(state)?.approved ?? "";
  const due = ({ state }: Opened): string => state.due.final ?? "9999";
  return documents.toSorted(
    (a, b) =>
      made(b).localeCompare(made(a)) || due(a).localeCompare(due(b)) || alphabetically(a.state.title, b.state.title),
  );
}

/** The action with the newest final first; those without one after them, as the programme has them. */
function actionsInOrder(actions: readonly FundedAction[]): FundedAction[] {
  const newest = ({ documents }: FundedAction): string =>
    documents.map(({ state }) => delivered(state)?.approved ?? "").reduce((a, b) => (a > b ? a : b), "");
  return actions.toSorted((a, b) => newest(b).localeCompare(newest(a)));
}
