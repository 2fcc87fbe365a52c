import { expect, test } from "vitest";
import { correctedTree } from "../../shared/acts/corrected-tree.ts";
import { foldedTextOf, type Passage, passageIn } from "../../shared/document/anchor.ts";
import { identify } from "../../shared/document/identify.ts";
import { type Said, stillSaid } from "../../shared/document/still-said.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, innerBlocks } from "../../shared/document/visit.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { limitsSchema } from "../../shared/settings.ts";
import type { SentRemark } from "../../shared/stored/batch.ts";
import { tries } from "../long.ts";
import { type Chance, chanceOf, draftOf, sentence } from "./following/draft.ts";

const draft = `# Méthode

Le programme réunit les membres. Il dure très peu de temps, et le comité décide.

Un paragraphe à retirer, que personne ne lit.

- Un premier point
- Un second point

| Mois | Étape |
|------|-------|
| Mars | Cadrage |
| Juillet | Restitution |

Une fin.
`;

async function treeOf(text: string): Promise<DocumentTree> {
  const file = { name: "note.md", bytes: Buffer.from(text) };
  const reading = await readDraft(file, { language: "fr", limits: limitsSchema.parse({}) });
  if ("refused" in reading) throw new Error(reading.refused.code);
  return reading.tree;
}

type Asked = [type: "correction" | "addition", words: string, proposal: string, whole?: true];

function passageOn(tree: DocumentTree, words: string, whole?: true): Passage {
  const block = eachBlockOf(tree).find((one) => foldedTextOf(one).includes(words))!;
  return whole ? { block: block.id } : passageIn(tree, block.id, words)!;
}

/** The draft, the draft with one correction, and whether `now` still has it. */
async function check(asked: Asked, now: (text: string) => string, base: "before" | "with" = "with") {
  const before = await treeOf(draft);
  const [type, words, proposal, whole] = asked;
  const anchor = { part: "p", ...passageOn(before, words, whole) };
  const remark = { id: "r", number: 1, type, text: "", proposal, anchor } as unknown as SentRemark;
  const { tree, ids } = correctedTree(before, before, [remark]);
  expect(ids).toEqual(["r"]);
  const after = rewritten(base === "before" ? before : tree, now);
  const test = stillSaid({ before, with: tree, now: after });
  return [false, true].map((goesOn) => test(remark as Said, goesOn));
}

/** A tree whose words were changed, block by block, as an author edits a file. */
function rewritten(tree: DocumentTree, now: (text: string) => string): DocumentTree {
  return identify(JSON.parse(now(JSON.stringify(tree))));
}

const replaced: Asked = ["correction", "le comité décide", "l’équipe décide"];
const short: Asked = ["correction", "réunit", "rassemble"];
const inserted: Asked = ["correction", "programme", "programme annuel"];
const removed: Asked = ["correction", "très ", ""];
const gone: Asked = ["correction", "Un paragraphe à retirer", "", true];
const restitution = "La restitution aura lieu en octobre, devant les membres du réseau.";
const anew: Asked = ["correction", "Une fin.", `${restitution}\n\nLa suite sera dite alors.`, true];
const added: Asked = ["addition", "Une fin.", "Restitution en octobre."];
const item: Asked = ["addition", "Un premier point", "- Un point entre deux"];
const row: Asked = ["addition", "Mars Cadrage", "Avril | Séminaire"];
const rowGone: Asked = ["correction", "Juillet Restitution", ""];
const same = (text: string) => text;

test.each<[string, Asked]>([
  ["words replaced", replaced],
  ["a word replaced", short],
  ["a word inserted", inserted],
  ["a word removed", removed],
  ["a paragraph removed", gone],
  ["a paragraph said anew", anew],
  ["a paragraph added", added],
  ["an item added", item],
  ["a row added", row],
  ["a row removed", rowGone],
])("%s: the text that has it keeps it, the text from before has not", async (_, asked) => {
  expect(await check(asked, same)).toEqual([true, true]);
  expect(await check(asked, same, "before")).toEqual([false, false]);
});

const replace = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

test.each<[string, Asked, (text: string) => string, "before" | "with", boolean[]]>([
  ["edited beside it, a correction stays", short, replace("peu de temps", "peu de mois"), "with", [true, true]],
  [
    "so does one whose words were gone on from",
    replaced,
    replace("équipe décide", "équipe entière décide"),
    "with",
    [true, true],
  ],
  [
    "one whose words became others stays for who had it before their eyes",
    anew,
    replace("en octobre", "en novembre"),
    "with",
    [false, true],
  ],
  [
    "the words of before are those of before, whoever writes them",
    short,
    replace("rassemble", "réunit"),
    "with",
    [false, false],
  ],
  ["so is a word that comes back", removed, replace("dure peu", "dure très peu"), "with", [false, false]],
  ["and a word taken out again", inserted, replace("programme annuel", "programme"), "with", [false, false]],
  [
    "an older text that was edited elsewhere has it not",
    inserted,
    replace("Une fin.", "La fin."),
    "before",
    [false, false],
  ],
  ["an older text whose author wrote the same has it", short, replace("réunit", "rassemble"), "before", [true, true]],
  [
    "an older text whose last words are others has it not",
    added,
    replace("Une fin.", "Fin."),
    "before",
    [false, false],
  ],
])("%s", async (_, asked, now, base, expected) => {
  expect(await check(asked, now, base)).toEqual(expected);
});

const drafts = tries(8, 200);

test(`of corrections on ${drafts} drafts, nearly all are in the text that has them, nearly none in the one from before`, () => {
  const counts = { all: 0, with: 0, before: 0 };
  for (let seed = 1; seed <= drafts; seed++) {
    const chance = chanceOf(seed);
    const before = draftOf(chance);
    const remarks = Array.from({ length: 8 }, (_, index) => remarkOn(chance, before, index + 1));
    const { tree, ids } = correctedTree(before, before, remarks);
    const [same, old] = [tree, before].map((now) => stillSaid({ before, with: tree, now }));
    for (const remark of remarks.filter(({ id }) => ids.includes(id))) {
      counts.all += 1;
      counts.with += same!(remark as Said, false) ? 1 : 0;
      counts.before += old!(remark as Said, false) ? 1 : 0;
    }
  }
  expect(counts.all).toBeGreaterThan(4 * drafts);
  expect(counts.with / counts.all).toBeGreaterThan(0.98);
  expect(counts.before / counts.all).toBeLessThan(0.02);
});

function remarkOn(chance: Chance, tree: DocumentTree, number: number): SentRemark {
  const leaves = [...eachBlockOf(tree)].filter((one) => innerBlocks(one).length === 0 && foldedTextOf(one) !== "");
  const block = chance.of(leaves);
  const words = foldedTextOf(block).split(" ");
  const from = chance.below(words.length);
  const exact = words.slice(from, from + 1 + chance.below(8)).join(" ");
  const anchor = { part: "p", ...passageIn(tree, block.id, exact, words.slice(0, from).join(" "))! };
  const said = sentence(chance).split(" ");
  const proposal = chance.below(8) === 0 ? "" : said.slice(0, 1 + chance.below(9)).join(" ");
  const type = chance.below(5) === 0 ? "addition" : "correction";
  return { id: `c${number}`, number, type, text: "", proposal, anchor } as unknown as SentRemark;
}
