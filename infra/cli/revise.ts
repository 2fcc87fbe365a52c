import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { checkNames } from "../../shared/acts/kinds.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Files } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadSettings, saveSettings } from "../../shared/stored/network.ts";
import { assetKey } from "../../shared/stored/objects.ts";
import { revise, unrevise } from "../../shared/stored/revisions.ts";
import { language, misused, say } from "../say.ts";
import { fileBeside } from "./draft.ts";
import type { Asked } from "./grammar.ts";
import { withLogo } from "./logo.ts";
import { withNetwork } from "./network.ts";

/** Keeps a revision of a kind or of the theme; rounds that are open keep theirs. Throws as `revise` and `checkNames` do. */
export async function run({ values, operands: [path] }: Asked<"revise">): Promise<void> {
  if ((path === undefined) === (values.back === undefined)) throw misused("wrong.revise");
  if (path !== undefined && !existsSync(path)) throw new Refusal("file-not-found", { path });
  z.config(z.locales[language]());
  await withNetwork(async ({ ports }) => {
    const settings = await loadSettings(ports.store);
    const revised =
      path === undefined ? unrevise(settings, values.back!) : await reviseFrom(ports.files, settings, path);
    await checkNames({ assets: templates, files: ports.files }, settings, revised);
    await saveSettings(ports, revised);
    console.log(JSON.stringify({ kinds: revised.kinds, theme: revised.theme ?? "default" }));
    console.error(say("restart"));
  });
}

const templates = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));

/** Takes the revision at `path`; a theme's logo is kept with the images of drafts. */
async function reviseFrom(files: Files, settings: Settings, path: string): Promise<Settings> {
  const { bytes, image, imageBytes } = withLogo(readFileSync(path), fileBeside(path));
  const revised = await revise(files, settings, bytes);
  if (image && imageBytes) await files.put(assetKey(image.hash), imageBytes, image.mediaType);
  return revised;
}
