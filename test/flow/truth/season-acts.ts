import * as steps from "../../../infra/local/sample-acts.ts";
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
