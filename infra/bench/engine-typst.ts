import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cost, peakMegabytes } from "./cost.ts";
import type { Engine } from "./engine-ours.ts";

/** The part of @myriaddreamin/typst-ts-node-compiler that is used here. */
type Compiler = { evictCache(maxAge: number): void; pdf(source: { mainFilePath: string }): Buffer };
type Options = { workspace: string; fontArgs: { fontPaths: string[] }[] };
type Module = { NodeCompiler: { create(options: Options): Compiler } };

const [folder = "", installed = "", fonts = "", runs = "0"] = process.argv.slice(2);
const load = createRequire(join(installed, "package.json"));
const { NodeCompiler } = load("@myriaddreamin/typst-ts-node-compiler") as Module;
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts] }] });
const mainFilePath = join(folder, "document.typ");

const bytes = compiler.pdf({ mainFilePath });
writeFileSync(join(folder, "typst.pdf"), bytes);
const figures: Engine = {
  pages: bytes.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0,
  kilobytes: bytes.length / 1024,
  peakMb: peakMegabytes(),
  ...(runs !== "0" && { pdf: await cost(again, Number(runs)) }),
};
console.log(JSON.stringify(figures));

/** What the run before memoized is forgotten, or nothing would be measured. */
async function again(): Promise<void> {
  compiler.evictCache(0);
  compiler.pdf({ mainFilePath });
}
