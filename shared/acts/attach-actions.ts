import { issue } from "../chain/issue.ts";
import type { Summary } from "../deliverable/summary.ts";
import type { Language } from "../i18n/languages.ts";
import { programmeTexts } from "../i18n/programmes.ts";
import { translate } from "../i18n/translate.ts";
import { reservedIds, slug } from "../name.ts";
import type { Ports } from "../ports.ts";
import {
  type Action,
  actionRef,
  outsideProgramme,
  type Programme,
  presentActions,
  titleKey,
} from "../programme/state.ts";
import { agreements, agreementsOf, loadAgreement } from "../stored/agreement.ts";
import { deliverables } from "../stored/deliverable.ts";
import { ledgers, ledgersWith, loadLedger } from "../stored/ledger.ts";
import { meetings, meetingsOf } from "../stored/meeting.ts";
import { deliverablesOf, unattached } from "../stored/of-action.ts";
import { listProgrammes, loadProgramme, programmes } from "../stored/programme.ts";
import type { LocalDate } from "../values.ts";

type Context = Pick<Ports, "store" | "clock" | "ids">;

/** Deliverables that one call attaches. */
const aTurn = 100;

/**
 * Gives deliverables whose action is a text the action of that exact title, at most 100 at one call: of a programme that has
 * it, else of the programme `avant`, which is made of such texts. What is of `avant` moves on once a programme has its
 * title. Says whether nothing is left; a crash, or another that does the same, repeats nothing.
 */
export async function attachActions(ports: Context, language: Language): Promise<boolean> {
  const { left, all } = await unattached(ports.store, aTurn);
  const outside = (await loadProgramme(ports.store, outsideProgramme))?.state;
  const waiting = outside ? presentActions(outside) : [];
  if (left.length === 0 && waiting.length === 0) return all;
  const planned = await plannedProgrammes(ports.store);
  const texts = left.filter((deliverable) => !actionFor(planned, deliverable.action, deliverable));
  const gathered = texts.length > 0 ? await gather(ports, language, outside, texts) : outside;
  for (const { id, action: from, ...of } of left) {
    const action = actionFor(planned, from, of) ?? outsideAction(gathered, from);
    if (action) await issue(deliverables, ports, id, { type: "attachAction", by: "line", from, action });
  }
  return (await moveOn(ports, planned, waiting, aTurn - left.length)) && all;
}

/** The same to the end: before a network is served by one process. */
export async function attachAll(ports: Context, language: Language): Promise<void> {
  while (!(await attachActions(ports, language)));
}

/** The programmes that the network planned, the last first. */
async function plannedProgrammes(store: Context["store"]): Promise<Programme[]> {
  const planned = (await listProgrammes(store)).filter(({ id }) => id !== outsideProgramme);
  const loaded = await Promise.all(planned.map(({ id }) => loadProgramme(store, id)));
  return loaded.flatMap((each) => (each ? [each.state] : []));
}

/** The action of an exact title: of the programme in whose period the deliverable is due, else of the last that has it. */
function actionFor(planned: readonly Programme[], title: string, of: Pick<Summary, "due" | "given">) {
  const having = planned.flatMap((programme) => {
    const action = presentActions(programme).find((each) => titleKey(each.title) === titleKey(title));
    return action ? [{ programme, ref: actionRef(programme.id, action.id) }] : [];
  });
  const [day = ""] = daysOf(of).slice(-1);
  return (having.find(({ programme }) => programme.from <= day && day <= programme.until) ?? having[0])?.ref;
}

/** The days of a deliverable's plan, the last day last; of one without dates, when it was made or planned. */
function daysOf({ due, given }: Pick<Summary, "due" | "given">): LocalDate[] {
  const days = [due.draft, due.review, due.final].filter((day) => day !== undefined);
  return days.length > 0 ? days.sort() : [given.slice(0, 10)];
}

/** Two texts that differ in case alone are one action: people could not tell them apart. */
function outsideKey(title: string): string {
  return titleKey(title).toLowerCase();
}

function outsideAction(outside: Programme | undefined, title: string): string | undefined {
  const action = presentActions(outside ?? { actions: [] }).find(
    (each) => outsideKey(each.title) === outsideKey(title),
  );
  return action && actionRef(outsideProgramme, action.id);
}

/** Makes the programme of actions that no programme has, or adds to it; its period is that of all that it has. */
async function gather(
  ports: Context,
  language: Language,
  outside: Programme | undefined,
  texts: readonly Summary[],
): Promise<Programme> {
  const years = texts.flatMap((each) => daysOf(each).map((day) => day.slice(0, 4))).sort();
  const { from = "9", until = "0", families } = outside ?? {};
  const first = [from, `${years[0]}-01-01`].sort()[0]!;
  const last = [until, `${years.at(-1)}-12-31`].sort()[1]!;
  const say = (key: "outside-title" | "outside-family") => translate(language, programmeTexts, key);
  const { state } = await issue(programmes, ports, outsideProgramme, {
    ...{ type: "gather", by: "line", id: outsideProgramme, from: first, until: last },
    title: outside?.title ?? say("outside-title"),
    families: families ?? [{ id: "actions", title: say("outside-family") }],
    actions: newActions(outside, texts),
  });
  return state;
}

/** An action for each title that the programme has not; ids that it knows are not taken again. */
function newActions(outside: Programme | undefined, texts: readonly Summary[]): Action[] {
  const present = new Set(presentActions(outside ?? { actions: [] }).map(({ title }) => outsideKey(title)));
  const titles = new Map(texts.map(({ action }) => [outsideKey(action), titleKey(action)]));
  const taken = new Set([...reservedIds, ...(outside?.actions ?? []).map(({ id }) => id)]);
  return [...titles].flatMap(([key, title]) => {
    if (present.has(key)) return [];
    const id = freeId(slug(title, 60) || "action", taken);
    taken.add(id);
    return [emptyAction(id, title, outside?.families[0]?.id ?? "actions")];
  });
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}

function emptyAction(id: string, title: string, family: string): Action {
  const nothing = { strands: [], interventions: [], concerned: [], results: [], expected: [], payment: [] };
  return { id, title, family, ...nothing, steering: { organisations: [] }, intent: "", funding: { none: "" } };
}

/** Moves what is of `avant` (documents, meetings, agreements and what was entered on them) to the programme that has its action now, and takes away the action that is empty. */
async function moveOn(
  ports: Context,
  planned: readonly Programme[],
  waiting: readonly Action[],
  most: number,
): Promise<boolean> {
  let room = most;
  for (const { id, title } of waiting) {
    const from = actionRef(outsideProgramme, id);
    if (
      !planned.some(({ actions }) => actions.some((each) => !each.removed && titleKey(each.title) === titleKey(title)))
    )
      continue;
    for (const deliverable of await deliverablesOf(ports.store, from)) {
      if (room-- <= 0) return false;
      const action = actionFor(planned, title, deliverable)!;
      await issue(deliverables, ports, deliverable.id, { type: "attachAction", by: "line", from, action });
    }
    for (const meeting of await meetingsOf(ports.store, from)) {
      const action = actionFor(planned, title, { due: {}, given: meeting.date })!;
      await issue(meetings, ports, meeting.id, { type: "attachAction", by: "line", from, action });
    }
    for (const { id, from: given } of await agreementsOf(ports.store, from)) {
      const action = actionFor(planned, title, { due: {}, given })!;
      await issue(agreements, ports, id, { type: "attachAction", by: "line", from, action });
    }
    for (const id of await ledgersWith(ports.store, from)) {
      const action = actionFor(planned, title, { due: {}, given: await givenOf(ports, id) })!;
      await issue(ledgers, ports, id, { type: "attachAction", by: "line", from, action });
    }
    await issue(programmes, ports, outsideProgramme, { type: "removeAction", by: "line", action: id });
  }
  return true;
}

/** An entry goes with its agreement: what that one is placed by. */
async function givenOf({ store }: Context, ledger: string): Promise<LocalDate> {
  const { agreement, month } = (await loadLedger(store, ledger))!.state;
  return (await loadAgreement(store, agreement))?.state.from ?? `${month}-01`;
}
