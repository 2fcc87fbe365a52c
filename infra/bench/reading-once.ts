import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readDraft } from "../../shared/formats/read.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { peakMegabytes } from "./cost.ts";
import type { OneReading } from "./reading-files.ts";

/** Reads one file, and prints what came of it. */

const [path = ""] = process.argv.slice(2);
const bytes = readFileSync(path);
const started = performance.now();
const reading = await readDraft({ name: basename(path), bytes }, { language: "fr-FR", limits: limitsSchema.parse({}) });
const figures: OneReading = {
  verdict: "refused" in reading ? reading.refused.code : `${reading.tree.blocks.length} blocks`,
  ms: Math.round(performance.now() - started),
  peakMb: Math.round(peakMegabytes()),
};
console.log(JSON.stringify(figures));
