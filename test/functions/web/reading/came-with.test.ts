import { beforeEach, describe, expect, test } from "vitest";
import type { CameWith } from "../../../../functions/web/reading/came-with.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { listRemarks, type Remark, saveRemark } from "../../../../shared/stored/remark.ts";
import { pin } from "../../../../shared/stored/version.ts";
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
import { draft, openProof, type Proof, sendCopy } from "../../ingest/copies.ts";
import { as, type Browser, browse, closeRound, deposit, stateOf } from "../../network.ts";

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

/** A remark on the whole document that came from a file. */
const keep = async (came: Partial<Remark>) => {
  const pad = { deliverable: id, person: network.people.first.id };
  return saveRemark(network.ports, pad, { id: "r1", type: "comment", text: "Où ?", round: 1, version, ...came });
};
/** Bytes of a form: "é" takes 6 of them, a quotation mark 6 too, with the sign before it in JSON. */
const sentBytes = (note: string) => new URLSearchParams(hiddenIn(note)).toString().length;
const most = 256 * 1024;

test("one whose form is just as large as is read comes back whole, one of a byte more is not offered back", async () => {
  const answered = (text: string) => keep({ replies: [{ author: "Camille", text }] });
  const take = async () => noteOf(await (await first.post(`${here}/remarks`, removing("r1"))).text());
  const long = 'é"à '.repeat(10_000);
  await answered(long);
  const fill = "x".repeat(most - sentBytes(await take()));
  expect(fill.length).toBeGreaterThan(0);
  const before = await answered(long + fill);
  expect(await first.page(`${here}/review`)).not.toContain("data-gone");
  const note = await take();
  expect(sentBytes(note)).toBe(most);
  expect((await first.post(`${here}/remarks`, hiddenIn(note))).status).toBe(303);
  expect((await unsent()).map(plain)).toEqual([plain(before)]);
  await answered(`${long}${fill}x`);
  expect(await first.page(`${here}/review`)).toContain("data-gone");
  expect(await take()).not.toContain("<form");
});

test("one that came with more than a form holds is gone on with as any other", async () => {
  const replies = [{ author: "Camille", text: 'é"à '.repeat(15_000) }];
  await keep({ replies });
  const form = /<form[^>]*aria-labelledby="remark-title"[\s\S]*?<\/form>/.exec(
    await first.page(`${here}/review?edit=r1`),
  );
  const { remove: _, ...fields } = hiddenIn(form![0]);
  const typed = { ...fields, type: "comment", text: "Laquelle ?" };
  expect((await first.post(`${here}/remarks`, typed)).status).toBe(303);
  expect(await unsent()).toMatchObject([{ id: "r1", text: "Laquelle ?", replies }]);
});

test("one whose file dates it by no calendar day is read, and comes back without that date", async () => {
  const date = "2026-99-99T00:00:00Z";
  await keep({ file: { author: "Camille", date }, replies: [{ author: "Dominique", date, text: "Ici." }] });
  const page = await first.page(`${here}/review`);
  expect(page).toContain("Camille");
  expect(page).toContain("Dominique");
  const note = noteOf(await (await first.post(`${here}/remarks`, removing("r1"))).text());
  expect((await first.post(`${here}/remarks`, hiddenIn(note))).status).toBe(303);
  const [{ file, replies }] = (await unsent()) as [Remark];
  expect({ file, replies }).toEqual({ file: { author: "Camille" }, replies: [{ author: "Dominique", text: "Ici." }] });
});

const ids = (remarks: readonly { id: string }[]) => remarks.map(({ id }) => id);

/** A second round in which names are hidden; gives the version that it is on. */
async function anonymousRound(): Promise<string> {
  const { ports } = network;
  await closeRound(network, id, true);
  await deposit(network, id, draft.replace("Un cadre", "Un cadre commun"));
  const { kind, versions } = await stateOf(network, id);
  const { demands, ...pins } = await pin(ports, kind);
  const { hash } = versions.at(-1)!;
  await issue(deliverables, ports, id, {
    ...{ type: "submit", by: as(network, "author"), version: hash, ...pins, deadline: "2008-06-12T22:00:00.000Z" },
    demands: { ...demands, anonymous: true },
  });
  return hash;
}

test("in an anonymous round a form brings no names along", async () => {
  const copy = annotate(docx, [thread("Strasbourg", 0, 1)], ["Où ?", "Au siège."], true);
  const [remark] = (await sendCopy({ network, id, version, round: 1 }, copy)).remarks as [Remark];
  const note = noteOf(await (await first.post(`${here}/remarks`, removing(remark.id))).text());
  const named = hiddenIn(note);
  expect(named.came).toContain("Relectrice");
  const next = await anonymousRound();
  expect((await first.post(`${here}/remarks`, { ...named, round: "2", version: next })).status).toBe(303);
  const [back] = await unsent();
  expect(back).toMatchObject({ file: { author: "" }, replies: [{ author: "", text: "Au siège." }], resolved: true });
  expect(JSON.stringify(back)).not.toContain("Relectrice");
});

describe("what a form says that a remark came with", () => {
  const unsaid = { exact: "tout autre chose", prefix: "", suffix: "" };
  const elsewhere = (came: CameWith, changes: object) => ({
    ...came,
    elsewhere: { ...came.elsewhere!, anchor: { ...came.elsewhere!.anchor, ...changes } },
  });
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

  test("is not in the form of one that is kept, and is let go of with what it was about", async () => {
    await first.post(`${here}/remarks`, fields);
    expect(await first.page(`${here}/review?edit=${remark.id}`)).not.toContain('name="came"');
    await first.post(`${here}/remarks`, removing(remark.id));
    expect(await sent(fields.came!)).toMatchObject({ elsewhere: remark.elsewhere });
    const other = await sent(fields.came!, { type: "comment", text: "Est-ce sa place ?" });
    expect(other).toMatchObject({ type: "comment", file: remark.file });
    expect(other).not.toHaveProperty("elsewhere");
  });

  test.each<[string, (came: CameWith) => unknown]>([
    ["no JSON", () => "{"],
    ["other fields", (came) => ({ ...came, integrated: true })],
    ["a passage of no part", (came) => ({ ...came, anchor: { part: "part-9", block: "b" } })],
    ["a passage of no block", (came) => ({ ...came, anchor: { ...came.anchor!, block: "b" } })],
    ["words that its block does not say", (came) => ({ ...came, anchor: { ...came.anchor!, quotation: unsaid } })],
    ["a place in words that are not there", (came) => elsewhere(came, { quotation: unsaid })],
    ["a place after a block that is not there", (came) => elsewhere(came, { block: "b" })],
    ["a day that is none", (came) => ({ ...came, file: { author: "X", date: "2026-99-99T00:00:00Z" } })],
  ])("is not believed where it has %s", async (_, change) => {
    const changed = change(JSON.parse(fields.came!));
    const kept = await sent(typeof changed === "string" ? changed : JSON.stringify(changed));
    expect(kept).toMatchObject({ id: remark.id, type: remark.type });
    expect(kept).not.toHaveProperty("file");
  });
});
