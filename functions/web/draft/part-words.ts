import { partOwners } from "../../../shared/deliverable/drafting/parts.ts";
import type { PartPlan, State } from "../../../shared/deliverable/state.ts";
import type { People } from "../http/access.ts";

/** Parts by their member, with who owes each: "ORIV (Chargée de mission, COFRIMI), CREFE". */
export function partWords(
  state: Pick<State, "parts" | "authors" | "places">,
  people: People,
  parts: readonly PartPlan[],
): string {
  return parts
    .map(({ id, title }) => {
      const owners = partOwners(state, id);
      return owners.length > 0 ? `${title} (${people.named(owners)})` : title;
    })
    .join(", ");
}

/** Of a document in several parts, the members for which nobody is named: "CREFE, EPI". */
export function unowed(state: Pick<State, "parts" | "authors" | "places">): string {
  const { parts } = state;
  const without = parts.length > 1 ? parts.filter(({ id }) => partOwners(state, id).length === 0) : [];
  return without.map(({ title }) => title).join(", ");
}
