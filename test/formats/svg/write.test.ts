import { readFileSync } from "node:fs";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { writeSvg } from "../../../shared/formats/svg/write.ts";
import type { ImageItem, Page } from "../../../shared/layout/frames.ts";
import { openDefaultFonts } from "../../layout/fonts/open.ts";
import { builder, sampleDocument } from "../pdf/sample.ts";

const fonts = await openDefaultFonts();
const image = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url)));
const small = { mediaType: "image/png", bytes: image("palette-clear.png") };
const [cover] = sampleDocument(fonts).pages;
const drawn = (page: Page, images = new Map<string, typeof small>(), title = "Accès aux droits") =>
  Buffer.from(writeSvg(page, title, fonts, images)).toString("utf8");

/** Every element of an SVG file, its attributes as text; throws where it is not well-formed. */
function elementsOf(svg: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) =>
    found.push({ name, attributes: attributes as Record<string, string> }),
  );
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(svg).close();
  return found;
}

test("a page is drawn as it was: the same bytes for the same page", async () => {
  const svg = drawn(cover!, new Map([["a", small]]));
  expect(drawn(cover!, new Map([["a", small]]))).toBe(svg);
  await expect(svg).toMatchFileSnapshot("goldens/page.svg");
});

test("a glyph is outlined once, however often it is drawn, and a word that comes again is one thing", () => {
  const { laidOut, page, text } = builder(fonts);
  page("1");
  text("layout", 60, 90, "le texte, le texte, le texte");
  const all = elementsOf(drawn(laidOut.pages[0]!));
  const ids = all.flatMap(({ attributes }) => attributes.id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  // l e t x and the comma, beside the sheet itself
  expect(all.filter(({ name }) => name === "path")).toHaveLength(1 + 5);
  const words = all.filter(({ name, attributes }) => name === "g" && attributes.id !== undefined);
  expect(words.length).toBeGreaterThan(0);
});

describe("what a document says stays words", () => {
  const hostile = '</title><script>alert(1)</script><image href="https://ailleurs.example/x.png" onload="alert(2)">';
  const check = (svg: string) => {
    const names = new Set(elementsOf(svg).map(({ name }) => name));
    expect([...names].filter((name) => !["svg", "title", "defs", "g", "path", "use", "rect"].includes(name))).toEqual(
      [],
    );
    expect(svg).not.toMatch(/<script|<image|\bon\w+="/);
    expect(svg.replaceAll("http://www.w3.org/2000/svg", "")).not.toContain('="http');
  };
  test("a title that looks like markup", () => check(drawn(cover!, new Map(), hostile)));
  test("a text that looks like markup", () => {
    const { laidOut, page, text } = builder(fonts);
    page("1");
    text("layout", 60, 90, hostile);
    check(drawn(laidOut.pages[0]!));
  });
  test("a colour that looks like markup", () => {
    const { laidOut, page, add } = builder(fonts);
    page("1");
    add({ type: "box", x: 0, y: 0, width: 1, height: 1, fill: `"/>${hostile}`, tag: "layout" });
    check(drawn(laidOut.pages[0]!));
  });
});

describe("an image", () => {
  const item: ImageItem = { type: "image", x: 10, y: 20, width: 30, height: 40, hash: "a", tag: "layout" };
  const page = { width: 100, height: 100, label: "1", items: [item] };
  const check = (given: typeof small | undefined, expected: string) =>
    expect(drawn(page, new Map(given ? [["a", given]] : []))).toContain(expected);
  const grey = '<rect x="10" y="20" width="30" height="40" fill="#E4E4E4"/>';

  test("that is small is in the picture", () => check(small, 'href="data:image/png;base64,iVBOR'));
  test("that is large is a grey box", () => check({ ...small, bytes: new Uint8Array(20_000) }, grey));
  test("that may hold more than an image is a grey box", () => check({ ...small, mediaType: "image/svg+xml" }, grey));
  test("that is gone is a grey box", () => check(undefined, grey));
});
