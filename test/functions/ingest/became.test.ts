import { expect, test } from "vitest";
import { placeUntracked } from "../../../functions/ingest/annotations.ts";
import { untrackedChanges } from "../../../functions/ingest/untracked.ts";
import { eachBlockOf, textOf } from "../../../shared/document/visit.ts";
import { readWell } from "../../formats/drafts.ts";
import { annotate } from "./annotate.ts";
import { openProof, sendCopy } from "./copies.ts";

const draft = `# Méthode

Des échanges entre les membres du réseau.

## Les mots de la note

Trois questions se posent aux acteurs locaux.

- un premier point sur les lieux d’accueil
- un second point, à revoir avec le comité

Un paragraphe sur le budget de la mission.

> On apprend la diversité, on ne l’enseigne pas.

Les dates sont fixées par le comité de mars.

# Suite
`;
const points = "- un premier point sur les lieux d’accueil\n- un second point, à revoir avec le comité\n";

/** What a reviewer is told of a passage that became another thing in a copy, its words the same or not. */
test.each<[string, (text: string) => string, string[]]>([
  [
    "a paragraph, a heading",
    (text) => text.replace("Trois", "## Trois"),
    ["Trois questions se posent aux acteurs locaux.: became-heading 2"],
  ],
  ["a heading, a paragraph", (text) => text.replace("## Les", "Les"), ["Les mots de la note: became-paragraph 0"]],
  [
    "a heading, one of another level",
    (text) => text.replace("## Les", "### Les"),
    ["Les mots de la note: became-heading 3"],
  ],
  [
    "a paragraph, an item",
    (text) => text.replace("Un paragraphe", "- Un paragraphe"),
    ["Un paragraphe sur le budget de la mission.: became-item 1"],
  ],
  [
    "an item, one of the item before",
    (text) => text.replace("- un second", "  - un second"),
    ["un second point, à revoir avec le comité: became-inner-item 2"],
  ],
  [
    "a list, paragraphs",
    (text) => text.replace(points, points.replaceAll("- ", "\n")),
    [
      "un premier point sur les lieux d’accueil: became-paragraph 0 became-too un second point, à revoir avec le comité",
    ],
  ],
  [
    "a quotation, a paragraph",
    (text) => text.replace("> On", "On"),
    ["On apprend la diversité, on ne l’enseigne pas.: became-paragraph 0"],
  ],
  [
    "a paragraph, a quotation",
    (text) => text.replace("Les dates", "> Les dates"),
    ["Les dates sont fixées par le comité de mars.: became-quote 0"],
  ],
  [
    "a paragraph, a heading that says a little more",
    (text) => text.replace("Trois questions", "## Trois bonnes questions"),
    [
      "Trois questions se posent aux acteurs locaux.: → Trois bonnes",
      "Trois questions se posent aux acteurs locaux.: became-heading 2",
    ],
  ],
  ["nothing", (text) => text, []],
])("%s", async (_, change, said) => {
  const read = async (text: string) => (await readWell("a.md", Buffer.from(text))).tree;
  const [tree, copy] = [await read(draft), await read(change(draft))];
  const tell = (what: string, details: Record<string, string>) => [what, ...Object.values(details)].join(" ");
  const changes = untrackedChanges({ tree, whole: tree }, copy, tell) ?? [];
  const placed = placeUntracked([{ id: "p", title: "Note", tree }], tree, changes, tell);
  const blocks = new Map(Array.from(eachBlockOf(tree), (block) => [block.id, textOf(block)]));
  const sentences = placed.map(({ contribution: { anchor, text, proposal } }) => {
    return `${blocks.get(anchor!.block)}: ${proposal === undefined ? text : `→ ${proposal}`}`;
  });
  expect(sentences).toEqual(said);
});

/** A file does not say which of its changes of formatting were tracked. */
test.each([
  ["where no formatting was", false, { author: "", untracked: true }],
  ["but not where formatting was", true, { author: "" }],
])("a paragraph made a heading is said to be untracked %s", async (_, tracks, file) => {
  const { docx, ...proof } = await openProof();
  const was = tracks ? '<w:pPrChange w:id="950" w:author="Relectrice"><w:pPr/></w:pPrChange>' : "";
  const change = (xml: string) =>
    xml.replace(
      /<w:p>(<w:pPr>(?:(?!<w:p>).)*?<\/w:pPr>)?(?=(?:(?!<w:p>).)*?Un second paragraphe)/s,
      `<w:p><w:pPr><w:pStyle w:val="Heading2"/>${was}</w:pPr>`,
    );
  const { remarks } = await sendCopy({ ...proof, round: 1 }, annotate(docx, [{ change }]));
  const text = "Dans la copie, ce passage est devenu un titre de niveau 2.";
  expect(remarks.map((remark) => [remark.type, remark.text, remark.file])).toEqual([["comment", text, file]]);
});
