import { heldUntil } from "../../shared/asking/open-hours.ts";
import { organisationIn } from "../../shared/deliverable/holder.ts";
import { spread } from "../../shared/deliverable/mails.ts";
import { hasEnded } from "../../shared/deliverable/place.ts";
import type { LetterName } from "../../shared/jobs/job.ts";
import type { Done, JobOf } from "../../shared/jobs/steps.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { endTurn, keepMentions, takeTurn } from "../../shared/stored/digest.ts";
import { finishJob, oweJob } from "../../shared/stored/job.ts";
import { hasLeft, type LeftMail, recordMails } from "../../shared/stored/mailing.ts";
import { loadMeeting } from "../../shared/stored/meeting.ts";
import { takeOnce } from "../../shared/stored/once.ts";
import { getPerson, listPeople, type Person } from "../../shared/stored/person.ts";
import { actionTitle } from "../../shared/stored/programme.ts";
import type { PersonId } from "../../shared/values.ts";
import { asOfMeeting } from "./became.ts";
import { letterWriters } from "./letters.ts";
import { isStillFor } from "./meant.ts";
import { messageOf } from "./message.ts";
import { aboutOf, type MailJob, type NotifyPorts, type Occasion, occasionOf, type WrittenMail } from "./occasion.ts";
import { owePeople } from "./organisation-mail.ts";

/**
 * Sends the letter that a job owes, with a link derived from the job's id: run twice, it sends the same mail; of one to an
 * organisation, owes it to each of its people. Sends nothing to who left, whose access was ended or who has the letter's role no
 * more, nor what has become untrue meanwhile. A letter that waits for open hours is not written before; one that is known to
 * have left does not leave again, and nobody is chased twice a day.
 */
export async function notify(ports: NotifyPorts, asked: JobOf<"mail">, settings: Settings): Promise<Done> {
  if (await hasLeftAlready(ports, asked)) return "done";
  const job = await asOfMeeting(ports, asked);
  if (typeof job === "string" || !("letter" in job)) return job;
  if (organisationIn(job.to) !== undefined) return owePeople(ports, job);
  const until = heldUntil(job, settings, ports.clock());
  if (until !== undefined) return { until };
  const occasion = await load(ports, job, settings);
  if (!occasion || (await isChasedAlready(occasion))) return "done";
  return inTurn.has(job.letter) ? deliverInTurn(occasion) : deliver(occasion);
}

/** Whether the mail is known to have left: kept with what it is about. */
async function hasLeftAlready({ store }: NotifyPorts, job: JobOf<"mail">): Promise<boolean> {
  const about = aboutOf(job);
  return about !== undefined && (await hasLeft(store, about, job.id));
}

/** Whether another letter chased its reader that day: in their own name, or by their organisation. */
async function isChasedAlready({ ports, job, to, today }: Occasion): Promise<boolean> {
  if (job.letter !== "chased") return false;
  return !(await takeOnce(ports, `chased/${job.deliverable}/${to.id}`, today, job.id));
}

/** Owes a mail to each of those whom a job is for. */
export async function oweEach(ports: NotifyPorts, job: JobOf<"mails">): Promise<Done> {
  for (const each of spread(job)) await oweJob(ports, each);
  return "done";
}

/** Letters that leave out what another letter tells, or tell what others would: one at a time for each reader. */
const inTurn: ReadonlySet<LetterName> = new Set([
  "draftAsked",
  "reminder",
  "resolutionReminder",
  "newDecision",
  "allDecided",
]);

async function deliverInTurn(occasion: Occasion): Promise<Done> {
  const { ports, to, job } = occasion;
  const taken = await takeTurn(ports, to.id, job.id);
  if (taken) return taken;
  try {
    return await deliver(occasion);
  } finally {
    await endTurn(ports, to.id, job.id);
  }
}

/** What a letter mentions is kept once it has left. */
async function deliver(occasion: Occasion): Promise<Done> {
  const { ports, job, to, today } = occasion;
  const draft = await letterWriters[job.letter](occasion);
  if (!draft) return "done";
  const message = await messageOf(ports, occasion, draft);
  const messageId = (await ports.mail.send(message)) ?? message.messageId;
  const { mentions = {}, replaces: replaced = [] } = draft;
  await keepMentions(ports, to.id, mentions, today, job.letter);
  await recordMails(
    ports,
    [job, ...replaced].flatMap((each) => leftOf(each, messageId)),
  );
  for (const { id } of replaced) await finishJob(ports, id);
  return "done";
}

function leftOf(job: MailJob, messageId: string): LeftMail[] {
  const { id, to, letter, round } = job;
  const about = aboutOf(job);
  return about === undefined ? [] : [{ about, job: id, to, letter, messageId, ...(round !== undefined && { round }) }];
}

async function load(ports: NotifyPorts, job: WrittenMail, settings: Settings): Promise<Occasion | undefined> {
  const state = job.deliverable === undefined ? undefined : (await loadState(ports.store, job.deliverable))?.state;
  if (job.deliverable !== undefined && !state) return undefined;
  const coordinator = await coordinatorOf(ports, job.by ?? state?.coordinator ?? (await organiserOf(ports, job)));
  const to = job.to === state?.coordinator ? coordinator : await getPerson(ports.store, job.to);
  if (!to || to.removed || (state && !to.coordinator && hasEnded(state, to.id))) return undefined;
  if (state && !isStillFor(job, to, state)) return undefined;
  const subject = state && { state, action: await actionTitle(ports.store, state.action) };
  return occasionOf(ports, job, settings, { to, ...subject, ...(coordinator && { coordinator }) });
}

async function organiserOf({ store }: NotifyPorts, { meeting }: MailJob): Promise<PersonId | undefined> {
  return meeting === undefined ? undefined : (await loadMeeting(store, meeting))?.state.organiser;
}

/** Who coordinates a deliverable, a meeting, or the network; where that person left, another who does. */
async function coordinatorOf({ store }: NotifyPorts, person: PersonId | undefined): Promise<Person | undefined> {
  const named = person === undefined ? undefined : await getPerson(store, person);
  if (named && !named.removed) return named;
  return (await listPeople(store)).find(({ coordinator, removed }) => coordinator && !removed);
}
