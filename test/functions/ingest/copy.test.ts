import { beforeEach, describe, expect, test } from "vitest";
import { readCopy } from "../../../functions/ingest/copy.ts";
import { tick } from "../../../functions/tick/tick.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { eachBlockOf, textOf } from "../../../shared/document/visit.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { awaitCopy, type Copy, type CopyId, getCopy } from "../../../shared/stored/copy.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { finishJob, getJob, listJobs } from "../../../shared/stored/job.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import { deleteRemarks, listRemarks, type Remark } from "../../../shared/stored/remark.ts";
import { loadVersion, pin } from "../../../shared/stored/version.ts";
import { wordFile } from "../../formats/drafts.ts";
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
  addRow,
  annotate,
  breakAfter,
  by,
  comment,
  deleteRows,
  type Edit,
  insertAfter,
  insertBefore,
  join,
  joinDeleting,
  move,
  moveAll,
  moveRow,
  overwrite,
  remove,
  replace,
  rewrite,
  split,
  typeAfter,
  typeBefore,
  typeHeading,
} from "./annotate.ts";

let network: Network;
let id: string;
let version: string;
let docx: Uint8Array;
let round: number;

const draft = completeDraft.replace(
  "Des échanges.",
  `Des échanges entre les membres, puis un séminaire à Strasbourg.

Un second paragraphe sur la méthode (voir [@noel]).

| Structure | Actions |
|---|---|
| ORIV | douze notes |
| CREFE | trois séminaires |
| EPI | une enquête |

: Actions en 2008

- un premier point
- un second point, à revoir
`,
);

beforeEach(async () => {
  network = await openTestNetwork();
  id = await createNote(network);
  round = 1;
  await deposit(network, id, draft);
  version = await submitDraft(network, id);
  await produceAll(network, "proof");
  docx = (await network.ports.files.get(proofCopyKey(version, "docx")))!;
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
  await ports.files.put(uploadKey(upload), bytes, "application/octet-stream");
  for (let times = 0; times < 2; times++) expect(await readCopy(ports, job, readDraft, settings.limits)).toBe(true);
  const copy = await getCopy(ports.store, { ...pad, upload });
  return { copy: copy!, remarks: await listRemarks(ports.store, await stateOf(network, id), pad.person) };
}

/** `after`: what the block ends with that the remark is about as a whole. */
type Expected = { type: Remark["type"]; exact?: string; after?: string; proposal?: string; text?: string };

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
      "a new paragraph typed after Enter at the end of another",
      [typeAfter("Strasbourg", "Un paragraphe de plus.")],
      [],
      { type: "addition", after: "Strasbourg.", proposal: "Un paragraphe de plus." },
    ],
    [
      "two new paragraphs typed at the end of another, as one addition",
      [typeAfter("Strasbourg", "Un paragraphe de plus.", "Et un autre.")],
      [],
      { type: "addition", after: "Strasbourg.", proposal: "Un paragraphe de plus.\n\nEt un autre." },
    ],
    [
      "a paragraph typed before all others",
      [typeBefore("Contexte", "Un mot du comité.")],
      [],
      { type: "correction", after: "Contexte", proposal: "Un mot du comité.\n\nContexte" },
    ],
    [
      "a heading typed after Enter at the end of a paragraph, which stays one",
      [typeHeading("Strasbourg", 2, "Un titre de plus")],
      [],
      { type: "addition", after: "Strasbourg.", proposal: "## Un titre de plus" },
    ],
    [
      "a line break put in",
      [breakAfter("les membres,")],
      [],
      { type: "correction", exact: "membres, puis", proposal: "membres,\u2028puis" },
    ],
    [
      "a paragraph rewritten, taken out whole before another is put in",
      [rewrite("Des échanges", "Des visites chez les membres.")],
      [],
      { type: "correction", after: "Strasbourg.", proposal: "Des visites chez les membres." },
    ],
    [
      "a paragraph moved after another",
      [move("Mars, puis juillet.", "Des échanges")],
      [],
      {
        ...{ type: "correction", after: "juillet.", proposal: "" },
        text: "Dans la copie, ce passage est déplacé après «\u202fDes échanges entre les membres, puis un…\u202f».",
      },
    ],
    [
      "a row moved after another",
      [moveRow("CREFE", "une enquête")],
      [],
      {
        ...{ type: "correction", exact: "CREFE trois séminaires", proposal: "" },
        text: "Dans la copie, cette ligne est déplacée après la ligne «\u202fEPI une enquête\u202f».",
      },
    ],
    ["a row deleted", [deleteRows("CREFE")], [], { type: "correction", exact: "CREFE trois séminaires", proposal: "" }],
    [
      "a table deleted, as one remark",
      [deleteRows("Structure", "ORIV", "CREFE", "EPI")],
      [],
      { type: "correction", after: "une enquête", proposal: "" },
    ],
    [
      "a whole paragraph taken out",
      [remove("De quoi parle-t-on")],
      [],
      { type: "correction", exact: "De quoi parle-t-on", proposal: "" },
    ],
  ])("%s", async (_, edits, comments, { type, exact, after, proposal, text = "" }) => {
    const { copy, remarks } = await send(annotate(docx, edits, comments));
    expect(copy).toMatchObject({ status: "read", found: { of: version, remarks: 1, unplaced: [] } });
    const [remark] = remarks;
    expect(remark).toMatchObject({ type, text, round: 1, version, file: by });
    if (proposal !== undefined)
      expect(remark?.proposal?.replace(/[\u00a0\u202f]/g, " ").replace(/ ?\?$/, "")).toBe(proposal);
    if (exact !== undefined) expect(remark?.anchor?.quotation?.exact).toContain(exact);
    const [part] = await loadVersion(network.ports.files, await stateOf(network, id), version);
    const block = eachBlockOf(part!.tree).find(({ id }) => id === remark?.anchor?.block);
    expect(block).toBeDefined();
    if (after !== undefined) expect(remark?.anchor?.quotation).toBeUndefined();
    if (after !== undefined) expect(textOf(block!)).toMatch(new RegExp(`${after}$`));
  });

  test("and several are listed in the order of the document, whatever they are and whether they were tracked", async () => {
    const edits = [
      ...[addRow("une enquête", "ODTI", "un colloque"), addRow("un colloque", "PLOP", "un guide")],
      ...[addRow("un guide", "RADYA", "un film"), addRow("un film", "CRIDEV", "une lettre")],
      ...[comment(0, "Strasbourg"), insertAfter("européenne", " et mondiale"), overwrite("Mars", "Avril")],
    ];
    const { remarks } = await send(annotate(docx, edits, ["Où ?"]));
    expect(remarks.map(({ text, proposal }) => proposal ?? text)).toEqual([
      ...["européenne et mondiale", "Où ?"],
      ...["ODTI | un colloque", "PLOP | un guide", "RADYA | un film", "CRIDEV | une lettre", "Avril,"],
    ]);
  });
});

test("a comment with its answers is one remark, a thread that says it is done", async () => {
  const answered = annotate(docx, [comment(0, "Strasbourg")], ["Ou à Metz ?", "Metz, c’est mieux.", "D’accord."], true);
  const { remarks, copy } = await send(answered);
  expect(copy.found).toMatchObject({ remarks: 1, unplaced: [] });
  const replies = ["Metz, c’est mieux.", "D’accord."].map((text) => ({ ...by, text }));
  expect(remarks).toMatchObject([{ type: "comment", text: "Ou à Metz ?", replies, resolved: true }]);
});

describe.each([false, true])("a paragraph whose mark alone changed, tracked: %s", (tracked) => {
  test("is a correction of the words around it, where it was split", async () => {
    const { copy, remarks } = await send(annotate(docx, [split("les membres,", tracked)]));
    expect(copy).toMatchObject({ found: { remarks: 1, untracked: tracked ? 0 : 1, unplaced: [] } });
    expect(remarks).toMatchObject([
      {
        ...{ type: "correction", text: "", proposal: "membres,\n\npuis" },
        ...{ anchor: { quotation: { exact: "membres, puis" } } },
      },
    ]);
  });

  test("is told, where it was joined with the next", async () => {
    const { copy, remarks } = await send(annotate(docx, [join("Des échanges", "Un second paragraphe", tracked)]));
    expect(copy).toMatchObject({ found: { remarks: 1, untracked: tracked ? 0 : 1, unplaced: [] } });
    expect(remarks).toMatchObject([{ type: "comment", text: expect.stringMatching(/Un second paragraphe.* qu’un/) }]);
    const [part] = await loadVersion(network.ports.files, await stateOf(network, id), version);
    const block = eachBlockOf(part!.tree).find(({ id }) => id === remarks[0]?.anchor?.block);
    expect(textOf(block!)).toMatch(/^Des échanges/);
  });
});

test("paragraphs joined where words around their joint went are told to be one, beside what went", async () => {
  const { copy, remarks } = await send(annotate(docx, [joinDeleting(" à Strasbourg.", "Un second paragraphe ")]));
  expect(copy.found).toMatchObject({ remarks: 3, unplaced: [] });
  expect(remarks.map(({ type, proposal, text }) => [type, proposal, text]).toSorted()).toEqual([
    [
      "comment",
      undefined,
      "Dans la copie, ce paragraphe et la suite («\u202fUn second paragraphe sur la méthode…\u202f») n’en font qu’un.",
    ],
    ["correction", "", ""],
    ["correction", "séminaire", ""],
  ]);
});

test("a paragraph split where words elsewhere in it were replaced is both", async () => {
  const { copy, remarks } = await send(annotate(docx, [replace("Strasbourg", "Metz"), split("les membres,", true)]));
  expect(copy.found).toMatchObject({ remarks: 2, unplaced: [] });
  expect(remarks.map(({ proposal }) => proposal).toSorted()).toEqual(["Metz.", "membres,\n\npuis"]);
});

describe("what was changed without being tracked is found by comparing", () => {
  const edits = [
    overwrite("Strasbourg", "Metz"),
    overwrite("L’année européenne", "L’année mondiale"),
    overwrite("Mars, puis juillet.", "Avril, puis juillet."),
    overwrite("douze notes", "treize notes"),
    overwrite("Un second paragraphe", "Un autre paragraphe"),
  ];

  test("sentence by sentence, as corrections that say so", async () => {
    const { remarks, copy } = await send(annotate(docx, edits));
    expect(copy.found).toEqual({ of: version, remarks: 5, untracked: 5, unplaced: [] });
    expect(remarks.every(({ file }) => file?.untracked === true && file.author === "")).toBe(true);
    const said = remarks.map(({ type, anchor, proposal }) => [type, anchor?.quotation?.exact, proposal]);
    expect(said.toSorted()).toEqual(
      [
        ["correction", "Strasbourg.", "Metz."],
        ["correction", "européenne", "mondiale"],
        ["correction", "Mars,", "Avril,"],
        ["correction", "douze", "treize"],
        ["correction", "second", "autre"],
      ].toSorted(),
    );
  });

  test("beside those that were tracked, and a comment", async () => {
    const both = [replace("les membres", "les structures"), comment(0, "juillet"), edits[0]!];
    const { remarks, copy } = await send(annotate(docx, both, ["Ou juin ?"]));
    expect(copy.found).toMatchObject({ remarks: 3, untracked: 1, unplaced: [] });
    expect(remarks.filter(({ file }) => file?.untracked).map(({ proposal }) => proposal)).toEqual(["Metz."]);
  });

  test("but not in another text, of which nothing is offered", async () => {
    const strange = wordFile({ body: "<w:p><w:r><w:t>Tout autre chose, de bout en bout.</w:t></w:r></w:p>" });
    const { copy } = await send(strange);
    expect(copy.found).toEqual({ remarks: 0, unplaced: [] });
  });
});

test("a copy without a word is read, and says so", async () => {
  expect((await send(docx)).copy).toMatchObject({
    status: "read",
    found: { of: version, remarks: 0, untracked: 0, unplaced: [] },
  });
});

test("a list that was moved is one remark, and what is said of its items stays with them", async () => {
  const edits = [
    comment(0, "un second point"),
    moveAll(["un premier point", "un second point"], "Mars, puis juillet."),
  ];
  const { copy, remarks } = await send(annotate(docx, edits, ["Lequel ?"]));
  expect(copy.found).toMatchObject({ remarks: 2, unplaced: [] });
  const items = "- un premier point\n\n- un second point, à revoir";
  expect(remarks).toMatchObject([
    { type: "correction", proposal: "", elsewhere: { type: "addition", proposal: items } },
    { type: "comment", text: "Lequel ?", anchor: { quotation: { exact: "un second point" } } },
  ]);
});

test("a comment on a row that was moved stays in its cell", async () => {
  const edits = [comment(0, "trois séminaires"), moveRow("CREFE", "une enquête")];
  const { copy, remarks } = await send(annotate(docx, edits, ["Lesquels ?"]));
  expect(copy.found).toMatchObject({ remarks: 2, unplaced: [] });
  const [commented] = remarks.filter(({ type }) => type === "comment");
  expect(commented).toMatchObject({ text: "Lesquels ?", anchor: { quotation: { exact: "trois séminaires" } } });
});

test("a passage that the version does not have is quoted by a remark on the whole document", async () => {
  const other = "# Contexte\n\nUne phrase que la note ne dit nulle part, sur tout autre chose.\n";
  const lone = await openTestNetwork();
  const otherId = await createNote(lone);
  await deposit(lone, otherId, completeDraft.replace("# Contexte", `${other}\n# Suite`));
  const otherVersion = await submitDraft(lone, otherId);
  await produceAll(lone, "proof");
  const bytes = (await lone.ports.files.get(proofCopyKey(otherVersion, "docx")))!;
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

test("what is written on a caption is on its words", async () => {
  const edits = [insertAfter("Actions en 2008", " et 2009")];
  const { copy, remarks } = await send(annotate(docx, edits));
  expect(copy.found).toMatchObject({ remarks: 1, unplaced: [] });
  expect(remarks).toMatchObject([
    { type: "correction", anchor: { quotation: { exact: "2008" } }, proposal: "2008 et 2009" },
  ]);
});

test("a comment on a caption is on its words", async () => {
  const { copy, remarks } = await send(annotate(docx, [comment(0, "Actions en 2008")], ["Et 2009 ?"]));
  expect(copy.found).toMatchObject({ remarks: 1, unplaced: [] });
  expect(remarks).toMatchObject([{ type: "comment", anchor: { quotation: { exact: "Actions en 2008", prefix: "" } } }]);
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
