import type { Asker } from "../chain/event.ts";
import { issue } from "../chain/issue.ts";
import type { Summary } from "../deliverable/summary.ts";
import type { Ports } from "../ports.ts";
import { deliverables } from "../stored/deliverable.ts";
import { openHeldBy } from "../stored/lists.ts";
import { removePerson } from "../stored/person.ts";
import type { PersonId } from "../values.ts";

/**
 * Someone leaves the directory: nothing that is written or reviewed waits for them any more. Throws as `removePerson` and
 * `issue`; done again, it goes on where it stopped.
 */
export async function leaveNetwork(
  ports: Pick<Ports, "store" | "clock" | "ids">,
  person: PersonId,
  by: Exclude<Asker, "line">,
): Promise<void> {
  for (const summary of await openHeldBy(ports.store, person))
    if (waitsFor(summary, person)) await issue(deliverables, ports, summary.id, { type: "endAccess", by, person });
  await removePerson(ports, person);
}

function waitsFor({ stage, authors, reviewers }: Summary, person: PersonId): boolean {
  return (stage === "draft" || stage === "review") && [...authors, ...reviewers].includes(person);
}
