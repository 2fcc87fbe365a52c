import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compose } from "../../shared/document/compose.ts";
import type { Composed } from "../../shared/document/composed.ts";
import { writeDocx } from "../../shared/formats/docx/write.ts";
import { writeHtml } from "../../shared/formats/html/write.ts";
import { writePdf } from "../../shared/formats/pdf/write.ts";
import type { Images } from "../../shared/formats/render.ts";
import { layOut } from "../../shared/layout/layout.ts";
import { fonts, type Made, make, type Source, sources, theme } from "../conformance/documents.ts";
import { picture, trees } from "../document/arbitrary.ts";
import { inputOf, note2008 } from "../document/sample.ts";
import { long, tries } from "../long.ts";
import { images as shown } from "./docx/everything.ts";
import { present } from "./pdf/poppler.ts";
import { wordsOfDocx } from "./words/docx.ts";
import { wordsOfHtml } from "./words/html.ts";
import { wordsOfLayout } from "./words/layout.ts";
import { wordsOfPdf } from "./words/pdf.ts";
import { type Words, withoutAlternatives } from "./words/words.ts";

/** The three outputs say the same, paragraph by paragraph: contents, captions, cells, lists, notes and their numbers. */

const images: Images = new Map([...shown].map(([hash, image]) => [hash, { ...image, width: 400, height: 300 }]));
const poppler = present("pdfinfo");
/** Pages of the longest file that poppler reads: it takes a second for ten. */
const longest = tries(4, 1_000);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livrable-agreement-"));
});
afterAll(() => rm(folder, { recursive: true }));

type Set = { docx: Uint8Array; html: string; laidOut: Made["laidOut"]; pdf?: Uint8Array };

async function check({ docx, html, laidOut, pdf }: Set, most = longest): Promise<void> {
  const words = wordsOfDocx(docx);
  const { contentsPages: _, ...unpaged } = words;
  expect(wordsOfHtml(html), "HTML").toEqual(unpaged);
  expect(wordsOfLayout(laidOut), "layout").toEqual(words);
  if (pdf && poppler && laidOut.pages.length <= most)
    expect(await wordsInFile(pdf), "PDF").toEqual(withoutAlternatives(words));
}

async function wordsInFile(pdf: Uint8Array): Promise<Words> {
  const path = join(folder, "document.pdf");
  await writeFile(path, pdf);
  return wordsOfPdf(path);
}

const short = sources.filter(({ name }) => !name.includes("200-pages"));
/** By default a text that was written in several formats is tried once. */
const textOf = ({ name }: Source) => name.replace(/([.-](pandoc|libreoffice|md|docx|odt))+(\.gz)?$/, "");
const each = long ? short : short.filter((one, at) => short.findIndex((other) => textOf(other) === textOf(one)) === at);

describe("the three outputs say the same", () => {
  test.each(each)("$name", async (source) => {
    const { outputs, laidOut } = await make(source);
    await check({ ...outputs, html: new TextDecoder().decode(outputs.html), laidOut });
  });

  const logo = { image: picture, width: 40, alt: "Logo du réseau" };
  const typed = fc.tuple(trees, fc.boolean());

  test("of any tree", async () => {
    const property = fc.asyncProperty(typed, async ([tree, orthotypography]) => {
      const kind = { ...note2008, layout: { ...note2008.layout, orthotypography, lists: true } };
      await check(await set(compose(inputOf(tree, { kind, logo })).document));
    });
    await fc.assert(property, { numRuns: tries(5, 60) });
  });

  // Poppler is started once: many random trees make one document of many parts.
  test.runIf(poppler)("of many trees, in the file", async () => {
    const parts = fc.sample(trees, { numRuns: tries(1, 20), seed: 2008 }).map((tree) => ({ title: "", tree }));
    const { document } = compose(inputOf(parts[0]!.tree, { parts }));
    const made = await set(document);
    await check({ ...made, pdf: await writePdf(made.laidOut, document, images, fonts) }, Number.POSITIVE_INFINITY);
  });
});

async function set(document: Composed): Promise<Set> {
  const { laidOut } = layOut(document, theme, fonts, images);
  const pageOf = (id: string) => laidOut.pages[laidOut.places.get(id)?.page ?? -1]?.label;
  const docx = await writeDocx(document, theme, images, pageOf);
  return { docx, html: writeHtml(document, { imageHref: () => "" }), laidOut };
}
