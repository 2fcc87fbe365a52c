import type { LaidOut, LinkItem, Page } from "../../layout/frames.ts";
import { ascii, type Dictionary, type Literal, type PdfFile, put, type Ref, reserve, text } from "./file.ts";
import { type Marks, markAnnotation } from "./structure.ts";

/** Link annotations (ISO 32000-1, 12.5.6.5) of a page; a link whose target was not set leads nowhere and is left out. */
export function addLinks(file: PdfFile, laidOut: LaidOut, index: number, marks: Marks): Ref[] {
  const page = laidOut.pages[index]!;
  const links = page.items.filter((item): item is LinkItem => item.type === "link");
  return links.flatMap((item) => {
    const lead = leadOf(laidOut, item, marks.pages);
    if (lead === undefined) return [];
    const ref = reserve(file);
    const parent = markAnnotation(marks, item.tag, index, ref);
    put(file, ref, { ...annotation(item, page), ...lead, StructParent: parent });
    return [ref];
  });
}

/** Printable (F 4, as PDF/A asks), without a border; its description is what assistive technology says. */
function annotation(item: LinkItem, page: Page): Dictionary {
  const bottom = page.height - item.y - item.height;
  return {
    Type: "Annot",
    Subtype: "Link",
    Rect: [item.x, bottom, item.x + item.width, bottom + item.height].map(hundredths),
    Border: [0, 0, 0],
    F: 4,
    Contents: text(item.description),
  };
}

function leadOf(laidOut: LaidOut, { to }: LinkItem, pages: Ref[]): Dictionary | undefined {
  if ("href" in to) return { A: { S: "URI", URI: ascii(uri(to.href)) } };
  const destination = destinationOf(laidOut, to.target, pages);
  return destination === undefined ? undefined : { Dest: destination };
}

/** The place of a block (12.3.2.2), a little above its first line. */
export function destinationOf(laidOut: LaidOut, target: string, pages: Ref[]): Literal | undefined {
  const place = laidOut.places.get(target);
  if (place === undefined) return undefined;
  const { height } = laidOut.pages[place.page]!;
  return [pages[place.page]!, "XYZ", null, hundredths(Math.min(height, height - place.y + 8)), null];
}

/** ASCII (RFC 3986), without what a PDF string would need escaped. */
function uri(href: string): string {
  return encodeURI(href.toWellFormed())
    .replaceAll("%25", "%")
    .replace(/[()\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A length rounded to hundredths of a point. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
