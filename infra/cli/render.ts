import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { checkPart } from "../../shared/document/checks.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import { Refusal, type Warning } from "../../shared/errors.ts";
import { type Images, inlineImages, type Rendered, render } from "../../shared/formats/render.ts";
import { formatBytes } from "../../shared/i18n/dates.ts";
import { textIn } from "../../shared/i18n/languages.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import type { Kind } from "../../shared/kinds/kind.ts";
import { loadKind, loadTheme } from "../../shared/kinds/resolve.ts";
import type { Theme } from "../../shared/kinds/theme.ts";
import { type Fonts, openFonts } from "../../shared/layout/fonts/fonts.ts";
import { wrapped } from "../lines.ts";
import { language, misused, say } from "../say.ts";
import { type Destination, destinationOf } from "./destination.ts";
import { readFileAt, stemOf } from "./draft.ts";
import type { Asked } from "./grammar.ts";
import { line, type PrintedWarning, printedWarnings } from "./printed-warnings.ts";

/**
 * Renders drafts without any server. Throws a Refusal for a file that is refused, or for wrong arguments; one of several is
 * told, and the exit code is 2.
 */
export async function run({ values, operands: paths }: Asked<"render">): Promise<void> {
  if (values.out === undefined) throw misused("wrong.missing", { argument: "--out" });
  if (values.out === "-" && values.json) throw misused("wrong.out.json");
  const setting = await openSetting(values.kind ?? "plain");
  const destination = destinationOf(values.out, values.to, paths);
  const several = paths.length > 1;
  for (const path of paths) {
    try {
      const done = await renderFile(path, setting, destination);
      if (values.json) console.log(JSON.stringify({ ...(several && { file: path }), ...done }));
      else print(done, several ? path : undefined);
    } catch (error) {
      if (!several || !(error instanceof Refusal)) throw error;
      console.error(line(`${path}: ${refusalMessage(language, error)} (${error.code})`, undefined));
      if (values.json) console.log(JSON.stringify({ file: path, refused: error.code }));
      process.exitCode = 2;
    }
  }
}

type Setting = { kind: Kind; theme: Theme; fonts: Fonts };

/** What all drafts of one command are set with. Throws `kind-unknown`, with the kinds there are. */
async function openSetting(kindId: string): Promise<Setting> {
  const assets = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));
  const { kind } = await loadKind(assets, kindId);
  const { theme } = await loadTheme(assets);
  return { kind, theme, fonts: await openFonts(assets, theme) };
}

type Written = { format: Rendered["format"]; path?: string; bytes: number; sha256: string; pages?: number };
type Done = { warnings: PrintedWarning[]; outputs: Written[]; ms: number };

async function renderFile(path: string, setting: Setting, destination: Destination): Promise<Done> {
  const started = performance.now();
  const reading = await readFileAt(path);
  const images: Images = new Map(reading.images);
  const { outputs, warnings } = await render({
    ...setting,
    parts: [{ title: "", tree: reading.tree }],
    images,
    fileName: stemOf(path),
    facts: {},
    instant: reading.modified,
    imageHref: inlineImages(images),
  });
  const all = [...reading.warnings, ...missing(reading.tree, setting.kind), ...warnings];
  const wanted = outputs.filter(({ format }) => destination.formats.includes(format));
  const written = await Promise.all(wanted.map((output) => write(output, path, destination)));
  return {
    warnings: printedWarnings(all, reading.tree),
    outputs: written,
    ms: Math.round(performance.now() - started),
  };
}

/** A required section that the draft lacks is said, and the document is set all the same. */
function missing(tree: DocumentTree, kind: Kind): Warning[] {
  const { missingTitles } = checkPart(tree, kind);
  return missingTitles.map((title) => ({ code: "section-missing", details: { section: textIn(title, language) } }));
}

async function write(output: Rendered, draft: string, destination: Destination): Promise<Written> {
  const { format, bytes, pages } = output;
  const path = await destination.write(output, draft);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { format, ...(path !== undefined && { path }), bytes: bytes.length, sha256, ...(pages && { pages }) };
}

/** Warnings for people; where several drafts were given, each with its own. */
function print({ warnings, outputs }: Done, draft: string | undefined): void {
  const of = draft === undefined ? "" : `${draft}: `;
  for (const { message, place } of warnings) console.error(line(`⚠ ${of}${message}`, place));
  for (const { path, bytes, pages } of outputs) {
    const facts = [formatBytes(language, bytes), ...(pages ? [say("render.pages", { count: pages })] : [])];
    if (path !== undefined) console.log(wrapped(`${path} ${facts.join(", ")}`, 2));
  }
}
