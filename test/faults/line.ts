import { ingestSteps } from "../../functions/ingest/steps.ts";
import { notifySteps } from "../../functions/notify/steps.ts";
import { renderSteps } from "../../functions/render/steps.ts";
import { tick } from "../../functions/tick/tick.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import type { Keyring, Ports } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import { listJobs, type StoredJob } from "../../shared/stored/job.ts";
import { work } from "../../shared/stored/work.ts";

/** Dossiers are signed here by a seed that anyone may know. */
const seeds: Keyring = { current: "d1", keys: new Map([["d1", new Uint8Array(32).fill(9)]]) };

/** What does each type of job; the documents are stand-ins, made at once. */
export function stepOf(ports: Ports, settings: Settings) {
  const set = async () => ({
    outputs: [{ format: "pdf" as const, mediaType: "application/pdf", bytes: Buffer.from("%PDF-2.0"), pages: 1 }],
  });
  const compare = async () => ({ html: "<p>", docx: Buffer.from("PK"), changes: 0 });
  return stepBy({
    ...ingestSteps(ports, readDraft, settings),
    ...renderSteps(ports, { set, compare, signingKeys: async () => seeds }, settings),
    ...notifySteps(ports, settings),
  });
}

/** Works until nothing is due, and nothing can be taken back, time passing by the minute, as after a new start. */
export async function workOn(
  world: Ports & { set(instant: number): void },
  settings: Settings,
  from: number,
): Promise<void> {
  for (let minute = 1; minute < 60; minute++) {
    world.set(from + minute * 60_000);
    await tick(world, settings);
    const due = (await listJobs(world.store)).filter(({ status }) => status === "due");
    for (const { id } of due) await work(world, id, 60, stepOf(world, settings));
    const left = (await listJobs(world.store)).filter(({ status }) => status !== "failed");
    const rests = ({ status, until, provisional }: StoredJob) =>
      status === "waiting" && (provisional === undefined || until === undefined || until !== provisional.until);
    if (left.every(rests) && due.length === 0) return;
  }
}
