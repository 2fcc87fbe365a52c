import type { Asker } from "../chain/event.ts";
import { hashOf } from "../chain/hash.ts";
import { issue } from "../chain/issue.ts";
import type { DueDates } from "../deliverable/plan/due-dates.ts";
import type { State } from "../deliverable/state.ts";
import { checkPart, keptLacks } from "../document/checks.ts";
import type { DocumentTree } from "../document/tree.ts";
import { loadKind } from "../kinds/resolve.ts";
import { setTitle } from "../kinds/set-title.ts";
import type { Ports } from "../ports.ts";
import { quorumOf } from "../quorum/quorum.ts";
import { deliverables } from "../stored/deliverable.ts";
import { sourceKey } from "../stored/objects.ts";
import { keep } from "../stored/version.ts";
import type { Hash, Holder, PersonId } from "../values.ts";
import { createOnce } from "./create.ts";

type Context = Pick<Ports, "store" | "files" | "assets" | "clock" | "ids">;

/**
 * A document in one piece that is made of what the network knows, such as the minutes of a meeting. `among`: how many reviewers the
 * quorum of its kind is worked out for, where those are not said yet.
 */
export type Composed = {
  id: string;
  kind: string;
  title: string;
  /** "2008/interculturalite". */
  action: string;
  expectation?: string;
  language: string;
  reviewers: PersonId[];
  among?: number;
  funders?: Holder[];
  due?: DueDates;
};

/** Creates it, once however often it is asked for, its title set as its text will be: who asks writes it. Throws as `createOnce`. */
export async function createComposed(
  ports: Context,
  by: Exclude<Asker, "line">,
  { among, funders = [], due = {}, ...plan }: Composed,
): Promise<void> {
  const { kind } = await loadKind(ports.assets, plan.kind);
  const { quorum } = quorumOf(kind.round.quorum, among ?? plan.reviewers.length);
  const parts = [{ id: "part-1", title: "" }];
  const title = setTitle(plan.title, plan.language, kind);
  await createOnce(ports, { type: "create", by, ...plan, title, authors: [by.person], funders, due, quorum, parts });
}

/**
 * The text of a part that nobody sent. `source`: what it was composed of; `reader`: what composed it, "meeting/1"; `name`: what the
 * draft is called, as a file would be.
 */
export type ComposedPart = {
  part: string;
  tree: DocumentTree;
  source: Uint8Array;
  mediaType?: string;
  assets?: Hash[];
  reader: string;
  name: string;
};

/** Makes it the draft of that part. Gives its upload. Throws what `issue` throws. */
export async function draftComposed(
  ports: Context,
  by: Asker,
  { id, kind: kindId }: Pick<State, "id" | "kind">,
  { part, tree, source: bytes, mediaType = "application/octet-stream", assets = [], reader, name }: ComposedPart,
): Promise<string> {
  const { kind } = await loadKind(ports.assets, kindId);
  const source = hashOf(bytes);
  await ports.files.put(sourceKey(source), bytes, mediaType);
  const upload = ports.ids();
  await issue(deliverables, ports, id, {
    ...{ type: "makeDraft", by, upload, name },
    part: { part, source, tree: await keep(ports.files, "trees", tree), reader, reading: {}, assets },
    check: { ...keptLacks(checkPart(tree, kind)), warnings: 0 },
  });
  return upload;
}
