import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { placeAnnotations, placePartings, placeUntracked } from "../../../functions/ingest/annotations.ts";
import { joinedChanges } from "../../../functions/ingest/joined.ts";
import { trackedPartings } from "../../../functions/ingest/tracked-partings.ts";
import { untrackedChanges } from "../../../functions/ingest/untracked.ts";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import { eachBlockOf, textOf } from "../../../shared/document/visit.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import { loadVersion, type PartContent } from "../../../shared/stored/version.ts";
import { type Read, readWell } from "../../formats/drafts.ts";
import { type Edit, editInOffice } from "../../formats/programs/macro.ts";
import { formats } from "../../formats/programs/programs.ts";
import { completeDraft, createNote, deposit, openTestNetwork, stateOf, submitDraft } from "../network.ts";
import { produceAll } from "../render/approved.ts";
import { annotate, by, type Edit as Mark, moveRow, thread } from "./annotate.ts";

/** LibreOffice, where it is installed, edits the Word file that reviewers have, and saves it as Word or OpenDocument. */
const installed = (() => {
  try {
    return execFileSync("soffice", ["--version"], { stdio: "pipe" }).length > 0;
  } catch {
    return false;
  }
})();

const draft = `${completeDraft.replace(
  "Des échanges.",
  `Des échanges entre les membres, puis un séminaire à Strasbourg [@noel].

Un second paragraphe sur la méthode commune.

Un troisième paragraphe sur le budget.

- un premier point
- un second point, à revoir

Les structures et leurs actions suivent.

| Structure | Actions | Notes |
|---|---|---|
| ORIV | douze notes | rien |
| CREFE | trois séminaires | deux |
| EPI | une enquête | trois |
| ODTI |  |  |

: Actions en 2008`,
)}
Un dernier paragraphe, avec **du gras** et de *l’italique*.
`;

let folder: string;
/** Of each case in each format, what LibreOffice saved. */
let copies: Uint8Array[];
let parts: PartContent[];
let base: { tree: Read["tree"]; whole: Read["tree"] };

beforeAll(async () => {
  if (!installed) return;
  folder = await mkdtemp(join(tmpdir(), "livrable-copy-office-"));
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id, draft);
  const version = await submitDraft(network, id);
  await produceAll(network, "proof");
  const docx = (await network.ports.files.get(proofCopyKey(version, "docx")))!;
  parts = await loadVersion(network.ports.files, await stateOf(network, id), version);
  const [own, whole] = [await readWell("a.docx", docx), await readWell("a.docx", docx, { generated: "read" })];
  base = { tree: own.tree, whole: whole.tree };
  const files = cases.map(([, steps, , marks = []]) => ({ file: annotate(docx, marks), steps }));
  const edits = formats.flatMap((format) => files.map((file) => ({ ...file, format })));
  const words = ["Ou à Metz ?", "Metz, c’est mieux.", "D’accord."];
  const noted = annotate(docx, [thread("Strasbourg", 0, 1, 2)], words, true);
  copies = await editInOffice(folder, [...edits, ...formats.map((format) => ({ file: noted, steps: "", format }))]);
});
afterAll(() => installed && rm(folder, { recursive: true }));

const tell = (what: string, details: Record<string, string>) => [what, ...Object.values(details)].join(" ");

/** What a reviewer would be offered of a copy: "correction Strasbourg. → Metz.", "addition après une enquête → …". */
async function offered(bytes: Uint8Array, format: Edit["format"]): Promise<string[]> {
  const copy = await readWell(`a.${format}`, bytes, { changes: "reject" });
  const accepted = await readWell(`a.${format}`, bytes, { changes: "accept" });
  const of = ({ tree, contributions }: Read) => ({ tree, annotations: contributions });
  const changes = joinedChanges(copy.contributions, copy.tree);
  const partings = placePartings(parts, copy.tree, trackedPartings(copy.tree, accepted.tree, changes, tell), tell);
  const tracked = placeAnnotations(parts, { ...of(copy), accepted: of(accepted) }, tell);
  const untracked = placeUntracked(
    parts,
    base.tree,
    untrackedChanges(base, copy.tree, tell, accepted.tree) ?? [],
    tell,
  );
  return [...tracked, ...partings, ...untracked].map(({ contribution }) => sentence(contribution));
}

function sentence({ type, anchor, text, proposal, file }: Omit<Contribution, "id">): string {
  const place = anchor?.quotation?.exact ?? (anchor ? `block ${anchor.block}` : "whole");
  const blocks = parts.flatMap(({ tree }) => [...eachBlockOf(tree)]);
  const block = anchor?.quotation ? undefined : blocks.find(({ id }) => id === anchor?.block);
  const words = block ? (block.type === "table" ? "table" : textOf(block)) : place;
  const mark = file?.untracked ? " (untracked)" : "";
  return `${type} « ${words} »${proposal === undefined ? "" : ` → « ${proposal} »`}${text === "" ? "" : `: ${text}`}${mark}`;
}

const tracked = (steps: string) => `doc.RecordChanges = True\n${steps}`;

/** What LibreOffice is asked to do to the document, with changes in it that Word tracked, and what its reviewer is then offered. */
const cases: [string, string, string[], Mark[]?][] = [
  ["a mere save offers nothing", "", []],
  [
    "a paragraph typed at the end of another, tracked, is an addition after it",
    tracked('NewParagraph("dialogue interculturel.", "Un paragraphe de plus.")'),
    ["addition « L’année européenne du dialogue interculturel. » → « Un paragraphe de plus. »"],
  ],
  [
    "an item typed at the end of a list, tracked, is an addition after its last item",
    tracked('NewParagraph("un second point", "un troisième point")'),
    ["addition « un second point, à revoir » → « - un troisième point »"],
  ],
  [
    "an item moved down, tracked, is one remark that tells both places",
    tracked('GoIn("un premier point")\nCommand("MoveDown")'),
    ["correction « un premier point » → «  »: moved un second point, à revoir"],
  ],
  [
    "a list moved up, tracked, is one remark that tells both places",
    tracked('GoOver("un premier point", "un second point")\nCommand("MoveUp")'),
    ["correction « un premier point\nun second point, à revoir » → «  »: moved Un second paragraphe sur la méthode…"],
  ],
  [
    "a heading typed before all others, tracked, comes before the first",
    tracked(
      'first = At("L’année européenne")\nplace = first.Text.createTextCursorByRange(first.Start)\nplace.gotoPreviousParagraph(False)\nplace.gotoStartOfParagraph(False)\nfirst.Text.insertString(place, "Un mot du comité.", False)\nfirst.Text.insertControlCharacter(place, 0, False)',
    ),
    ["correction « Contexte » → « # Un mot du comité.\n\nContexte »"],
  ],
  [
    "a heading and its text typed after a paragraph, tracked, are an addition of both",
    tracked(
      'NewParagraph("sur le budget.", "Un titre de plus")\nAt("Un titre de plus").ParaStyleName = "Heading 2"\nNewParagraph("Un titre de plus", "Et son texte.")\nAt("Et son texte.").ParaStyleName = "Text body"',
    ),
    ["addition « Un troisième paragraphe sur le budget. » → « ## Un titre de plus\n\nEt son texte. »"],
  ],
  [
    "two paragraphs typed at the end of another, tracked, are one addition of two",
    tracked('NewParagraph("sur le budget.", "Un de plus.")\nNewParagraph("Un de plus.", "Et un autre.")'),
    ["addition « Un troisième paragraphe sur le budget. » → « Un de plus.\n\nEt un autre. »"],
  ],
  [
    "a paragraph moved down over another, tracked, is one remark that tells both places",
    tracked('GoIn("Un second paragraphe")\nCommand("MoveDown")'),
    [
      "correction « Un second paragraphe sur la méthode commune. » → «  »: moved Un troisième paragraphe sur le budget.",
    ],
  ],
  [
    "the same untracked is one remark too",
    'GoIn("Un second paragraphe")\nCommand("MoveDown")',
    [
      "correction « Un second paragraphe sur la méthode commune. » → «  »: moved Un troisième paragraphe sur le budget. (untracked)",
    ],
  ],
  [
    "a paragraph split, tracked, is a correction of the words around",
    tracked('SplitAt("Un second paragraphe")'),
    ["correction « paragraphe sur » → « paragraphe\n\nsur »"],
  ],
  [
    "a paragraph split, untracked, is the same",
    'SplitAt("Un second paragraphe")',
    ["correction « paragraphe sur » → « paragraphe\n\nsur » (untracked)"],
  ],
  [
    "a line break put in, tracked, is a correction of the words around",
    tracked('BreakAt("Un second paragraphe")'),
    ["correction « paragraphe sur » → « paragraphe\u2028sur »"],
  ],
  [
    "the end of a paragraph and the beginning of the next deleted, tracked, are corrections apart, and so is their join",
    tracked('DeleteBetween(" commune.", "Un troisième paragraphe")'),
    [
      "correction « méthode commune. » → « méthode »",
      "correction « Un troisième paragraphe » → «  »",
      "correction « commune. » → « commune. Un troisième paragraphe sur le budget. »: joined Un troisième paragraphe sur le budget.",
    ],
  ],
  [
    "a row deleted, untracked, is one correction",
    'GoIn("trois séminaires")\nCommand("DeleteRows")',
    ["correction « CREFE trois séminaires deux » → «  » (untracked)"],
  ],
  [
    "a row of one filled cell deleted, untracked, is one correction",
    'GoIn("ODTI")\nCommand("DeleteRows")',
    ["correction « ODTI » → «  » (untracked)"],
  ],
  [
    "a row deleted, tracked, is one correction",
    tracked('GoIn("trois séminaires")\nCommand("DeleteRows")'),
    ["correction « CREFE trois séminaires deux » → «  »"],
  ],
  [
    "a row moved after another, tracked in Word, is one remark",
    "",
    ["correction « CREFE trois séminaires deux » → «  »: row-moved EPI une enquête trois"],
    [moveRow("CREFE", "une enquête")],
  ],
  [
    "a paragraph made a heading is told",
    'At("Un troisième paragraphe").ParaStyleName = "Heading 2"',
    ["comment « Un troisième paragraphe sur le budget. »: became-heading 2 (untracked)"],
  ],
  [
    "a caption replaced whole, tracked, is a correction of its words",
    tracked('ReplaceWords("Actions en 2008", "Notes de 2009")'),
    ["correction « Actions en 2008 » → « Notes de 2009 »"],
  ],
  [
    "a table deleted, tracked, is one correction",
    tracked('GoIn("trois séminaires")\nCommand("DeleteTable")'),
    ["correction « table » → «  »"],
  ],
  [
    "words replaced, tracked, are a correction",
    tracked('ReplaceWords("Strasbourg", "Metz")'),
    ["correction « Strasbourg » → « Metz »"],
  ],
  [
    "words replaced, a cell rewritten and a paragraph added without tracking are found by comparing",
    'ReplaceWords("Strasbourg", "Metz")\nReplaceWords("douze", "treize")\nNewParagraph("Mars, puis juillet.", "Puis septembre.")',
    [
      "correction « Strasbourg » → « Metz » (untracked)",
      "correction « douze » → « treize » (untracked)",
      "addition « Mars, puis juillet. » → « Puis septembre. » (untracked)",
    ],
  ],
];

describe.runIf(installed).each(formats)("LibreOffice, as .%s", (format) => {
  test("a thread of comments that it saves again is one remark with its answers, and done", async () => {
    const bytes = copies[formats.length * cases.length + formats.indexOf(format)]!;
    const { contributions } = await readWell(`a.${format}`, bytes, { changes: "reject" });
    const replies = ["Metz, c’est mieux.", "D’accord."].map((text) => ({ author: by.author, text }));
    expect(contributions).toMatchObject([
      { type: "comment", quote: "Strasbourg", text: "Ou à Metz ?", replies, resolved: true },
    ]);
  });

  test.each([...cases.entries()].map(([index, [name, , expected]]) => [name, index, expected] as const))(
    "%s",
    async (_, index, expected) => {
      expect(await offered(copies[formats.indexOf(format) * cases.length + index]!, format)).toEqual(expected);
    },
  );
});
