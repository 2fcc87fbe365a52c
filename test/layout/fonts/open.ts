import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderAssets } from "../../../shared/adapters/assets.ts";
import { themeSchema } from "../../../shared/kinds/theme.ts";
import { type Fonts, openFonts } from "../../../shared/layout/fonts/fonts.ts";

const templates = fileURLToPath(new URL("../../../templates", import.meta.url));

/** The fonts of the default theme. */
export async function openDefaultFonts(): Promise<Fonts> {
  const theme = themeSchema.parse(JSON.parse(await readFile(join(templates, "theme.json"), "utf8")));
  return openFonts(folderAssets(templates), theme);
}
