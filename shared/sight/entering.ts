import type { Agreement } from "../agreement/state.ts";
import type { Offered } from "../ledger/offered.ts";
import type { Store } from "../ports.ts";
import { type ActionRef, actionOf, type Programme, parseActionRef } from "../programme/state.ts";
import { everyAgreement, loadAgreement, openAgreements } from "../stored/agreement.ts";
import { loadProgramme } from "../stored/programme.ts";
import type { Onlooker } from "./actions.ts";

type Enterer = Pick<Onlooker, "coordinator" | "organisation">;

/**
 * On what somebody may enter: coordinators on all agreements, others for the actions that their organisation steers or takes part in,
 * unless it pays them.
 * Those that are settled too where `settled` is asked for.
 */
export async function offeredTo(store: Store, who: Enterer, settled: "settled" | "open" = "open"): Promise<Offered[]> {
  if (!who.coordinator && who.organisation === "") return [];
  const ids = settled === "settled" ? await everyAgreement(store) : (await openAgreements(store)).map(({ id }) => id);
  const loaded = await Promise.all(ids.map((id) => loadAgreement(store, id)));
  const agreements = loaded.flatMap((each) => (each ? [each.state] : []));
  const programmes = await programmesOf(store, agreements);
  const offered = agreements.map((agreement) => offeredIn(programmes, who, agreement));
  return offered.filter(({ actions }) => actions.length > 0);
}

/** For which actions of one agreement somebody may enter. */
export async function actionsToEnter(store: Store, who: Enterer, agreement: Agreement): Promise<ActionRef[]> {
  const { actions } = offeredIn(await programmesOf(store, [agreement]), who, agreement);
  return actions.map(({ ref }) => ref);
}

/** Whether there is an agreement that is not settled on which somebody may enter. */
export async function mayEnter(store: Store, who: Enterer): Promise<boolean> {
  return (await offeredTo(store, who)).length > 0;
}

async function programmesOf(store: Store, agreements: readonly Agreement[]): Promise<Map<string, Programme>> {
  const refs = agreements.flatMap(({ actions }) => actions.flatMap((action) => parseActionRef(action) ?? []));
  const ids = [...new Set(refs.map(({ programme }) => programme))];
  const loaded = await Promise.all(ids.map((id) => loadProgramme(store, id)));
  return new Map(loaded.flatMap((each) => (each ? [[each.state.id, each.state] as const] : [])));
}

/** An action that was removed is still its agreement's: a coordinator may enter what it cost. Whoever pays enters nothing. */
function offeredIn(programmes: ReadonlyMap<string, Programme>, who: Enterer, agreement: Agreement): Offered {
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
