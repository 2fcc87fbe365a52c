import type { World } from "../../world.ts";
import { createNote, deposit, type Network, openTestNetwork, submitDraft } from "../network.ts";

/** A note of a network under review: its address, and the version that was submitted. */
export type UnderReview = { network: Network; id: string; here: string; version: string };

/** A network of its own with a note under review, by "first" and "second"; in memory unless in a `world`. */
export async function openReview(world?: World): Promise<UnderReview> {
  const network = await openTestNetwork({}, world);
  const id = await createNote(network);
  await deposit(network, id);
  return { network, id, here: `/deliverables/${id}`, version: await submitDraft(network, id) };
}
