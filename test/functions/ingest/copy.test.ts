import { beforeEach, describe, expect, test } from "vitest";
import { readCopy } from "../../../functions/ingest/copy.ts";
import { tick } from "../../../functions/tick/tick.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { issue } from "../../../shared/line/issue.ts";
import { proofKey } from "../../../shared/line/outputs.ts";
import { awaitCopy, type Copy, type CopyId, getCopy } from "../../../shared/line/rows/copy.ts";
import { finishJob, getJob, listJobs } from "../../../shared/line/rows/job.ts";
import { deleteRemarks, listRemarks, type Remark } from "../../../shared/line/rows/remark.ts";
import { loadVersion, pin } from "../../../shared/line/version.ts";
import {
  as,
  closeRound,
  completeDraft,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../network.ts";
import { produceAll } from "../render/approved.ts";
import {
  addParagraph,
  annotate,
  by,
  comment,
  type Edit,
  insertAfter,
  insertBefore,
  remove,
  replace,
} from "./annotate.ts";

let network: Network;
let id: string;
let version: string;
let docx: Uint8Array;
let round: number;

const draft = completeDraft.replace(
  "Des échanges.",
  "Des échanges entre les membres, puis un séminaire à Strasbourg.\n\nUn second paragraphe sur la méthode (voir [@noel]).",
);

beforeEach(async () => {
  network = await openTestNetwork();
  id = await createNote(network);
  round = 1;
  await deposit(network, id, draft);
  version = await submitDraft(network, id);
  await produceAll(network, "proof");
  docx = (await network.ports.files.get(proofKey(version, "docx")))!;
});

/** Sends a copy back, and has it read. */
async function send(bytes: Uint8Array, name = "copie.docx"): Promise<{ copy: Copy; remarks: Remark[] }> {
  const { ports, people, settings } = network;
  const upload = ports.ids();
  const pad = { deliverable: id, person: people.first.id };
  await awaitCopy(ports, { ...pad, upload, round, version, name });
  const job = await getJob(ports.store, `copy/${upload}`);
  if (job?.type !== "copy") throw new Error("no job");
  expect(job.status).toBe("waiting");
  expect(await readCopy(ports, job, readDraft, settings.limits)).toBe(false);
  await ports.files.put(`uploads/${upload}`, bytes, "application/octet-stream");
  for (let times = 0; times < 2; times++) expect(await readCopy(ports, job, readDraft, settings.limits)).toBe(true);
  const copy = await getCopy(ports.store, { ...pad, upload });
  return { copy: copy!, remarks: await listRemarks(ports.store, await stateOf(network, id), pad.person) };
}

type Expected = { type: Remark["type"]; exact?: string; proposal?: string; text?: string };

describe("what was written on a copy of ours is a remark on its passage", () => {
  test.each<[string, Edit[], string[], Expected]>([
    [
      "a comment",
      [comment(0, "Strasbourg")],
      ["Ou à Metz ?"],
      { type: "comment", exact: "Strasbourg", text: "Ou à Metz ?" },
    ],
    [
      "words replaced",
      [replace("Strasbourg", "Metz")],
      [],
      { type: "correction", exact: "Strasbourg.", proposal: "Metz." },
    ],
    [
      "words replaced, the new ones first",
      [replace("séminaire à", "atelier à", true)],
      [],
      { type: "correction", exact: "séminaire à", proposal: "atelier à" },
    ],
    ["words taken out", [remove("les membres, ")], [], { type: "correction", exact: "les membres,", proposal: "" }],
    [
      "words put in",
      [insertAfter("un séminaire ", "public ")],
      [],
      { type: "correction", exact: "séminaire", proposal: "séminaire public" },
    ],
    [
      "words put in first",
      [insertBefore("Des échanges", "Surtout ")],
      [],
      { type: "correction", exact: "Des", proposal: "Surtout Des" },
    ],
    [
      "a new paragraph",
      [addParagraph("Strasbourg", "Un paragraphe de plus.")],
      [],
      { type: "addition", proposal: "Un paragraphe de plus." },
    ],
    [
      "a whole paragraph taken out",
      [remove("De quoi parle-t-on")],
      [],
      { type: "correction", exact: "De quoi parle-t-on", proposal: "" },
    ],
  ])("%s", async (_, edits, comments, { type, exact, proposal, text = "" }) => {
    const { copy, remarks } = await send(annotate(docx, edits, comments));
    expect(copy).toMatchObject({ status: "read", found: { of: version, remarks: 1, unplaced: [] } });
    const [remark] = remarks;
    expect(remark).toMatchObject({ type, text, round: 1, version, file: by });
    if (proposal !== undefined)
      expect(remark?.proposal?.replace(/[\u00a0\u202f]/g, " ").replace(/ ?\?$/, "")).toBe(proposal);
    if (exact !== undefined) expect(remark?.anchor?.quotation?.exact).toContain(exact);
    const [part] = await loadVersion(network.ports.files, await stateOf(network, id), version);
    expect(JSON.stringify(part?.tree)).toContain(`"${remark?.anchor?.block}"`);
  });

  test("and several keep their order", async () => {
    const edits = [comment(0, "Strasbourg"), insertAfter("européenne", " et mondiale")];
    const { remarks, copy } = await send(annotate(docx, edits, ["Où ?"]));
    expect(copy.found?.remarks).toBe(2);
    expect(remarks.map(({ type }) => type).toSorted()).toEqual(["comment", "correction"]);
  });
});

test("a copy without a word is read, and says so", async () => {
  expect((await send(docx)).copy).toMatchObject({ status: "read", found: { of: version, remarks: 0, unplaced: [] } });
});

test("a passage that the version does not have is quoted by a remark on the whole document", async () => {
  const other = "# Contexte\n\nUne phrase que la note ne dit nulle part, sur tout autre chose.\n";
  const lone = await openTestNetwork();
  const otherId = await createNote(lone);
  await deposit(lone, otherId, completeDraft.replace("# Contexte", `${other}\n# Suite`));
  const otherVersion = await submitDraft(lone, otherId);
  await produceAll(lone, "proof");
  const bytes = (await lone.ports.files.get(proofKey(otherVersion, "docx")))!;
  const { copy, remarks } = await send(annotate(bytes, [comment(0, "nulle part")], ["Pourquoi ?"]));
  expect(copy.found).toMatchObject({ of: otherVersion, remarks: 1, unplaced: [remarks[0]?.id] });
  expect(remarks[0]).toMatchObject({ type: "comment", text: "«\u202fnulle part\u202f»\n\nPourquoi ?" });
  expect(remarks[0]?.anchor).toBeUndefined();
});

test("words of a part that we generate, replaced, are one remark on the whole document", async () => {
  const { remarks } = await send(annotate(docx, [replace("soumise", "proposée")]));
  expect(remarks).toMatchObject([{ type: "correction", proposal: "proposée", text: "«\u202fsoumise\u202f»" }]);
  expect(remarks[0]?.anchor).toBeUndefined();
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
  await issue(ports, id, {
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
    await ports.files.put(`uploads/${waiting.upload}`, docx, "application/octet-stream");
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
