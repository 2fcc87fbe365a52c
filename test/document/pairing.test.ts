import { describe, expect, test } from "vitest";
import { pairVersions } from "../../shared/document/translation/pair.ts";
import { passagesOf } from "../../shared/document/translation/passages.ts";
import { standingRows } from "../../shared/document/translation/standing.ts";
import type { Block } from "../../shared/document/tree.ts";
import { heading, paragraph, told, translated, tree, version, whole } from "./translated.ts";

describe("a new draft of a translation, made of a newer version of its source", () => {
  const said = (...numbers: number[]) => tree(...numbers.map((at) => paragraph(`Action ${at}, ${at} partenaires.`)));
  const rowsOf = (before: number[], source: number[], translation: number[]): string[] => {
    const [then, now] = [said(...before), translated(said(...before))];
    const pairing = pairVersions(whole(now), { version: version("v1"), parts: whole(then) });
    const former = { parts: whole(now), pairing, sources: [whole(then)] };
    const [newest, draft] = [said(...source), translated(said(...translation))];
    const again = pairVersions(whole(draft), { version: version("v2"), parts: whole(newest) }, former);
    expect(again.sources.at(-1)).toEqual(version("v2"));
    const sources = again.sources.map(({ version: name }) => whole(name === "v2" ? newest : then));
    return told(standingRows({ pairing: again, sources, translation: whole(draft), newest: whole(newest) }));
  };
  const current = (at: number) => `current: Action ${at}, → Anoitc ${at},`;
  const missing = (at: number) => `missing: Action ${at}, → –`;

  test.each<[what: string, before: number[], source: number[], translation: number[], rows: string[]]>([
    ["what it says as before is paired as before", [1, 2], [1, 2], [1, 2], [1, 2].map(current)],
    ["what both added there is paired", [1, 2], [1, 3, 2], [1, 3, 2], [1, 3, 2].map(current)],
    ["what it did not add yet is missing", [1, 2], [1, 3, 2], [1, 2], [current(1), missing(3), current(2)]],
    [
      "a passage that went to the front holds nothing together",
      [1, 2, 3],
      [3, 1, 4, 2],
      [1, 4, 2, 3],
      [3, 1, 4, 2].map(current),
    ],
    ["nor does one that went to the end", [1, 3, 2], [1, 4, 2, 3], [1, 3, 4, 2], [1, 4, 2, 3].map(current)],
  ])("%s", (_, before, source, translation, rows) => expect(rowsOf(before, source, translation)).toEqual(rows));

  test("of which it took up nothing yet still names that version as its source", () => {
    const [then, newest] = [tree(paragraph("Le budget est de 164 600 euros.")), tree(paragraph("Le budget est clos."))];
    const now = translated(then);
    const pairing = pairVersions(whole(now), { version: version("v1"), parts: whole(then) });
    const former = { parts: whole(now), pairing, sources: [whole(then)] };
    const again = pairVersions(whole(now), { version: version("v2"), parts: whole(newest) }, former);
    expect(again.sources.map((source) => source.version)).toEqual(["v1", "v2"]);
    const third = tree(paragraph("Le budget est clos."), paragraph("Le bilan suit."));
    const later = { parts: whole(now), pairing: again, sources: [whole(then), whole(newest)] };
    const last = pairVersions(whole(now), { version: version("v3"), parts: whole(third) }, later);
    expect(last.sources.map((source) => source.version)).toEqual(["v1", "v3"]);
  });
});

describe("two passages that are less alike than a pair is", () => {
  const item = (value: string): Block => ({
    ...{ type: "list" as const, id: "x", ordered: false, start: 1, format: "decimal" as const },
    items: [{ children: [paragraph(value)] }],
  });
  const long =
    "Les acteurs de la politique de la ville sont associés à chaque étape de la démarche, de la note à son bilan.";
  test.each<[string, Block, Block, string[]]>([
    [
      "a heading and a paragraph",
      heading(1, "Contexte"),
      paragraph("Context"),
      ["orphan: – → Context", "missing: Contexte → –"],
    ],
    [
      "a long paragraph and a short item",
      paragraph(long),
      item("Yes"),
      ["orphan: – → Yes", "missing: Les acteurs → –"],
    ],
    ["but a paragraph and an item of its length are a pair", paragraph("Oui"), item("Yes"), ["current: Oui → Yes"]],
  ])("are each on their own: %s", (_, source, translation, rows) => {
    const [theirs, own] = [whole(tree(source)), whole(tree(translation))];
    const pairing = pairVersions(own, { version: version("v1"), parts: theirs });
    expect(told(standingRows({ pairing, sources: [theirs], translation: own, newest: theirs }))).toEqual(rows);
  });
});

test("two long documents are paired though one of them begins with a chapter that the other lacks", () => {
  const numbers = (from: number) => Array.from({ length: 540 - from }, (_, at) => from + at);
  const said = (from: number) => tree(...numbers(from).map((at) => paragraph(`Action ${at}, ${at} partenaires.`)));
  const [theirs, own] = [whole(said(30)), whole(translated(said(0)))];
  // more places than the table has whole: those near its diagonal alone are compared
  expect(passagesOf(theirs).length * passagesOf(own).length).toBeGreaterThan(250_000);
  const pairing = pairVersions(own, { version: version("v1"), parts: theirs });
  expect(told(standingRows({ pairing, sources: [theirs], translation: own, newest: theirs }))).toEqual([
    ...numbers(0)
      .slice(0, 30)
      .map((at) => `orphan: – → Anoitc ${at},`),
    ...numbers(30).map((at) => `current: Action ${at}, → Anoitc ${at},`),
  ]);
});
