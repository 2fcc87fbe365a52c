import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openNetwork } from "../../infra/local/network.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { freePort } from "../flow/running.ts";
import { makeNetwork } from "./cast.ts";
import { enter, keepWriting } from "./flow.ts";
import type { Ledger } from "./ledger.ts";
import { type Random, randomFrom } from "./random.ts";
import { type Server, startServer } from "./server.ts";
import { judge } from "./verdict.ts";

/**
 * `npm run torture -- --kills 100 [--seed 1]`: people write over HTTP while the server is ended by `kill -9`, again and
 * again, at moments that the seed decides. Nothing that was acknowledged may be lost or be there twice, no verdict on a file
 * may be the crash's, and a server that is left in peace serves its first page within two seconds. Exits with 1 otherwise.
 */
const { values } = parseArgs({
  options: { kills: { type: "string", default: "100" }, seed: { type: "string", default: "1" } },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];

/** Lines of work at once, and milliseconds that a server lives: less than what a rendering takes, and more. */
const lines = 3;
const life = { least: 100, most: 5_000 };
/** Milliseconds to a first page, of the best of three. */
const quickly = 2_000;
/** Seconds that what was interrupted may take to be done. */
const settling = 300;

const folder = await mkdtemp(join(tmpdir(), "livrable-torture-"));
try {
  await torture(randomFrom(seed));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function torture(random: Random): Promise<void> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const invited = await makeNetwork(folder, url);
  const ledger: Ledger = [];
  let over = false;
  let server = await startServer(folder, port);
  try {
    const load = await enter(url, invited, ledger, () => over);
    const writing = Promise.all(Array.from({ length: lines }, (_, line) => keepWriting(load, `ligne-${line + 1}`)));
    writing.catch(() => undefined);
    for (let kill = 1; kill <= kills; kill++) {
      await Promise.race([writing, pause(life.least + random() * (life.most - life.least))]);
      await server.kill(random() < 0.5 ? "process" : "group");
      server = await startServer(folder, port);
      if (kill % 10 === 0) console.log(`${kill} kills, ${ledger.length} writes acknowledged`);
    }
    over = true;
    await writing;
    await settled();
    const { held, faults } = await judge(folder, ledger);
    server = await restarted(server, port);
    const times = [server.serving];
    for (let time = 1; time < 3; time++) {
      server = await restarted(server, port);
      times.push(server.serving);
    }
    report(held, [...faults, ...slowness(Math.min(...times))], Math.min(...times));
  } finally {
    await server.kill("group");
  }
}

/** Ended with nothing to do, and started again. */
async function restarted(server: Server, port: number): Promise<Server> {
  await pause(500);
  await server.kill("process");
  return startServer(folder, port);
}

/** Waits until all that was owed is done; what waits for its hour or failed is left. */
async function settled(): Promise<void> {
  for (let second = 0; second < settling && (await jobsLeft()) > 0; second++) await pause(1000);
}

async function jobsLeft(): Promise<number> {
  const { ports, close } = await openNetwork({ folder, publicUrl: "http://127.0.0.1" }, { alone: false });
  const jobs = await listJobs(ports.store);
  close();
  const isLater = ({ status, type, attempt }: (typeof jobs)[number]) =>
    status === "failed" || (status === "waiting" && (type === "mail" || (type === "ingest" && attempt === 0)));
  return jobs.filter((job) => !isLater(job)).length;
}

function slowness(best: number): string[] {
  return best < quickly ? [] : [`a quiet start took ${Math.round(best)} ms`];
}

function report(held: number, faults: string[], best: number): void {
  for (const fault of faults) console.error(fault);
  console.log(`${kills} kills (seed ${seed}), quiet start ${Math.round(best)} ms`);
  console.log(`torture: ${held + Number(best < quickly)} passed, ${faults.length} failed`);
  if (faults.length > 0) process.exitCode = 1;
}
