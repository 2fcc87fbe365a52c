import { alreadyDone, type DecidedOf, refuse } from "../chain/aggregate.ts";
import type { Asker } from "../chain/event.ts";
import { hashOf, isSame } from "../chain/hash.ts";
import type { Refused } from "../errors.ts";
import { inPlace } from "../values.ts";
import type { Command, CommandType } from "./command.ts";
import type { EventData, EventType, NewEvent, PlanChanges } from "./event.ts";
import { type Fault, planFault, pointsFault, recordFault, resolutionFault } from "./faults.ts";
import {
  bounds,
  type Meeting,
  type MeetingPlan,
  matterKey,
  type NewResolution,
  planOf,
  type Resolution,
  recordOf,
  resolutionOf,
  resolutionSeen,
} from "./state.ts";

type Decided = DecidedOf<NewEvent>;
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
type Rule<T extends CommandType> = (state: Meeting, command: CommandOf<T>) => Decided;
type Begin = "plan" | "adopt";

/**
 * What a command does to a meeting as it stands: the events, none when it is already so, or why it is refused. Pure; `state` is
 * undefined before `plan` or `adopt`. Refuses `forbidden`, `meeting-unknown`, `meeting-exists` (planned otherwise),
 * `meeting-changed` (since it was seen), `meeting-held`, `meeting-cancelled`, `meeting-to-come`, `resolution-unknown`,
 * `resolution-closed`, `date-invalid`, `request-invalid` with its field.
 */
export function decide(state: Meeting | undefined, command: Command): Decided {
  if (!mayAsk[command.type](command.by, state, command)) return refuse("forbidden");
  if (command.type === "plan") return plan(state, command);
  if (command.type === "adopt") return adopt(state, command);
  if (!state) return refuse("meeting-unknown");
  const rule = rules[command.type] as Rule<typeof command.type>;
  return rule(state, command as never);
}

const rules: { [T in Exclude<CommandType, Begin>]: Rule<T> } = {
  change,
  addItem,
  cancel,
  record,
  addResolution,
  changeResolution,
  closeResolution,
  reopenResolution,
  remind,
  draftMinutes: (state, { deliverable }) =>
    state.minutesDeliverable === deliverable ? alreadyDone : happens("minutesDrafted", { deliverable }),
  attachAction: (state, { from, action }) =>
    namesAction(state, from) && from !== action ? happens("actionAttached", { from, action }) : alreadyDone,
};

/** The same plan again is the same meeting. */
function plan(state: Meeting | undefined, { type: _, by: __, id, ...asked }: CommandOf<"plan">): Decided {
  const plan = { ...asked, invited: inPlace(asked.invited) };
  if (state) return isSame(planOf(state), planOf(plan)) ? alreadyDone : refuse("meeting-exists");
  const { announces, announcedBy } = asked;
  const told = { ...(announces && { announces }), ...(announcedBy !== undefined && { announcedBy }) };
  return refusing(planFault(plan)) ?? happens("planned", { id, ...planOf(plan), ...told });
}

function adopt(state: Meeting | undefined, { type: _, by: __, ...adopted }: CommandOf<"adopt">): Decided {
  return state ? alreadyDone : happens("adopted", adopted);
}

/** Moves it, invites others, changes its agenda; calls it again where it was cancelled. Of one that was held, corrects what was said. */
function change(state: Meeting, { type: _, by: __, seen, today, ...asked }: CommandOf<"change">): Decided {
  const before = planOf(state);
  const plan = planOf({ ...asked, invited: inPlace(asked.invited, before.invited) });
  const again = state.stage === "cancelled";
  const changes = differences(before, plan);
  if (!again && Object.keys(changes).length === 0) return alreadyDone;
  const moved = changes.date !== undefined && today !== undefined && plan.date > today;
  if (state.stage === "held" && moved) return refuse("meeting-to-come");
  if (seen !== undefined && seen !== hashOf(before)) return refuse("meeting-changed");
  return refusing(planFault(plan)) ?? happens("changed", { ...changes, ...(again && { again }) });
}

function addItem(state: Meeting, { item, action, invited }: CommandOf<"addItem">): Decided {
  if (state.stage !== "planned") return refuse(state.stage === "held" ? "meeting-held" : "meeting-cancelled");
  const before = planOf(state);
  const key = matterKey(item, item.words);
  if (before.agenda.some((each) => matterKey(each, each.words) === key)) return alreadyDone;
  const plan = {
    ...{ ...before, agenda: [...before.agenda, item] },
    actions: [...new Set([...before.actions, ...(action ? [action] : [])])],
    invited: [...new Set([...before.invited, ...invited])],
  };
  return refusing(planFault(plan)) ?? happens("changed", differences(before, plan));
}

function differences(before: MeetingPlan, after: MeetingPlan): PlanChanges {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof MeetingPlan>;
  const changed = [...names].filter((name) => !isSame(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}

function cancel({ stage }: Meeting, { reason }: CommandOf<"cancel">): Decided {
  if (stage === "cancelled") return alreadyDone;
  return stage === "held" ? refuse("meeting-held") : happens("cancelled", reason ? { reason } : {});
}

/** What it was, who came and what was decided; once held, what is corrected of that. */
function record(state: Meeting, command: CommandOf<"record">): Decided {
  const { present, outsiders, points = [], resolutions = [], today, seen } = command;
  if (state.stage === "cancelled") return refuse("meeting-cancelled");
  const given = resolutions.filter(({ id }) => !resolutionOf(state, id));
  const recorded = recordingOf(state, { ...command, present: inPlace(present, state.record?.present) });
  if (!recorded && given.length === 0) return alreadyDone;
  if (state.date > today) return refuse("meeting-to-come");
  if (seen !== undefined && seen !== hashOf(recordOf(state))) return refuse("meeting-changed");
  const faults = [
    recordFault({ present, outsiders }),
    pointsFault(state, points),
    ...given.map(resolutionFault),
    tooMany(state, given),
  ];
  const events = [...(recorded ? [recorded] : []), ...given.map(givenOf)];
  return refusing(faults.find((fault) => fault !== undefined)) ?? { events };
}

/** The event of what is said anew of a meeting; undefined: nothing of it. */
function recordingOf(state: Meeting, asked: CommandOf<"record">): NewEvent | undefined {
  const { present, outsiders, minutes, minutesFile } = asked;
  const before = state.record;
  const points = (asked.points ?? []).filter(({ id }) => !state.agenda.some((item) => item.id === id));
  const outcomes = Object.entries(asked.outcomes ?? {}).filter(([id, outcome]) =>
    [...state.agenda, ...points].some((item) => item.id === id && item.outcome !== outcome),
  );
  const changed = {
    ...(minutes !== undefined && !isSame(minutes, before?.minutes) && { minutes }),
    ...(minutesFile !== undefined && !isSame(minutesFile, before?.minutesFile) && { minutesFile }),
    ...(points.length > 0 && { points }),
    ...(outcomes.length > 0 && { outcomes: Object.fromEntries(outcomes) }),
  };
  const same = isSame({ present, outsiders }, { present: before?.present, outsiders: before?.outsiders });
  if (state.stage === "held" && same && Object.keys(changed).length === 0) return undefined;
  return { type: "recorded", data: { present, outsiders, ...changed } };
}

function givenOf({ id, words, person, due, item }: NewResolution): NewEvent {
  const resolution = { id, words, person, ...(due && { due }), ...(item && { item }) };
  return { type: "resolutionGiven", data: { resolution } };
}

function tooMany({ resolutions }: Meeting, given: readonly NewResolution[]): Fault | undefined {
  const fits = resolutions.length + given.length <= bounds.resolutions;
  const once = new Set(given.map(({ id }) => id)).size === given.length && given.length <= bounds.resolutionsAtOnce;
  return fits && once ? undefined : { code: "request-invalid", details: { field: "resolutions" } };
}

function addResolution(state: Meeting, { resolution }: CommandOf<"addResolution">): Decided {
  if (resolutionOf(state, resolution.id)) return alreadyDone;
  if (state.stage === "cancelled") return refuse("meeting-cancelled");
  return refusing(resolutionFault(resolution) ?? tooMany(state, [resolution])) ?? { events: [givenOf(resolution)] };
}

/** One that was closed is reopened first. */
function changeResolution(state: Meeting, { resolution: id, seen, ...asked }: CommandOf<"changeResolution">): Decided {
  const before = resolutionOf(state, id);
  if (!before) return refuse("resolution-unknown");
  const { words, person, due } = asked;
  const changes = {
    ...(words !== undefined && words !== before.words && { words }),
    ...(person !== undefined && person !== before.person && { person }),
    ...(due !== undefined && !isSame(due, before.due) && { due }),
  };
  if (Object.keys(changes).length === 0) return alreadyDone;
  if (before.closed) return refuse("resolution-closed");
  if (seen !== undefined && seen !== hashOf(resolutionSeen(before))) return refuse("meeting-changed");
  const { due: day, ...after } = { ...before, ...changes };
  return (
    refusing(resolutionFault({ ...after, ...(day && { due: day }) })) ??
    happens("resolutionChanged", { resolution: id, ...changes })
  );
}

function closeResolution(state: Meeting, { resolution, as, on, at }: CommandOf<"closeResolution">): Decided {
  const before = resolutionOf(state, resolution);
  if (!before) return refuse("resolution-unknown");
  if (before.closed?.as === as) return alreadyDone;
  if (before.closed) return refuse("resolution-closed");
  return happens("resolutionClosed", { resolution, as, on, ...(at !== undefined && { at }) });
}

function reopenResolution(state: Meeting, { resolution }: CommandOf<"reopenResolution">): Decided {
  const before = resolutionOf(state, resolution);
  if (!before) return refuse("resolution-unknown");
  return before.closed ? happens("resolutionReopened", { resolution }) : alreadyDone;
}

/** Of those that are still open, and were not reminded that day. */
function remind(state: Meeting, { resolutions, day }: CommandOf<"remind">): Decided {
  const reminded = resolutions.filter((id) => {
    const { closed, reminded = [] } = resolutionOf(state, id) ?? { closed: true };
    return !closed && !reminded.includes(day);
  });
  return reminded.length === 0 ? alreadyDone : happens("resolutionsReminded", { resolutions: reminded, day });
}

function namesAction({ actions, answers, agenda }: Meeting, action: string): boolean {
  const items = agenda.flatMap((item) => (item.what === "action" ? [item.action] : []));
  return [...actions, ...items, answers?.action].some((each) => each === action);
}

type May = (by: Asker, state: Meeting | undefined, command: Command) => boolean;

const line: May = (by) => by === "line";
const coordinator: May = (by) => by !== "line" && by.coordinator;
/** The person whose resolution it is, somebody of the organisation whose it is, or who coordinates. */
const holder: May = (by, state, command) => {
  if (by === "line" || by.coordinator) return by !== "line";
  const { person }: Partial<Resolution> =
    (state && "resolution" in command && resolutionOf(state, command.resolution as string)) || {};
  return person !== undefined && (person === by.person || person === by.organisation);
};

/** Rights, from what the meeting itself knows; whether a person may see it at all is the edge's to say. */
const mayAsk: { [T in CommandType]: May } = {
  plan: coordinator,
  change: coordinator,
  addItem: coordinator,
  cancel: coordinator,
  record: coordinator,
  addResolution: coordinator,
  changeResolution: coordinator,
  closeResolution: holder,
  reopenResolution: holder,
  remind: (by) => by === "line" || by.coordinator,
  draftMinutes: coordinator,
  attachAction: line,
  adopt: line,
};

function happens<T extends EventType>(type: T, data: EventData[T]): { events: NewEvent[] } {
  return { events: [{ type, data } as NewEvent] };
}

function refusing(fault: Fault | undefined): { refused: Refused } | undefined {
  return fault && { refused: fault };
}
