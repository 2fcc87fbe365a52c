import { listRemarks, type Remark } from "../../../shared/stored/remark.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { type Network, stateOf } from "../network.ts";

/** A note whose `version` the first reviewer reads. */
export type UnderReview = { network: Network; id: string; version: string };

/** The id of the block of the last version that says `words`, as the reading page of a note names it. */
export async function blockSaying({ network, id }: UnderReview, words: string): Promise<string> {
  const state = await stateOf(network, id);
  const [part] = await loadVersion(network.ports.files, state, state.versions.at(-1)!.hash);
  const block = part!.tree.blocks.find((each) => JSON.stringify(each).includes(words));
  if (!block) throw new Error(`no block says ${words}`);
  return block.id;
}

/** What the form of a remark sends: a comment, "r1", on the block that says `words`. */
export async function fieldsFor(
  review: UnderReview,
  words: string,
  changes: Record<string, string> = {},
): Promise<Record<string, string>> {
  const place = { round: "1", version: review.version, block: await blockSaying(review, words), words: "" };
  return { ...place, remark: "r1", type: "comment", text: "À préciser.", ...changes };
}

/** The first reviewer's remarks that are not sent. */
export async function unsentOf({ network, id }: UnderReview): Promise<Remark[]> {
  return listRemarks(network.ports.store, await stateOf(network, id), network.people.first.id);
}
