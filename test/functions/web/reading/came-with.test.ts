import { beforeEach, describe, expect, test } from "vitest";
import { cameWith } from "../../../../functions/web/reading/came-with.ts";
import { listRemarks, type Remark } from "../../../../shared/stored/remark.ts";
import {
  annotate,
  breakAfter,
  comment,
  insertAfter,
  move,
  moveAll,
  overwrite,
  remove,
  replace,
  thread,
} from "../../ingest/annotate.ts";
import { openProof, type Proof, sendCopy } from "../../ingest/copies.ts";
import { type Browser, browse, stateOf } from "../../network.ts";

/** Remarks of a reviewer's annotated Word copy that they take out on the page, and have back whole. */

let { network, id, version, docx } = {} as Proof;
let first: Browser;
let here: string;

beforeEach(async () => {
  ({ network, id, version, docx } = await openProof());
  first = await browse(network, "first", "review", id);
  here = `/deliverables/${id}`;
});

const unsent = async () => listRemarks(network.ports.store, await stateOf(network, id), network.people.first.id);
const plain = ({ created: _, updated: __, ...remark }: Remark) => remark;
const unescaped = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
/** The fields of a piece of a page that are hidden. */
const hiddenIn = (piece: string) =>
  Object.fromEntries(
    [...piece.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, unescaped(value)]),
  );
const removing = (remark: string) => ({ round: "1", version, type: "comment", remove: "true", remark });
const noteOf = (page: string) => /<div class="note done" role="status">[\s\S]*?<\/div>/.exec(page)?.[0] ?? "";

const movedList = moveAll(["un premier point", "un second point"], "Mars, puis juillet.");

const copies: [string, () => Uint8Array][] = [
  [
    "a comment, its answers and that its thread is closed",
    () => annotate(docx, [thread("Strasbourg", 0, 1)], ["Où ?", "Au siège."], true),
  ],
  ["words put in the place of others", () => annotate(docx, [replace("séminaire", "colloque")])],
  [
    "words taken out and put in",
    () => annotate(docx, [remove("Strasbourg"), insertAfter("sur la méthode", " choisie")]),
  ],
  ["what was changed without tracking", () => annotate(docx, [overwrite("L’année européenne", "L’année mondiale")])],
  [
    "words of a table",
    () => annotate(docx, [comment(0, "douze notes"), overwrite("une enquête", "deux enquêtes")], ["Treize."]),
  ],
  ["a line that was broken", () => annotate(docx, [breakAfter("un premier point")])],
  ["a passage that moved", () => annotate(docx, [move("Un second paragraphe", "un second point")])],
  ["a list that moved", () => annotate(docx, [movedList])],
];

test.each(copies)("%s comes back whole, with script and without", async (_, copy) => {
  const { remarks } = await sendCopy({ network, id, version, round: 1 }, copy());
  expect(remarks.length).toBeGreaterThan(0);
  const before = remarks.map(plain);
  for (const { id: remark } of remarks) {
    const edit = new RegExp(`id="remark-${remark}"[^>]*data-edit="([^"]*)"`).exec(await first.page(`${here}/review`))!;
    const note = noteOf(await (await first.post(`${here}/remarks`, removing(remark))).text());
    expect((await unsent()).map(({ id }) => id)).not.toContain(remark);
    expect((await first.post(`${here}/remarks`, hiddenIn(note))).status).toBe(303);
    // as `removal.js` sends it
    await first.post(`${here}/remarks`, removing(remark));
    const { id: named, type, proposal, passage, ...rest } = JSON.parse(unescaped(edit[1]!));
    const typed = proposal ?? (type === "correction" ? passage : undefined);
    const about = { ...rest, remark: named, type, asked: rest.words, unfinished: true, [type]: typed };
    const sent = Object.entries(about).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
    await first.post(`${here}/remarks`, { round: "1", version, ...Object.fromEntries(sent) });
  }
  expect((await unsent()).map(plain).toSorted((a, b) => ids(before).indexOf(a.id) - ids(before).indexOf(b.id))).toEqual(
    before,
  );
});

const ids = (remarks: readonly { id: string }[]) => remarks.map(({ id }) => id);

test("in an anonymous round a form brings no names along", async () => {
  const copy = annotate(docx, [thread("Strasbourg", 0, 1)], ["Où ?", "Au siège."], true);
  const [{ file, replies }] = (await sendCopy({ network, id, version, round: 1 }, copy)).remarks as [Remark];
  const parts = { parts: [], collective: false };
  const came = { type: "comment", file, replies };
  expect(cameWith(JSON.stringify(came), parts, false)).toEqual(came);
  expect(JSON.stringify(cameWith(JSON.stringify(came), parts, true))).not.toContain("Relectrice");
});

describe("what a form says that a remark came with", () => {
  let remark: Remark;
  let fields: Record<string, string>;
  const sent = async (came: string, changes = {}) => {
    await first.post(`${here}/remarks`, { ...fields, ...changes, came });
    const [kept] = await unsent();
    await first.post(`${here}/remarks`, removing(remark.id));
    return kept;
  };

  beforeEach(async () => {
    const copy = annotate(docx, [movedList]);
    [remark] = (await sendCopy({ network, id, version, round: 1 }, copy)).remarks as [Remark];
    fields = hiddenIn(noteOf(await (await first.post(`${here}/remarks`, removing(remark.id))).text()));
  });

  test("is in the form of one that is gone on with, too, and is let go of with what it was about", async () => {
    await first.post(`${here}/remarks`, fields);
    const form = await first.page(`${here}/review?edit=${remark.id}`);
    const came = unescaped(/name="came" value="([^"]*)"/.exec(form)![1]!);
    expect(JSON.parse(came)).toEqual(JSON.parse(fields.came!));
    await first.post(`${here}/remarks`, removing(remark.id));
    expect(await sent(fields.came!)).toMatchObject({ elsewhere: remark.elsewhere });
    const other = await sent(fields.came!, { type: "comment", text: "Est-ce sa place ?" });
    expect(other).toMatchObject({ type: "comment", file: remark.file });
    expect(other).not.toHaveProperty("elsewhere");
  });

  test.each<[string, (came: object) => unknown]>([
    ["no JSON", () => "{"],
    ["other fields", (came) => ({ ...came, integrated: true })],
    ["a passage of no part", (came) => ({ ...came, anchor: { part: "part-9", block: "b" } })],
  ])("is not believed where it has %s", async (_, change) => {
    const changed = change(JSON.parse(fields.came!));
    const kept = await sent(typeof changed === "string" ? changed : JSON.stringify(changed));
    expect(kept).toMatchObject({ id: remark.id, type: remark.type });
    expect(kept).not.toHaveProperty("file");
  });
});
