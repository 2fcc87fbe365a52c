import { setTimeout } from "node:timers/promises";
import type { ReadDraft } from "../../functions/ingest/ingest.ts";
import { ingestSteps } from "../../functions/ingest/steps.ts";
import { notifySteps } from "../../functions/notify/steps.ts";
import { renderSteps, type Tools } from "../../functions/render/steps.ts";
import { tick } from "../../functions/tick/tick.ts";
import { adoptSeminars } from "../../shared/acts/adopt-seminars.ts";
import { attachActions } from "../../shared/acts/attach-actions.ts";
import { sweepLetters } from "../../shared/adapters/embedded/heads.ts";
import { formatInstant } from "../../shared/i18n/dates.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import type { Step } from "../../shared/stored/work.ts";
import { language, say } from "../say.ts";
import { compareInChild, Interrupted, readUntil, renderInChild } from "./children.ts";
import { runJob, startLane } from "./lanes.ts";
import { logFault } from "./log.ts";
import type { Network } from "./network.ts";
import { openSigningKeys } from "./signing-keys.ts";

/** Seconds that a worker has for a job before another may take it; a child process is ended before. */
const leaseSeconds = 300;
const tickSeconds = 60;
/** Milliseconds in which a signal that ended a child reaches this process too. */
const heardWithin = 200;

/**
 * Serves the feed of due jobs and the clock until stopped; `stop` ends the children, whose jobs are then due again. `make`: where files
 * are made, in children unless told.
 */
export function startWorkers(
  network: Network,
  make: (network: Network, stopping: AbortSignal) => Made = madeInChildren,
): { stop(): Promise<void> } {
  const { store } = network.ports;
  const stopping = new AbortController();
  const step = untilStopped(stepOf(network, make(network, stopping.signal)), stopping.signal);
  const lane = () => startLane((id) => runJob(network, id, leaseSeconds, step), stopping.signal);
  const [mails, others] = [lane(), lane()];
  const unsubscribe = store.onDue(({ sk }) => (sk.startsWith("mail/") ? mails : others).add(sk));
  let ticking = Promise.resolve();
  const tickNow = () => {
    ticking = runTick(network).catch((error: unknown) => logFault("tick", error));
  };
  const timer = setInterval(tickNow, tickSeconds * 1000);
  tickNow();
  return {
    stop: async () => {
      stopping.abort();
      unsubscribe();
      clearInterval(timer);
      await Promise.all([mails.ended(), others.ended(), ticking]);
    },
  };
}

/** Letters that one run of `tick` takes off the outbox at most. */
const letters = 200;

/** What time brings; of time that leapt it tells on the console: it may be an outage, or a clock that is wrong. */
export async function runTick({ ports, settings, outbox }: Network): Promise<void> {
  const { steady, leap } = await tick(ports, settings, "process");
  if (await attachActions(ports, settings.language)) await adoptSeminars(ports);
  if (leap) {
    const [from, until] = [leap.from, leap.until].map((at) => formatInstant(language, at, settings.timeZone));
    console.error(
      `Livrable: ${say(leap.from < leap.until ? "time.forward" : "time.back", { from: from!, until: until! })}`,
    );
  }
  if (steady && outbox) await sweepLetters(outbox, ports.clock() - settings.keep.outbox * 86_400_000, letters);
}

/** A step that fails because the server stops has not failed: its job is given back. */
function untilStopped(step: Step, stopping: AbortSignal): Step {
  return async (job) => {
    try {
      return await step(job);
    } catch (error) {
      if (error instanceof Interrupted)
        await setTimeout(heardWithin, undefined, { signal: stopping }).catch(() => undefined);
      if (stopping.aborted) return "stopped";
      throw error;
    }
  };
}

/** What reads files, sets documents and compares versions. */
export type Made = Pick<Tools, "set" | "compare"> & { read: ReadDraft };

/** A process for each, bounded in memory and time. */
function madeInChildren({ settings }: Network, stopping: AbortSignal): Made {
  const { childMemory: memory } = settings.limits;
  const bounds = { memory, seconds: leaseSeconds - 30, stopping };
  return { read: readUntil(stopping), set: renderInChild(bounds), compare: compareInChild(bounds) };
}

/** What each type of job is done by. */
export function stepOf({ ports, settings, folder }: Network, { read, ...made }: Made): Step {
  const tools: Tools = { ...made, signingKeys: async () => openSigningKeys(folder) };
  return stepBy({
    ...ingestSteps(ports, read, settings),
    ...renderSteps(ports, tools, settings),
    ...notifySteps(ports, settings),
  });
}
