import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { inlineImages, type Rendered, render } from "../../shared/formats/render.ts";
import { loadKind, loadTheme } from "../../shared/kinds/resolve.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { median, peakMegabytes } from "./cost.ts";

/** Milliseconds; `coldMs`: from loading the fonts, in a fresh process. `peakMb`: the most memory the process held. */
export type RenderFigures = {
  pages: number;
  coldMs: number;
  warmMs: number;
  peakMb: number;
  kilobytes: Record<string, number>;
};

const warmRuns = 15;

const [kindId = "framing-note"] = process.argv.slice(2);
const assets = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));
const sample = `${kindId}/sample.docx`;

const started = performance.now();
const { kind } = await loadKind(assets, kindId);
const { theme } = await loadTheme(assets);
const bytes = await assets.read(sample);
let outputs = await once();
const coldMs = performance.now() - started;

const runs: number[] = [];
for (let run = 0; run < warmRuns; run++) {
  const from = performance.now();
  outputs = await once();
  runs.push(performance.now() - from);
}

const figures: RenderFigures = {
  pages: outputs.find(({ format }) => format === "pdf")?.pages ?? 0,
  coldMs: Math.round(coldMs),
  warmMs: Math.round(median(runs)),
  peakMb: Math.round(peakMegabytes()),
  kilobytes: Object.fromEntries(outputs.map(({ format, bytes }) => [`${format}, KB`, Math.round(bytes.length / 1024)])),
};
console.log(JSON.stringify(figures));

async function once(): Promise<Rendered[]> {
  const reading = await readDraft(
    { name: basename(sample), bytes },
    { language: "fr-FR", limits: limitsSchema.parse({}) },
  );
  if ("refused" in reading) throw new Error(reading.refused.code);
  const { tree, images } = reading;
  const fonts = await openFonts(assets, theme);
  const instant = "2008-03-31T12:00:00.000Z";
  const parts = [{ title: "", tree }];
  const rendered = await render({
    parts,
    kind,
    theme,
    fonts,
    images,
    fileName: kindId,
    facts: {},
    instant,
    imageHref: inlineImages(images),
  });
  return rendered.outputs;
}
