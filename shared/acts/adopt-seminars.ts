import { issue } from "../chain/issue.ts";
import { seminarId } from "../deliverable/round/sittings.ts";
import type { Sitting, State } from "../deliverable/state.ts";
import type { CommandOf as MeetingCommandOf } from "../meeting/decide.ts";
import type { AgendaItem } from "../meeting/state.ts";
import type { Ports, Store } from "../ports.ts";
import { type ActionRef, parseActionRef } from "../programme/state.ts";
import { loadEvents } from "../stored/deliverable.ts";
import { meetings } from "../stored/meeting.ts";
import { withSeminars } from "../stored/seminars.ts";
import type { TextRef } from "../values.ts";
import { noteInDeliverables } from "./meetings.ts";

type Context = Pick<Ports, "store" | "clock" | "ids">;

/** Deliverables whose seminars one call makes into meetings. */
const aTurn = 100;

/**
 * Makes seminars, which were fields of rounds before there were meetings, into meetings of the same calendar uid: of at most 100
 * deliverables at one call. One that was held brings its record, one that was off is cancelled. Says whether nothing is left; a
 * crash, or another that does the same, repeats nothing, and nobody is mailed.
 */
export async function adoptSeminars(ports: Context): Promise<boolean> {
  const { states, all } = await withSeminars(ports.store, aTurn);
  for (const state of states)
    for (const sitting of state.meetings) {
      if (!sitting.seminar || sitting.round === undefined) continue;
      const id = seminarId(state.id, sitting.round);
      await issue(meetings, ports, id, await adoption(ports.store, state, sitting, id));
      await noteInDeliverables(ports, id);
    }
  return all;
}

/** The same to the end: before a network is served by one process. */
export async function adoptAll(ports: Context): Promise<void> {
  while (!(await adoptSeminars(ports)));
}

async function adoption(
  store: Store,
  { id: deliverable, action, coordinator }: State,
  sitting: Sitting,
  id: string,
): Promise<MeetingCommandOf<"adopt">> {
  const { date, starts, ends, place, call, invited, sequence, stage, seminar, round } = sitting;
  const { present, outsiders = 0, minutes, minutesFile } = sitting;
  const reason = stage === "cancelled" ? await reasonOf(store, deliverable, round) : undefined;
  const document: AgendaItem = { id: "document", what: "version", deliverable };
  const said: AgendaItem[] = seminar?.agenda ? [{ id: "words", what: "words", words: seminar.agenda }] : [];
  return {
    ...{ type: "adopt", by: "line", id, kind: "internal", title: "" },
    actions: parseActionRef(action) ? [action as ActionRef] : [],
    ...{ organiser: coordinator, date, place, invited, agenda: [document, ...said], sequence, stage },
    ...(starts !== undefined && { starts }),
    ...(ends !== undefined && { ends }),
    ...(call !== undefined && { call }),
    ...(reason !== undefined && { reason }),
    ...(stage === "held" && {
      record: {
        ...{ present: present ?? [], outsiders },
        ...(minutes !== undefined && { minutes }),
        ...(minutesFile !== undefined && { minutesFile }),
      },
    }),
  };
}

/** Why a seminar was called off, the last time. */
async function reasonOf(store: Store, id: string, round: number | undefined): Promise<TextRef | undefined> {
  let reason: TextRef | undefined;
  for await (const { type, data } of loadEvents(store, id))
    if (type === "seminarCancelled" && data.round === round) reason = data.reason;
  return reason;
}
