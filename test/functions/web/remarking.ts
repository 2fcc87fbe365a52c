import { listRemarks, type Remark } from "../../../shared/stored/remark.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { stateOf } from "../network.ts";
import type { UnderReview } from "./under-review.ts";

type Reviewed = Pick<UnderReview, "network" | "id" | "version">;

/** What a first reviewer needs to remark on the note that `reviewed` names at the time. */
export function remarkingOn(reviewed: () => Reviewed) {
  return {
    /** The id of the block of the last version that says `words`, as the reading page of a note names it. */
    blockSaying: (words: string) => blockSaying(reviewed(), words),
    /** What the form of a remark sends: a comment, "r1", on the block that says `words`. */
    fieldsFor: async (words: string, changes: Record<string, string> = {}): Promise<Record<string, string>> => {
      const block = await blockSaying(reviewed(), words);
      const place = { round: "1", version: reviewed().version, block, words: "" };
      return { ...place, remark: "r1", type: "comment", text: "À préciser.", ...changes };
    },
    /** The remarks that are not sent. */
    unsent: () => unsentOf(reviewed()),
  };
}

async function blockSaying({ network, id }: Reviewed, words: string): Promise<string> {
  const state = await stateOf(network, id);
  const [part] = await loadVersion(network.ports.files, state, state.versions.at(-1)!.hash);
  const block = part!.tree.blocks.find((each) => JSON.stringify(each).includes(words));
  if (!block) throw new Error(`no block says ${words}`);
  return block.id;
}

async function unsentOf({ network, id }: Reviewed): Promise<Remark[]> {
  return listRemarks(network.ports.store, await stateOf(network, id), network.people.first.id);
}
