import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readDraft } from "../../shared/formats/read.ts";
import { limitsSchema } from "../../shared/settings.ts";

/** Reads one file in a fresh process, and prints what came of it: blocks or a refusal, milliseconds, peak memory in MB. */
export type OneReading = { verdict: string; ms: number; peakMb: number };

const [path = ""] = process.argv.slice(2);
const bytes = readFileSync(path);
const started = performance.now();
const reading = await readDraft({ name: basename(path), bytes }, { language: "fr-FR", limits: limitsSchema.parse({}) });
const figures: OneReading = {
  verdict: "refused" in reading ? reading.refused.code : `${reading.tree.blocks.length} blocks`,
  ms: Math.round(performance.now() - started),
  peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
console.log(JSON.stringify(figures));
