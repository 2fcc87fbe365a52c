import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readDraft } from "../../shared/formats/read.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { cost } from "./cost.ts";

const [path = "", runs = "15"] = process.argv.slice(2);
const file = { name: basename(path), bytes: readFileSync(path) };
const limits = limitsSchema.parse({});

const figures = await cost(async () => {
  const reading = await readDraft(file, { language: "fr-FR", limits });
  if ("refused" in reading) throw new Error(reading.refused.code);
}, Number(runs));
console.log(JSON.stringify(figures));
