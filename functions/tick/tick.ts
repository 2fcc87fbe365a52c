import { checkDrafts } from "../../shared/acts/judged.ts";
import { awaitsUpload, isKnown } from "../../shared/jobs/steps.ts";
import type { Settings } from "../../shared/settings.ts";
import { settlePeople } from "../../shared/stored/belonging.ts";
import { settleCopy } from "../../shared/stored/copy.ts";
import { dueBy } from "../../shared/stored/due.ts";
import { isSteady, recordHeartbeat, type Span } from "../../shared/stored/heartbeat.ts";
import { finishJob, interrupted, isStuck, listJobs, type StoredJob, wakeJob } from "../../shared/stored/job.ts";
import { uploadKey } from "../../shared/stored/objects.ts";
import { relistSome } from "../../shared/stored/relisting.ts";
import { spreadHeld } from "../../shared/stored/spreading.ts";
import { ask, type TickPorts } from "./ask.ts";
import { oweMeetings, remindResolutions } from "./meetings.ts";
import { oweReminders } from "./reminders.ts";
import { remindReports } from "./reports.ts";
import { passDeadline, remindReviewers } from "./round.ts";
import { sweep } from "./sweep.ts";
import { todayOf } from "./today.ts";
import { oweUndelivered } from "./undelivered.ts";
import { oweWeek } from "./week.ts";

/** Attempts at reading one file that end without a word before it is refused as too heavy, where the file is to blame. */
const readingAttempts = 2;
/**
 * What an expired lease is blamed on. A function that ends without a word was killed by a file too heavy for it; a process
 * that reads files in children of its own was asleep, or lost their answer.
 */
export type LeaseBlame = "file" | "process";
/** Drafts that one run checks anew at most, where their kinds changed. */
const draftsPerTick = 200;
/** Hours that an announced upload is waited for. */
const uploadHours = 24;

/** `steady`: the clock can be trusted to say what has expired; `leap`: time did not go on as it should have. */
export type TickResult = { steady: boolean; leap?: Span };

/**
 * What time brings: reminders, deadlines, the week's letter, word of mails that did not arrive, and jobs that a lost record, a crash or a missing arrival
 * left unfinished; and takes away what has expired. Safe to run at any moment and twice at once. A fault with one thing leaves the others; the first is
 * thrown at the end.
 */
export async function tick(ports: TickPorts, settings: Settings, blame: LeaseBlame = "file"): Promise<TickResult> {
  const { heartbeat, leap } = await recordHeartbeat(ports);
  const jobs = await listJobs(ports.store);
  const today = todayOf(ports, settings);
  // what another release listed, before anything is read from lists
  const [lists] = await Promise.allSettled([relistSome(ports.store)]);
  // who funds what is read from lists
  const listed = lists.status === "fulfilled" && lists.value;
  const [people] = await Promise.allSettled([listed && settlePeople(ports.store)]);
  // letters ask for what drafts lack
  const [drafts] = await Promise.allSettled([listed && checkDrafts(ports, draftsPerTick)]);
  // the week's letter first: what it lists is not reminded on its day
  const [week] = await Promise.allSettled([oweWeek(ports, today)]);
  // rounds then: what is reminded on a day depends on them
  const moment = { ...today, heartbeat };
  const due = await dueBy(ports.store, ports.clock());
  const rounds = await Promise.allSettled([
    ...due.map((id) => passDeadline(ports, settings, moment, id)),
    remindReviewers(ports, today),
  ]);
  const rest = await Promise.allSettled([
    oweReminders(ports, today),
    oweMeetings(ports, today),
    remindResolutions(ports, today),
    remindReports(ports, today),
    oweUndelivered(ports, today, jobs),
    takeUpAll(ports, jobs, blame),
    spreadHeld(ports.store),
    sweep(ports, settings, today, heartbeat),
  ]);
  const fault = [lists, people, drafts, week, ...rounds, ...rest].find((result) => result.status === "rejected");
  if (fault) throw fault.reason;
  return { steady: isSteady(heartbeat, ports.clock()), ...(leap && { leap }) };
}

/** Jobs taken up in one run, and at once: a run ends well before the next one, whatever is owed. */
const [perTick, atOnce] = [2_000, 20];

/** In the order in which they began to wait: so letters that were held for open hours leave as they came. */
async function takeUpAll(ports: TickPorts, jobs: readonly StoredJob[], blame: LeaseBlame): Promise<void> {
  const now = ports.clock();
  // what a newer release owed is left to it
  const known = jobs.filter(({ type }) => isKnown(type));
  const open = known.filter((job) => awaitsUpload(job) || isStuck(job, now) || isAhead(job, now));
  const first = open.toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since)).slice(0, perTick);
  const faults: unknown[] = [];
  for (let at = 0; at < first.length; at += atOnce) {
    const taken = first.slice(at, at + atOnce).map((job) => takeUp(ports, job, now, blame));
    for (const result of await Promise.allSettled(taken)) if (result.status === "rejected") faults.push(result.reason);
  }
  if (faults.length > 0) throw faults[0];
}

async function takeUp(ports: TickPorts, job: StoredJob, now: number, blame: LeaseBlame): Promise<void> {
  if (awaitsUpload(job)) return takeUpReading(ports, job, now, blame);
  await wakeJob(ports, job.id);
}

/** Milliseconds by which clocks of one network may differ. */
const apart = 600_000;

/** Waits until a time that a clock set forward gave it, and that has been set back since. */
function isAhead({ status, since }: StoredJob, now: number): boolean {
  return status === "waiting" && Date.parse(since) - now > apart;
}

/** A job that reads a file that a person sends. */
type ReadingJob = Extract<StoredJob, { type: "ingest" | "copy" }>;

async function takeUpReading(ports: TickPorts, job: ReadingJob, now: number, blame: LeaseBlame): Promise<void> {
  if (job.status === "waiting" && job.attempt === 0) {
    if (await ports.files.head(uploadKey(job.upload))) await wakeJob(ports, job.id);
    else if (now - Date.parse(job.since) > uploadHours * 3_600_000) await refuse(ports, job, "upload-missing");
  } else if (job.status === "failed") {
    await refuse(ports, job, job.error === interrupted ? interrupted : "reading-failed");
  } else if (isStuck(job, now)) {
    const neverAnswered = blame === "file" && job.status === "leased" && job.attempt >= readingAttempts;
    await (neverAnswered ? refuse(ports, job, "document-too-heavy") : wakeJob(ports, job.id));
  }
}

async function refuse(
  ports: TickPorts,
  job: ReadingJob,
  code: "upload-missing" | "document-too-heavy" | "reading-failed" | typeof interrupted,
): Promise<void> {
  const { deliverable, upload } = job;
  if (job.type === "copy")
    await settleCopy(ports, { deliverable, person: job.person, upload }, { refused: { code, details: {} } });
  else await ask(ports, deliverable, { type: "refuseDraft", by: "line", upload, code, details: {} });
  await finishJob(ports, job.id);
}
