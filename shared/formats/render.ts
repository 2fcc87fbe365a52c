import type { RemarkComments } from "../document/commented.ts";
import { type ComposeInput, compose, isCollective } from "../document/compose.ts";
import type { Composed } from "../document/composed.ts";
import type { ImageType } from "../document/tree.ts";
import type { Warning } from "../errors.ts";
import type { Theme } from "../kinds/theme.ts";
import type { Fonts } from "../layout/fonts/fonts.ts";
import type { LaidOut } from "../layout/frames.ts";
import { layOut } from "../layout/layout.ts";
import { writeDocx } from "./docx/write.ts";
import { writeHtml } from "./html/write.ts";
import { mediaTypes } from "./media-types.ts";
import { writePdf } from "./pdf/write.ts";
import { writeSvg } from "./svg/write.ts";

/** Images by the SHA-256 of their bytes. */
export type Images = Map<string, { mediaType: ImageType; bytes: Uint8Array; width: number; height: number }>;

export type RenderInput = Omit<ComposeInput, "logo"> & {
  theme: Theme;
  fonts: Fonts;
  images: Images;
  imageHref: (hash: string) => string;
  /** What stands in the margin of the DOCX. */
  comments?: RemarkComments;
};

/** The first page as an SVG picture; `width`, `height` in points. */
export type PagePicture = { mediaType: string; bytes: Uint8Array; width: number; height: number };

export type Rendered = { format: "docx" | "pdf" | "html"; mediaType: string; bytes: Uint8Array; pages?: number };

/**
 * From trees to the three documents: compose once, lay out once, write thrice, and the first page as a picture, unless it is too full for
 * one. The DOCX takes its contents' page numbers from the PDF's layout.
 */
export async function render(
  input: RenderInput,
): Promise<{ outputs: Rendered[]; picture?: PagePicture; warnings: Warning[] }> {
  const { document, warnings } = compose({ ...input, logo: input.theme.logo });
  const { laidOut, warnings: layoutWarnings } = layOut(document, input.theme, input.fonts, input.images);
  const pages = laidOut.pages.length;
  const picture = pictureOf(laidOut, document, input);
  return {
    ...(picture && { picture }),
    outputs: [
      { format: "docx", mediaType: mediaTypes.docx, bytes: await docx(document, laidOut, input), pages },
      {
        format: "pdf",
        mediaType: mediaTypes.pdf,
        bytes: await writePdf(laidOut, document, input.images, input.fonts),
        pages,
      },
      { format: "html", mediaType: mediaTypes.html, bytes: html(document, input) },
    ],
    warnings: [...warnings, ...layoutWarnings],
  };
}

/** Bytes of a picture: a page full of text comes to some 85,000, and 20,000 as they are sent. */
const largestPicture = 98_304;

function pictureOf({ pages: [page] }: LaidOut, { title }: Composed, { fonts, images }: RenderInput) {
  const bytes = page && writeSvg(page, title, fonts, images);
  if (!page || !bytes || bytes.length > largestPicture) return undefined;
  return { mediaType: mediaTypes.svg, bytes, width: Math.round(page.width), height: Math.round(page.height) };
}

async function docx(document: Composed, laidOut: LaidOut, input: RenderInput): Promise<Uint8Array> {
  const { theme, images, comments } = input;
  const pageOf = (block: string): string | undefined => {
    const place = laidOut.places.get(block);
    return place && laidOut.pages[place.page]?.label;
  };
  if (!comments) return writeDocx(document, theme, images, pageOf);
  // few files have some
  const { commented } = await import("../document/commented.ts");
  const { document: own, marks } = commented(document, input.parts, isCollective(input), comments.list);
  return writeDocx(own, theme, images, pageOf, { ...comments, marks });
}

function html(document: Composed, { imageHref }: RenderInput): Uint8Array {
  return new TextEncoder().encode(writeHtml(document, { imageHref }));
}

/** How an HTML page that is one file shows its images: in itself (RFC 2397). */
export function inlineImages(images: Images): (hash: string) => string {
  return (hash) => {
    const image = images.get(hash);
    return image ? `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString("base64")}` : "";
  };
}
