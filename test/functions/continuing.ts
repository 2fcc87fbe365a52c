import { continuedOf } from "../../shared/stored/outputs.ts";
import {
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
} from "./network.ts";
import { offerAs } from "./offering.ts";
import { produceAll, submitAs } from "./render/approved.ts";

/** A note that was reviewed, and its author's browser. */
export type Reviewed = { network: Network; id: string; author: Browser };

/** A note with six remarks to integrate, some of which are applied. `anonymous`: nobody knows of whom they are. */
export async function openReviewed(applied: readonly string[] = ["fix"], anonymous = false): Promise<Reviewed> {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  await submitAs(network, id, anonymous);
  await offerAs(
    network,
    "first",
    id,
    { id: "whole", type: "comment", text: "Un plan plus court serait plus clair." },
    { id: "fix", type: "correction", words: "Des échanges", proposal: "Des échanges entre membres" },
    { id: "more", type: "addition", words: "Mars, puis juillet", text: "", proposal: "Restitution en octobre." },
  );
  await offerAs(
    network,
    "second",
    id,
    { id: "year", type: "correction", words: "interculturel", proposal: "entre cultures", text: "Dire le sens." },
    { id: "source", type: "reference", words: "Un cadre", proposal: "Noël, 2014." },
    { id: "what", type: "comment", words: "De quoi parle-t-on", text: "Préciser la question <ici>." },
  );
  await decideAs(network, "first", id, "approve");
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  const author = await browse(network, "author");
  for (const remark of applied) await applyTo({ network, id, author }, remark);
  return { network, id, author };
}

/** Applies one correction to the draft. */
export async function applyTo({ network, id, author }: Reviewed, remark: string): Promise<void> {
  const base = (await stateOf(network, id)).versions.at(-1)!.hash;
  await author.post(`/deliverables/${id}/corrections`, { base, round: "1", remark, confirmed: "true" });
}

/** The Word file of the draft as it stands, as it is given to its author. */
export async function continuedFile({ network, id, author }: Reviewed): Promise<Uint8Array> {
  const { files } = network.ports;
  const before = new Set(await Array.fromAsync(files.list(continuedOf(id))));
  await author.post(`/deliverables/${id}/continued`);
  await produceAll(network, "proof");
  const made = (await Array.fromAsync(files.list(continuedOf(id)))).filter((key) => !before.has(key));
  if (made.length !== 1) throw new Error(`${made.length} files were made`);
  return (await files.get(made[0]!))!;
}
