import type { Figure } from "../../document/tree.ts";
import { imageFacts } from "../images.ts";
import { keepImage } from "../reading.ts";
import type { Package } from "./package.ts";

/** A picture as a file shows it: its alternatives in order of preference, by their names in the package. */
export type Picture = {
  names: readonly string[];
  /** Its bytes are not in the package. */
  elsewhere: boolean;
  alt: string;
  /** What to call it in a warning. */
  label: string;
  /** Millimetres. */
  width?: number | undefined;
};

/** The figure of a picture, by the first of its alternatives that can be set; where none can, a warning. */
export function figureOf(of: Package, { names, elsewhere, alt, label, width }: Picture): Figure | undefined {
  const id = of.context.nextId();
  const [first = ""] = names;
  if (elsewhere) {
    of.context.warn("image-elsewhere", { name: first.slice(0, 200) || label }, id);
    return undefined;
  }
  const present = names.flatMap((name) => of.media.get(name) ?? []);
  const bytes = present.find((one) => imageFacts(one)?.type === "image") ?? present[0];
  if (!bytes) {
    of.context.warn("picture-missing", { name: label || first }, id);
    return undefined;
  }
  const image = keepImage(of.context, bytes, label || first.slice(first.lastIndexOf("/") + 1), id);
  const millimetres = width === undefined ? undefined : Math.round(width * 10) / 10;
  return (
    image && { type: "figure", id, image, alt: isPath(alt) ? "" : alt, ...(millimetres && { width: millimetres }) }
  );
}

/** Some programs give a picture the path of its file, and with it the name of whoever's computer it came from. */
function isPath(alt: string): boolean {
  return /^\s*(?:[a-z]:[\\/]|\\\\|file:|\/(?:Users|home|Volumes)\/)/i.test(alt);
}
