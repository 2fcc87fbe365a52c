import type { Actor } from "../chain/event.ts";
import type { Job, LetterName } from "../jobs/job.ts";
import type { Holder, PersonId } from "../values.ts";
import type { Event } from "./event.ts";
import { organisationIn } from "./holder.ts";
import type { State } from "./state.ts";

/** More mails than this from one event are one job that writes the others: a commit is bounded. */
const fanOut = 20;

/** The mails that an event leaves owing: one a person or an organisation, or one job for many; `by`: whose act caused them. */
export function mails(
  event: Event,
  { id }: State,
  letter: LetterName,
  to: readonly Holder[],
  by: Actor = event.by,
): Job[] {
  const { seq, data } = event;
  const people = [...new Set(to)];
  const cause = by === "line" && { cause: "line" as const };
  const about = {
    deliverable: id,
    seq,
    letter,
    ...(cause || {}),
    ...("round" in data && { round: data.round }),
    ...("note" in data && { note: data.note }),
  };
  const jobs: Extract<Job, { type: "mails" }> = {
    id: `mail/${id}/${seq}/${letter}`,
    type: "mails",
    to: people,
    ...about,
  };
  return people.length > fanOut ? [jobs] : spread(jobs);
}

/** The same as `mails`, to none of an organisation whose own act it was. */
export function mailsToOthers(event: Event, state: State, letter: LetterName, to: readonly Holder[]): Job[] {
  const jobs = mails(event, state, letter, to);
  const spares = event.by !== "line" && to.some((holder) => organisationIn(holder) !== undefined);
  return spares ? jobs.map((job) => ({ ...job, except: event.by }) as Job) : jobs;
}

/** The mails of a job that stands for many: those to people first, so that none has another by their organisation. */
export function spread(job: Extract<Job, { type: "mails" }>): Job[] {
  const { to, id, ...rest } = job;
  const [people, organisations] = [to.filter((each) => !organisationIn(each)), to.filter(organisationIn)];
  return [...new Set([...people, ...organisations])].map((each) => ({
    ...{ ...rest, id: `${id}/${each}` },
    ...{ type: "mail", to: each },
  }));
}

/**
 * The mails of a job to an organisation, to its people of the day: each has the id of one to them alone, e.g.
 * `mail/<deliverable>/12/final/<person>`, so that who is named themselves too has one letter.
 */
export function spreadTo(job: Extract<Job, { type: "mail" }>, people: readonly PersonId[]): Job[] {
  const { except, ...mail } = job;
  const base = job.id.endsWith(`/${job.to}`) ? job.id.slice(0, -job.to.length - 1) : job.id;
  return people
    .filter((person) => person !== except)
    .map((person) => ({ ...mail, id: `${base}/${person}`, to: person, through: job.to }));
}
