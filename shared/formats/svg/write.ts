import type { Fonts } from "../../layout/fonts/fonts.ts";
import type { BoxItem, ImageItem, Item, Page, RuleItem } from "../../layout/frames.ts";
import { escapeMarkup } from "../escape.ts";
import { drawText, type Lettering, openLettering } from "./text.ts";

/** Images by hash, as they were read. */
type Images = ReadonlyMap<string, { mediaType: string; bytes: Uint8Array }>;

/**
 * A page as an SVG picture that needs nothing besides itself: glyphs as outlines, no script, style, font or address. The same page
 * gives the same bytes. `title`: what it is a picture of.
 */
export function writeSvg(page: Page, title: string, fonts: Fonts, images: Images): Uint8Array {
  const lettering = openLettering(page, fonts);
  const drawn = page.items.map((item) => drawItem(item, lettering, images)).join("");
  const [width, height] = [short(page.width), short(page.height)];
  return new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<title>${escapeMarkup(title)}</title><defs>${lettering.defs.join("")}</defs>` +
      `<path fill="#fff" d="M0 0h${width}v${height}H0z"/>${drawn}</svg>\n`,
  );
}

function drawItem(item: Item, lettering: Lettering, images: Images): string {
  switch (item.type) {
    case "text":
      return drawText(lettering, item);
    case "rule":
      return drawRule(item);
    case "box":
      return drawBox(item);
    case "image":
      return drawImage(item, images);
    case "link":
      return "";
  }
}

function drawRule({ x1, y1, x2, y2, thickness, colour }: RuleItem): string {
  const [from, to] = [`${short(x1)} ${short(y1)}`, `${short(x2)} ${short(y2)}`];
  return `<path stroke="${escapeMarkup(colour)}" stroke-width="${short(thickness)}" d="M${from}L${to}"/>`;
}

function drawBox({ x, y, width, height, fill }: Omit<BoxItem, "type" | "tag">): string {
  return `<rect ${placed({ x, y, width, height })} fill="${escapeMarkup(fill)}"/>`;
}

/** Bytes of an image that a picture of a page may hold: a logo, a small chart. */
const largestImage = 16_384;
const rasters = ["image/png", "image/jpeg", "image/gif"];

/** A small image in the picture itself (RFC 2397); a grey box for one that is large, or that may hold more than an image. */
function drawImage({ hash, ...place }: ImageItem, images: Images): string {
  const image = images.get(hash);
  if (!image || image.bytes.length > largestImage || !rasters.includes(image.mediaType))
    return drawBox({ ...place, fill: "#E4E4E4" });
  const data = Buffer.from(image.bytes).toString("base64");
  return `<image ${placed(place)} preserveAspectRatio="none" href="data:${image.mediaType};base64,${data}"/>`;
}

type Place = { x: number; y: number; width: number; height: number };

function placed({ x, y, width, height }: Place): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}

/** Points, at most two decimals. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}
