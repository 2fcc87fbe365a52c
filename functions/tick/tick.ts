import { Refusal } from "../../shared/errors.ts";
import { daysBetween, lastDay, localDate } from "../../shared/line/calendar.ts";
import { issue } from "../../shared/line/issue.ts";
import { listSummaries, loadState, type Summary } from "../../shared/line/rows/deliverable.ts";
import { finishJob, isStuck, listJobs, type StoredJob, wakeJob } from "../../shared/line/rows/job.ts";
import { pinned } from "../../shared/line/version.ts";
import type { Ports } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Command } from "../../shared/workflow/command.ts";

/** What it needs of the world: no mail, no keys. */
type TickPorts = Pick<Ports, "store" | "files" | "clock" | "ids">;

/** Attempts at reading one file before it is refused as too heavy. */
const readingAttempts = 2;
/** Hours that an announced upload is waited for. */
const uploadHours = 24;

/**
 * What time brings: reminders, deadlines, and jobs that a lost record, a crash or a missing arrival left unfinished.
 * Safe to run at any moment and twice at once. A fault with one thing leaves the others; the first is thrown at the end.
 */
export async function tick(ports: TickPorts, settings: Settings): Promise<void> {
  const inReview = (await listSummaries(ports.store)).filter((summary) => summary.stage === "review");
  const jobs = await listJobs(ports.store);
  const done = await Promise.allSettled([
    ...inReview.map((summary) => keepTime(ports, settings, summary)),
    ...jobs.map((job) => takeUp(ports, job)),
  ]);
  const fault = done.find((result) => result.status === "rejected");
  if (fault) throw fault.reason;
}

/** Passes a deadline, or reminds the undecided when it nears. */
async function keepTime(ports: TickPorts, settings: Settings, { id, round }: Summary): Promise<void> {
  if (!round || round.overdue) return;
  const { number, deadline, reminded } = round;
  if (Date.parse(deadline) <= ports.clock()) {
    await ask(ports, id, { type: "passDeadline", by: "line", round: number });
    return;
  }
  const days = daysBetween(
    localDate(new Date(ports.clock()).toISOString(), settings.timeZone),
    lastDay(deadline, settings.timeZone),
  );
  const due = (await reminders(ports, id)).filter((before) => before >= days).toSorted((a, b) => a - b)[0];
  if (due !== undefined && !reminded.includes(due))
    await ask(ports, id, { type: "remind", by: "line", round: number, days: due });
}

/** Days before the deadline, as the round's kind has them. */
async function reminders(ports: TickPorts, id: string): Promise<number[]> {
  const round = (await loadState(ports.store, id))?.state.rounds.at(-1);
  return round ? (await pinned(ports.files, round)).kind.round.reminders : [];
}

async function takeUp(ports: TickPorts, job: StoredJob): Promise<void> {
  const now = ports.clock();
  if (job.type === "ingest") return takeUpReading(ports, job, now);
  if (isStuck(job, now)) await wakeJob(ports, job.id);
}

async function takeUpReading(
  ports: TickPorts,
  job: Extract<StoredJob, { type: "ingest" }>,
  now: number,
): Promise<void> {
  if (job.status === "waiting" && job.attempt === 0) {
    if (await ports.files.head(`uploads/${job.upload}`)) await wakeJob(ports, job.id);
    else if (now - Date.parse(job.since) > uploadHours * 3_600_000) await refuse(ports, job, "upload-missing");
  } else if (job.status === "failed") {
    await refuse(ports, job, "reading-failed");
  } else if (isStuck(job, now)) {
    const neverAnswered = job.status === "leased" && job.attempt >= readingAttempts;
    await (neverAnswered ? refuse(ports, job, "document-too-heavy") : wakeJob(ports, job.id));
  }
}

async function refuse(
  ports: TickPorts,
  job: Extract<StoredJob, { type: "ingest" }>,
  code: "upload-missing" | "document-too-heavy" | "reading-failed",
): Promise<void> {
  await ask(ports, job.deliverable, { type: "refuseDraft", by: "line", upload: job.upload, code, details: {} });
  await finishJob(ports, job.id);
}

/** What someone else did meanwhile is no fault. */
async function ask(ports: TickPorts, id: string, command: Command): Promise<void> {
  try {
    await issue(ports, id, command);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const overtaken = ["round-closed", "stage-forbids", "version-replaced"].includes(error.code);
    if (!overtaken) throw error;
  }
}
