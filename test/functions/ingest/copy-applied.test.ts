import { beforeEach, expect, test } from "vitest";
import { issue } from "../../../shared/chain/issue.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../../shared/document/visit.ts";
import { putBatch } from "../../../shared/stored/batch.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { as, browse, closeRound, completeDraft, decideAs, type Network, stateOf } from "../network.ts";
import { addRow, annotate, deleteRows, join, move, split } from "./annotate.ts";
import { openProof, sendCopy } from "./copies.ts";

const draft = completeDraft.replace(
  "Des échanges.",
  `Des échanges entre les membres, puis un séminaire à Strasbourg.

| Structure | Actions |
|---|---|
| ORIV | douze notes |
| CREFE | trois séminaires |
| EPI | une enquête |

Le calendrier des rencontres suit.

| Mois | Ville |
|---|---|
| Mars | Metz |
| Juillet | Nancy |

Deux animateurs s’en chargent.

Ils en rendent **compte**.
`,
);

let network: Network;
let id: string;
let remarks: Remark[];

/** A reviewer sends back the copy, offers what was found in it, and asks for changes: the round closes. */
beforeEach(async () => {
  const proof = await openProof(draft);
  ({ network, id } = proof);
  const edits = [
    addRow("trois séminaires", "PLOP", "un guide illustré"),
    deleteRows("CREFE"),
    addRow("une enquête", "ODTI", "un colloque"),
    addRow("un colloque", "RADYA", "un film"),
    addRow("un film", "CRIDEV", "une lettre"),
    deleteRows("Mois", "Metz", "Nancy"),
    split("les membres,", true),
    join("Deux animateurs", "Ils en rendent", true),
    move("Le calendrier des rencontres suit.", "Strasbourg"),
  ];
  ({ remarks } = await sendCopy({ ...proof, round: 1 }, annotate(proof.docx, edits)));
  const offered = remarks.map(({ created: _, updated: __, round: ___, version: ____, ...remark }) => remark);
  await issue(deliverables, network.ports, id, {
    ...{ type: "contribute", by: as(network, "first"), round: 1, version: proof.version, submission: "copie" },
    offer: await putBatch(network.ports, offered),
  });
  await decideAs(network, "first", id, "requestChanges");
  await closeRound(network, id);
});

test("each row, the table, the split, the join and the move are one remark each", () => {
  const said = remarks.map(({ type, proposal }) => `${type} ${proposal}`).toSorted();
  expect(said).toEqual([
    "addition CRIDEV | une lettre",
    "addition ODTI | un colloque",
    "addition PLOP | un guide illustré",
    "addition RADYA | un film",
    "correction ",
    "correction ",
    "correction ",
    "correction chargent. Ils en rendent compte.",
    "correction membres,\n\npuis",
  ]);
});

/** Applies some remarks, or all that can be. */
async function apply(remark?: string): Promise<Response> {
  const author = await browse(network, "author");
  const base = (await stateOf(network, id)).versions.at(-1)!.hash;
  const fields = { base, round: "1", confirmed: "true", ...(remark !== undefined && { remark }) };
  return author.post(`/deliverables/${id}/corrections`, fields);
}

/** The draft as it is now, a line a block, a row as its cells. */
async function method(): Promise<string[]> {
  const state = await stateOf(network, id);
  const [part] = await loadVersion(network.ports.files, state, state.versions.at(-1)!.hash);
  const inCells = new Set([...eachBlockOf(part!.tree)].flatMap(blocksInCells));
  const blocks = [...eachBlockOf(part!.tree)].filter((block) => !inCells.has(block)).flatMap(linesOf);
  return blocks.slice(blocks.indexOf("Méthode") + 1, blocks.indexOf("Calendrier"));
}

function linesOf(block: Block): string[] {
  if (block.type !== "table") return [textOf(block)];
  return block.rows.map(({ cells }) => cells.map(({ children }) => children.map(textOf).join()).join(" | "));
}

function blocksInCells(block: Block): Block[] {
  return block.type === "table" ? block.rows.flatMap(({ cells }) => cells.flatMap(({ children }) => children)) : [];
}

const expected = [
  "Des échanges entre les membres,",
  "puis un séminaire à Strasbourg.",
  "Le calendrier des rencontres suit.",
  "Structure | Actions",
  "ORIV | douze notes",
  "PLOP | un guide illustré",
  "EPI | une enquête",
  "ODTI | un colloque",
  "RADYA | un film",
  "CRIDEV | une lettre",
  "Deux animateurs s’en chargent. Ils en rendent compte.",
];

test("all at once, they make the document that the copy is", async () => {
  expect((await apply()).status).toBe(303);
  expect(await method()).toEqual(expected);
  const { versions } = await stateOf(network, id);
  expect(versions.at(-1)!.manifest.parts[0]!.corrections).toHaveLength(9);
});

test.each([
  ["in their order", (all: Remark[]) => all],
  ["the other way round", (all: Remark[]) => all.toReversed()],
])("one by one %s, they make the same", async (_, order) => {
  for (const remark of order(remarks)) expect((await apply(remark.id)).status).toBe(303);
  expect(await method()).toEqual(expected);
  const { versions } = await stateOf(network, id);
  expect(new Set(versions.at(-1)!.manifest.parts[0]!.corrections)).toEqual(new Set(remarks.map(({ id }) => id)));
});
