import { mayWritePart } from "../../../shared/deliverable/drafting/parts.ts";
import { askingAs } from "../../../shared/deliverable/holder.ts";
import type { PartPlan } from "../../../shared/deliverable/state.ts";
import type { Opened } from "../http/access.ts";

/** The parts that a visitor may send. */
export function writableParts({ state, by }: Pick<Opened, "state" | "by">): PartPlan[] {
  return state.parts.filter(({ id }) => by.coordinator || mayWritePart(state, id, askingAs(by)));
}
