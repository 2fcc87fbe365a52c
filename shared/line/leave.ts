import type { Ports } from "../ports.ts";
import type { Asker } from "../workflow/command.ts";
import type { PersonId } from "../workflow/state.ts";
import { issue } from "./issue.ts";
import { listSummaries, type Summary } from "./rows/deliverable.ts";
import { removePerson } from "./rows/person.ts";

/**
 * Someone leaves the directory: nothing that is written or reviewed waits for them any more. Throws as `removePerson` and
 * `issue`; done again, it goes on where it stopped.
 */
export async function leaveNetwork(
  ports: Pick<Ports, "store" | "clock" | "ids">,
  person: PersonId,
  by: Exclude<Asker, "line">,
): Promise<void> {
  for (const summary of await listSummaries(ports.store))
    if (waitsFor(summary, person)) await issue(ports, summary.id, { type: "endAccess", by, person });
  await removePerson(ports, person);
}

function waitsFor({ stage, authors, reviewers }: Summary, person: PersonId): boolean {
  return (stage === "draft" || stage === "review") && [...authors, ...reviewers].includes(person);
}
