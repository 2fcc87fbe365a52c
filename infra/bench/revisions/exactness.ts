import { compare } from "../../../shared/document/redline/compare.ts";
import type { Redline } from "../../../shared/document/redline/redline.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf } from "../../../shared/document/visit.ts";
import { writeDocxRedline } from "../../../shared/formats/docx/redline.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { blocksOf } from "../../../test/document/redline/sides.ts";
import { images, theme } from "../../../test/formats/docx/everything.ts";
import { normal } from "../../../test/formats/docx/wordly.ts";

/** Whether what is not inserted is the text before, and what is not deleted the text after, notes included. */
export function isExactOnPage(redline: Redline, before: DocumentTree, after: DocumentTree): boolean {
  return (["before", "after"] as const).every((side) => {
    const { draft, order } = settle(side === "before" ? before : after);
    const notes = redline.notes.flatMap((note) => (note[side] ? [[note[side].id, note.blocks] as const] : []));
    return (
      isSame(blocksOf(redline.blocks, side), draft.blocks) &&
      notes.length === order.length &&
      notes.every(([id, blocks]) => isSame(blocksOf(blocks, side), draft.notes[id]!))
    );
  });
}

function isSame(some: Block[], others: Block[]): boolean {
  return JSON.stringify(normal(some)) === JSON.stringify(normal(others));
}

/** Whether rejecting and accepting all of the Word file's changes give what it gives of each text by itself. */
export async function isExactInWord(before: DocumentTree, after: DocumentTree): Promise<boolean> {
  const both = await written(before, after);
  for (const [side, changes] of [
    ["before", "reject"],
    ["after", "accept"],
  ] as const) {
    const tree = side === "before" ? before : after;
    const [settled, alone] = [await readWith(both, changes), await readWith(await written(tree, tree), "accept")];
    if (textOfTree(settled) !== textOfTree(alone)) return false;
  }
  return true;
}

function textOfTree({ blocks, notes }: DocumentTree): string {
  return JSON.stringify([normal(blocks), Object.values(notes).map(normal)]);
}

const [picture] = images.values();

function written(before: DocumentTree, after: DocumentTree): Promise<Uint8Array> {
  const figures = [before, after].flatMap((tree) => [...eachBlockOf(tree)].filter((block) => block.type === "figure"));
  const entries = { before: before.bibliography, after: after.bibliography };
  return writeDocxRedline([{ title: "", redline: compare(before, after, { apart: true }), entries }], {
    theme,
    images: new Map(figures.map(({ image }) => [image.hash, picture!])),
    author: "Livrable",
    instant: "2008-05-12T22:00:00.000Z",
    language: "fr-FR",
    title: "",
  });
}

async function readWith(bytes: Uint8Array, changes: "accept" | "reject"): Promise<DocumentTree> {
  const limits = limitsSchema.parse({});
  const reading = await readDraft({ name: "redline.docx", bytes }, { language: "fr-FR", limits, changes });
  if ("refused" in reading) throw new Error(reading.refused.code);
  return reading.tree;
}
