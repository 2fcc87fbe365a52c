import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { checkPart } from "../../shared/document/checks.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { kindSchema } from "../../shared/kinds/kind.ts";
import { limitsSchema } from "../../shared/settings.ts";

/** The samples are drafts that their kind accepts as they are, in good French typography. */

const root = new URL("../../templates/", import.meta.url);
const limits = limitsSchema.parse({});

const samples = [
  ["plain", "sample.md"],
  ["framing-note", "sample.md"],
  ["framing-note", "sample.docx"],
  ["synthesis-note", "sample.md"],
  ["synthesis-note", "sample.docx"],
  ["resource-dossier", "sample.md"],
  ["resource-dossier", "sample.docx"],
  ["work-programme", "sample.md"],
  ["intermediate-note", "sample.md"],
  ["intermediate-note", "sample.docx"],
  ["final-note", "sample.md"],
  ["final-note", "sample.docx"],
  ["point-of-view", "sample.md"],
  ["point-of-view", "sample.docx"],
  ["capitalisation-note", "sample.md"],
  ["capitalisation-note", "sample.docx"],
  ["watch-note", "sample.md"],
  ["watch-note", "sample.docx"],
  ["minutes", "sample.md"],
  ["minutes", "sample.docx"],
  ["statement", "sample.md"],
  ["financial-report", "sample.md"],
  ["resource-dossier", "sample/oriv.md"],
  ["resource-dossier", "sample/crefe.md"],
  ["resource-dossier", "sample/crpv-essonne.md"],
] as const;

function besideOf(file: URL, name: string): Uint8Array | undefined {
  const url = new URL(name, file);
  return existsSync(url) ? readFileSync(url) : undefined;
}

async function read(kind: string, path: string) {
  const file = new URL(`${kind}/${path}`, root);
  const reading = await readDraft(
    { name: path.replace(/^.*\//, ""), bytes: await readFile(file) },
    { language: "fr-FR", limits, companion: (name) => besideOf(file, name) },
  );
  if ("refused" in reading) throw new Error(reading.refused.code);
  return reading;
}

describe.each(samples)("%s/%s", (kindId, path) => {
  test("reads without a warning and lacks nothing", async () => {
    const kind = kindSchema.parse(JSON.parse(await readFile(new URL(`${kindId}/kind.json`, root), "utf8")));
    const { tree, warnings } = await read(kindId, path);
    expect(warnings).toEqual([]);
    expect(checkPart(tree, kind)).toMatchObject({ missing: [], withoutAlternative: 0 });
    expect(tree.meta).toMatchObject({ language: "fr-FR", date: expect.stringMatching(/200[89]/) });
    expect(kindsOfBlocks(tree)).toEqual(expect.arrayContaining(["heading", "paragraph", "list"]));
  });
});

test.each(samples.filter(([, path]) => path.endsWith(".md")))(
  "%s/%s is typed as French wants it",
  async (kind, path) => {
    const text = await readFile(new URL(`${kind}/${path}`, root), "utf8");
    const wrong = text.split("\n").filter((line) => /\S [;!?»]|« |\S : |'|\d %|\d \d{3}\b|(?:n°|p\.) \d/.test(line));
    expect(wrong).toEqual([]);
  },
);

function kindsOfBlocks(tree: DocumentTree): string[] {
  return [...new Set(tree.blocks.map((block) => block.type))];
}
