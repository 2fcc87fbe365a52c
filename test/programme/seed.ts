import { readFileSync } from "node:fs";
import { foldWords } from "../../shared/name.ts";
import { readProgrammeFile } from "../../shared/programme/file/read.ts";

/** The kinds that a file may name, as the templates call them. */
export const kinds = calledBy({
  "framing-note": ["Note de cadrage", "Framing note"],
  "synthesis-note": ["Note de synthèse", "Synthesis note"],
  "intermediate-note": ["Note intermédiaire", "Intermediate note"],
  "final-note": ["Note finale", "Final note"],
  "point-of-view": ["Point de vue", "Point of view"],
  "capitalisation-note": ["Note de capitalisation", "Capitalisation note"],
  "watch-note": ["Note de veille", "Watch note"],
  "resource-dossier": ["Dossier ressources", "Resource dossier"],
});

/** Organisations, or kinds, by what they are called. */
export function calledBy(names: Readonly<Record<string, readonly string[]>>) {
  const entries = Object.entries(names).flatMap(([id, said]) => said.map((each) => [foldWords(each), id] as const));
  return { ids: new Map(entries), shown: Object.values(names).map(([first = ""]) => first) };
}

export const nothingKnown = { organisations: calledBy({}), kinds };

/** The text of the sample, the whole programme of 2008. */
export const seedText = readFileSync(new URL("../../templates/sample/reci-2008.yaml", import.meta.url), "utf8");

/** What it says. Throws where it has a fault. */
export function seed() {
  const read = readProgrammeFile(seedText, nothingKnown);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.ok;
}
