import { describe, expect, test } from "vitest";
import { placeAnnotations, placeUntracked } from "../../../functions/ingest/annotations.ts";
import { untrackedChanges } from "../../../functions/ingest/untracked.ts";
import { outline } from "../../../infra/cli/outline.ts";
import { correctedTree } from "../../../shared/acts/corrected-tree.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../../shared/document/visit.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import type { SentRemark } from "../../../shared/stored/batch.ts";
import { readWell } from "../../formats/drafts.ts";

const draft = `# Méthode

Des échanges entre les membres du réseau.

- un premier point sur les lieux d’accueil
- un second point, à revoir avec le comité
  - une nuance sur le calendrier

Un paragraphe sur le budget de la mission.

Les dates sont fixées par le comité de mars.

> On apprend la diversité, on ne l’enseigne pas.
>
> Une élue de la région

Le compte rendu suit dans un mois.
`;
const [first, second, nuance] = [
  "- un premier point sur les lieux d’accueil\n",
  "- un second point, à revoir avec le comité\n",
  "  - une nuance sur le calendrier\n",
];
const [dates, budget] = [
  "Les dates sont fixées par le comité de mars.\n",
  "Un paragraphe sur le budget de la mission.\n",
];
const [quoted, report] = ["> Une élue de la région\n", "Le compte rendu suit dans un mois.\n"];
const tell = (what: string, details: Record<string, string>) => [what, ...Object.values(details)].join(" / ");

async function treeOf(text: string): Promise<DocumentTree> {
  return (await readWell("a.md", Buffer.from(text))).tree;
}

/** A draft with all that was placed applied to it. */
function withAll(tree: DocumentTree, placed: ReturnType<typeof placeUntracked>): string[] {
  const remarks = placed.map(
    ({ contribution }, index) => ({ ...contribution, id: `r${index}`, number: index + 1 }) as unknown as SentRemark,
  );
  const done = correctedTree(tree, tree, remarks);
  expect(done.ids).toEqual(remarks.map(({ id }) => id));
  return outline(done.tree);
}

describe("what was changed with no change tracked, about a list or a heading, makes the text that the copy has", () => {
  test.each<[string, (text: string) => string]>([
    ["an item moved to the end of the list", (text) => text.replace(first, "").replace(nuance, `${nuance}${first}`)],
    [
      "an item moved to the beginning of the list",
      (text) => text.replace(dates, "").replace(first, `- ${dates}${first}`),
    ],
    ["a heading typed", (text) => text.replace(dates, `# Le calendrier prévu\n\n${dates}`)],
    ["a heading typed before the first, and a paragraph", (text) => `# Avant-propos\n\nUn mot du comité.\n\n${text}`],
    ["a first item typed", (text) => text.replace(first, `- un point liminaire, tapé\n${first}`)],
    ["two items typed in the middle", (text) => text.replace(second, `- un point de plus\n- et un autre\n${second}`)],
    [
      "an item typed at the end, after one with a list of its own",
      (text) => text.replace(nuance, `${nuance}- un dernier point\n`),
    ],
    ["an item typed in the inner list", (text) => text.replace(nuance, `${nuance}  - une autre nuance\n`)],
    [
      "a paragraph typed after the list",
      (text) => text.replace(budget, `Une phrase nouvelle après la liste.\n\n${budget}`),
    ],
    ["a paragraph moved after the list", (text) => text.replace(dates, "").replace(budget, `${dates}\n${budget}`)],
    ["a paragraph typed after a quotation", (text) => text.replace(report, `Une phrase nouvelle.\n\n${report}`)],
    ["a heading typed after a quotation", (text) => text.replace(report, `# Un titre de plus\n\n${report}`)],
    ["a paragraph typed in a quotation", (text) => text.replace(quoted, `${quoted}>\n> Une phrase nouvelle.\n`)],
    ["a paragraph moved after a quotation", (text) => text.replace(dates, "").replace(report, `${dates}\n${report}`)],
    ["a paragraph moved into a quotation", (text) => text.replace(dates, "").replace(quoted, `${quoted}>\n> ${dates}`)],
    [
      "items, then a paragraph after them",
      (text) => text.replace(nuance, `${nuance}- un dernier point\n\nUne phrase nouvelle.\n`),
    ],
  ])("%s", async (_, change) => {
    const [tree, copy] = [await treeOf(draft), await treeOf(change(draft))];
    const placed = placeUntracked(
      [{ id: "p", title: "Note", tree }],
      tree,
      untrackedChanges({ tree, whole: tree }, copy, tell) ?? [],
      tell,
    );
    expect(withAll(tree, placed)).toEqual(outline(copy));
  });
});

describe("paragraphs that came with changes tracked stand where they stand once these are accepted", () => {
  /** What a reviewer typed after the block that says some words, on a copy that is `change(draft)` once it is accepted. */
  const check = async (after: string, typed: string[], change: (text: string) => string) => {
    const [tree, accepted] = [await treeOf(draft), await treeOf(change(draft))];
    const idIn = (one: DocumentTree, words: string) =>
      [...eachBlockOf(one)].findLast((block) => textOf(block).includes(words))!.id;
    const by = { author: "Relectrice", type: "insertion", quote: "" } as const;
    const came: Contribution = { ...by, at: idIn(tree, after), text: typed.join("\n\n"), whole: "paragraphs" };
    const own = typed.map((text): Contribution => ({ ...by, at: idIn(accepted, text), text }));
    const copy = { tree, annotations: [came], accepted: { tree: accepted, annotations: own } };
    const placed = placeAnnotations([{ id: "p", title: "Note", tree }], copy, tell);
    expect(withAll(tree, placed)).toEqual(outline(accepted));
    return placed.map(({ contribution }) => contribution.proposal);
  };

  test("a heading is one, of its level, beside the paragraph that follows it", async () => {
    const typed = ["Budget et moyens", "Une phrase sur les moyens."];
    const said = await check("Des échanges", typed, (text) =>
      text.replace(first, `# ${typed[0]}\n\n${typed[1]}\n\n${first}`),
    );
    expect(said).toEqual([`# ${typed[0]}\n\n${typed[1]}`]);
  });

  test("items at the end of a list are one addition of items", async () => {
    const typed = ["un troisième point", "un quatrième point"];
    const said = await check("une nuance", typed, (text) => text.replace(nuance, `${nuance}- ${typed.join("\n- ")}\n`));
    expect(said).toEqual(["- un troisième point\n\n- un quatrième point"]);
  });

  test("an item before the first of a list begins the list", async () => {
    const typed = "un point liminaire, tapé";
    const said = await check("Des échanges", [typed], (text) => text.replace(first, `- ${typed}\n${first}`));
    expect(said).toEqual([`- ${typed}`]);
  });

  test("a list where none was is a list of its own", async () => {
    const typed = ["un point sur le lieu", "un point sur la date"];
    const list = `- ${typed.join("\n- ")}\n`;
    await check("Les dates", typed, (text) => text.replace(dates, `${dates}\n${list}`));
  });

  test("a paragraph after a quotation is after it", async () => {
    const typed = "Une phrase nouvelle, qui n’est plus citée.";
    const said = await check("Une élue", [typed], (text) => text.replace(report, `${typed}\n\n${report}`));
    expect(said).toEqual([typed]);
  });

  test("a paragraph after a list is after it", async () => {
    const typed = "Une phrase nouvelle après la liste.";
    const said = await check("une nuance", [typed], (text) => text.replace(budget, `${typed}\n\n${budget}`));
    expect(said).toEqual([typed]);
  });

  test("an item and a paragraph after the list, typed together, are two additions", async () => {
    const typed = ["un troisième point", "Une phrase nouvelle après la liste."];
    const said = await check("une nuance", typed, (text) =>
      text.replace(nuance, `${nuance}- ${typed[0]}\n\n${typed[1]}\n`),
    );
    expect(said).toEqual([`- ${typed[0]}`, typed[1]]);
  });
});
