import { dutiesOf } from "../../shared/deliverable/duties.ts";
import { spreadTo } from "../../shared/deliverable/mails.ts";
import { namedRolesOf } from "../../shared/deliverable/place.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { LetterName } from "../../shared/jobs/job.ts";
import type { Done, JobOf } from "../../shared/jobs/steps.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { presentPeople } from "../../shared/stored/holders.ts";
import { oweJob } from "../../shared/stored/job.ts";
import { hasLeft } from "../../shared/stored/mailing.ts";
import type { PersonId } from "../../shared/values.ts";
import { isStillFor, isStillForOrganisation } from "./meant.ts";
import type { NotifyPorts } from "./occasion.ts";

/** Letters that give something: they wait for somebody to whom they can be given. */
const patient: ReadonlySet<LetterName> = new Set(["draftAsked", "final"]);
const day = 86_400_000;

/**
 * Owes a letter to each of the people of an organisation, as they are on the day, but to none who has it in their own name. Where
 * there is nobody, the coordinator is told once, and what gives something waits for somebody.
 */
export async function owePeople(ports: NotifyPorts, job: JobOf<"mail">): Promise<Done> {
  const state = job.deliverable === undefined ? undefined : (await loadState(ports.store, job.deliverable))?.state;
  if (!state) return (job.meeting ?? job.agreement) === undefined ? "done" : oweEveryone(ports, job);
  const all = await presentPeople(ports.store, [job.to]);
  const people = all.filter((person) => isStillFor({ ...job, through: job.to }, person, state));
  if (people.length === 0) return nobodyThere(ports, job, state);
  const others = people.filter(({ id }) => !hasOwn(job, id, state)).map(({ id }) => id);
  for (const each of spreadTo(job, others)) await oweJob(ports, each);
  return "done";
}

/** What a meeting gave to an organisation, and a statement that is sent to it, is everybody's of it. */
async function oweEveryone(ports: NotifyPorts, job: JobOf<"mail">): Promise<Done> {
  const people = await presentPeople(ports.store, [job.to]);
  const ids = people.map(({ id }) => id);
  for (const each of spreadTo(job, ids)) await oweJob(ports, each);
  return "done";
}

/** Whether someone is told of it in their own name, then or before. */
function hasOwn({ letter, to }: JobOf<"mail">, person: PersonId, state: State): boolean {
  if (letter === "final") return person === state.coordinator || namedRolesOf(state, person).some(isGiven);
  if (letter !== "draftAsked") return false;
  const duties = dutiesOf(state);
  const own = duties.filter((duty) => duty.person === person).map(({ what, parts = [] }) => [what, ...parts]);
  const shared = duties.filter((duty) => duty.person === to).flatMap(({ what, parts = [] }) => [what, ...parts]);
  return shared.length > 0 && shared.every((each) => own.flat().includes(each));
}

function isGiven(role: string): boolean {
  return role === "author" || role === "funder";
}

async function nobodyThere(ports: NotifyPorts, job: JobOf<"mail">, state: State): Promise<Done> {
  if (!isStillForOrganisation(job, state)) return "done";
  const cause = job.cause && { cause: job.cause };
  const told = { type: "mail", letter: "unreached", ...cause, to: state.coordinator, of: job.to } as const;
  const id = `mail/${state.id}/unreached/${job.to}`;
  if (!(await hasLeft(ports.store, state.id, id))) await oweJob(ports, { id, ...told, deliverable: state.id });
  return patient.has(job.letter) ? { until: new Date(ports.clock() + day).toISOString() } : "done";
}
