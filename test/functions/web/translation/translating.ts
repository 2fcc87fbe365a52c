import { followSource, pairDraft } from "../../../../shared/acts/translation.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { CommandOf } from "../../../../shared/deliverable/decided.ts";
import { newestVersion } from "../../../../shared/deliverable/origins/translation.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../../shared/stored/job.ts";
import { putText } from "../../../../shared/stored/text.ts";
import {
  as,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  putOutputs,
  type Role,
  stateOf,
  submitDraft,
} from "../../network.ts";

/** A French note that "second" reviews, by "author": under review, with its Word file as reviewers have it. */
export async function original(network: Network, text = "Les centres travaillent ensemble."): Promise<string> {
  const id = await createNote(network, {
    kind: "plain",
    title: "L’accès aux droits",
    reviewers: ["second"],
    quorum: 1,
  });
  await deposit(network, id, `# Contexte\n\n${text}\n`);
  await submitDraft(network, id);
  return id;
}

/** A translation into English that "first" reviews; `authors`: besides "author". */
export async function translationOf(network: Network, source: string, authors: Role[] = []): Promise<string> {
  const { ports, people } = network;
  const id = ports.ids();
  await issue(deliverables, ports, id, {
    ...{ type: "create", by: as(network, "coordinator"), id, kind: "plain", language: "en", due: {}, quorum: 1 },
    ...{ title: "Access to rights", action: "Interculturalité", parts: [{ id: "part-1", title: "" }] },
    ...{ authors: ["author" as const, ...authors].map((role) => people[role].id) },
    ...{ reviewers: [people.first.id], funders: [people.funder.id] },
    translates: { deliverable: source, language: "fr", from: newestVersion(await stateOf(network, source))! },
  });
  const noted = { translation: id, language: "en" };
  await issue(deliverables, ports, source, { type: "noteTranslation", by: as(network, "coordinator"), ...noted });
  return id;
}

/** A draft of a translation, paired with its original. */
export async function translated(network: Network, id: string, text: string): Promise<void> {
  await deposit(network, id, `# Background\n\n${text}\n`);
  await pairDraft(network.ports, { deliverable: id, version: (await stateOf(network, id)).versions.at(-1)!.hash });
}

/** Approved by its one reviewer, and its documents are set. */
export async function approve(network: Network, id: string, reviewer: Role): Promise<void> {
  await decideAs(network, reviewer, id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
}

/** A new edition of a final is being made, by a round or declared corrected. */
export async function reopen(network: Network, id: string): Promise<void> {
  const reason = await putText(network.ports, "Une phrase à préciser.");
  const opening: Omit<CommandOf<"openEdition">, "by"> = {
    type: "openEdition",
    reason,
    way: "round",
    mayCorrect: false,
  };
  await issue(deliverables, network.ports, id, { ...opening, by: as(network, "coordinator") });
}

/** Withdraws an original, and tells its translations as the workers would. */
export async function withdrawOriginal(network: Network, id: string): Promise<void> {
  const reason = await putText(network.ports, "Une erreur de fond.");
  await issue(deliverables, network.ports, id, { type: "withdraw", by: as(network, "coordinator"), reason });
  for (const job of await listJobs(network.ports.store))
    if (job.type === "follow" && job.deliverable === id) await followSource(network.ports, job);
}
