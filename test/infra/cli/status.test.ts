import { afterAll, beforeAll, expect, test } from "vitest";
import { type Network, openNetwork } from "../../../infra/local/network.ts";
import { failJob, getJob, leaseJob, oweJob } from "../../../shared/stored/job.ts";
import { bare } from "../../environment.ts";
import { temporaryFolder } from "../../temporary.ts";
import { livrableFrom } from "./livrable.ts";

const folder = temporaryFolder();
const jobs = ["mail/access/1", "mail/access/2", "mail/access/3"];
let network: Network;
beforeAll(async () => {
  network = await openNetwork({ folder, publicUrl: "http://127.0.0.1:8080" }, { alone: true });
  for (const id of jobs) {
    await oweJob(network.ports, { id, type: "mail", to: "direction", letter: "access" });
    await leaseJob(network.ports, id, 60);
    await failJob(network.ports, id, { error: "mail-refused", said: "550 5.1.1 User unknown", refused: true });
  }
});
afterAll(() => network.close());

async function status(...args: string[]): Promise<{ code: number; printed: string }> {
  const env = { ...bare, LIVRABLE_DATA: folder, LIVRABLE_LANG: "en" };
  const { code, stdout, stderr } = await livrableFrom(env, "status", ...args);
  return { code, printed: code === 0 ? stdout : stderr };
}

const stands = () => Promise.all(jobs.map(async (id) => (await getJob(network.ports.store, id))?.status));

test("status tells what a mail server said of a mail that it refused, and how to run it again", async () => {
  const { printed } = await status();
  expect(printed).toMatch(/^jobs: 0 due, 0 running, 0 waiting, 3 failed\n/);
  expect(printed).toMatch(
    /failed\tmail\tmail\/access\/1\n {4}attempt 1, since \S+, mail-refused\n {4}550 5\.1\.1 User unknown\n/,
  );
  expect(printed).toContain("npx livrable status --rerun JOB (or --failed for all)");
});

test("one failed job is run again, or all of them", async () => {
  expect((await status("--rerun", "mail/access/2")).code).toBe(0);
  expect(await stands()).toEqual(["failed", "due", "failed"]);
  expect((await status("--rerun", "mail/access/2")).printed).toContain("(job-unknown)");
  expect((await status("--rerun", "--failed")).code).toBe(0);
  expect(await stands()).toEqual(["due", "due", "due"]);
});

test.each([[["--rerun"]], [["--failed"]], [["mail/access/1"]], [["--rerun", "--failed", "mail/access/1"]]])(
  "what says neither which job nor all of them is refused: %s",
  async (args) => {
    const { code, printed } = await status(...args);
    expect(code).toBe(2);
    expect(printed).toMatch(/^livrable: --rerun goes with a job, or with --failed\nusage: /);
  },
);
