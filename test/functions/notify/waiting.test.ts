import { beforeEach, expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { renderSteps } from "../../../functions/render/steps.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { failJob, getJob, isStuck, leaseJob, listJobs, wakeJob } from "../../../shared/stored/job.ts";
import { listMails } from "../../../shared/stored/mailing.ts";
import { work } from "../../../shared/stored/work.ts";
import {
  browse,
  closeRound,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  pass,
  sendMails,
  stateOf,
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

/** A round whose invitations wait for its version to be set, ended by the coordinator; once it is set, the invitations look. */
async function ended(how: "closed" | "withdrawn"): Promise<void> {
  await workAt("mail");
  network.sent.length = 0;
  const coordinator = await browse(network, "coordinator");
  const { title } = await stateOf(network, id);
  if (how === "closed") await closeRound(network, id, true);
  else await coordinator.post(`/deliverables/${id}/withdrawal`, { title, reason: "Par erreur." });
  await workAt("proof");
  await workAt("mail");
}

const invitations = () => network.sent.filter(({ subject }) => /^Votre avis|^Your decision/.test(subject));

test.each(["closed", "withdrawn"] as const)(
  "reviewers of a round that was %s before they were invited are invited once that is taken back",
  async (how) => {
    await ended(how);
    const of = (await stateOf(network, id)).undoable!.at(-1)!.of;
    const coordinator = await browse(network, "coordinator");
    await coordinator.post(`/deliverables/${id}/undo`, { of: String(of), confirmed: "true" });
    pass(network, 1);
    await workAt("mail");
    expect(invitations()).toHaveLength(2);
  },
);

test.each(["closed", "withdrawn"] as const)(
  "an invitation to a round that is %s for good is not sent, and its job goes",
  async (how) => {
    await ended(how);
    pass(network, 12);
    await workAt("mail");
    expect(invitations()).toEqual([]);
    expect(
      (await listJobs(network.ports.store)).filter((job) => job.type === "mail" && job.letter === "invited"),
    ).toEqual([]);
  },
);

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
