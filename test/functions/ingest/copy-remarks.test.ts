import { beforeEach, describe, expect, test } from "vitest";
import { eachBlockOf, textOf } from "../../../shared/document/visit.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { wordFile } from "../../formats/drafts.ts";
import { stateOf } from "../network.ts";
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
import { openProof, type Proof, sendCopy } from "./copies.ts";

let { network, id, version, docx } = {} as Proof;

beforeEach(async () => {
  ({ network, id, version, docx } = await openProof());
});

const send = (bytes: Uint8Array) => sendCopy({ network, id, version, round: 1 }, bytes);

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

  test("is one correction, where it was joined with the next", async () => {
    const { copy, remarks } = await send(annotate(docx, [join("Des échanges", "Un second paragraphe", tracked)]));
    expect(copy).toMatchObject({ found: { remarks: 1, untracked: tracked ? 0 : 1, unplaced: [] } });
    const proposal = "Strasbourg. Un second paragraphe sur la méthode (voir noel).";
    const text = expect.stringMatching(/Un second paragraphe.* qu’un/);
    expect(remarks).toMatchObject([{ type: "correction", proposal, text, elsewhere: { proposal: "" } }]);
    const [part] = await loadVersion(network.ports.files, await stateOf(network, id), version);
    const block = eachBlockOf(part!.tree).find(({ id }) => id === remarks[0]?.anchor?.block);
    expect(textOf(block!)).toMatch(/^Des échanges/);
  });
});

test("paragraphs joined where words around their joint went are one correction, beside what went", async () => {
  const { copy, remarks } = await send(annotate(docx, [joinDeleting(" à Strasbourg.", "Un second paragraphe ")]));
  expect(copy.found).toMatchObject({ remarks: 3, unplaced: [] });
  expect(remarks.map(({ type, proposal, text }) => [type, proposal, text]).toSorted()).toEqual([
    ["correction", "", ""],
    [
      "correction",
      "Strasbourg. Un second paragraphe sur la méthode (voir noel).",
      "Dans la copie, ce paragraphe et la suite («\u202fUn second paragraphe sur la méthode…\u202f») n’en font qu’un.",
    ],
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

test("words of a part that we generate, replaced, are one remark on the whole document", async () => {
  const { remarks } = await send(annotate(docx, [replace("soumise", "proposée")]));
  expect(remarks).toMatchObject([{ type: "correction", proposal: "proposée", text: "«\u202fsoumise\u202f»" }]);
  expect(remarks[0]?.anchor).toBeUndefined();
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
