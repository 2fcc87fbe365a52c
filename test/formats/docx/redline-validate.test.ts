import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { identify } from "../../../shared/document/identify.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import type { RedlineInput } from "../../../shared/formats/redline.ts";
import { versions } from "../../document/redline/edits.ts";
import { tries } from "../../long.ts";
import { tree } from "./everything.ts";
import { redlined } from "./redlined.ts";
import { validates, validatorErrors } from "./validator.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-redline-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function errorsOf(parts: RedlineInput["parts"]): Promise<unknown[]> {
  const path = join(folder, "redline.docx");
  await writeFile(path, (await redlined(parts, { numbered: 3 })).docx);
  return validatorErrors(path);
}

/** Every block of a document but every third, the others the other way round in two places. */
function shuffled({ blocks, ...rest }: DocumentTree): DocumentTree {
  const kept = blocks.filter((_, index) => index % 3 !== 1);
  return identify({ ...rest, blocks: [...kept.slice(6), ...kept.slice(0, 6)] });
}

test.runIf(validates)("the tracked changes of every kind of node have no error", async () => {
  expect(await errorsOf([{ title: "Note", before: tree, after: shuffled(tree) }])).toEqual([]);
  expect(await errorsOf([{ title: "Note", before: tree }])).toEqual([]);
});

// One start of the validator takes seconds: many random pairs of versions are the parts of one document.
test.runIf(validates)("nor have those of random versions", async () => {
  const drawn = fc.sample(versions, { numRuns: tries(8, 60), seed: 2008 });
  const parts = drawn.map(([before, after], index) => ({ title: `Partie ${index + 1}`, before, after }));
  expect(await errorsOf(parts)).toEqual([]);
});
