import { expect, test } from "vitest";
import { applyTo } from "../../shared/acts/corrections.ts";
import { canonicalJson, hashOf } from "../../shared/chain/hash.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { passageAt } from "../../shared/document/anchor.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../shared/document/visit.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { settingsSchema } from "../../shared/settings.ts";
import type { Offered } from "../../shared/stored/batch.ts";
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

type Asked = [type: "correction" | "addition" | "comment", words: string, proposal: string, after?: string];

/** The draft's words once some remarks are applied, and which of them were. */
async function applied(asked: Asked[], changed = draft): Promise<{ words: string; ids: string[] }> {
  const network = await openTestNetwork();
  const { ports } = network;
  const before = await treeOf(draft);
  const now = changed === draft ? before : await treeOf(changed);
  for (const tree of [before, now])
    await ports.files.put(`trees/${hashOf(tree)}.json`, Buffer.from(canonicalJson(tree)), "application/json");
  const version = (hash: string, tree: DocumentTree) => ({
    ...{ hash, accepted: "2008-03-03T09:00:00.000Z", by: "a", checks: {} },
    manifest: {
      schema: 1,
      deliverable: "d",
      kind: "plain",
      parts: [{ part: "part-1", source: "s", tree: hashOf(tree) }],
    },
  });
  const id = await createNote(network, { kind: "plain", reviewers: ["first"], quorum: 1 });
  const state = { ...(await stateOf(network, id)), versions: [version("v1", before), version("v2", now)] };
  const { contributions, parts } = await applyTo(
    ports,
    state as unknown as State,
    { base: "v2", before: "v1" },
    asked.map((each, index) => remarkOn(before, each, index)),
  );
  const [part] = parts;
  const bytes = await ports.files.get(`trees/${part?.part.tree ?? hashOf(now)}.json`);
  const tree = JSON.parse(Buffer.from(bytes!).toString("utf8")) as DocumentTree;
  const notes = Object.values(tree.notes).flat();
  expect(part?.part.corrections ?? []).toEqual(contributions);
  return { words: [...tree.blocks, ...notes].map(textOf).join("\n"), ids: contributions };
}

async function treeOf(text: string): Promise<DocumentTree> {
  const { limits } = settingsSchema.parse({});
  const reading = await readDraft({ name: "note.md", bytes: Buffer.from(text) }, { language: "fr", limits });
  if ("refused" in reading) throw new Error(reading.refused.code);
  return reading.tree;
}

function remarkOn(tree: DocumentTree, [type, words, proposal, after = ""]: Asked, index: number): Offered {
  const block = [...eachBlockOf(tree)].find((each) => textOf(each).includes(words))!;
  const anchor = { part: "part-1", ...passageAt(tree, block.id, words, after)! };
  return { id: `c${index}`, type, text: "", proposal, anchor } as unknown as Offered;
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
    "additions, in their order, after what is corrected",
    [
      ["addition", "Des échanges", "Un ajout."],
      ["correction", "partenaires", "autres"],
      ["addition", "partenaires", "Un second ajout."],
    ],
    ["c1", "c0", "c2"],
    /avec les autres\.\nUn ajout\.\nUn second ajout\.\n/,
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
