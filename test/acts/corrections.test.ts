import { expect, test } from "vitest";
import { applyTo } from "../../shared/acts/corrections.ts";
import { canonicalJson, hashOf } from "../../shared/chain/hash.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { foldedTextOf, passageAt } from "../../shared/document/anchor.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../shared/document/visit.ts";
import { readDraft } from "../../shared/formats/read.ts";
import type { Ports } from "../../shared/ports.ts";
import { settingsSchema } from "../../shared/settings.ts";
import type { SentRemark } from "../../shared/stored/batch.ts";
import { treeKey } from "../../shared/stored/objects.ts";
import { createNote, openTestNetwork, stateOf } from "../functions/network.ts";

const draft = `# Méthode

Des échanges entre membres[^1], puis des échanges avec les partenaires.

- Un premier point
- Un second point

| Mois | Étape |
|------|-------|
| Mars | Cadrage |

Table: Le calendrier des étapes

> Une parole rapportée.

[^1]: Une note en bas de page.
`;

const paragraph = "Des échanges entre membres, puis des échanges avec les partenaires.";

type Asked = [type: "correction" | "addition" | "comment", words: string, proposal: string, after?: string];

type Part = { tree: string; corrections?: string[] };
type Desk = { ports: Ports; state: State; remarks: SentRemark[] };

/** A draft under `changed` words, of which remarks were made on `draft`; `had`: the corrections that it has by now. */
async function deskOf(asked: Asked[], changed = draft, had: string[] = []): Promise<Desk> {
  const network = await openTestNetwork();
  const { ports } = network;
  const before = await treeOf(draft);
  const now = changed === draft ? before : await treeOf(changed);
  for (const tree of [before, now])
    await ports.files.put(treeKey(hashOf(tree)), Buffer.from(canonicalJson(tree)), "application/json");
  const id = await createNote(network, { kind: "plain", reviewers: ["first"], quorum: 1 });
  const known = had.length > 0 ? { tree: hashOf(now), corrections: had } : { tree: hashOf(now) };
  const versions = [version("v1", { tree: hashOf(before) }), version("v2", known)];
  const state = { ...(await stateOf(network, id)), versions } as unknown as State;
  return { ports, state, remarks: asked.map((each, index) => remarkOn(before, each, index)) };
}

function version(hash: string, part: Part) {
  return {
    ...{ hash, accepted: "2008-03-03T09:00:00.000Z", by: "a", checks: {} },
    manifest: { schema: 1, deliverable: "d", kind: "plain", parts: [{ part: "part-1", source: "s", ...part }] },
  };
}

/** The desk's draft once some of its remarks are applied, a new version. */
async function apply({ ports, state, remarks }: Desk, ids: readonly string[]): Promise<Desk> {
  const base = state.versions.at(-1)!;
  const { parts } = await applyTo(ports, state, { base: base.hash, before: "v1", remarks, wanted: new Set(ids) });
  const [changed] = parts;
  if (!changed) return { ports, state, remarks };
  const next = version(`v${state.versions.length + 1}`, changed.part);
  return { ports, remarks, state: { ...state, versions: [...state.versions, next] } as unknown as State };
}

function draftPart({ state }: Desk): Part {
  return state.versions.at(-1)!.manifest.parts[0]!;
}

async function wordsOf(desk: Desk): Promise<string> {
  const bytes = await desk.ports.files.get(treeKey(draftPart(desk).tree));
  const tree = JSON.parse(Buffer.from(bytes!).toString("utf8")) as DocumentTree;
  return [...tree.blocks, ...Object.values(tree.notes).flat()].map(textOf).join("\n");
}

/** The draft's words once some remarks are applied, and which of them were. */
async function applied(asked: Asked[], changed = draft): Promise<{ words: string; ids: string[] }> {
  const desk = await deskOf(asked, changed);
  const done = await apply(
    desk,
    desk.remarks.map(({ id }) => id),
  );
  return { words: await wordsOf(done), ids: draftPart(done).corrections ?? [] };
}

async function treeOf(text: string): Promise<DocumentTree> {
  const { limits } = settingsSchema.parse({});
  const reading = await readDraft({ name: "note.md", bytes: Buffer.from(text) }, { language: "fr", limits });
  if ("refused" in reading) throw new Error(reading.refused.code);
  return reading.tree;
}

function remarkOn(tree: DocumentTree, [type, words, proposal, after = ""]: Asked, index: number): SentRemark {
  const block = [...eachBlockOf(tree)].find((each) => foldedTextOf(each).includes(words))!;
  const anchor = { part: "part-1", ...passageAt(tree, block.id, words, after)! };
  return { id: `c${index}`, number: index + 1, type, text: "", proposal, anchor } as unknown as SentRemark;
}

test.each<[string, Asked[], string[], RegExp]>([
  [
    "words said twice, by those before them",
    [["correction", "échanges", "entretiens", "puis des "]],
    ["c0"],
    /Des échanges entre membres, puis des entretiens/,
  ],
  [
    "several in one block",
    [
      ["correction", "membres", "structures membres"],
      ["correction", "partenaires", "partenaires du réseau"],
      ["correction", "Des échanges", "Deux échanges"],
    ],
    ["c0", "c1", "c2"],
    /^Méthode\nDeux échanges entre structures membres, puis des échanges avec les partenaires du réseau\.$/m,
  ],
  [
    "the same words twice: the first alone",
    [
      ["correction", "premier point", "point liminaire"],
      ["correction", "premier", "deuxième"],
    ],
    ["c0"],
    /Un point liminaire\nUn second point/,
  ],
  [
    "the same place twice: the first alone",
    [
      ["correction", "premier point", "premier grand point"],
      ["correction", "Un premier point", "Un premier petit point"],
    ],
    ["c0"],
    /Un premier grand point\nUn second point/,
  ],
  [
    "each in words that both quote, where the second changes none of the first's",
    [
      ["correction", "Un premier", "Notre premier"],
      ["correction", "premier point", "premier jalon"],
    ],
    ["c0", "c1"],
    /Notre premier jalon\nUn second point/,
  ],
  [
    "words added around words that another takes out: the first alone",
    [
      ["correction", "membres", "des membres actifs"],
      ["correction", "membres", ""],
    ],
    ["c0"],
    /entre des membres actifs, puis/,
  ],
  [
    "words taken out around which another adds some: the first alone",
    [
      ["correction", "membres", ""],
      ["correction", "membres", "des membres actifs"],
    ],
    ["c0"],
    /échanges entre, puis/,
  ],
  [
    "the first words of a paragraph that go, and the space after them",
    [["correction", "Une parole", ""]],
    ["c0"],
    /^rapportée/m,
  ],
  [
    "a row that goes, and nothing in it",
    [
      ["correction", "Mars Cadrage", ""],
      ["correction", "Cadrage", "Cadre"],
      ["addition", "Cadrage", "Un ajout."],
      ["correction", "Mois", "Période"],
    ],
    ["c0", "c3"],
    /Période\nÉtape\nUne parole/,
  ],
  [
    "a paragraph before a heading, which stays as it is",
    [["correction", "Méthode", "Un avant-propos du comité.\n\nMéthode"]],
    ["c0"],
    /^Un avant-propos du comité\.\nMéthode\nDes/,
  ],
  [
    "a row that goes, and the one that comes in its place",
    [
      ["correction", "Mars Cadrage", ""],
      ["addition", "Mars Cadrage", "Avril | Enquête"],
    ],
    ["c0", "c1"],
    /Étape\nAvril\nEnquête\nUne parole/,
  ],
  [
    "a paragraph that goes, and what is added after it",
    [
      ["addition", "Une parole rapportée.", "Une autre parole."],
      ["correction", "Une parole rapportée.", ""],
    ],
    ["c0", "c1"],
    /Cadrage\nUne autre parole\./,
  ],
  [
    "a cell, a caption, a quotation and a note",
    [
      ["correction", "Cadrage", "Cadre"],
      ["correction", "Le calendrier", "Les dates"],
      ["correction", "rapportée", "citée"],
      ["correction", "en bas de page", "de bas de page"],
    ],
    ["c0", "c1", "c2", "c3"],
    /Les dates des étapes[\s\S]*Cadre[\s\S]*citée[\s\S]*de bas de page/,
  ],
  [
    "additions to a whole block, in their order, after what is corrected",
    [
      ["addition", paragraph, "Un ajout."],
      ["correction", "partenaires", "autres"],
      ["addition", paragraph, "Un second ajout."],
    ],
    ["c1", "c0", "c2"],
    /avec les autres\.\nUn ajout\.\nUn second ajout\.\n/,
  ],
  [
    "additions to words, right after these, in their order",
    [
      ["addition", "partenaires", "Un ajout."],
      ["addition", "membres", ", anciens"],
      ["addition", "membres", "et nouveaux"],
      ["addition", "Des", "longs"],
      ["addition", "partenaires", "Un second ajout."],
    ],
    ["c0", "c1", "c2", "c3", "c4"],
    /Des longs échanges entre membres, anciens et nouveaux, puis des échanges avec les partenaires\. Un ajout\. Un second ajout\.\nUn premier/,
  ],
  [
    "an addition to words, and what is corrected beside them",
    [
      ["correction", "partenaires", "autres"],
      ["addition", "partenaires", "du réseau"],
    ],
    ["c0", "c1"],
    /avec les autres du réseau\./,
  ],
  [
    "paragraphs and items that are added to words, after their block",
    [
      ["addition", "membres", "Un ajout.\n\nUn second ajout."],
      ["addition", "second", "- Un troisième point"],
      ["addition", "Cadrage", "Un ajout au tableau."],
    ],
    ["c0", "c1", "c2"],
    /partenaires\.\nUn ajout\.\nUn second ajout\.\nUn premier point\nUn second point\nUn troisième point\n[\s\S]*Cadrage\nUn ajout au tableau\./,
  ],
  [
    "no comment, nor what takes nothing in",
    [
      ["comment", "Méthode", "x"],
      ["addition", "Méthode", " "],
    ],
    [],
    /^Méthode\nDes/,
  ],
])("are applied: %s", async (_, asked, ids, words) => {
  const done = await applied(asked);
  expect([...done.ids].sort()).toEqual([...ids].sort());
  expect(done.words).toMatch(words);
});

test("on a later draft, where the very words still stand", async () => {
  const later = draft.replace("# Méthode", "# Méthode\n\nUn chapeau.").replace("Un second point", "Un autre point");
  const asked: Asked[] = [
    ["correction", "premier point", "point liminaire"],
    ["correction", "second point", "dernier point"],
  ];
  const done = await applied(asked, later);
  expect(done).toEqual({ ids: ["c0"], words: expect.stringMatching(/Un point liminaire\nUn autre point/) });
});

const many: Asked[] = [
  ["correction", "Mars", "Avril"],
  ["correction", "Cadrage", "Cadre"],
  ["correction", "Un premier point", "Un point liminaire, puis un autre"],
  ["addition", "Un second point", "Un ajout."],
  ["correction", "Un second point", ""],
  ["correction", "membres", "structures"],
  ["correction", "partenaires", "partenaires\n\nLe réseau les réunit"],
  ["correction", "entre membres, puis", "entre eux, puis"],
];

test.each<[string, number[][]]>([
  ["one after the other", [[0], [1], [2], [3], [4], [5], [6], [7]]],
  ["from the last to the first", [[6], [5], [4], [3], [2], [1], [0], [7]]],
  [
    "some together, then the others",
    [
      [4, 1, 6],
      [0, 7, 5],
      [3, 2],
    ],
  ],
])("make the same draft as all together: %s", async (_, turns) => {
  const desk = await deskOf(many);
  const together = await apply(
    desk,
    many.map((_, index) => `c${index}`),
  );
  let turn = desk;
  for (const indexes of turns)
    turn = await apply(
      turn,
      indexes.map((index) => `c${index}`),
    );
  expect(draftPart(turn).corrections?.toSorted()).toEqual(["c0", "c1", "c2", "c3", "c4", "c5", "c6"]);
  expect(await wordsOf(turn)).toBe(await wordsOf(together));
  expect(draftPart(turn).tree).toBe(draftPart(together).tree);
});

test("on a draft whose corrections make another text by now, in its text as it is", async () => {
  const later = draft.replace("Des échanges entre membres", "Des rencontres entre nos membres");
  const desk = await deskOf(
    [
      ["correction", "Des échanges", "Des rencontres"],
      ["correction", "Mars", "Avril"],
    ],
    later,
    ["c0"],
  );
  const done = await apply(desk, ["c1"]);
  expect(draftPart(done).corrections).toEqual(["c0", "c1"]);
  expect(await wordsOf(done)).toMatch(/Des rencontres entre nos membres[\s\S]*Avril/);
});
