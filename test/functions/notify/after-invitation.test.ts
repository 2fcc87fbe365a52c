import { beforeEach, expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { renderSteps } from "../../../functions/render/steps.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { failJob, isStuck, leaseJob, listJobs, wakeJob } from "../../../shared/stored/job.ts";
import { listMails } from "../../../shared/stored/mailing.ts";
import { work } from "../../../shared/stored/work.ts";
import {
  browse,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  pass,
  sendMails,
  submitDraft,
} from "../network.ts";
import { tools } from "../render/approved.ts";

let network: Network;
let id: string;
beforeEach(async () => {
  network = await openTestNetwork();
  id = await createNote(network);
  await deposit(network, id);
  await sendMails(network);
  await submitDraft(network, id);
});

/** Works at the jobs of a type that are due, or whose time has come; the newest first, which must not matter. */
async function workAt(type: "mail" | "proof"): Promise<void> {
  const { ports, settings } = network;
  const step = stepBy({ ...notifySteps(ports, settings), ...renderSteps(ports, tools, settings) });
  for (const job of (await listJobs(ports.store)).toReversed()) {
    if (job.type !== type) continue;
    if (isStuck(job, ports.clock())) await wakeJob(ports, job.id);
    await work(ports, job.id, 60, step);
  }
}

/** The letters that the first reviewer has had since the round opened. */
async function had(): Promise<string[]> {
  const mails = (await listMails(network.ports.store, id)).filter(({ to }) => to === network.people.first.id);
  return mails.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(({ letter }) => letter);
}

test.each([
  [
    "deadlineMoved",
    "deadline",
    { round: "1", deadline: "2008-05-20", confirmed: "2008-05-20" } as Record<string, string>,
  ],
  ["chased", "chases", { confirmed: "true" }],
])("%s leaves after the invitation that waits for its version to be set", async (letter, page, fields) => {
  await workAt("mail");
  const coordinator = await browse(network, "coordinator");
  const { id: people } = network.people.first;
  await coordinator.post(`/deliverables/${id}/${page}`, page === "chases" ? { ...fields, people } : fields);
  await workAt("mail");
  expect(await had()).toEqual([]);
  await workAt("proof");
  await workAt("mail");
  expect(await had()).toEqual(["invited"]);
  pass(network, 1);
  await workAt("mail");
  expect(await had()).toEqual(["invited", letter]);
});

test("a letter does not wait for an invitation that its server refused", async () => {
  const invitation = `mail/${id}/4/invited/${network.people.first.id}`;
  await leaseJob(network.ports, invitation, 60);
  await failJob(network.ports, invitation, { error: "mail-refused", refused: true });
  const coordinator = await browse(network, "coordinator");
  await coordinator.post(`/deliverables/${id}/chases`, { confirmed: "true", people: network.people.first.id });
  await workAt("mail");
  expect(await had()).toEqual(["chased"]);
});
