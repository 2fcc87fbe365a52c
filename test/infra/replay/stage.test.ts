import { expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { renderSteps } from "../../../functions/render/steps.ts";
import { startLane } from "../../../infra/local/lanes.ts";
import { lettersLeft } from "../../../infra/replay/stage.ts";
import { lettersWithPageCount } from "../../../shared/deliverable/jobs.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { leaseJob, listJobs, parkJob } from "../../../shared/stored/job.ts";
import { work } from "../../../shared/stored/work.ts";
import { createNote, deposit, openTestNetwork, submitDraft } from "../../functions/network.ts";
import { tools } from "../../functions/render/approved.ts";

test("letters that were at work while their version was set leave before time goes on", async () => {
  const network = await openTestNetwork();
  const { ports, settings, world } = network;
  const id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
  const step = stepBy({ ...notifySteps(ports, settings), ...renderSteps(ports, tools, settings) });
  const run = async (job: string) => void (await work(ports, job, 60, step));
  const letters = async () =>
    (await listJobs(ports.store)).filter((job) => job.type === "mail" && lettersWithPageCount.has(job.letter));

  const begun = await letters();
  for (const letter of begun) await leaseJob(ports, letter.id, 60);
  for (const { id: job, type } of await listJobs(ports.store)) if (type === "proof") await run(job);
  for (const letter of begun) await parkJob(ports, letter.id, new Date(ports.clock() + 60_000).toISOString());

  const stopping = new AbortController().signal;
  const lanes = { mails: startLane(run, stopping), files: startLane(run, stopping) };
  const unsubscribe = world.store.onDue(({ sk }) => lanes.mails.add(sk));
  await lettersLeft(network, lanes);
  unsubscribe();
  expect(begun.length).toBeGreaterThan(0);
  expect(await letters()).toEqual([]);
});
