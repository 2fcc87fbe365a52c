import { createHash } from "node:crypto";
import type { Composed } from "../../document/composed.ts";
import type { Fonts } from "../../layout/fonts/fonts.ts";
import type { ImageItem, LaidOut, Page } from "../../layout/frames.ts";
import { deflateEach } from "./deflate.ts";
import { drawPage } from "./draw.ts";
import { embedFaces, openFaces } from "./faces.ts";
import { add, type Dictionary, newFile, put, putDeflated, type Ref, reserve, save, text } from "./file.ts";
import { embedImages, type Images, type PdfImages } from "./images.ts";
import { addLinks, hundredths } from "./links.ts";
import { addInfo, addMetadata } from "./metadata.ts";
import { addOutline, addPageLabels } from "./outline.ts";
import { srgbIntent } from "./srgb.ts";
import { addStructure, type Marks, markContent, openMarks } from "./structure.ts";

/**
 * The PDF of a document that is laid out: PDF 1.7, tagged, claiming PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
 * The same input gives the same bytes: dates are the document's instant, the ID comes from its version and content.
 * An image that cannot be drawn (SVG, a damaged file) leaves a grey box with its alternative.
 */
export async function writePdf(
  laidOut: LaidOut,
  document: Composed,
  images: Images,
  fonts: Fonts,
): Promise<Uint8Array> {
  const file = newFile();
  const catalogue = reserve(file);
  const tree = reserve(file);
  const pageRefs = laidOut.pages.map(() => reserve(file));
  const marks = openMarks(laidOut, pageRefs);
  const faces = openFaces(fonts);
  const drawable = await embedImages(file, laidOut, images);
  const hash = createHash("sha256").update(JSON.stringify([document.title, document.instant]));
  const contents = function* (): Generator<Uint8Array> {
    for (const [index, page] of laidOut.pages.entries()) {
      markImages(marks, page);
      const content = drawPage(page, {
        faces,
        imageName: (name) => drawable.get(name)?.name,
        mark: (node) => ({ type: laidOut.structure[node]!.type, mcid: markContent(marks, node, index) }),
      });
      const bytes = Buffer.from(content, "latin1");
      hash.update(bytes);
      yield bytes;
    }
  };
  const streams = (await deflateEach(contents())).map((bytes) => putDeflated(file, reserve(file), bytes));
  const resources = add(file, { Font: await embedFaces(file, faces), XObject: xObjects(drawable) });
  for (const [index, ref] of pageRefs.entries())
    put(
      file,
      ref,
      pageOf(laidOut.pages[index]!, index, tree, resources, streams[index]!, addLinks(file, laidOut, index, marks)),
    );
  put(file, tree, { Type: "Pages", Kids: pageRefs, Count: pageRefs.length });
  put(file, catalogue, {
    Type: "Catalog",
    Pages: tree,
    Lang: text(document.language),
    MarkInfo: { Marked: true },
    StructTreeRoot: addStructure(file, marks),
    Outlines: addOutline(file, laidOut, pageRefs),
    PageLabels: addPageLabels(file, laidOut.pages),
    ViewerPreferences: { DisplayDocTitle: true },
    Metadata: addMetadata(file, document),
    OutputIntents: [await srgbIntent(file)],
  });
  return save(file, { root: catalogue, info: addInfo(file, document), id: identify(document, hash.digest()) });
}

function pageOf(page: Page, index: number, tree: Ref, resources: Ref, contents: Ref, links: Ref[]): Dictionary {
  return {
    Type: "Page",
    Parent: tree,
    MediaBox: [0, 0, hundredths(page.width), hundredths(page.height)],
    Resources: resources,
    Contents: contents,
    StructParents: index,
    Tabs: "S",
    Annots: links.length > 0 ? links : undefined,
  };
}

function markImages(marks: Marks, page: Page): void {
  const tagged = page.items.filter(
    (item): item is ImageItem & { tag: number } => item.type === "image" && typeof item.tag === "number",
  );
  for (const { tag, x, y, width, height } of tagged) {
    const bottom = page.height - y - height;
    marks.boxes.set(tag, [x, bottom, x + width, bottom + height].map(hundredths));
  }
}

function xObjects(images: PdfImages): Dictionary | undefined {
  if (images.size === 0) return undefined;
  return Object.fromEntries([...images.values()].map(({ name, ref }) => [name, ref]));
}

/** The file identifier (ISO 32000-1, 14.4): the document's, then this rendering's. */
function identify(document: Composed, rendering: Buffer): [Uint8Array, Uint8Array] {
  const lasting = document.version === undefined ? rendering : Buffer.from(document.version, "hex");
  return [lasting.subarray(0, 16), rendering.subarray(0, 16)];
}
