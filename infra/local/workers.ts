import { setTimeout } from "node:timers/promises";
import { ingestSteps } from "../../functions/ingest/steps.ts";
import { notifySteps } from "../../functions/notify/steps.ts";
import { renderSteps, type Tools } from "../../functions/render/steps.ts";
import { tick } from "../../functions/tick/tick.ts";
import { adoptSeminars } from "../../shared/acts/adopt-seminars.ts";
import { attachActions } from "../../shared/acts/attach-actions.ts";
import { sweepLetters } from "../../shared/adapters/embedded/heads.ts";
import { formatInstant } from "../../shared/i18n/dates.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import { type Step, work } from "../../shared/stored/work.ts";
import { language, say } from "../say.ts";
import { compareInChild, Interrupted, readUntil, renderInChild } from "./children.ts";
import { logFault } from "./log.ts";
import type { Network } from "./network.ts";
import { openSigningKeys } from "./signing-keys.ts";

/** Seconds that a worker has for a job before another may take it; a child process is ended before. */
const leaseSeconds = 300;
const tickSeconds = 60;
/** Jobs at work at once in each lane: readings and renderings, each a process of its own; and mails, whose server may be slow. */
const hands = 2;

/** Milliseconds in which a signal that ended a child reaches this process too. */
const heardWithin = 200;

/** Serves the feed of due jobs and the clock until stopped; `stop` ends the children, whose jobs are then due again. */
export function startWorkers(network: Network): { stop(): Promise<void> } {
  const { store } = network.ports;
  const stopping = new AbortController();
  const lane = () => startLane((id) => runJob(network, id, stopping.signal), stopping.signal);
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

/** Tells of time that leapt, on the console: it may be an outage, or a clock that is wrong. */
async function runTick({ ports, settings, outbox }: Network): Promise<void> {
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

/** Runs jobs in the order in which they came, some at once, until stopped; `ended`: once those under way are. */
function startLane(run: (id: string) => Promise<void>, stopping: AbortSignal) {
  const waiting: string[] = [];
  const busy = new Set<Promise<void>>();
  const next = () => {
    while (!stopping.aborted && busy.size < hands && waiting.length > 0) {
      const task: Promise<void> = run(waiting.shift()!).finally(() => {
        busy.delete(task);
        next();
      });
      busy.add(task);
    }
  };
  const add = (id: string) => {
    waiting.push(id);
    next();
  };
  return { add, ended: () => Promise.all(busy) };
}

async function runJob(network: Network, id: string, stopping: AbortSignal): Promise<void> {
  try {
    const outcome = await work(network.ports, id, leaseSeconds, untilStopped(stepOf(network, stopping), stopping));
    if (outcome.result === "failed") logFault(`job ${id}`, outcome.error);
    if (outcome.result === "unknown") console.error(`Livrable: ${say("job.unknown", { job: id })}`);
  } catch (error) {
    logFault(`job ${id}`, error);
  }
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

/** What each type of job is done by. */
function stepOf({ ports, settings, folder }: Network, stopping: AbortSignal): Step {
  const { childMemory: memory } = settings.limits;
  const bounds = { memory, seconds: leaseSeconds - 30, stopping };
  const tools: Tools = {
    set: renderInChild(bounds),
    compare: compareInChild(bounds),
    signingKeys: async () => openSigningKeys(folder),
  };
  return stepBy({
    ...ingestSteps(ports, readUntil(stopping), settings),
    ...renderSteps(ports, tools, settings),
    ...notifySteps(ports, settings),
  });
}
