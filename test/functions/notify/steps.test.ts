import { expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { listJobs, oweJob } from "../../../shared/stored/job.ts";
import { openTestNetwork, sendMails } from "../network.ts";
import * as scene from "./scenes.ts";

test("a letter for many becomes one job for each, however often it runs", async () => {
  const network = await openTestNetwork();
  const id = await scene.inReview(network);
  await sendMails(network);
  const to = [network.people.first.id, network.people.second.id];
  const many = { id: "mail/many", type: "mails", to, deliverable: id, letter: "invited", round: 1 } as const;
  const { mails } = notifySteps(network.ports, network.settings);
  await mails(many);
  await mails(many);
  const owed = (await listJobs(network.ports.store)).filter(({ type }) => type === "mail");
  expect(owed.map(({ id }) => id).sort()).toEqual(to.map((person) => `mail/many/${person}`).sort());
  await oweJob(network.ports, { id: "mail/other", type: "mail", to: to[0] ?? "", letter: "access" });
  expect((await listJobs(network.ports.store)).filter(({ type }) => type === "mail")).toHaveLength(3);
});
