import { expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import { getJob, leaseJob, listJobs, releaseJobs } from "../../../shared/stored/job.ts";
import { openTestNetwork } from "../network.ts";
import { inReview } from "./scenes.ts";

test("a mail that left before the process ended does not leave again; one whose word was lost does", async () => {
  const network = await openTestNetwork();
  await inReview(network);
  const { ports, settings, sent } = network;
  const jobs = await listJobs(ports.store);
  const mails = jobs.flatMap((job) => (job.type === "mail" && job.letter === "invited" ? [job.id] : []));
  const [left, lost] = mails as [string, string];
  const work = async (id: string, own = ports) => {
    await leaseJob(ports, id, 60);
    const job = await getJob(ports.store, id);
    if (job?.type !== "mail") throw new Error(`no mail ${id}`);
    return notify(own, job, settings);
  };
  expect(await work(left)).toBe("done");
  const cut = { ...ports, mail: { send: async () => Promise.reject(new Error("cut")) } };
  await work(lost, cut).catch(() => undefined);
  expect(sent).toHaveLength(1);

  // the process ends before either job is finished
  await releaseJobs(ports);
  expect(await work(left)).toBe("done");
  expect(sent).toHaveLength(1);
  expect(await work(lost)).toBe("done");
  expect(sent).toHaveLength(2);
});
