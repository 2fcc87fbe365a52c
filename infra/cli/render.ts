import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { makePath } from "../../shared/adapters/embedded/folder.ts";
import { checkPart } from "../../shared/document/checks.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import type { Warning } from "../../shared/errors.ts";
import { type Images, inlineImages, type Rendered, render } from "../../shared/formats/render.ts";
import { formatBytes } from "../../shared/i18n/dates.ts";
import type { Kind } from "../../shared/kinds/kind.ts";
import { loadKind, loadTheme } from "../../shared/kinds/resolve.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import { language, misused, say } from "../say.ts";
import { readFileAt, said } from "./draft.ts";
import type { Asked } from "./grammar.ts";

/** Renders one file without any server. Throws a Refusal for a file that is refused, or for wrong arguments. */
export async function run({ values, operands: [path = ""] }: Asked<"render">): Promise<void> {
  const started = performance.now();
  if (!values.out) throw misused("wrong.missing", { argument: "--out" });

  const { outputs, warnings } = await renderFile(path, values.kind ?? "plain");
  const written = await writeAll(outputs, values.out, basename(path, extname(path)));
  if (values.json) {
    console.log(
      JSON.stringify({ warnings: said(warnings), outputs: written, ms: Math.round(performance.now() - started) }),
    );
    return;
  }
  for (const { message, at } of said(warnings)) console.error(at ? `⚠ ${message} [${at}]` : `⚠ ${message}`);
  for (const { path, bytes, pages } of written)
    console.log(
      `${path}  ${[formatBytes(language, bytes), ...(pages ? [say("render.pages", { count: pages })] : [])].join(", ")}`,
    );
}

async function renderFile(path: string, kindId: string): Promise<{ outputs: Rendered[]; warnings: Warning[] }> {
  const assets = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));
  const { kind } = await loadKind(assets, kindId);
  const { theme } = await loadTheme(assets);
  const reading = await readFileAt(path);
  const images: Images = new Map(reading.images);
  const rendered = await render({
    parts: [{ title: "", tree: reading.tree }],
    kind,
    theme,
    fonts: await openFonts(assets, theme),
    images,
    fileName: basename(path, extname(path)),
    facts: {},
    instant: reading.modified,
    imageHref: inlineImages(images),
  });
  return {
    outputs: rendered.outputs,
    warnings: [...reading.warnings, ...missing(reading.tree, kind), ...rendered.warnings],
  };
}

/** A required section that the draft lacks is said, and the document is set all the same. */
function missing(tree: DocumentTree, kind: Kind): Warning[] {
  const { missingTitles } = checkPart(tree, kind);
  return missingTitles.map((title) => ({ code: "section-missing", details: { section: title[language] } }));
}

async function writeAll(outputs: Rendered[], folder: string, name: string) {
  makePath(folder);
  return Promise.all(
    outputs.map(async ({ format, bytes, pages }) => {
      const path = join(folder, `${name}.${format}`);
      await writeFile(path, bytes);
      return { format, path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), pages };
    }),
  );
}
