import type { Block, Figure } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import { withoutLabel } from "../captions.ts";
import { keepImage } from "../reading.ts";
import { nest, type Run, trimRuns } from "../runs.ts";
import type { Attributes } from "./attributes.ts";
import type { Scope } from "./scope.ts";

/** An image by its source, with what its author says of it. `label`: what stands between its square brackets. */
export type InlineImage = { url: string; title?: string; alt: string; label: Run[]; attributes?: Attributes };

/** The images of a line as figures; one that cannot be had leaves its words, and a warning. */
export function readFigures({ scope, images }: { scope: Scope; images: readonly InlineImage[] }): Block[] {
  return images.flatMap((image) => readFigure(scope, image));
}

/** The name of an image's file beside the text, or undefined for an address elsewhere. */
export function fileNameOf(url: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return undefined;
  try {
    return decodeURIComponent(url.replace(/[?#][\s\S]*/, "")).replace(/^(\.\/)+/, "");
  } catch {
    return url;
  }
}

function readFigure(scope: Scope, image: InlineImage): Block[] {
  const { context } = scope;
  const id = context.nextId();
  const label = nest(trimRuns(image.label));
  const name = fileNameOf(image.url);
  const bytes = name === undefined ? undefined : scope.files.get(name);
  if (!bytes)
    context.warn(name === undefined ? "image-elsewhere" : "image-missing", { name: image.url.slice(0, 200) }, id);
  const kept = bytes && keepImage(context, bytes, name ?? "", id);
  if (!kept) return label.length > 0 ? [{ type: "paragraph", id, children: label }] : [];
  const alt = image.attributes?.values.get("alt") ?? (plainText(label) || image.alt);
  const caption = withoutLabel(context, image.title ? [{ type: "text", value: image.title }] : label, id);
  const width = millimetres(image.attributes?.values.get("width"));
  const anchor = image.attributes?.id;
  const figure: Figure = {
    type: "figure",
    id,
    ...(anchor !== undefined && { anchor }),
    image: kept,
    alt,
    ...(width !== undefined && { width }),
    ...(caption.length > 0 && { caption }),
  };
  return [figure];
}

/** Millimetres in one of each unit; a pixel is 1/96 inch (CSS), a percent one of a 160 mm line. */
const units: Record<string, number> = {
  mm: 1,
  cm: 10,
  in: 25.4,
  pt: 25.4 / 72,
  px: 25.4 / 96,
  "": 25.4 / 96,
  "%": 1.6,
};

function millimetres(width: string | undefined): number | undefined {
  const [, value, unit] = /^(\d+(?:\.\d+)?)(?:\s*(mm|cm|in|pt|px|%))?$/.exec(width?.trim() ?? "") ?? [];
  const length = Number(value) * (units[unit ?? ""] ?? 0);
  return length > 0 && length <= 1000 ? Math.round(length * 10) / 10 : undefined;
}
