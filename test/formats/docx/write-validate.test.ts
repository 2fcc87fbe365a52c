import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose } from "../../../shared/document/compose.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import { writeDocx } from "../../../shared/formats/docx/write.ts";
import { picture, trees } from "../../document/arbitrary.ts";
import { inputOf, note2008 } from "../../document/sample.ts";
import { tries } from "../../long.ts";
import { everything, images, theme } from "./everything.ts";
import { validates, validatorErrors } from "./validator.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-docx-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function errorsOf(document: Composed): Promise<unknown[]> {
  const path = join(folder, "document.docx");
  await writeFile(path, await writeDocx(document, theme, images, () => "1"));
  return validatorErrors(path);
}

test.runIf(validates)("a document of every kind of node has no error", async () => {
  const logo = { image: picture, width: 40, alt: "Logo du réseau" };
  const kind = { ...note2008, layout: { ...note2008.layout, lists: true } };
  expect(await errorsOf(everything({ kind, logo }))).toEqual([]);
});

test.runIf(validates)("nor has an empty one", async () => {
  const document = everything();
  expect(await errorsOf({ ...document, sections: [], notes: [] })).toEqual([]);
});

// One start of the validator takes seconds: many random trees make one document.
test.runIf(validates)("nor have random trees", async () => {
  const drawn = fc.sample(trees, { numRuns: tries(8, 60), seed: 2008 });
  const documents = drawn.map((tree, index) => renamed(compose(inputOf(tree)).document, `t${index}-`));
  const sections = documents.flatMap((document) => document.sections);
  const notes = documents.flatMap((document) => document.notes).map((note, index) => ({ ...note, number: index + 1 }));
  expect(await errorsOf({ ...documents[0]!, sections, notes })).toEqual([]);
});

/** Ids of blocks and notes made this document's own, so that several can be one. */
function renamed(document: Composed, prefix: string): Composed {
  const text = JSON.stringify(document).replace(/"(id|note|target)":"/g, `"$1":"${prefix}`);
  return JSON.parse(text);
}
