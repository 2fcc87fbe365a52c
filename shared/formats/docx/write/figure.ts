import { type FileChild, type IImageOptions, ImageRun, Paragraph } from "docx";
import type { Figure, ImageType } from "../../../document/tree.ts";
import { bookmarked } from "./bookmarks.ts";
import { hasCaption, writeCaption } from "./caption.ts";
import { pixels, twipsOf } from "./lengths.ts";
import { allowed, textRun } from "./text.ts";
import type { BlockContext, Writing, WritingImage } from "./writing.ts";

/** A transparent pixel, for programs that cannot draw SVG. */
const blank = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYGBgAAAABQABXvMqOgAAAABJRU5ErkJggg==",
  "base64",
);

const types: Readonly<Record<ImageType, "png" | "jpg" | "gif" | "svg">> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/svg+xml": "svg",
};

/** An image in a paragraph of its own, with its alternative, and its caption below; source lines follow. */
export function writeFigure(writing: Writing, figure: Figure, place: BlockContext): FileChild[] {
  const captioned = hasCaption(figure);
  const image = writing.images.get(figure.image.hash);
  // An image that cannot be had leaves its alternative; the layout has warned of it.
  const shown = image ? new ImageRun(imageOptions(writing, figure, image, place)) : textRun(figure.alt, {});
  const children = captioned ? [shown] : bookmarked(writing, figure.id, [shown]);
  const indent = place.indent > 0 ? { indent: { left: place.indent } } : {};
  return [
    new Paragraph({
      style: figure.role === "logo" ? "Logo" : "Figure",
      ...((captioned || place.sourced) && { keepNext: true }),
      ...indent,
      children,
    }),
    ...writeCaption(writing, figure, place.sourced === true),
  ];
}

/** The height that a figure's image takes on the page, twips. */
export function imageHeight(writing: Writing, figure: Figure, place: BlockContext): number {
  return Math.round(sizeOf(writing, figure, place).height * 15);
}

function imageOptions(writing: Writing, figure: Figure, image: WritingImage, place: BlockContext): IImageOptions {
  const id = String(writing.next("drawing"));
  const shared = {
    data: image.bytes,
    transformation: sizeOf(writing, figure, place),
    altText: { id, name: `Image ${id}`, description: allowed(figure.alt) },
  };
  const type = types[image.mediaType];
  return type === "svg" ? { ...shared, type, fallback: { type: "png", data: blank } } : { ...shared, type };
}

/** Pixels that an image is given however narrow its place. */
const least = 16;

/** Pixels of 1/96 inch: the width asked for, or one a pixel; never wider than the text nor higher than 3/4 of it. */
function sizeOf(
  { theme: { page } }: Writing,
  { image, width }: Figure,
  place: BlockContext,
): { width: number; height: number } {
  const wanted = width === undefined ? image.width : pixels(twipsOf(width));
  const height = pixels(twipsOf(page.height - page.margin.top - page.margin.bottom)) * 0.75;
  const room = Math.max(pixels(place.width), least);
  const scale = Math.min(wanted, room, (height * image.width) / image.height) / image.width;
  return { width: image.width * scale, height: image.height * scale };
}
