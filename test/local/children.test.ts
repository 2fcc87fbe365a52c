import { expect, test } from "vitest";
import { readInChild } from "../../infra/local/children.ts";
import { limitsSchema } from "../../shared/settings.ts";

const limits = limitsSchema.parse({});
const note = { name: "note.md", bytes: Buffer.from("# Contexte\n\nUn début.\n") };

test("a draft is read in a process of its own", async () => {
  expect(await readInChild(note, { language: "fr-FR", limits })).toMatchObject({
    tree: { blocks: [{ type: "heading" }, {}] },
  });
});

test.each([
  ["time", { readSeconds: 0.01 }],
  ["memory", { childMemory: 20 }],
])("a draft that takes more %s than it may is refused, and this process goes on", async (_, less) => {
  const reading = await readInChild(note, { language: "fr-FR", limits: { ...limits, ...less } });
  expect(reading).toMatchObject({ refused: { code: "document-too-heavy" } });
});

test("what the reader refuses is refused with its own code", async () => {
  const empty = { name: "vide.docx", bytes: new Uint8Array() };
  expect(await readInChild(empty, { language: "fr-FR", limits })).toEqual({
    refused: { code: "file-empty", details: {} },
  });
});
