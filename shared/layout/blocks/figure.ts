import { captionOf } from "../../document/number.ts";
import type { Figure, Inline } from "../../document/tree.ts";
import { addNode, type Setting, warn } from "../setting.ts";
import { type BlockContext, type FigureMaterial, idsOf, type TextMaterial } from "./material.ts";
import { textMaterial } from "./paragraph.ts";

const pointsPerMillimetre = 72 / 25.4;
/** Images are taken to have 96 pixels an inch. */
const pointsPerPixel = 72 / 96;
/** Below a logo, points. */
const belowLogo = 24;

/** A figure at its own width, or at that of its pixels; warns `image-unavailable` where the image was not given. */
export function collectFigure(setting: Setting, block: Figure, context: BlockContext): FigureMaterial {
  const { image, alt } = block;
  const size = setting.images.get(image.hash) ?? image;
  if (!setting.images.has(image.hash)) warn(setting, "image-unavailable", { alt }, block.id);
  const width = block.width === undefined ? size.width * pointsPerPixel : block.width * pointsPerMillimetre;
  const group =
    block.caption === undefined ? context.parent : addNode(setting, { type: "Div", parent: context.parent });
  const node = addNode(setting, { type: "Figure", parent: group, alt, id: block.id });
  const figure: FigureMaterial = {
    type: "figure",
    node,
    hash: image.hash,
    width,
    height: (width * size.height) / size.width,
    ...(block.role === "logo" && { after: belowLogo }),
    ids: idsOf(block),
  };
  if (block.caption === undefined) return figure;
  return { ...figure, caption: collectCaption(setting, block, group) };
}

/** A caption with its label, its node in `parent`. */
export function collectCaption(
  setting: Setting,
  block: { label?: string; caption?: Inline[] },
  parent: number,
): TextMaterial {
  const node = addNode(setting, { type: "Caption", parent });
  const text = textMaterial(setting, captionOf(block), setting.theme.styles.caption, node, { features: {} }, []);
  return { ...text, hyphens: false, introduces: false };
}
