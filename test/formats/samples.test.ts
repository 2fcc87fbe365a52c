import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { inlineImages, type Rendered, render } from "../../shared/formats/render.ts";
import { withoutEnding } from "../../shared/formats/uploads.ts";
import { loadKind, loadTheme } from "../../shared/kinds/resolve.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import { limitsSchema, wantedAt } from "../../shared/settings.ts";
import { ways } from "../long.ts";
import { validates, validatorErrors } from "./docx/validator.ts";
import { present } from "./pdf/poppler.ts";

/** The samples of each kind and the programme itself, all the way to what Word and a PDF reader make of them. */

const templates = join(import.meta.dirname, "../../templates");
const programme = join(import.meta.dirname, "../fixtures/reci-programme-2008.md");
const documents: [kind: string, path: string, words: string[]][] = [
  ["framing-note", join(templates, "framing-note/sample.docx"), ["interculturalité", "Note de cadrage", "européen"]],
  ["framing-note", join(templates, "framing-note/sample.md"), ["interculturalité", "œuvre", "référence"]],
  ["synthesis-note", join(templates, "synthesis-note/sample.docx"), ["Intégration", "collectivités", "synthèse"]],
  ["resource-dossier", join(templates, "resource-dossier/sample.docx"), ["L’école face à la diversité", "CREFE"]],
  ["intermediate-note", join(templates, "intermediate-note/sample.docx"), ["Questions à débattre", "62 actions"]],
  ["final-note", join(templates, "final-note/sample.docx"), ["Ce que le débat a changé", "Préconisations"]],
  ["point-of-view", join(templates, "point-of-view/sample.docx"), ["Références théoriques", "l’interculturalité"]],
  ["capitalisation-note", join(templates, "capitalisation-note/sample.docx"), ["démarche DEFI", "Jeu de cas"]],
  ["watch-note", join(templates, "watch-note/sample.docx"), ["Constats et suites", "En cours"]],
  ["minutes", join(templates, "minutes/sample.docx"), ["Ordre du jour", "Relevé des décisions"]],
  ["framing-note", programme, ["Égalité des Chances", "Interculturalité", "COFRIMI", "PRODUCTION DE CONNAISSANCES"]],
];

test("with every limit at its least, each is read as with those there are", async () => {
  const names = Object.keys(limitsSchema.shape);
  const limits = limitsSchema.parse(Object.fromEntries(names.map((name) => [name, leastOf(name)])));
  const uploads = [...documents.map(([, path]) => path), join(templates, "synthesis-note/sample.md")];
  for (const path of [...uploads, join(templates, "showcase/note-de-cadrage.docx")]) {
    const file = { name: basename(path), bytes: readFileSync(path) };
    const companion = besideOf(path);
    const read = await readDraft(file, { language: "fr-FR", limits, companion });
    expect([path, read]).toEqual([
      path,
      await readDraft(file, { language: "fr-FR", limits: limitsSchema.parse({}), companion }),
    ]);
    expect("refused" in read).toBe(false);
  }
});

function leastOf(name: string): number {
  const wanted = wantedAt(["limits", name]);
  return wanted.is === "number" ? wanted.least : Number.NaN;
}

/** Those whose Word file Microsoft's validator reads: it takes a second for each. */
const validated = ways(documents, 3);
const tools = { qpdf: present("qpdf"), pdftotext: present("pdftotext") };

describe.each(documents)("%s from %s", (...document) => {
  const [kindId, path, words] = document;
  let files: Record<Rendered["format"], string>;
  beforeAll(async () => {
    files = await writeAll(await set(kindId, path));
  });

  test.runIf(validates && validated.includes(document))(
    "is a Word file without an error, by Microsoft's validator",
    async () => {
      expect(await validatorErrors(files.docx)).toEqual([]);
    },
  );

  test.runIf(tools.qpdf)("is a sound PDF, by qpdf", () => {
    expect(execFileSync("qpdf", ["--check", files.pdf], { encoding: "utf8" })).toContain(
      "No syntax or stream encoding errors found",
    );
  });

  test.runIf(tools.pdftotext)("reads as it was written, accents included", () => {
    const text = execFileSync("pdftotext", [files.pdf, "-"], { encoding: "utf8" })
      .normalize("NFC")
      .replace(/\s+/g, " ");
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toMatch(/\uFFFD|ﬁ|ﬂ/);
  });
});

async function set(kindId: string, path: string): Promise<Rendered[]> {
  const assets = folderAssets(templates);
  const [{ kind }, { theme }] = await Promise.all([loadKind(assets, kindId), loadTheme(assets)]);
  const companion = besideOf(path);
  const file = { name: basename(path), bytes: readFileSync(path) };
  const reading = await readDraft(file, { language: "fr-FR", limits: limitsSchema.parse({}), companion });
  if ("refused" in reading) throw new Error(reading.refused.code);
  const { tree, images } = reading;
  const rendered = await render({
    parts: [{ title: "", tree }],
    kind,
    theme,
    fonts: await openFonts(assets, theme),
    images,
    fileName: withoutEnding(basename(path)),
    facts: {},
    instant: "2008-03-31T12:00:00.000Z",
    imageHref: inlineImages(images),
  });
  return rendered.outputs;
}

/** What stands beside a file. */
function besideOf(path: string) {
  return (name: string) => {
    const wanted = join(dirname(path), name);
    return existsSync(wanted) ? readFileSync(wanted) : undefined;
  };
}

async function writeAll(outputs: Rendered[]): Promise<Record<Rendered["format"], string>> {
  const folder = await mkdtemp(join(tmpdir(), "livrable-samples-"));
  const paths = outputs.map(async ({ format, bytes }) => {
    const path = join(folder, `sample.${format}`);
    await writeFile(path, bytes);
    return [format, path] as const;
  });
  return Object.fromEntries(await Promise.all(paths)) as Record<Rendered["format"], string>;
}
