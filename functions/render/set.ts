import { setRedline } from "../../shared/formats/redline.ts";
import { inlineImages, render } from "../../shared/formats/render.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import type { Assets } from "../../shared/ports.ts";
import { redlinedImage } from "../../shared/stored/outputs.ts";
import type { CompareVersions } from "./redline.ts";
import type { SetDocuments } from "./render.ts";

/** Sets the three documents in this process, with the fonts among `assets`. */
export function setDocuments(assets: Assets): SetDocuments {
  return async (order) => {
    const fonts = await openFonts(assets, order.theme);
    return render({ ...order, fonts, imageHref: inlineImages(order.images) });
  };
}

/** Compares two versions in this process. */
export const compareVersions: CompareVersions = (order) => setRedline({ ...order, imageHref: redlinedImage });
