import type { Agreement } from "../agreement/state.ts";
import { organisationHolder } from "../deliverable/holder.ts";
import type { Store } from "../ports.ts";
import { type CoFunding, costsOf, grantOf } from "../statement/report.ts";
import { agreementsOf, loadAgreement } from "../stored/agreement.ts";
import { entriesOf } from "../stored/ledger.ts";
import { listOrganisations } from "../stored/organisation.ts";
import type { Period } from "../time/period.ts";

/**
 * The other agreements that pay actions of one, on some of its days: sums alone, since their lines are for their funders. Those that the
 * network only considers are none. Of one that pays other actions too, or in another currency, nothing is counted.
 */
export async function cofundingOf(store: Store, agreement: Agreement): Promise<CoFunding[]> {
  const listed = (await Promise.all(agreement.actions.map((action) => agreementsOf(store, action)))).flat();
  const others = new Map(listed.map((each) => [each.id, each]));
  const chosen = [...others.values()].filter(
    (each) => each.id !== agreement.id && each.stage !== "considered" && meet(each, agreement),
  );
  return Promise.all(chosen.map(({ id }) => sumsOf(store, id, agreement))).then((all) => all.flat());
}

/** What organisations that grant are called, by their holders. */
export async function organisationsNamed(store: Store, of: readonly CoFunding[]): Promise<Record<string, string>> {
  if (of.length === 0) return {};
  const named = (await listOrganisations(store)).filter(({ id }) => of.some(({ funder }) => funder === id));
  return Object.fromEntries(named.map(({ id, short }) => [organisationHolder(id), short]));
}

async function sumsOf(store: Store, id: string, { actions, currency }: Agreement): Promise<CoFunding[]> {
  const other = (await loadAgreement(store, id))?.state;
  if (!other) return [];
  const { funder, reference, title } = other;
  const counted = other.currency === currency && other.actions.every((action) => actions.includes(action));
  const costs = counted ? costsOf(other, await entriesOf(store, id)) : {};
  return [{ ...{ id, funder, reference, title, counted, costs }, grant: grantOf(other) }];
}

function meet(a: Period, b: Period): boolean {
  return a.from <= b.until && b.from <= a.until;
}
