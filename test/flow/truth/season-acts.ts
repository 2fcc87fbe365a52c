import { readFileSync } from "node:fs";
import * as steps from "../../../infra/local/sample-acts.ts";
import { importProgramme, readProgramme } from "../../../shared/acts/programme-file.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Command } from "../../../shared/deliverable/command.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { putText } from "../../../shared/stored/text.ts";
import * as y from "../year.ts";

type Asked = Command extends infer C ? (C extends Command ? Omit<C, "by"> : never) : never;

/** The coordinator asks. */
export async function office(year: y.Year, title: string, command: Asked): Promise<void> {
  await issue(deliverables, year.ports, y.idOf(year, title), {
    ...command,
    by: steps.asker(year.people.coordination!),
  } as Command);
}

export async function seminar(
  year: y.Year,
  title: string,
  date: string,
  place: string,
  invited: string[],
): Promise<void> {
  const agenda = await putText(year.ports, "Tour de table.");
  const { number: round } = (await y.stateOf(year, title)).rounds.at(-1)!;
  const when = { date, starts: "14:00", ends: "17:00" };
  await office(year, title, {
    ...{ type: "planSeminar", round, place, ...when, agenda },
    invited: invited.map((who) => year.people[who]!.id),
  });
}

/** What the network sets out to do in the year, from its file; `as`: the file changed. */
export async function setProgramme(year: y.Year, as: (file: string) => string = (file) => file): Promise<void> {
  const read = await readProgramme(year.ports, as(readFileSync(sample, "utf8")));
  if (!("ok" in read)) throw new Error(JSON.stringify(read));
  await importProgramme(year.ports, steps.asker(year.people.coordination!), read.ok);
}
const sample = new URL("../../../templates/sample/reci-2008.yaml", import.meta.url);
