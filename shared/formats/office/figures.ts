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
  const named = isFileName(alt);
  if (image && named) of.context.warn("alternative-is-file", { name: nameIn(alt) }, id);
  return image && { type: "figure", id, image, alt: named ? "" : alt, ...(millimetres && { width: millimetres }) };
}

/**
 * Some programs give a picture the path or the name of its file for an alternative, which says nothing of what it shows,
 * and with a path the name of whoever's computer it came from.
 */
function isFileName(alt: string): boolean {
  return path.test(alt) || fileName.test(alt);
}

const path =
  /^\s*(?:[a-z]:[\\/]|\\\\|file:|cid:|~\/|\.{1,2}[\\/]|\/?(?:users|home|volumes|tmp|var|private)[\\/]|[^/\\\n]{1,60}:users:)/i;
/** A few words and the ending of an image: "Capture d’écran 2024-01-02 à 10.20.png". */
const fileName =
  /^\s*(?:\S{1,100}\s+){0,7}\S{0,100}\.(?:png|jpe?g|gif|bmp|tiff?|svg|webp|heic|emf|wmf)(?:@[\w.]{1,60})?\s*$/i;

/** The name of the file alone. */
function nameIn(alt: string): string {
  const name = alt.trim().replace(/^.*[/\\:]/s, "");
  return name.slice(0, 200);
}
