import { isDeepStrictEqual } from "node:util";
import type { Image } from "../document/tree.ts";
import { loadTheme } from "../kinds/resolve.ts";
import { type Theme, themeSchema } from "../kinds/theme.ts";
import type { Ports } from "../ports.ts";
import type { Settings } from "../settings.ts";
import { changeSettings } from "../stored/network.ts";
import { assetKey } from "../stored/objects.ts";
import { keep } from "../stored/version.ts";

/** `assets`: the templates with the network's own theme laid over them. */
type Where = Pick<Ports, "store" | "files" | "assets">;

/**
 * Changes what documents look like from now on; what a round has pinned keeps its looks. One that comes to be as Livrable brings it is none of
 * the network's own.
 */
export async function changeLook(where: Where, change: (theme: Theme) => Theme): Promise<Settings> {
  const shipped = (await loadTheme(where.assets.shipped ?? where.assets)).theme;
  return changeSettings(where, async () => {
    const theme = themeSchema.parse(change((await loadTheme(where.assets)).theme));
    if (isDeepStrictEqual(theme, shipped)) return { theme: undefined };
    return { theme: await keep(where.files, "themes", theme) };
  });
}

/** Keeps a logo's image with the images of documents. */
export async function keepLogo({ files }: Pick<Ports, "files">, image: Image, bytes: Uint8Array): Promise<void> {
  await files.put(assetKey(image.hash), bytes, image.mediaType);
}
