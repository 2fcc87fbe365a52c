import type { Asker } from "../chain/event.ts";
import { type Issued, issue, type Provided } from "../chain/issue.ts";
import type { CommandOf } from "../deliverable/decided.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "../meeting/command.ts";
import type { Event } from "../meeting/event.ts";
import { isTold } from "../meeting/owed.ts";
import { documentsOf, type Meeting } from "../meeting/state.ts";
import type { Ports } from "../ports.ts";
import { deliverables } from "../stored/deliverable.ts";
import { loadMeeting, meetingChain, meetings } from "../stored/meeting.ts";

type Context = Pick<Ports, "store" | "clock" | "ids">;

/**
 * Does what somebody asks of a meeting, and tells it to the deliverables of its agenda. Their job does the same again, so that a
 * crash between the two loses nothing. Throws what `issue` throws.
 */
export async function issueMeeting(
  ports: Context,
  id: string,
  command: Command,
  provided?: Provided,
): Promise<Issued<Meeting, Event>> {
  const issued = await issue(meetings, ports, id, command, provided);
  if (issued.events.some(isTold)) await noteInDeliverables(ports, id, command.by);
  return issued;
}

/** Tells each deliverable that is or was on a meeting's agenda what the meeting is now. Doing it twice is doing it once. */
export async function noteInDeliverables(ports: Context, id: string, by: Asker = "line"): Promise<void> {
  const loaded = await loadMeeting(ports.store, id);
  if (!loaded) return;
  for (const deliverable of await everDiscussed(ports, id)) {
    const sitting = sittingOf(loaded.state, deliverable);
    try {
      await issue(deliverables, ports, deliverable, {
        ...{ type: "noteMeeting", by, meeting: id },
        ...(sitting && { sitting }),
      });
    } catch (error) {
      // it was never made, or is of a network that was left behind
      if (!(error instanceof Refusal && error.code === "deliverable-unknown")) throw error;
    }
  }
}

/** The deliverables that were ever on the agenda of a meeting. */
async function everDiscussed({ store }: Context, id: string): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { type, data } of meetingChain.events(store, id)) {
    if (type === "recorded") for (const id of documentsOf({ agenda: data.points ?? [] })) found.add(id);
    if (type !== "planned" && type !== "adopted" && type !== "changed") continue;
    for (const deliverable of documentsOf({ agenda: data.agenda ?? [] })) found.add(deliverable);
  }
  return found;
}

/** A meeting as a deliverable of its agenda keeps it; undefined: the deliverable is not on it. */
function sittingOf(meeting: Meeting, deliverable: string): CommandOf<"noteMeeting">["sitting"] {
  const item = meeting.agenda.find((each) => each.what === "version" && each.deliverable === deliverable);
  if (item?.what !== "version") return undefined;
  const { seq: of, date, until, starts, ends, place, call, invited, sequence, stage, record } = meeting;
  return {
    ...{ of, date, place, invited, sequence, stage },
    ...(until !== undefined && { until }),
    ...(starts !== undefined && { starts }),
    ...(ends !== undefined && { ends }),
    ...(call !== undefined && { call }),
    ...(item.version !== undefined && { version: item.version }),
    ...record,
  };
}
