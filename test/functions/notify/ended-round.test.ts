import { expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { renderSteps } from "../../../functions/render/steps.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { isStuck, listJobs, wakeJob } from "../../../shared/stored/job.ts";
import { work } from "../../../shared/stored/work.ts";
import {
  browse,
  closeRound,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  pass,
  stateOf,
  submitDraft,
} from "../network.ts";
import { tools } from "../render/approved.ts";

/** A round whose invitations wait for its version to be set, ended by the coordinator; once it is set, the invitations look. */
async function ended(how: "closed" | "withdrawn"): Promise<{ network: Network; id: string }> {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
  await workAt(network, "mail");
  network.sent.length = 0;
  const coordinator = await browse(network, "coordinator");
  const { title } = await stateOf(network, id);
  if (how === "closed") await closeRound(network, id, true);
  else await coordinator.post(`/deliverables/${id}/withdrawal`, { title, reason: "Par erreur." });
  await workAt(network, "proof");
  await workAt(network, "mail");
  return { network, id };
}

/** Works at the jobs of a type that are due, or whose time has come. */
async function workAt({ ports, settings }: Network, type: "mail" | "proof"): Promise<void> {
  const step = stepBy({ ...notifySteps(ports, settings), ...renderSteps(ports, tools, settings) });
  for (const job of await listJobs(ports.store)) {
    if (job.type !== type) continue;
    if (isStuck(job, ports.clock())) await wakeJob(ports, job.id);
    await work(ports, job.id, 60, step);
  }
}

const invitations = ({ sent }: Network) => sent.filter(({ subject }) => /^Votre avis|^Your decision/.test(subject));

test.each(["closed", "withdrawn"] as const)(
  "reviewers of a round that was %s before they were invited are invited once that is taken back",
  async (how) => {
    const { network, id } = await ended(how);
    const of = (await stateOf(network, id)).undoable!.at(-1)!.of;
    const coordinator = await browse(network, "coordinator");
    await coordinator.post(`/deliverables/${id}/undo`, { of: String(of), confirmed: "true" });
    pass(network, 1);
    await workAt(network, "mail");
    expect(invitations(network)).toHaveLength(2);
  },
);

test.each(["closed", "withdrawn"] as const)(
  "an invitation to a round that is %s for good is not sent, and its job goes",
  async (how) => {
    const { network } = await ended(how);
    pass(network, 12);
    await workAt(network, "mail");
    expect(invitations(network)).toEqual([]);
    expect(
      (await listJobs(network.ports.store)).filter((job) => job.type === "mail" && job.letter === "invited"),
    ).toEqual([]);
  },
);
