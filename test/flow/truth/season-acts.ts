import { readFileSync } from "node:fs";
import * as steps from "../../../infra/local/sample-acts.ts";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { importProgramme, readProgramme } from "../../../shared/acts/programme-file.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Command } from "../../../shared/deliverable/command.ts";
import type { MeetingPlan } from "../../../shared/meeting/state.ts";
import { type ActionRef, parseActionRef } from "../../../shared/programme/state.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
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

/** The coordinator plans a meeting that discusses a document, or another day, place or guests for it. */
export async function meet(year: y.Year, title: string, date: string, place: string, invited: string[]): Promise<void> {
  const { ports, people } = year;
  const { id: deliverable, action } = await y.stateOf(year, title);
  const id = meetingOf(year, title);
  const words = await putText(ports, "Tour de table.");
  const plan: MeetingPlan = {
    ...{ kind: "internal", title: "", actions: parseActionRef(action) ? [action as ActionRef] : [], place },
    ...{ organiser: people.coordination!.id, date, starts: "14:00", ends: "17:00" },
    invited: invited.map((who) => people[who]!.id),
    agenda: [
      { id: "document", what: "version", deliverable },
      { id: "words", what: "words", words },
    ],
  };
  const by = steps.asker(people.coordination!);
  const known = await loadMeeting(ports.store, id);
  await issueMeeting(ports, id, known ? { type: "change", by, ...plan } : { type: "plan", by, id, ...plan });
}

/** The coordinator records who came to it, and what was said. */
export async function recordMeeting(year: y.Year, title: string, who: string[], said?: string): Promise<void> {
  const { ports, people } = year;
  const minutes = said === undefined ? {} : { minutes: await putText(ports, said) };
  await issueMeeting(ports, meetingOf(year, title), {
    ...{ type: "record", by: steps.asker(people.coordination!), present: who.map((each) => people[each]!.id) },
    ...{ outsiders: 0, today: new Date(ports.clock()).toISOString().slice(0, 10), ...minutes },
  });
}

/** What a meeting decided: words, who does it, by when. */
type Decided = { id: string; words: string; person: string; due?: string };

/** The coordinator adds what it decided. */
export async function giveDecision(year: y.Year, title: string, { id, words, person, due }: Decided): Promise<void> {
  const resolution = {
    id,
    words: await putText(year.ports, words),
    person: year.people[person]!.id,
    ...(due && { due }),
  };
  const by = steps.asker(year.people.coordination!);
  await issueMeeting(year.ports, meetingOf(year, title), { type: "addResolution", by, resolution });
}

/** Who is to do what it decided says what became of it. */
export async function closeDecision(
  year: y.Year,
  title: string,
  { who, id, as }: { who: string; id: string; as: "done" | "dropped" },
): Promise<void> {
  const [by, on] = [steps.asker(year.people[who]!), new Date(year.ports.clock()).toISOString().slice(0, 10)];
  await issueMeeting(year.ports, meetingOf(year, title), { type: "closeResolution", by, resolution: id, as, on });
}

/** The coordinator cancels it, and says why. */
export async function cancelMeeting(year: y.Year, title: string, why: string): Promise<void> {
  const reason = await putText(year.ports, why);
  const by = steps.asker(year.people.coordination!);
  await issueMeeting(year.ports, meetingOf(year, title), { type: "cancel", by, reason });
}

const meetingOf = (year: y.Year, title: string) => `meeting-${y.idOf(year, title)}`;

/** What the network sets out to do in the year, from its file; `as`: the file changed. */
export async function setProgramme(year: y.Year, as: (file: string) => string = (file) => file): Promise<void> {
  const read = await readProgramme(year.ports, as(readFileSync(sample, "utf8")));
  if (!("ok" in read)) throw new Error(JSON.stringify(read));
  await importProgramme(year.ports, steps.asker(year.people.coordination!), read.ok);
}
const sample = new URL("../../../templates/sample/reci-2008.yaml", import.meta.url);
