import type { AddressInfo } from "node:net";
import { lettersWithPageCount } from "../../shared/deliverable/jobs.ts";
import type { Ports } from "../../shared/ports.ts";
import { recordHeartbeat } from "../../shared/stored/heartbeat.ts";
import { listJobs, type StoredJob, wakeJob } from "../../shared/stored/job.ts";
import { type Lane, runJob, startLane } from "../local/lanes.ts";
import { type Network, openNetwork } from "../local/network.ts";
import { startServer, stopServer } from "../local/server.ts";
import { runTick, stepOf } from "../local/workers.ts";
import { nextTime, type SimulatedClock } from "./clock.ts";
import { type Counts, counted } from "./counts.ts";
import { openWorkshop } from "./workshop.ts";

/** A network that serves its pages and does its jobs, as one does that is started, in a time of its own. */
export type Stage = {
  network: Network;
  counts: Counts;
  /** The port that it listens on, whatever address its mails carry. */
  port: number;
  /** Lets time go on to an instant, as the network's own clock does: it beats by the hour, and rings as days begin. */
  passTo(at: number): Promise<void>;
  /** Looks until something is found, while jobs are at work. Throws where none is any more. */
  wait<T>(what: string, look: () => Promise<T | undefined>): Promise<T>;
  /** Once no job is at work. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** Seconds for which a worker has a job: more than any time that passes here while it is at work. */
const leaseSeconds = 400 * 86_400;
/** Jobs that are done before time goes on: they take no time to speak of. */
const quick = /^(mail|note)\//;
const hour = 3_600_000;
/** Hours of the day at which the clock rings: as deadlines pass, and as letters may leave. */
const rings = ["00:00", "08:00"];

/** Serves the network of a folder at a port of this machine; `publicUrl`: the address that its mails carry. */
export async function openStage(folder: string, publicUrl: string, clock: SimulatedClock): Promise<Stage> {
  const opened = await openNetwork({ folder, publicUrl }, { alone: true, clock: clock.now, durable: false });
  const { network, counts } = counted(opened);
  const server = await startServer(network, { port: 0, host: "127.0.0.1" });
  const workshop = openWorkshop();
  const stopping = new AbortController();
  const step = stepOf(network, workshop);
  const lane = () => startLane((id) => runJob(network, id, leaseSeconds, step), stopping.signal);
  const lanes = { mails: lane(), files: lane() };
  const unsubscribe = network.ports.store.onDue(({ sk }) => lanes[quick.test(sk) ? "mails" : "files"].add(sk));
  const all = Object.values(lanes);
  return {
    network,
    counts,
    port: (server.address() as AddressInfo).port,
    passTo: (at) => pass(network, opened, clock, at, () => lettersLeft(opened, lanes)),
    wait: (what, look) => waitFor(what, look, all),
    settle: () => idle(all),
    close: async () => {
      unsubscribe();
      stopping.abort();
      workshop.close();
      await stopServer(server);
      network.close();
    },
  };
}

/** `uncounted`: the same network, looked at without being counted. */
async function pass(
  network: Network,
  uncounted: Network,
  clock: SimulatedClock,
  until: number,
  mailsLeft: () => Promise<void>,
): Promise<void> {
  await mailsLeft();
  await tellTo(uncounted, clock, until, mailsLeft);
  let ring = nextTime(clock.now(), rings);
  for (let at = (Math.floor(clock.now() / hour) + 1) * hour; at <= until; at += hour) {
    clock.set(at);
    if (at === ring) {
      await runTick(network);
      await mailsLeft();
      ring = nextTime(at, rings);
    } else await recordHeartbeat(network.ports);
  }
  clock.set(until);
}

/** What can be taken back no more is told then, as a clock that rings by the minute has it. */
async function tellTo(
  { ports }: Network,
  clock: SimulatedClock,
  until: number,
  mailsLeft: () => Promise<void>,
): Promise<void> {
  const held = (await listJobs(ports.store)).filter(({ provisional }) => provisional);
  const due = held.flatMap(({ id, status, until: at = "" }) =>
    status === "waiting" && Date.parse(at) <= until ? [{ id, at: Date.parse(at) }] : [],
  );
  for (const { id, at } of due.toSorted((a, b) => a.at - b.at)) {
    clock.set(at);
    await wakeJob(ports, id);
    await mailsLeft();
  }
}

/**
 * Letters that are due have left, those too that wait for a version to be set: that takes seconds, and time goes on by hours. One that was at
 * work while its version was set waits in vain, and is woken.
 */
export async function lettersLeft(
  { ports }: { ports: Pick<Ports, "store" | "clock"> },
  { mails, files }: Record<"mails" | "files", Lane>,
): Promise<void> {
  const held = async () => (await listJobs(ports.store)).filter(waitsForPages);
  await idle([mails]);
  while (!files.isIdle() && (await held()).length > 0) {
    await files.next();
    await idle([mails]);
  }
  for (const { id } of await held()) await wakeJob(ports, id);
  await idle([mails]);
}

function waitsForPages(job: StoredJob): boolean {
  return job.type === "mail" && job.status === "waiting" && lettersWithPageCount.has(job.letter);
}

function busyOf(lanes: readonly Lane[]): Lane[] {
  return lanes.filter((lane) => !lane.isIdle());
}

async function idle(lanes: readonly Lane[]): Promise<void> {
  for (let busy = busyOf(lanes); busy.length > 0; busy = busyOf(lanes))
    await Promise.race(busy.map((lane) => lane.next()));
}

async function waitFor<T>(what: string, look: () => Promise<T | undefined>, lanes: readonly Lane[]): Promise<T> {
  for (;;) {
    const busy = busyOf(lanes);
    const found = await look();
    if (found !== undefined) return found;
    if (busy.length === 0) throw new Error(`waited in vain for ${what}`);
    await Promise.race(busy.map((lane) => lane.next()));
  }
}
