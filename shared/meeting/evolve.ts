import { hashOf, isSame, plain } from "../chain/hash.ts";
import type { ActionRef } from "../programme/state.ts";
import type { Event, EventOf, EventType, PlanChanges } from "./event.ts";
import { type AgendaItem, type Meeting, type MeetingPlan, meetingSchema, type Resolution } from "./state.ts";

type Begun = "planned" | "adopted";

/** Days of reminders kept of one resolution: events have all. */
const keptReminders = 5;

/** The state after an event. Every event that `decide` ever gave is taken: what happened happened. */
export function evolve(state: Meeting | undefined, event: Event): Meeting {
  const place = { seq: event.seq, head: hashOf(event) };
  if (event.type === "planned" || event.type === "adopted") return { ...begun(event), ...place };
  if (!state) throw new Error(`event ${event.seq} (${event.type}) comes before "planned"`);
  const step = steps[event.type] as (state: Meeting, event: Event) => Meeting;
  return { ...step(state, event), ...place };
}

/** What calendars show of a meeting: a change of it is one more in their sequence. */
const shown: readonly (keyof MeetingPlan)[] = [
  ...(["kind", "title", "organiser", "date", "until", "starts", "ends", "place", "call"] as const),
];

/** Whether those who are still invited have something new to read in their calendars. */
export function tellsCalendars(changes: PlanChanges): boolean {
  return shown.some((name) => name in changes);
}

const steps: { [T in Exclude<EventType, Begun>]: (state: Meeting, event: EventOf<T>) => Meeting } = {
  changed: (state, { data: { again, ...changes }, at }) => {
    const tells = again || tellsCalendars(changes) || changes.invited !== undefined;
    const sequence = tells ? state.sequence + 1 : state.sequence;
    const plan = { ...changes, ...(changes.agenda && { agenda: withOutcomes(changes.agenda, state) }) };
    const changed = withoutNulls({ ...state, ...plan, sequence, planChanged: at });
    if (!again) return changed;
    const { reason: _, ...called } = changed;
    return { ...called, stage: "planned" };
  },
  cancelled: (state, { data, at }) => {
    const told = { sequence: state.sequence + 1, planChanged: at };
    return { ...state, stage: "cancelled", ...told, ...data };
  },
  recorded: (state, { data: { outcomes = {}, points = [], ...record } }) => ({
    ...state,
    stage: "held",
    record: withoutNulls({ ...state.record, ...record }),
    agenda: [...state.agenda, ...points].map((item) =>
      outcomes[item.id] ? { ...item, outcome: outcomes[item.id]! } : item,
    ),
  }),
  resolutionGiven: (state, { data: { resolution }, at }) => ({
    ...state,
    resolutions: [...state.resolutions, { ...resolution, given: at, reminded: [] }],
  }),
  /** Who is asked anew is reminded anew; for another day, on other days. */
  resolutionChanged: (state, { data: { resolution, ...changes }, at }) =>
    withResolution(state, resolution, (before) => {
      const anew = changes.person !== undefined || changes.due !== undefined;
      const told = changes.person === undefined || changes.person === before.person ? before.reminded : [];
      return withoutNulls({ ...before, ...changes, ...(anew && { given: at, reminded: told }) });
    }),
  resolutionClosed: (state, { data: { resolution, ...closed }, by }) =>
    withResolution(state, resolution, (before) => ({ ...before, closed: { ...closed, by } })),
  resolutionReopened: (state, { data }) => withResolution(state, data.resolution, ({ closed: _, ...before }) => before),
  resolutionsReminded: (state, { data: { resolutions, day } }) => ({
    ...state,
    resolutions: state.resolutions.map((each) =>
      resolutions.includes(each.id) ? { ...each, reminded: [...each.reminded, day].slice(-keptReminders) } : each,
    ),
  }),
  minutesDrafted: (state, { data }) => ({ ...state, minutesDeliverable: data.deliverable }),
  actionAttached: (state, { data: { from, action } }) => attached(state, from, action as ActionRef),
};

function begun({ data, type, at }: EventOf<Begun>): Omit<Meeting, "seq" | "head"> {
  const before = type === "adopted" ? {} : { sequence: 0, stage: "planned" as const };
  const { announces: _, announcedBy: __, ...said } = data as EventOf<"planned">["data"];
  return { schema: meetingSchema, planChanged: at, ...before, ...said, resolutions: [] } as Omit<
    Meeting,
    "seq" | "head"
  >;
}

/** Items as a plan has them, with what became of those that the meeting had. */
function withOutcomes(agenda: readonly AgendaItem[], state: Meeting): AgendaItem[] {
  return agenda.map((item) => {
    const { outcome } = state.agenda.find(({ id }) => id === item.id) ?? {};
    return outcome ? { ...item, outcome } : item;
  });
}

function withResolution(state: Meeting, id: string, change: (before: Resolution) => Resolution): Meeting {
  return { ...state, resolutions: state.resolutions.map((each) => (each.id === id ? change(each) : each)) };
}

function attached(state: Meeting, from: string, action: ActionRef): Meeting {
  const instead = (ref: ActionRef) => (ref === from ? action : ref);
  const { answers } = state;
  return {
    ...state,
    actions: [...new Set(state.actions.map(instead))],
    ...(answers && { answers: { ...answers, action: instead(answers.action) } }),
    agenda: state.agenda.map((item) =>
      item.what === "action" && !isSame(item.action, instead(item.action))
        ? { ...item, action: instead(item.action) }
        : item,
    ),
  };
}

/** Without what an event took away. */
function withoutNulls<T extends object>(value: { [K in keyof T]: T[K] | null }): T {
  return plain(Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null)) as T);
}
