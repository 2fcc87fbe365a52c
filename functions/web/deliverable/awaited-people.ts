import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { byDay } from "../../../shared/asking/digest.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { owedIn } from "../components/duties.ts";
import type { Visitor, Web } from "../http/context.ts";

/** What one person, or organisation, owes of some deliverables, the most pressing first. */
export type AwaitedPerson = [person: string, things: DatedDuty[]];

/** Who but the visitor owes something of some deliverables, whoever is pressed most first. */
export async function awaitedPeople(
  web: Web,
  visitor: Visitor,
  summaries: readonly Summary[],
): Promise<AwaitedPerson[]> {
  const owed = [...(await owedIn(web, summaries))].filter(([person]) => person !== visitor.person.id);
  return owed.sort(([, [one]], [, [other]]) => byDay(one!, other!));
}
