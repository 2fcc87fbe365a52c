import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cost, median } from "./cost.ts";
import { dossier, hostile, readOnce, repeated, slowTexts, withLibrary } from "./reading-files.ts";
import { root } from "./reference.ts";

/**
 * `npm run bench:reading`: our reading of a Word dossier beside mammoth's, in processes of their own, in turn; then
 * whether time is linear in size; then what files made to hurt cost. Compare the ratios of one run only: machines are noisy.
 */
const version = "1.13.0";
const installed = join(root, "out", "mammoth");
const folder = mkdtempSync(join(tmpdir(), "livrable-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

installMammoth();
compare();
linear();
bounded();

/** It is no dependency of ours. */
function installMammoth(): void {
  if (existsSync(join(installed, "node_modules"))) return;
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "package.json"), '{ "private": true }\n');
  const args = ["install", "--prefix", installed, "--no-save", `mammoth@${version}`];
  execFileSync("npm", args, { stdio: ["ignore", 2, 2] });
}

function compare(): void {
  const turns = Array.from({ length: 5 }, () => ({
    ours: run<Cost>("reading-ours.ts", dossier),
    theirs: run<Cost>("reading-mammoth.ts", dossier, installed),
  }));
  const row = (of: "wall" | "cpu") => {
    const [ours, mammoth] = [median(turns.map((turn) => turn.ours[of])), median(turns.map((turn) => turn.theirs[of]))];
    return { ours: rounded(ours), mammoth: rounded(mammoth), ratio: rounded(ours / mammoth), goal: "0.7" };
  };
  console.log(`Reading a Word dossier of 30 pages, warm, beside mammoth ${version} (which makes HTML of it)`);
  console.table({ "wall, ms": row("wall"), "processor, ms": row("cpu") });
}

function linear(): void {
  const rows = [1, 2, 4, 8].map((times) => {
    const { wall } = run<Cost>("reading-ours.ts", kept(`${times}.docx`, repeated(times)), "5");
    return [`× ${times}`, { "wall, ms": rounded(wall), "ms a time": rounded(wall / times) }];
  });
  console.log("The same dossier over and over in one file");
  console.table(Object.fromEntries(rows));
}

function bounded(): void {
  const files = [
    ...Object.entries(hostile).map(([what, make]) => [what, "hostile.docx", make] as const),
    ...Object.entries(slowTexts).map(([what, make]) => [what, "hostile.md", () => Buffer.from(make())] as const),
    ["a text that cites one of 5 000 references, accepted", "library.zip", () => withLibrary(5_000)] as const,
  ];
  const rows = files.map(([what, name, make]) => {
    const { verdict, ms, peakMb } = readOnce(kept(name, make()));
    return [what, { verdict, ms, "peak, MB": peakMb }];
  });
  console.log("Files made to hurt: refused or read under 5 s, those accepted under 300 MB");
  console.table(Object.fromEntries(rows));
}

function kept(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Runs a script of this folder in a fresh process; it prints one JSON object. */
function run<Figures>(script: string, ...args: string[]): Figures {
  const path = join(root, "infra", "bench", script);
  const output = execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", path, ...args], {
    encoding: "utf8",
  });
  return JSON.parse(output) as Figures;
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
