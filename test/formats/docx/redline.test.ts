import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare } from "../../../shared/document/redline/compare.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { writeDocxRedline } from "../../../shared/formats/docx/redline.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { versions } from "../../document/redline/edits.ts";
import { images, theme } from "./everything.ts";
import { normal, wordly } from "./wordly.ts";

/** Two versions in one Word file: rejecting all changes gives the text before, accepting all the text after. */

const limits = limitsSchema.parse({});

function written(before: DocumentTree | undefined, after: DocumentTree | undefined): Promise<Uint8Array> {
  const entries = { before: before?.bibliography ?? [], after: after?.bibliography ?? [] };
  const part = { title: "Note", redline: compare(before, after), entries };
  return writeDocxRedline([part], {
    theme,
    images,
    author: "RECI",
    instant: "2008-05-12T22:00:00.000Z",
    language: "fr-FR",
    title: "Note, version 2 comparée à la version 1",
  });
}

async function readWith(bytes: Uint8Array, changes: "accept" | "reject"): Promise<DocumentTree> {
  const reading = await readDraft({ name: "redline.docx", bytes }, { language: "fr-FR", limits, changes });
  if ("refused" in reading) throw new Error(reading.refused.code);
  return reading.tree;
}

async function check(before: DocumentTree, after: DocumentTree): Promise<void> {
  const bytes = await written(before, after);
  for (const [changes, tree] of [
    ["reject", before],
    ["accept", after],
  ] as const) {
    const { draft, order } = settle(tree);
    const read = await readWith(bytes, changes);
    expect(normal(read.blocks)).toEqual(normal(draft.blocks));
    expect(Object.values(read.notes).map(normal)).toEqual(order.map((id) => normal(draft.notes[id]!)));
    expect(read.meta.title).toBe(tree.meta.title);
  }
}

describe("tracked changes", () => {
  test("of any two versions that Word can hold", async () => {
    await fc.assert(
      fc.asyncProperty(versions, async ([before, after]) => {
        await check(wordly(before), wordly(after));
      }),
      { numRuns: 40 },
    );
  });
});
