import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from "pdf-lib";
import { describe, expect, test } from "vitest";
import { writePdf } from "../../../shared/formats/pdf/write.ts";
import { openDefaultFonts } from "../../layout/fonts/open.ts";
import { tries } from "../../long.ts";
import { present, rasterize, runOn } from "./poppler.ts";
import { builder, document, type Images, sampleDocument, sans } from "./sample.ts";

const fonts = await openDefaultFonts();
const image = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url)));
const images: Images = new Map([["a", { mediaType: "image/png", bytes: image("palette-clear.png") }]]);
const pdf = await writePdf(sampleDocument(fonts), document, images, fonts);
const parsed = await PDFDocument.load(pdf, { updateMetadata: false });
const { context } = parsed;

/** An object as plain data: names and strings as text, references followed `depth` deep, then as "→". */
function plain(object: PDFObject | undefined, depth: number): unknown {
  const found = object instanceof PDFRef ? (depth > 0 ? context.lookup(object) : undefined) : object;
  if (object instanceof PDFRef && depth === 0) return "→";
  if (found instanceof PDFDict)
    return Object.fromEntries(found.entries().map(([name, value]) => [name.decodeText(), plain(value, depth - 1)]));
  if (found instanceof PDFArray)
    return found.asArray().map((value) => plain(value, depth - (value instanceof PDFRef ? 1 : 0)));
  if (found instanceof PDFName) return found.decodeText();
  if (found instanceof PDFString || found instanceof PDFHexString) return found.decodeText();
  if (found instanceof PDFNumber) return found.asNumber();
  if (found instanceof PDFRawStream) return plain(found.dict, depth);
  return String(found);
}

const catalogue = parsed.catalog;
const entry = (name: string) => catalogue.get(PDFName.of(name));
const streamText = (ref: PDFObject | undefined) => {
  const stream = context.lookup(ref as PDFRef, PDFRawStream as never) as unknown as PDFRawStream;
  return Buffer.from(stream.dict.has(PDFName.of("Filter")) ? inflateSync(stream.contents) : stream.contents).toString(
    "utf8",
  );
};

describe("the catalogue says what the document is", () => {
  const check = (name: string, expected: unknown) => expect(plain(entry(name), 2)).toMatchObject(expected as object);
  test.each<[string, unknown]>([
    ["MarkInfo", { Marked: "true" }],
    ["ViewerPreferences", { DisplayDocTitle: "true" }],
    ["PageLabels", { Nums: [0, { P: "" }, 1, { S: "D", St: 2 }] }],
    ["OutputIntents", [{ S: "GTS_PDFA1", DestOutputProfile: { N: 3 } }]],
    ["Outlines", { Count: 2, First: { Title: "1 Réflexions affectées", Count: 1 } }],
  ])("%s", check);

  test("its language, its title, its dates", () => {
    expect(plain(entry("Lang"), 1)).toBe("fr-FR");
    expect(parsed.getTitle()).toBe(document.title);
    expect(parsed.getAuthor()).toBe("Centre de ressources de l’Est; Pôle « ville »");
    expect(parsed.getCreationDate()?.toISOString()).toBe(document.instant);
  });

  test("the metadata claims both standards and escapes what XML must", () => {
    const xmp = streamText(entry("Metadata"));
    for (const claim of [
      "<pdfaid:part>2",
      "<pdfaid:conformance>A",
      "<pdfuaid:part>1",
      "pdfaExtension:schemas",
      "Bilan &amp; perspectives",
    ])
      expect(xmp).toContain(claim);
  });

  test("the ID begins with the version's hash", () => {
    const [lasting] = (context.trailerInfo.ID as PDFArray).asArray() as PDFHexString[];
    expect(Buffer.from(lasting!.asBytes()).toString("hex")).toBe(document.version!.slice(0, 32));
  });
});

describe("the structure", () => {
  type Element = { type: string; kids: (Element | string)[] };
  const walk = (ref: PDFObject): Element | string => {
    const dict = context.lookup(ref as PDFRef);
    if (dict instanceof PDFNumber) return "mcid";
    if (!(dict instanceof PDFDict)) throw new Error(`a kid that is ${dict}`);
    const type = plain(dict.get(PDFName.of("Type")), 1);
    if (type === "OBJR" || type === "MCR") return String(type);
    const kids = context.lookup(dict.get(PDFName.of("K")));
    const list = kids instanceof PDFArray ? kids.asArray() : kids === undefined ? [] : [kids];
    return { type: String(plain(dict.get(PDFName.of("S")), 1)), kids: list.map(walk) };
  };
  const print = (element: Element | string): string =>
    typeof element === "string" ? element : `${element.type}(${element.kids.map(print).join(" ")})`;

  test("follows the reading order, content among its children where it was drawn, what a box stands for by itself", () => {
    const root = context.lookup(entry("StructTreeRoot"), PDFDict);
    const [top] = context.lookup(root.get(PDFName.of("K")), PDFArray).asArray();
    expect(print(walk(top!))).toBe(
      "Document(H1(mcid) P(mcid Link(mcid OBJR) mcid mcid Note(P(mcid)) MCR) Figure(mcid) " +
        "Table(THead(TR(TH(P(mcid)))) TBody(TR(TD(mcid) TD()))) " +
        "L(LI(Lbl(mcid) LBody(mcid Span(mcid) Link(mcid OBJR)))))",
    );
  });

  test("every piece of marked content is in the parent tree", () => {
    const root = context.lookup(entry("StructTreeRoot"), PDFDict);
    const nums = context.lookup(
      context.lookup(root.get(PDFName.of("ParentTree")), PDFDict).get(PDFName.of("Nums")),
      PDFArray,
    );
    for (const [index, page] of parsed.getPages().entries()) {
      const content = streamText(page.node.get(PDFName.of("Contents")));
      const marked = [...content.matchAll(/\/MCID (\d+)/g)].map((match) => Number(match[1]));
      const parents = context.lookup(nums.get(2 * index + 1), PDFArray);
      expect(marked).toEqual(Array.from({ length: parents.size() }, (_, i) => i));
      expect(content.match(/BDC/g)?.length).toBe(content.match(/EMC/g)?.length);
      expect(content.match(/^BT$/gm)?.length).toBe(content.match(/^ET$/gm)?.length);
    }
  });

  test("a note has an ID, a span its language, a figure its alternative and its box", () => {
    const elements = context.enumerateIndirectObjects().map(([ref]) => plain(ref, 1) as Record<string, unknown>);
    const of = (type: string) => elements.find(({ S }) => S === type);
    expect(of("Note")?.ID).toBe("note-000003");
    expect(of("Span")?.Lang).toBe("en");
    expect(of("Figure")).toMatchObject({ Alt: "Un carré, puis une légende" });
    expect(of("TH")?.A).toEqual({ O: "Table", Scope: "Column", ColSpan: 2 });
    expect(of("L")?.A).toEqual({ O: "List", ListNumbering: "Decimal" });
  });
});

describe("links", () => {
  const annotations = parsed.getPages().flatMap((page) => page.node.Annots()?.asArray() ?? []);
  test("lead inside and out, described, printed and tied to the structure", () => {
    expect(annotations.map((annotation) => plain(annotation, 2))).toMatchObject([
      { Subtype: "Link", Contents: "Annexe", F: 4, StructParent: 2, Dest: [{}, "XYZ", "null", 561.89, "null"] },
      { Subtype: "Link", Contents: "Site de l’ORIV", StructParent: 3, A: { S: "URI" } },
    ]);
  });
  test("an address is written in ASCII", () => {
    expect(plain(annotations[1], 3)).toMatchObject({ A: { URI: "https://oriv.example/%C3%A9%281%29?a=b%20c" } });
  });
});

describe("fonts", () => {
  const objects = context.enumerateIndirectObjects().map(([, object]) => object);
  const dicts = objects.filter((object): object is PDFDict => object instanceof PDFDict);
  const descriptors = dicts.filter((dict) => plain(dict.get(PDFName.of("Type")), 1) === "FontDescriptor");
  test("are subsets, with what PDF/A asks of a descriptor", () => {
    expect(descriptors.length).toBe(2);
    for (const descriptor of descriptors) {
      const found = plain(descriptor, 2) as Record<string, unknown>;
      expect(found.FontName).toMatch(/^[A-Z]{6}\+Livrable(Serif|Sans)-/);
      expect(found).toMatchObject({ StemV: expect.any(Number), FontFile2: { Length1: expect.any(Number) } });
    }
  });
  test("say what their glyphs stand for, a hundred a block at most", async () => {
    const { laidOut, page, node, text } = builder(fonts);
    page("1");
    const all = Array.from({ length: 300 }, (_, i) => String.fromCharCode(0x100 + i)).join("");
    text(node({ type: "P", parent: -1 }), 50, 100, all, sans);
    const cmaps = await maps(await writePdf(laidOut, document, new Map(), fonts));
    expect(cmaps.flatMap((cmap) => [...cmap.matchAll(/(\d+) beginbfchar/g)].map((match) => Number(match[1])))).toEqual([
      100, 100, 100,
    ]);
  });
  test("tell a no-break space from a space", async () => {
    const codes = (await maps(pdf)).join("").match(/<(0020|00a0|202f|00ad)>$/gm);
    expect(new Set(codes)).toEqual(new Set(["<0020>", "<00a0>", "<202f>", "<00ad>"]));
  });
  async function maps(bytes: Uint8Array): Promise<string[]> {
    const other = await PDFDocument.load(bytes, { updateMetadata: false });
    const streams = other.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFRawStream ? [object] : []));
    const texts = streams.map((stream) => {
      const deflated = String(stream.dict.get(PDFName.of("Filter"))) === "/FlateDecode";
      return deflated ? inflateSync(stream.contents).toString("latin1") : "";
    });
    return texts.filter((content) => content.includes("begincmap"));
  }
});

test("the same input gives the same bytes, another instant others", async () => {
  expect(Buffer.from(await writePdf(sampleDocument(fonts), document, images, fonts)).equals(pdf)).toBe(true);
  const later = { ...document, instant: "2024-06-08T00:00:00.000Z" };
  expect(Buffer.from(await writePdf(sampleDocument(fonts), later, images, fonts)).equals(pdf)).toBe(false);
});

test("an empty document is a document", async () => {
  const { laidOut, page } = builder(fonts);
  page("1");
  const bytes = await writePdf(laidOut, { ...document, authors: [], keywords: [] }, new Map(), fonts);
  expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1);
});

test("any text at all is written, in the page, the structure, the links and the metadata", async () => {
  const strings = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  await fc.assert(
    fc.asyncProperty(strings, strings, async (title, words) => {
      const { laidOut, page, node, add, text } = builder(fonts);
      page(words);
      const tag = node({ type: "Link", parent: node({ type: "P", parent: -1, alt: title, language: words }) });
      text(tag, 50, 100, words);
      text(tag, 50, 100, words, sans, 9, { smallCaps: true }, title);
      const to = { href: `https://oriv.example/${words}` };
      add({ type: "link", x: 0, y: 0, width: 9, height: 9, to, description: title, tag });
      laidOut.outline.push({ level: 1, title, target: "none" });
      const bytes = await writePdf(laidOut, { ...document, title, authors: [words] }, new Map(), fonts);
      expect((await PDFDocument.load(bytes, { updateMetadata: false })).getTitle()).toBe(title.toWellFormed());
    }),
    { numRuns: tries(8, 60) },
  );
});

describe.skipIf(!present("qpdf"))("qpdf", () => {
  test("finds nothing wrong", () =>
    expect(runOn(pdf, "qpdf", "--check", "FILE").toString()).toContain("No syntax or stream encoding errors"));
});

describe.skipIf(!present("pdftotext"))("pdftotext", () => {
  const extracted = present("pdftotext") ? runOn(pdf, "pdftotext", "FILE", "-").toString("utf8") : "";
  test.each([
    ["ligatures as letters", "1 Réflexions affectées"],
    ["no-break spaces as spaces, which is all it knows", "1 284 €"],
    ["a line-end hyphen as a soft one", "affec\u00ad\ntés"],
    ["small capitals as written", "l’oriv"],
    ["superscripts", "1er"],
    ["what no font has", "🙂"],
  ])("reads %s", (_, expected) => expect(extracted.replace(/ {2,}/g, " ")).toContain(expected));
});

describe.skipIf(!present("pdftoppm"))("pages show", () => {
  const square = async (name: string) => {
    const { laidOut, page, node, add } = builder(fonts);
    page("1");
    const tag = node({ type: "Figure", parent: -1, alt: name });
    add({ type: "box", x: 0, y: 0, width: 300, height: 300, fill: "#00FF00", tag: "layout" });
    add({ type: "image", x: 40, y: 40, width: 160, height: 160, hash: "i", tag });
    const mediaType = `image/${name.split(".")[1]!.replace("jpg", "jpeg")}`;
    return rasterize(await writePdf(laidOut, document, new Map([["i", { mediaType, bytes: image(name) }]]), fonts), 1);
  };
  /** Colours in the left half, in the right half and in the lower right corner. */
  const check = async (name: string, ...expected: number[][]) => {
    const at = await square(name);
    const found = [at(80, 120), at(150, 80), at(185, 185)];
    for (const [i, colour] of expected.entries())
      for (const [k, value] of colour.entries())
        expect(Math.abs(found[i]![k]! - value), `${name} ${found}`).toBeLessThan(24);
  };
  const [blue, red, black, green] = [
    [0, 0, 255],
    [255, 0, 0],
    [0, 0, 0],
    [0, 255, 0],
  ] as const;
  test.each<[string, ...number[][]]>([
    ["palette.gif", [...blue], [...red], [...black]],
    ["clear.gif", [...blue], [...red], [...green]],
    ["palette-clear.png", [...blue], [...red], [...green]],
    ["cmyk.jpg", [0, 255, 255], [...black], [...black]],
    ["rgb.jpg", [64, 128, 128], [176, 64, 128], [232, 232, 128]],
  ])("%s", check);
});
