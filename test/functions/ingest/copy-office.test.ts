import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { placeAnnotations, placeUntracked } from "../../../functions/ingest/annotations.ts";
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

- un premier point
- un second point, à revoir

| Structure | Actions | Notes |
|---|---|---|
| ORIV | douze notes | rien |
| CREFE | trois séminaires | deux |
| EPI | une enquête | trois |

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
  const edits = formats.flatMap((format) => cases.map(([, steps]) => ({ file: docx, steps, format })));
  copies = await editInOffice(folder, edits);
});
afterAll(() => installed && rm(folder, { recursive: true }));

const tell = (what: string, details: Record<string, string>) => [what, ...Object.values(details)].join(" ");

/** What a reviewer would be offered of a copy: "correction Strasbourg. → Metz.", "addition après une enquête → …". */
async function offered(bytes: Uint8Array, format: Edit["format"]): Promise<string[]> {
  const copy = await readWell(`a.${format}`, bytes, { changes: "reject" });
  const accepted = await readWell(`a.${format}`, bytes, { changes: "accept" });
  const of = ({ tree, contributions }: Read) => ({ tree, annotations: contributions });
  const tracked = placeAnnotations(parts, { ...of(copy), accepted: of(accepted) }, tell);
  const untracked = placeUntracked(parts, base.tree, untrackedChanges(base, copy.tree, tell) ?? [], tell);
  return [...tracked, ...untracked].map(({ contribution }) => sentence(contribution));
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

/** What LibreOffice is asked to do to the document, and what its reviewer is then offered. */
const cases: [string, string, string[]][] = [
  ["a mere save offers nothing", "", []],
  [
    "a paragraph typed at the end of another, tracked, is an addition after it",
    tracked('NewParagraph("dialogue interculturel.", "Un paragraphe de plus.")'),
    ["addition « L’année européenne du dialogue interculturel. » → « Un paragraphe de plus. »"],
  ],
  [
    "an item typed at the end of a list, tracked, is an addition after its last item",
    tracked('NewParagraph("un second point", "un troisième point")'),
    ["addition « un second point, à revoir » → « un troisième point »"],
  ],
  [
    "an item moved down, tracked, is one remark that tells both places",
    tracked('GoIn("un premier point")\nCommand("MoveDown")'),
    ["correction « un premier point » → «  »: moved un second point, à revoir"],
  ],
  [
    "a row deleted, tracked, is one correction",
    tracked('GoIn("trois séminaires")\nCommand("DeleteRows")'),
    ["correction « CREFE trois séminaires deux » → «  »"],
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
  test.each([...cases.entries()].map(([index, [name, , expected]]) => [name, index, expected] as const))(
    "%s",
    async (_, index, expected) => {
      expect(await offered(copies[formats.indexOf(format) * cases.length + index]!, format)).toEqual(expected);
    },
  );
});
