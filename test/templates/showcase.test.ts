import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { showcaseDocuments } from "../../infra/showcase/documents.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { limitsSchema } from "../../shared/settings.ts";

const templates = new URL("../../templates/", import.meta.url);
const kept = (format: string) => readFile(new URL(`showcase/note-de-cadrage.${format}`, templates));
const made = await showcaseDocuments(templates.pathname);

test("the PDF that the README shows is the one that is set today (else npm run showcase)", async () => {
  const pdf = made.find(({ format }) => format === "pdf");
  expect(Buffer.compare(await kept("pdf"), pdf?.bytes ?? Buffer.of())).toBe(0);
});

test("the DOCX that the README shows says what the one written today says (else npm run showcase)", async () => {
  const docx = made.find(({ format }) => format === "docx");
  expect(await treeOf(await kept("docx"))).toEqual(await treeOf(docx?.bytes ?? Buffer.of()));
});

async function treeOf(bytes: Uint8Array) {
  const read = await readDraft(
    { name: "note.docx", bytes },
    { language: "fr-FR", limits: limitsSchema.parse({}), companion: () => undefined },
  );
  if ("refused" in read) throw new Error(read.refused.code);
  return read.tree;
}
