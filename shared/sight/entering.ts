import { isCalled } from "../agreement/naming.ts";
import type { Agreement } from "../agreement/state.ts";
import type { Summary } from "../agreement/summary.ts";
import type { Offered } from "../ledger/offered.ts";
import type { Store } from "../ports.ts";
import { type ActionRef, actionOf, type Programme, parseActionRef } from "../programme/state.ts";
import { agreementYears, loadAgreement, openAgreements, settledAgreements } from "../stored/agreement.ts";
import { loadProgramme } from "../stored/programme.ts";
import type { Onlooker } from "./actions.ts";

type Paying = Pick<Agreement, "funder" | "actions">;
type OfferedOf<A> = { agreement: A; actions: Offered["actions"] };
type Enterer = Pick<Onlooker, "coordinator" | "organisation">;

/**
 * On what somebody may enter: coordinators on all agreements, others for the actions that their organisation steers or takes part in,
 * unless it pays them. Of agreements that are settled those that are `called` so, by id, reference or title. Only what is offered is
 * read whole: the others are told apart by their summaries.
 */
export async function offeredTo(store: Store, who: Enterer, called: readonly string[] = []): Promise<Offered[]> {
  const open = await offeredOpen(store, who);
  const settled = called.length === 0 ? [] : (await allSettled(store)).filter((each) => isCalledOneOf(each, called));
  const offered = [...open, ...(await offeredAmong(store, who, settled))];
  const loaded = await Promise.all(offered.map(({ agreement }) => loadAgreement(store, agreement.id)));
  return loaded.flatMap((each, at) => (each ? [{ ...offered[at]!, agreement: each.state }] : []));
}

async function allSettled(store: Store): Promise<Summary[]> {
  const years = await agreementYears(store);
  return (await Promise.all(years.map((year) => settledAgreements(store, year)))).flat();
}

function isCalledOneOf(agreement: Summary, called: readonly string[]): boolean {
  return called.some((word) => isCalled(agreement, word));
}

/** For which actions of one agreement somebody may enter. */
export async function actionsToEnter(store: Store, who: Enterer, agreement: Agreement): Promise<ActionRef[]> {
  const { actions } = offeredIn(await programmesOf(store, [agreement]), who, agreement);
  return actions.map(({ ref }) => ref);
}

/** Whether there is an agreement that is not settled on which somebody may enter. */
export async function mayEnter(store: Store, who: Enterer): Promise<boolean> {
  return (await offeredOpen(store, who)).length > 0;
}

async function offeredOpen(store: Store, who: Enterer): Promise<OfferedOf<Summary>[]> {
  return !who.coordinator && who.organisation === "" ? [] : offeredAmong(store, who, await openAgreements(store));
}

/** Two kinds of reads, however many agreements there are: their list, and each programme once. */
async function offeredAmong(store: Store, who: Enterer, summaries: readonly Summary[]): Promise<OfferedOf<Summary>[]> {
  const programmes = await programmesOf(store, summaries);
  const offered = summaries.map((agreement) => offeredIn(programmes, who, agreement));
  return offered.filter(({ actions }) => actions.length > 0);
}

async function programmesOf(store: Store, agreements: readonly Paying[]): Promise<Map<string, Programme>> {
  const refs = agreements.flatMap(({ actions }) => actions.flatMap((action) => parseActionRef(action) ?? []));
  const ids = [...new Set(refs.map(({ programme }) => programme))];
  const loaded = await Promise.all(ids.map((id) => loadProgramme(store, id)));
  return new Map(loaded.flatMap((each) => (each ? [[each.state.id, each.state] as const] : [])));
}

/** An action that was removed is still its agreement's: a coordinator may enter what it cost. Whoever pays enters nothing. */
function offeredIn<A extends Paying>(
  programmes: ReadonlyMap<string, Programme>,
  who: Enterer,
  agreement: A,
): OfferedOf<A> {
  if (!who.coordinator && who.organisation === agreement.funder) return { agreement, actions: [] };
  const actions = agreement.actions.flatMap((ref) => {
    const { programme = "", action: id = "" } = parseActionRef(ref) ?? {};
    const action = actionOf(programmes.get(programme) ?? { actions: [] }, id);
    if (who.coordinator) return [{ ref, title: action?.title ?? ref }];
    const takesPart = action && [...action.steering.organisations, ...action.concerned].includes(who.organisation);
    return takesPart && !action.removed ? [{ ref, title: action.title }] : [];
  });
  return { agreement, actions };
}
