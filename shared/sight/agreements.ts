import type { Agreement } from "../agreement/state.ts";
import type { Store } from "../ports.ts";
import { type Action, actionOf, parseActionRef } from "../programme/state.ts";
import { loadProgramme } from "../stored/programme.ts";
import type { Onlooker } from "./actions.ts";

/** As what somebody sees an agreement: its `funder` pays, a `member` steers one of its actions or takes part in one. */
export type AgreementStandpoint = "coordinator" | "funder" | "member";

/** `payments`: what was received, and what was planned of it in all; `every`: what all entered, not their organisation alone. */
export const agreementShownTo: Record<AgreementStandpoint, { payments: boolean; every: boolean }> = {
  coordinator: { payments: true, every: true },
  funder: { payments: true, every: true },
  member: { payments: false, every: false },
};

type Seen = Pick<Agreement, "funder" | "actions" | "stage">;

/**
 * As what somebody sees an agreement; undefined: they do not. A funder sees what it was asked for, and nothing that the network
 * only considers.
 */
export async function standpointOnAgreement(
  store: Store,
  { coordinator, organisation }: Pick<Onlooker, "coordinator" | "organisation">,
  { funder, actions, stage }: Seen,
): Promise<AgreementStandpoint | undefined> {
  if (coordinator) return "coordinator";
  if (organisation === "") return undefined;
  // who pays and takes part besides sees it as who pays
  if (organisation === funder) return stage === "considered" ? undefined : "funder";
  const paid = await actionsNamed(store, actions);
  const takesPart = paid.some(({ steering, concerned }) =>
    [...steering.organisations, ...concerned].includes(organisation),
  );
  return takesPart ? "member" : undefined;
}

/** The actions of these names that were not removed. */
async function actionsNamed(store: Store, names: Agreement["actions"]): Promise<Action[]> {
  const refs = names.flatMap((name) => parseActionRef(name) ?? []);
  const ids = [...new Set(refs.map(({ programme }) => programme))];
  const loaded = new Map(await Promise.all(ids.map(async (id) => [id, await loadProgramme(store, id)] as const)));
  return refs.flatMap(({ programme, action }) => {
    const found = actionOf(loaded.get(programme)?.state ?? { actions: [] }, action);
    return found && !found.removed ? [found] : [];
  });
}
