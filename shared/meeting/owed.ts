import type { Job, LetterName } from "../jobs/job.ts";
import type { Holder } from "../values.ts";
import type { Event, EventOf } from "./event.ts";
import { tellsCalendars } from "./evolve.ts";
import { documentsOf, isMinuted, type Meeting, resolutionOf } from "./state.ts";

/**
 * The jobs that events leave owing, `before` being the state they were decided on: letters, and that each deliverable of the agenda
 * knows of them. A job's id comes from its event, so that owing it twice is owing it once.
 */
export function owed(state: Meeting, events: readonly Event[], before: Meeting | undefined): Job[] {
  const given = events.filter((event) => event.type === "resolutionGiven");
  return [
    ...noteJob(state, events, before),
    ...events.flatMap((event) =>
      lettersOf(event, state, before, new Set(given.map(({ data }) => data.resolution.person))),
    ),
    ...resolutionsGiven(state, given),
  ];
}

function noteJob(state: Meeting, events: readonly Event[], before: Meeting | undefined): Job[] {
  const { id: meeting, seq } = state;
  const documents = [...documentsOf(state), ...(before ? documentsOf(before) : [])];
  if (documents.length === 0 || !events.some(isTold)) return [];
  return [{ id: `note/${meeting}/${seq}`, type: "note", meeting, seq }];
}

/** Whether deliverables keep something of an event: not of what was decided. */
export function isTold({ type }: Event): boolean {
  return !type.startsWith("resolution") && type !== "minutesDrafted";
}

/** `given`: those who are mailed what they are to do, and learn from that letter that the minutes are there. */
function lettersOf(event: Event, state: Meeting, before: Meeting | undefined, given: ReadonlySet<Holder>): Job[] {
  switch (event.type) {
    case "planned":
      return invitations(event, state);
    case "changed":
      return before ? changed(event, state, before) : [];
    case "cancelled":
      return mails(event, state, "meetingCancelled", state.invited);
    case "recorded":
      return recorded(event, state, before, given);
    case "resolutionChanged": {
      const { resolution, person } = event.data;
      return person === undefined
        ? []
        : withResolutions(mails(event, state, "resolutionGiven", [person]), [resolution]);
    }
    case "resolutionsReminded":
      return event.by === "line" ? [] : chased(event, state);
    default:
      return [];
  }
}

/** Who coordinates chases whoever is to do what was decided. */
function chased(event: EventOf<"resolutionsReminded">, state: Meeting): Job[] {
  const open = event.data.resolutions.flatMap((id) => resolutionOf(state, id) ?? []);
  return [...Map.groupBy(open, ({ person }) => person)].flatMap(([person, theirs]) =>
    withResolutions(
      mails(event, state, "resolutionChased", [person]),
      theirs.map(({ id }) => id),
    ).map((job) => ({ ...job, ...(event.by !== "line" && { by: event.by }) }) as Job),
  );
}

/** One to each person; of meetings that were planned together, the one that announces the others owes it. */
function invitations(event: EventOf<"planned">, state: Meeting): Job[] {
  const { announces, announcedBy } = event.data;
  if (announcedBy !== undefined) return [];
  const jobs = mails(event, state, "meetingInvited", state.invited);
  return announces ? jobs.map((job) => ({ ...job, announces }) as Job) : jobs;
}

/** New guests are invited, those no longer invited are told so, the others are told what their calendars are to show. */
function changed(event: EventOf<"changed">, state: Meeting, before: Meeting): Job[] {
  if (state.stage !== "planned") return [];
  const [had, invited] = [new Set(event.data.again ? [] : before.invited), new Set(state.invited)];
  const stayed = tellsCalendars(event.data) ? [...invited.intersection(had)] : [];
  return [
    ...mails(event, state, "meetingInvited", [...invited.difference(had)]),
    ...mails(event, state, "meetingChanged", stayed),
    ...mails(event, state, "meetingCancelled", [...had.difference(invited)]),
  ];
}

/** Once, when there is something to read: those who were invited, or came, learn that the minutes are there. */
function recorded(
  event: EventOf<"recorded">,
  state: Meeting,
  before: Meeting | undefined,
  given: ReadonlySet<Holder>,
): Job[] {
  if (!isMinuted(state) || (before && isMinuted(before))) return [];
  const everyone = [...new Set([...state.invited, ...event.data.present])];
  return mails(
    event,
    state,
    "meetingRecorded",
    everyone.filter((person) => !given.has(person)),
  );
}

/** One mail a person, or an organisation, with all that is theirs. */
function resolutionsGiven(state: Meeting, given: readonly EventOf<"resolutionGiven">[]): Job[] {
  return [...Map.groupBy(given, ({ data }) => data.resolution.person)].flatMap(([person, events]) => {
    const ids = events.map(({ data }) => data.resolution.id);
    return withResolutions(mails(events[0]!, state, "resolutionGiven", [person]), ids);
  });
}

function withResolutions(jobs: Job[], resolutions: string[]): Job[] {
  return jobs.map((job) => ({ ...job, resolutions }) as Job);
}

/** More mails than this from one event are one job that writes the others: a commit is bounded. */
const fanOut = 5;

/** To none whose own act it was. */
function mails(event: Event, { id: meeting, sequence }: Meeting, letter: LetterName, to: readonly Holder[]): Job[] {
  const others = to.filter((person) => person !== event.by);
  const about = { meeting, seq: event.seq, letter, sequence };
  const id = `mail/${meeting}/${event.seq}/${letter}`;
  if (others.length > fanOut) return [{ id, type: "mails", to: others, ...about }];
  return others.map((person) => ({ id: `${id}/${person}`, type: "mail", to: person, ...about }));
}
