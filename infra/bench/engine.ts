import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleEntry } from "../bundle.ts";
import { nursery } from "../nursery.ts";
import { median } from "./cost.ts";
import type { Engine } from "./engine-ours.ts";
import { prepare, type Reference } from "./prepare.ts";
import { root } from "./reference.ts";

/**
 * `npm run bench:engine`: our engine beside Typst's on the same words, page and fonts, in processes of their own, in turn.
 * Ours starts from a stored tree, Typst from a program. Compare the ratios of one run only: machines are noisy.
 */
const typstVersion = "0.7.0";
const typst = join(root, "out", "typst");
/** Ours as it runs on Lambda: bundled, with the same nursery. Two folders below the root, as its source. */
const bundle = join(root, "out", "bench");
const coldRuns = 5;

type Measured = { ours: Engine; theirs: Engine; coldOurs: number; coldTheirs: number };

installTypst();
await bundleEntry(join(root, "infra", "bench", "engine-ours.ts"), bundle);
report(measure("M", await folderOf("M"), "12"), measure("L", await folderOf("L"), "3"));

/** The compiler has packages for more platforms than every registry serves, so it is no dependency of ours. */
function installTypst(): void {
  if (existsSync(join(typst, "node_modules"))) return;
  mkdirSync(typst, { recursive: true });
  writeFileSync(join(typst, "package.json"), '{ "private": true }\n');
  const name = `@myriaddreamin/typst-ts-node-compiler@${typstVersion}`;
  execFileSync("npm", ["install", "--prefix", typst, "--no-save", name], { stdio: ["ignore", 2, 2] });
}

async function folderOf(name: Reference): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "livrable-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await prepare(name, folder);
  return folder;
}

function measure(name: Reference, folder: string, runs: string): Measured {
  console.error(`measuring ${name}…`);
  const ours = [nursery, join(bundle, "engine-ours.mjs"), folder];
  const theirs = [join(root, "infra", "bench", "engine-typst.ts"), folder, typst, join(root, "templates", "fonts")];
  const cold = Array.from({ length: coldRuns }, () => [timed(ours), timed(theirs)] as const);
  return {
    ours: run([...ours, runs]),
    theirs: run([...theirs, runs]),
    coldOurs: median(cold.map(([own]) => own)),
    coldTheirs: median(cold.map(([, their]) => their)),
  };
}

/** Milliseconds that a whole process takes. */
function timed(command: string[]): number {
  const started = performance.now();
  run(command);
  return performance.now() - started;
}

function run(command: string[]): Engine {
  return JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8" })) as Engine;
}

function report(M: Measured, L: Measured): void {
  const none = { wall: Number.NaN, cpu: Number.NaN };
  const { pdf = none, all = none } = M.ours;
  const { pdf: theirs = none } = M.theirs;
  console.table({
    "M, warm, PDF: wall, ms": row(pdf.wall, theirs.wall, "0.35"),
    "M, warm, PDF: processor, ms": row(pdf.cpu, theirs.cpu, "0.35"),
    "M, cold process, PDF: wall, ms": row(M.coldOurs, M.coldTheirs, "0.8"),
    "M, warm, DOCX + PDF + HTML: wall, ms": row(all.wall, theirs.wall, "0.8"),
    "L, cold process, PDF: wall, ms": row(L.coldOurs, L.coldTheirs, ""),
    "M, tagged PDF, KB": row(M.ours.kilobytes, M.theirs.kilobytes, "under 250 KB"),
    "L, peak memory, MB": row(L.ours.peakMb, L.theirs.peakMb, "under 200 MB"),
  });
  const times = (of: (engine: Engine) => number | undefined) => ((of(L.ours) ?? 0) / (of(M.ours) ?? 1)).toFixed(1);
  const [pages, time, memory] = [times((own) => own.pages), times((own) => own.pdf?.wall), times((own) => own.peakMb)];
  console.log(`L / M: pages × ${pages} (${M.ours.pages} and ${L.ours.pages}), time × ${time}, memory × ${memory}`);
}

function row(ours: number, typst: number, goal: string) {
  return { ours: Math.round(ours), typst: Math.round(typst), ratio: Number((ours / typst).toFixed(2)), goal };
}
