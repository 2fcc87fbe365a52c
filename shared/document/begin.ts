import { foldText } from "./identify.ts";
import { join, type Part } from "./join.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { mapBlocks } from "./visit.ts";

/** A part of the document that another begins as. */
export type BegunFrom = Part & { id: string };
/** What a part of a new document begins as, and the parts that this was. */
export type Begun = { part: string; tree: DocumentTree; from: string[] };

/**
 * The texts that the parts of a new document begin as, where its text is another's: the same, part by part where both have
 * parts of one title. A document of one part takes a document of several as one text, each under its title; parts that the
 * other has nothing for begin with nothing. `title`: the other's.
 */
export function begunAs(
  source: readonly BegunFrom[],
  parts: readonly { id: string; title: string }[],
  title: string,
): Begun[] {
  const [first] = parts;
  if (!first || source.length === 0) return [];
  if (parts.length > 1)
    return parts.flatMap((part, index) => {
      const same = source.find((each) => isTitled(each, part)) ?? (source.length === 1 && index === 0 && source[0]);
      return same ? [{ part: part.id, tree: same.tree, from: [same.id] }] : [];
    });
  const [only] = source;
  const tree = source.length === 1 ? only!.tree : oneTree(source, title);
  return [{ part: first.id, tree, from: source.map(({ id }) => id) }];
}

function isTitled(a: { title: string }, b: { title: string }): boolean {
  const [one, other] = [a, b].map(({ title }) => foldText(title).toLowerCase());
  return one !== "" && one === other;
}

/** Several parts as one text: the lines that composition sets apart are plain paragraphs in it. */
function oneTree(parts: readonly Part[], title: string): DocumentTree {
  const draft = join(parts, true, title);
  const plain = (block: Block): Block => {
    if (block.type !== "paragraph" || block.role === undefined || block.role === "sourceLine") return block;
    const { role: _, ...paragraph } = block;
    return paragraph;
  };
  return { schema: 1, ...draft, blocks: mapBlocks(draft.blocks, plain) };
}
