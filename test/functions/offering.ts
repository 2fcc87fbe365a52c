import { issue } from "../../shared/chain/issue.ts";
import type { Contribution } from "../../shared/deliverable/remarks/contribution.ts";
import { type Anchor, passageAt } from "../../shared/document/anchor.ts";
import { eachBlockOf, textOf } from "../../shared/document/visit.ts";
import { putBatch } from "../../shared/stored/batch.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { loadVersion } from "../../shared/stored/version.ts";
import { as, type Network, type Role, stateOf } from "./network.ts";

/** A remark on some words of the version under review; without words, on the whole document. */
export type Remark = Pick<Contribution, "id" | "type"> & Partial<Omit<Contribution, "anchor">> & { words?: string };

/** A reviewer offers remarks in the open round. */
export async function offerAs(network: Network, role: Role, id: string, ...remarks: Remark[]): Promise<void> {
  const { number: round, version } = (await stateOf(network, id)).rounds.at(-1)!;
  const contributions = await Promise.all(
    remarks.map(async ({ words, text = "", ...remark }) => {
      const anchor = words === undefined ? undefined : await anchorOn(network, id, words);
      return { ...remark, text, ...(anchor && { anchor }) };
    }),
  );
  const offer = await putBatch(network.ports, contributions);
  const submission = `remarks-${remarks[0]?.id}`;
  await issue(deliverables, network.ports, id, {
    type: "contribute",
    by: as(network, role),
    round,
    version,
    submission,
    offer,
  });
}

/** Where the version under review says some words. */
export async function anchorOn({ ports }: Network, id: string, words: string): Promise<Anchor> {
  const state = await stateOf({ ports } as Network, id);
  for (const { id: part, tree } of await loadVersion(ports.files, state, state.rounds.at(-1)!.version)) {
    const block = [...eachBlockOf(tree)].find((each) => textOf(each).includes(words));
    const passage = block && passageAt(tree, block.id, words);
    if (passage) return { part, ...passage };
  }
  throw new Error(`no "${words}" in ${id}`);
}
