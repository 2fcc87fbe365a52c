import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { LineFigures } from "./line.ts";
import type { RenderFigures } from "./rendering.ts";

/**
 * `npm run bench`: what rendering and the line cost here, now: medians, each measured in a process of its own. Times drift
 * with the machine; compare those of one run.
 */
const samples = [
  ...["framing-note", "synthesis-note", "resource-dossier", "intermediate-note", "final-note", "point-of-view"],
  ...["capitalisation-note", "watch-note", "minutes"],
];

/** Runs a bench in a fresh process; it prints one JSON object. */
function measure<Figures>(script: string, ...args: string[]): Figures {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const output = execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", path, ...args], {
    encoding: "utf8",
  });
  return JSON.parse(output) as Figures;
}

const rendered = samples.map((kind) => ({ kind, ...measure<RenderFigures>("./rendering.ts", kind) }));
console.log("Rendering DOCX, PDF and HTML of each sample");
console.table(
  Object.fromEntries(
    rendered.map(({ kind, pages, coldMs, warmMs, peakMb, kilobytes }) => [
      kind,
      { pages, "cold, ms": coldMs, "warm, ms": warmMs, "peak, MB": peakMb, ...kilobytes },
    ]),
  ),
);

const line = measure<LineFigures>("./line.ts");
console.log("The line, embedded: a synthesis note with two approvals");
console.table({
  "submit to final documents": { ms: line.submitToFinal },
  "of which closing to final": { ms: line.closeToFinal },
});
