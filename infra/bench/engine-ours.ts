import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writePdf } from "../../shared/formats/pdf/write.ts";
import { loadTheme } from "../../shared/kinds/resolve.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import { layOut } from "../../shared/layout/layout.ts";
import { type Cost, cost, peakMegabytes } from "./cost.ts";
import { assets, composed, prepared } from "./reference.ts";

/** `all`: DOCX, PDF and HTML; `peakMb`: after the first PDF. Without `runs`, one PDF and no more: a cold process. */
export type Engine = { pages: number; kilobytes: number; peakMb: number; pdf?: Cost; all?: Cost };

const [folder = "", runs = "0"] = process.argv.slice(2);
const { tree, images } = prepared(folder);
const { theme } = await loadTheme(assets);

const { bytes, laidOut } = await pdf();
writeFileSync(join(folder, "ours.pdf"), bytes);
const figures: Engine = {
  pages: laidOut.pages.length,
  kilobytes: bytes.length / 1024,
  peakMb: peakMegabytes(),
  ...(runs !== "0" && { pdf: await cost(pdf, Number(runs)), all: await cost(await all(), Number(runs)) }),
};
console.log(JSON.stringify(figures));

async function pdf() {
  const document = await composed(tree);
  const fonts = await openFonts(assets, theme);
  const { laidOut } = layOut(document, theme, fonts, images);
  return { document, laidOut, bytes: await writePdf(laidOut, document, images, fonts) };
}

async function all() {
  const { writeDocx } = await import("../../shared/formats/docx/write.ts");
  const { writeHtml } = await import("../../shared/formats/html/write.ts");
  return async () => {
    const { document, laidOut } = await pdf();
    await writeDocx(document, theme, images, (block) => laidOut.pages[laidOut.places.get(block)?.page ?? -1]?.label);
    writeHtml(document, { imageHref: (hash) => hash });
  };
}
