import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose } from "../../../shared/document/compose.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { textOf } from "../../../shared/document/visit.ts";
import { writeDocx } from "../../../shared/formats/docx/write.ts";
import { type Reading, readDraft } from "../../../shared/formats/read.ts";
import { limitsSchema } from "../../../shared/settings.ts";
import { h, inputOf, note2008, p, treeOf } from "../../document/sample.ts";
import { installed } from "../programs/programs.ts";
import { images, theme } from "./everything.ts";

/**
 * Our Word file as it comes back of LibreOffice, which keeps none of its content controls: as OpenDocument, and as Word again.
 * What we printed on its cover is no text of its author's, and what a translator wrote over the title is the title.
 */

const limits = limitsSchema.parse({});
const version = "a".repeat(64);
const meta = { title: "L’accès aux droits", subtitle: "Première note", authors: ["Autrice"], date: "mars 2008" };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-return-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A note with a cover that has lines above its title and below it, translated on its first lines. */
async function translatedCopy(): Promise<Uint8Array> {
  const tree = { ...treeOf([h(1, "Contexte"), p("Début."), h(1, "Suites"), p("Fin.")]) };
  const cover = [
    { fr: "Note de cadrage", en: "Framing note" },
    { fr: "{network}", en: "{network}" },
  ];
  const kind = { ...note2008, cover, layout: { ...note2008.layout, cover: true, contents: 1 } };
  const facts = { network: "RECI", funders: ["Acsé"] };
  const input = inputOf({ ...tree, meta: { language: "fr", keywords: [], ...meta } }, { kind, facts });
  const { document } = compose(input);
  const files = unzipSync(await writeDocx({ ...document, version }, theme, images, () => "3"));
  const body = strFromU8(files["word/document.xml"]!);
  for (const line of ["Note de cadrage<", "RECI<", "Acsé"]) expect(body).toContain(line);
  files["word/document.xml"] = strToU8(body.replace("L’accès aux droits<", "Access to rights<"));
  return zipSync(files);
}

async function saved(name: string, bytes: Uint8Array, to: "odt" | "docx"): Promise<Uint8Array> {
  await writeFile(join(folder, name), bytes);
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const out = join(folder, to);
  await promisify(execFile)("soffice", [
    profile,
    "--headless",
    "--convert-to",
    to,
    "--outdir",
    out,
    join(folder, name),
  ]);
  return readFile(join(out, name.replace(/\.\w+$/, `.${to}`)));
}

async function check(name: string, bytes: Uint8Array): Promise<void> {
  const reading = (await readDraft({ name, bytes }, { language: "en", limits })) as Extract<
    Reading,
    { tree: DocumentTree }
  >;
  expect(reading.tree.meta).toMatchObject({ ...meta, title: "Access to rights" });
  expect(reading.tree.blocks.map(textOf)).toEqual(["Contexte", "Début.", "Suites", "Fin."]);
  expect(reading.version).toBe(version);
  expect(reading.warnings.map(({ code }) => code)).toEqual(["contents-dropped"]);
}

test.runIf(installed("soffice"))(
  "a translated copy that LibreOffice saved, as OpenDocument or as Word, is read without the lines of its cover",
  { timeout: 120_000 },
  async () => {
    const odt = await saved("note.docx", await translatedCopy(), "odt");
    await check("note.odt", odt);
    await check("note.docx", await saved("note.odt", odt, "docx"));
  },
);
