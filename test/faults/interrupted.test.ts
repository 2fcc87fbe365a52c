import { expect, test } from "vitest";
import { ingest } from "../../functions/ingest/ingest.ts";
import { type LeaseBlame, tick } from "../../functions/tick/tick.ts";
import { openNetwork } from "../../infra/local/network.ts";
import { issue } from "../../shared/chain/issue.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { getJob, leaseJob, listJobs, oweJob, releaseJobs } from "../../shared/stored/job.ts";
import { uploadKey } from "../../shared/stored/objects.ts";
import { work } from "../../shared/stored/work.ts";
import {
  as,
  completeDraft,
  createNote,
  type Network,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../functions/network.ts";
import { temporaryFolder } from "../temporary.ts";

const quarter = 15 * 60_000;

type Scene = { network: Network; id: string; job: string };

/** A draft of one kilobyte that has come and is to be read. */
async function draftToRead(): Promise<Scene> {
  const network = await openTestNetwork();
  const { ports } = network;
  const id = await createNote(network);
  const about = { upload: "u1", part: "part-1", name: "cadrage.md" };
  await issue(deliverables, ports, id, { type: "requestUpload", by: as(network, "author"), ...about });
  await ports.files.put(uploadKey("u1"), Buffer.from(completeDraft), "application/octet-stream");
  return { network, id, job: "ingest/u1" };
}

/** A round that has opened, whose documents are to be set for its reviewers. */
async function proofToSet(): Promise<Scene> {
  const scene = await draftToRead();
  await readOn(scene);
  await submitDraft(scene.network, scene.id);
  const proof = (await listJobs(scene.network.ports.store)).find(({ type }) => type === "proof");
  return { ...scene, job: proof!.id };
}

async function readOn({ network: { ports, settings }, id, job }: Scene): Promise<void> {
  await tick(ports, settings, "process");
  const step = async () => {
    await ingest(ports, { id: job, type: "ingest", deliverable: id, upload: "u1" }, readDraft, settings.limits);
    return "done" as const;
  };
  await work(ports, job, 300, step);
}

/** A process that takes the job and dies at it; then a start like any other. */
async function die({ network: { ports, settings, world }, job }: Scene): Promise<void> {
  await tick(ports, settings, "process");
  await leaseJob(ports, job, 300);
  world.set(ports.clock() + quarter);
  await releaseJobs(ports);
}

/** A process that slept through the lease of what it had in hand. */
async function sleep({ network: { ports, settings, world }, job }: Scene, silence: LeaseBlame): Promise<void> {
  await tick(ports, settings, silence);
  await leaseJob(ports, job, 300);
  world.set(ports.clock() + quarter);
  await tick(ports, settings, silence);
}

async function times(count: number, act: () => Promise<void>): Promise<void> {
  for (let time = 0; time < count; time++) await act();
}

const uploadOf = async ({ network, id }: Scene) => (await stateOf(network, id)).uploads.u1;

test.each([1, 2, 5, 9])(
  "a draft is read by the process after %i that died at it, with no word on the file",
  async (count) => {
    const scene = await draftToRead();
    await times(count, () => die(scene));
    expect(await uploadOf(scene)).toMatchObject({ status: "awaited" });
    await readOn(scene);
    expect(await uploadOf(scene)).toMatchObject({ status: "accepted" });
  },
);

test("a draft at which ten processes died is refused as what was interrupted, not as too heavy", async () => {
  const scene = await draftToRead();
  await times(10, () => die(scene));
  await tick(scene.network.ports, scene.network.settings, "process");
  expect(await uploadOf(scene)).toMatchObject({ status: "refused", refused: { code: "interrupted" } });
});

test("documents to set are due again after five processes that died at them", async () => {
  const scene = await proofToSet();
  await times(5, () => die(scene));
  expect(await getJob(scene.network.ports.store, scene.job)).toMatchObject({ status: "due", attempt: 0 });
});

test("whoever opens a data folder alone finds nothing leased; whoever opens it beside a server leaves leases alone", async () => {
  const place = { folder: temporaryFolder(), publicUrl: "http://127.0.0.1" };
  const statuses = async (alone: boolean) => {
    const { ports, close } = await openNetwork(place, { alone });
    const found = (await listJobs(ports.store)).map(({ status }) => status);
    await oweJob(ports, { id: "mail/access", type: "mail", to: "coordination", letter: "access" });
    await leaseJob(ports, "mail/access", 300);
    close();
    return found;
  };
  expect(await statuses(true)).toEqual([]);
  expect(await statuses(false)).toEqual(["leased"]);
  expect(await statuses(true)).toEqual(["due"]);
});

test.each<[LeaseBlame, string]>([
  ["process", "awaited"],
  ["file", "refused"],
])("leases that run out unanswered, where they tell of the %s: the draft is %s", async (silence, status) => {
  const scene = await draftToRead();
  await times(2, () => sleep(scene, silence));
  expect(await uploadOf(scene)).toMatchObject({ status });
});
