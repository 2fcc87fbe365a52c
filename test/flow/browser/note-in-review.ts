import * as steps from "../../../infra/local/sample-acts.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import type { Person } from "../../../shared/stored/person.ts";
import type { Site } from "./site.ts";

/** The sample note under review by two, both of whom must approve; its id. Nothing of it waits for a worker. */
export async function noteInReview(
  { network, people }: Pick<Site, "network" | "people">,
  title: string,
): Promise<string> {
  const { ports } = network;
  const { coordinator, author, first, second, funder } = people;
  const id = ports.ids();
  const ids = (...of: Person[]) => of.map((each) => each.id);
  const due = ["draft", "review", "final"].map((each, at) => [each, steps.workingDayIn(network, at + 5)]);
  await issue(deliverables, ports, id, {
    ...{ type: "create", by: steps.asker(coordinator), id, kind: "framing-note", title, language: "fr", quorum: 2 },
    ...{ action: "Interculturalité", authors: ids(author), reviewers: ids(first, second), funders: ids(funder) },
    ...{ due: Object.fromEntries(due), parts: [{ id: "1", title: "" }] },
  });
  const bytes = await ports.assets.read("framing-note/sample.docx");
  await steps.upload(network, author, id, { part: "1", name: "note.docx", bytes });
  await steps.submit(network, author, id);
  return id;
}
