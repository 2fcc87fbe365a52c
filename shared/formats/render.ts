import { type ComposeInput, compose } from "../document/compose.ts";
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

/** Images by the SHA-256 of their bytes. */
export type Images = Map<string, { mediaType: ImageType; bytes: Uint8Array; width: number; height: number }>;

export type RenderInput = Omit<ComposeInput, "logo"> & {
  theme: Theme;
  fonts: Fonts;
  images: Images;
  imageHref: (hash: string) => string;
};

export type Rendered = { format: "docx" | "pdf" | "html"; mediaType: string; bytes: Uint8Array; pages?: number };

/**
 * From trees to the three documents: compose once, lay out once, write thrice. The DOCX takes its contents' page
 * numbers from the PDF's layout.
 */
export async function render(input: RenderInput): Promise<{ outputs: Rendered[]; warnings: Warning[] }> {
  const { document, warnings } = compose({ ...input, logo: input.theme.logo });
  const { laidOut, warnings: layoutWarnings } = layOut(document, input.theme, input.fonts, input.images);
  const pages = laidOut.pages.length;
  return {
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

function docx(document: Composed, laidOut: LaidOut, { theme, images }: RenderInput): Promise<Uint8Array> {
  const pageOf = (block: string): string | undefined => {
    const place = laidOut.places.get(block);
    return place && laidOut.pages[place.page]?.label;
  };
  return writeDocx(document, theme, images, pageOf);
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
