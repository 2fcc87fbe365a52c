import { appendEvents } from "../../shared/chain/append.ts";
import type { Command } from "../../shared/meeting/command.ts";
import { decide } from "../../shared/meeting/decide.ts";
import type { Event } from "../../shared/meeting/event.ts";
import { evolve } from "../../shared/meeting/evolve.ts";
import type { Meeting, MeetingPlan } from "../../shared/meeting/state.ts";

export const coordination = { person: "coordination", coordinator: true } as const;
export const now = Date.parse("2008-06-02T09:00:00.000Z");

/** The seminar of July, at which two notes are discussed. */
export const seminar: MeetingPlan = {
  ...{ kind: "internal", title: "Séminaire de juillet", actions: ["2008/interculturalite"] },
  ...{ organiser: "coordination", date: "2008-07-03", starts: "14:00", ends: "17:30", place: "Paris, salle Dussane" },
  invited: ["direction-oriv", "chargee-etudes-acse"],
  agenda: [
    { id: "note", what: "version", deliverable: "note-interculturalite" },
    { id: "suites", what: "words", words: "a".repeat(64) },
  ],
};

/** What a test asks of a meeting, as the coordinator. */
export type Asked = Command extends infer C ? (C extends { by: unknown } ? Omit<C, "by"> : never) : never;
export const ask = (command: Asked, by: Command["by"] = coordination): Command => ({ ...command, by }) as Command;

export const plan = ask({ type: "plan", id: "seminaire-juillet", ...seminar });
export const record = ask({ type: "record", present: ["direction-oriv"], outsiders: 3, today: "2008-07-04" });
export const resolution = { id: "d1", words: "b".repeat(64), person: "direction-oriv", due: "2008-09-15" };
export const decideIt = ask({ type: "addResolution", resolution });

export type History = { state: Meeting | undefined; events: Event[] };
export const nothing: History = { state: undefined, events: [] };

/** Does what a command asks, or says why not. */
export function next(history: History, command: Command): History | string {
  const decided = decide(history.state, command);
  if ("refused" in decided) return decided.refused.code;
  if (decided.events.length === 0) return history;
  const appended = appendEvents(evolve, history.state, decided.events, command.by, now);
  return { state: appended.state, events: [...history.events, ...appended.events] as Event[] };
}

/** What is there once these were asked; what is refused changes nothing. */
export function played(...commands: readonly Command[]): History {
  return commands.reduce<History>((history, command) => {
    const reached = next(history, command);
    return typeof reached === "string" ? history : reached;
  }, nothing);
}
