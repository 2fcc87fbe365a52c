import { beforeEach, expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { renderSteps } from "../../../functions/render/steps.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { failJob, getJob, leaseJob, listJobs } from "../../../shared/stored/job.ts";
import { work } from "../../../shared/stored/work.ts";
import { createNote, deposit, type Network, openTestNetwork, pass, submitDraft } from "../network.ts";
import { tools } from "../render/approved.ts";

let network: Network;
let id: string;
beforeEach(async () => {
  network = await openTestNetwork();
  id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
});

/** Works at the jobs of a type that are due. */
async function workAt(type: "mail" | "proof"): Promise<void> {
  const { ports, settings } = network;
  const step = stepBy({ ...notifySteps(ports, settings), ...renderSteps(ports, tools, settings) });
  for (const job of await listJobs(ports.store))
    if (job.type === type && job.status === "due") await work(ports, job.id, 60, step);
}

/** What the letters that left say of how long the document is. */
const lengths = () =>
  network.sent.flatMap(({ text }) => /(?:environ )?(?:une|\d+) pages?(?=,)/.exec(text)?.[0].replace(/\s/g, " ") ?? []);

test("invitations wait until the version is set, and tell how many pages it has", async () => {
  await workAt("mail");
  expect(lengths()).toEqual([]);
  await workAt("proof");
  await workAt("mail");
  expect(lengths()).toEqual(["3 pages", "3 pages", "3 pages"]);
});

test("those of a version that is not set in ten minutes leave, with about how many", async () => {
  await workAt("mail");
  const invitation = `mail/${id}/4/invited/${network.people.first.id}`;
  expect(await getJob(network.ports.store, invitation)).toMatchObject({ status: "waiting", attempt: 0 });
  pass(network, 10);
  const step = stepBy(notifySteps(network.ports, network.settings));
  expect(await step((await getJob(network.ports.store, invitation))!)).toBe("done");
  expect(lengths()).toEqual(["environ une page"]);
});

test("those of a version that cannot be set do not wait", async () => {
  const proof = (await listJobs(network.ports.store)).find(({ type }) => type === "proof")!;
  await leaseJob(network.ports, proof.id, 60);
  await failJob(network.ports, proof.id, { error: "Error", refused: true });
  await workAt("mail");
  expect(new Set(lengths())).toEqual(new Set(["environ une page"]));
});
