import { beforeEach, describe, expect, test } from "vitest";
import { readCopy } from "../../../functions/ingest/copy.ts";
import { tick } from "../../../functions/tick/tick.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { awaitCopy, type CopyId, getCopy } from "../../../shared/stored/copy.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { finishJob, getJob, listJobs } from "../../../shared/stored/job.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import { deleteRemarks, listRemarks } from "../../../shared/stored/remark.ts";
import { pin } from "../../../shared/stored/version.ts";
import { as, closeRound, completeDraft, deposit, stateOf } from "../network.ts";
import { annotate, by, comment, overwrite } from "./annotate.ts";
import { draft, openProof, type Proof, sendCopy } from "./copies.ts";

let { network, id, version, docx } = {} as Proof;
let round: number;

beforeEach(async () => {
  ({ network, id, version, docx } = await openProof());
  round = 1;
});

const send = (bytes: Uint8Array, name?: string) => sendCopy({ network, id, version, round }, bytes, name);

test("a copy without a word is read, and says so", async () => {
  expect((await send(docx)).copy).toMatchObject({
    status: "read",
    found: { of: version, remarks: 0, untracked: 0, unplaced: [] },
  });
});

test("a passage that the version does not have is quoted by a remark on the whole document", async () => {
  const other = "# Contexte\n\nUne phrase que la note ne dit nulle part, sur tout autre chose.\n";
  const { version: of, docx: bytes } = await openProof(completeDraft.replace("# Contexte", `${other}\n# Suite`));
  const { copy, remarks } = await send(annotate(bytes, [comment(0, "nulle part")], ["Pourquoi ?"]));
  expect(copy.found).toMatchObject({ of, remarks: 1, unplaced: [remarks[0]?.id] });
  expect(remarks[0]).toMatchObject({ type: "comment", text: "«\u202fnulle part\u202f»\n\nPourquoi ?" });
  expect(remarks[0]?.anchor).toBeUndefined();
});

test("the same copy sent again adds nothing, and says so", async () => {
  const bytes = annotate(
    docx,
    [comment(0, "Strasbourg"), overwrite("L’année européenne", "L’année mondiale")],
    ["Où ?"],
  );
  const first = await send(bytes);
  const second = await send(bytes, "copie-bis.docx");
  expect(second.copy.found).toEqual({ again: first.copy.upload, remarks: 0, unplaced: [] });
  expect(second.remarks.map(({ id }) => id)).toEqual(first.remarks.map(({ id }) => id));
});

test("of two copies alike that come at the same instant, one alone is told", async () => {
  const { ports, people, settings } = network;
  const bytes = annotate(docx, [comment(0, "Strasbourg")], ["Où ?"]);
  const pad = { deliverable: id, person: people.first.id };
  const uploads = [ports.ids(), ports.ids()];
  for (const upload of uploads) {
    await awaitCopy(ports, { ...pad, upload, round, version, name: "copie.docx" });
    await ports.files.put(`uploads/${upload}`, bytes, "application/octet-stream");
  }
  const jobs = uploads.map((upload) => ({ id: `copy/${upload}`, type: "copy", ...pad, round, upload }) as const);
  await Promise.all(jobs.map((job) => readCopy(ports, job, readDraft, settings.limits)));
  const found = await Promise.all(
    uploads.map(async (upload) => (await getCopy(ports.store, { ...pad, upload }))?.found),
  );
  expect(found.map((each) => each?.remarks).toSorted()).toEqual([0, 1]);
  expect(found.map((each) => each?.again).filter((again) => again !== undefined)).toHaveLength(1);
  expect(await listRemarks(ports.store, await stateOf(network, id), pad.person)).toHaveLength(1);
});

test("a file that cannot be read says why, and takes nothing away", async () => {
  const { copy, remarks } = await send(Buffer.from("pas un document"));
  expect(copy).toMatchObject({ status: "refused", refused: { code: expect.any(String) } });
  expect(remarks).toEqual([]);
});

test("in an anonymous round, a remark does not tell who wrote it in the file", async () => {
  const { ports } = network;
  await closeRound(network, id, true);
  await deposit(network, id, draft.replace("Un cadre", "Un cadre commun"));
  const state = await stateOf(network, id);
  const { demands, ...pins } = await pin(ports, state.kind);
  version = state.versions.at(-1)!.hash;
  await issue(deliverables, ports, id, {
    ...{ type: "submit", by: as(network, "author"), version, ...pins, deadline: "2008-06-12T22:00:00.000Z" },
    demands: { ...demands, anonymous: true },
  });
  round = 2;
  const { remarks } = await send(annotate(docx, [comment(0, "Strasbourg")], ["Où ?"]));
  expect(remarks).toMatchObject([{ text: "Où ?", round: 2, file: { author: "", date: by.date } }]);
});

describe("a copy that is awaited", () => {
  const day = 24 * 3_600_000;
  let waiting: CopyId;
  const statusOf = async () => (await getJob(network.ports.store, `copy/${waiting.upload}`))?.status;

  beforeEach(async () => {
    const { ports, people } = network;
    waiting = { deliverable: id, person: people.first.id, upload: ports.ids() };
    await awaitCopy(ports, { ...waiting, round, version, name: "copie.docx" });
  });

  test("is read although nobody told that it came", async () => {
    const { ports, settings } = network;
    await tick(ports, settings);
    expect(await statusOf()).toBe("waiting");
    await ports.files.put(uploadKey(waiting.upload), docx, "application/octet-stream");
    await tick(ports, settings);
    expect(await statusOf()).toBe("due");
  });

  test("is given up after a day", async () => {
    const { ports, settings, world } = network;
    world.set(ports.clock() + day + 1000);
    await tick(ports, settings);
    expect(await statusOf()).toBeUndefined();
    expect(await getCopy(ports.store, waiting)).toMatchObject({
      status: "refused",
      refused: { code: "upload-missing" },
    });
  });
});

test("read twice, what its reviewer did meanwhile stays done", async () => {
  const { ports, people, settings } = network;
  const { copy, remarks } = await send(annotate(docx, [comment(0, "Strasbourg")], ["Où ?"]));
  const pad = { deliverable: id, person: people.first.id };
  await deleteRemarks(ports, pad, [remarks[0]!.id]);
  const job = { id: `copy/${copy.upload}`, type: "copy", ...pad, round: 1, upload: copy.upload } as const;
  expect(await readCopy(ports, job, readDraft, settings.limits)).toBe(true);
  expect(await listRemarks(ports.store, await stateOf(network, id), pad.person)).toEqual([]);
  for (const { id } of await listJobs(ports.store)) await finishJob(ports, id);
});
