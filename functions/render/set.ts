import { render } from "../../shared/formats/render.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import type { Assets } from "../../shared/ports.ts";
import type { RenderOrder, SetDocuments } from "./render.ts";

/** Sets the three documents in this process, with the fonts among `assets`. */
export function setDocuments(assets: Assets): SetDocuments {
  return async (order) => {
    const fonts = await openFonts(assets, order.theme);
    return render({ ...order, fonts, imageHref: (hash) => inlined(order.images, hash) });
  };
}

/** The HTML output is one file: its images are in it. */
function inlined(images: RenderOrder["images"], hash: string): string {
  const image = images.get(hash);
  return image ? `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString("base64")}` : "";
}
