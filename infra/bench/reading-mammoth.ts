import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cost } from "./cost.ts";

const [path = "", folder = "", runs = "15"] = process.argv.slice(2);
const mammoth = createRequire(join(folder, "package.json"))("mammoth") as {
  convertToHtml(input: { buffer: Buffer }): Promise<{ value: string }>;
};
const buffer = readFileSync(path);

const figures = await cost(async () => {
  const { value } = await mammoth.convertToHtml({ buffer });
  if (value.length === 0) throw new Error("nothing was read");
}, Number(runs));
console.log(JSON.stringify(figures));
