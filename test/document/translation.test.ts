import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identify } from "../../shared/document/identify.ts";
import { corrected } from "../../shared/document/translation/correct.ts";
import { pairVersions } from "../../shared/document/translation/pair.ts";
import { emptyPairing, type Pairing } from "../../shared/document/translation/pairing.ts";
import { type Passage, passagesOf, placeKey, type Single } from "../../shared/document/translation/passages.ts";
import { type PassageRow, standingOf, standingRows } from "../../shared/document/translation/standing.ts";
import type { Block, CslItem, DocumentTree, Inline } from "../../shared/document/tree.ts";
import { innerBlocks, mapBlocks, textOf } from "../../shared/document/visit.ts";
import { tries } from "../long.ts";
import { trees } from "./arbitrary.ts";
import { heading, paragraph, table, told, translated, tree, version, whole } from "./translated.ts";

const runs = { numRuns: tries(20, 1500) };

/** A source and its translation, paired. */
const twins = trees
  .map((source) => ({ source, english: translated(source) }))
  .map(({ source, english }) => ({
    ...{ source, english },
    pairing: pairVersions(whole(english), { version: version("v1"), parts: whole(source) }),
    passages: passagesOf(whole(source)),
  }));
type Twins = { source: DocumentTree; english: DocumentTree; pairing: Pairing; passages: Passage[] };

function rowsWith({ source, english, pairing }: Omit<Twins, "passages">, newest: DocumentTree): PassageRow[] {
  return standingRows({ pairing, sources: [whole(source)], translation: whole(english), newest: whole(newest) });
}

/** A tree in which the block of one passage is another, or several, or none. */
function withBlock(tree: DocumentTree, id: string, change: (block: Block) => Block | Block[]): DocumentTree {
  const { meta, bibliography } = tree;
  if (id === "title" || id === "subtitle") {
    const said = [change(paragraph(meta[id]!))].flat().map(textOf).join(" ");
    return { ...tree, meta: { ...meta, [id]: said } };
  }
  if (id === "bibliography") {
    const gone = [change(paragraph(""))].flat().length === 0;
    return { ...tree, bibliography: gone ? [] : [...bibliography, { id: "zephyr", type: "book", title: added }] };
  }
  const one = (block: Block) => (block.id === id ? change(block) : block);
  const notes = Object.fromEntries(Object.entries(tree.notes).map(([name, note]) => [name, mapBlocks(note, one)]));
  return identify({ ...tree, blocks: mapBlocks(tree.blocks, one), notes });
}

const added = "Zéphyr nouvellement ajouté aux dispositions";

function edited(block: Block): Block {
  const children: Inline[] = [{ type: "text", value: added }];
  switch (block.type) {
    case "heading":
    case "paragraph":
      return { ...block, children: [...block.children, ...children] };
    case "codeBlock":
      return { ...block, value: `${block.value} ${added}` };
    case "figure":
      return { ...block, alt: `${block.alt} ${added}` };
    case "table":
      return { ...block, caption: [...(block.caption ?? []), ...children] };
    case "callout":
      return { ...block, title: [...(block.title ?? []), ...children] };
    default:
      return block;
  }
}

/** Which source's passage each passage of the translation follows, by their places in each. */
function followedBy(rows: readonly PassageRow[]): [string, string][] {
  return rows.flatMap(({ translation, source }) =>
    translation && source ? [[placeKey(translation), placeKey(source)] as [string, string]] : [],
  );
}

describe("of random trees and their translations", () => {
  test("a translation over its source is paired block by block", () => {
    fc.assert(
      fc.property(twins, (both) => {
        const english = passagesOf(whole(both.english)).map(placeKey);
        const expected = both.passages.map((passage, index) => [english[index], placeKey(passage)]);
        expect(followedBy(rowsWith(both, both.source))).toEqual(expected);
        expect(standingOf(rowsWith(both, both.source))).toEqual({ missing: 0, stale: 0, orphan: 0 });
      }),
      runs,
    );
  });

  const one = fc.nat({ max: 1000 });
  /** A passage that says what no other of its tree says, so that it can be told which it is. */
  const single = ({ passages }: Twins, at: number, isFit: (passage: Passage) => boolean = () => true) => {
    const fit = passages.filter(
      (passage) => isFit(passage) && passages.filter(({ hash }) => hash === passage.hash).length === 1,
    );
    return fit.length === 0 ? undefined : fit[at % fit.length]!;
  };

  test("one edited block of the source makes its twin stale, and no other", () => {
    fc.assert(
      fc.property(twins, one, (both, at) => {
        const passage = single(both, at);
        fc.pre(passage !== undefined);
        const rows = rowsWith(both, withBlock(both.source, passage!.block, edited));
        expect(standingOf(rows)).toEqual({ missing: 0, stale: 1, orphan: 0 });
        expect(rows.find(({ state }) => state === "stale")?.was?.block).toBe(passage!.block);
      }),
      runs,
    );
  });

  test("one deleted block of the source makes its twin an orphan, and no other", () => {
    fc.assert(
      fc.property(twins, one, (both, at) => {
        const passage = single(both, at, ({ type }) => type !== "table" && type !== "callout");
        fc.pre(passage !== undefined);
        const rows = rowsWith(
          both,
          withBlock(both.source, passage!.block, () => []),
        );
        expect(standingOf(rows)).toEqual({ missing: 0, stale: 0, orphan: 1 });
        expect(rows.find(({ state }) => state === "orphan")?.was?.block).toBe(passage!.block);
      }),
      runs,
    );
  });

  test("one inserted block of the source is missing, and nothing else is", () => {
    fc.assert(
      fc.property(twins, one, (both, at) => {
        const blocks = both.source.blocks.toSpliced(at % (both.source.blocks.length + 1), 0, {
          ...{ type: "paragraph", id: "x", children: [{ type: "text", value: added }] },
        } as Block);
        const rows = rowsWith(both, identify({ ...both.source, blocks }));
        expect(standingOf(rows)).toEqual({ missing: 1, stale: 0, orphan: 0 });
        expect(rows.find(({ state }) => state === "missing")?.source?.text).toBe(added);
      }),
      runs,
    );
  });

  test("a block of the source that moved leaves its twin current", () => {
    fc.assert(
      fc.property(twins, one, one, (both, from, to) => {
        const { blocks } = both.source;
        fc.pre(blocks.length > 1);
        const [moved, ...rest] = [blocks[from % blocks.length]!, ...blocks.toSpliced(from % blocks.length, 1)];
        const again = identify({ ...both.source, blocks: rest.toSpliced(to % blocks.length, 0, moved) });
        expect(standingOf(rowsWith(both, again))).toEqual({ missing: 0, stale: 0, orphan: 0 });
      }),
      runs,
    );
  });

  test("a new draft of the translation that says the same is paired as the one before, whatever became of the source", () => {
    fc.assert(
      fc.property(twins, one, (both, at) => {
        const passage = single(both, at);
        fc.pre(passage !== undefined);
        const { pairing, english } = both;
        const former = { parts: whole(english), pairing, sources: [whole(both.source)] };
        const newest = withBlock(both.source, passage!.block, edited);
        const again = pairVersions(whole(english), { version: version("v2"), parts: whole(newest) }, former);
        const sources = again.sources.map(({ version: name }) => whole(name === "v2" ? newest : both.source));
        const rows = standingRows({ pairing: again, sources, translation: whole(english), newest: whole(newest) });
        expect(standingOf(rows)).toEqual({ missing: 0, stale: 1, orphan: 0 });
      }),
      runs,
    );
  });

  test("a stale block that is edited in a draft made of the newer source is current again", () => {
    fc.assert(
      fc.property(twins, one, (both, at) => {
        const passage = single(both, at, ({ type }) => type !== "table");
        fc.pre(passage !== undefined);
        const { pairing, english } = both;
        const newest = withBlock(both.source, passage!.block, edited);
        const twin = pairing.passages.find(({ source }) => source?.at.block === passage!.block)!;
        const draft = withBlock(english, twin.at.block, edited);
        const former = { parts: whole(english), pairing, sources: [whole(both.source)] };
        const again = pairVersions(whole(draft), { version: version("v2"), parts: whole(newest) }, former);
        const sources = again.sources.map(({ version: name }) => whole(name === "v2" ? newest : both.source));
        const rows = standingRows({ pairing: again, sources, translation: whole(draft), newest: whole(newest) });
        expect(standingOf(rows)).toEqual({ missing: 0, stale: 0, orphan: 0 });
      }),
      runs,
    );
  });
});

const french = tree(
  heading(1, "Contexte"),
  paragraph("Depuis 2004, l'ORIV accompagne à Strasbourg les acteurs de la politique de la ville."),
  paragraph("Cette note cadre le travail de l'année ; elle est soumise au réseau le 12 mai 2008."),
  heading(1, "Calendrier"),
  table(["Étape", "Échéance"], ["Note intermédiaire", "1er juillet 2008"], ["Note finale", "15 septembre 2008"]),
  paragraph("Le budget est de 164 600 euros."),
);
const english = tree(
  heading(1, "Background"),
  paragraph("Since 2004, ORIV has supported urban policy actors in Strasbourg."),
  paragraph("This note frames the work of the year; it is submitted to the network on 12 May 2008."),
  paragraph("Translator's note: “politique de la ville” is the French policy for deprived districts."),
  heading(1, "Timetable"),
  table(["Step", "Due"], ["Interim note", "1 July 2008"], ["Final note", "15 September 2008"]),
  paragraph("The budget is 164,600 euros."),
);

describe("of a French note and its English", () => {
  const pairing = pairVersions(whole(english), { version: version("v1"), parts: whole(french) });
  const rows = (newest = french, now = pairing) =>
    standingRows({ pairing: now, sources: [whole(french)], translation: whole(english), newest: whole(newest) });

  test("passages are paired by levels, lengths, numbers and names; what the translator added has no source", () => {
    expect(told(rows())).toEqual([
      "current: Contexte → Background",
      "current: Depuis 2004, → Since 2004,",
      "current: Cette note → This note",
      "orphan: – → Translator's note:",
      "current: Calendrier → Timetable",
      "current: Étape → Step",
      "current: Échéance → Due",
      "current: Note intermédiaire → Interim note",
      "current: 1er juillet → 1 July",
      "current: Note finale → Final note",
      "current: 15 septembre → 15 September",
      "current: Le budget → The budget",
    ]);
  });

  test("of a table whose cell changed, that cell alone is stale; a row that came is missing cell by cell", () => {
    const newest = tree(
      ...french.blocks.map((block) =>
        block.type === "table"
          ? table(
              ["Étape", "Échéance"],
              ["Note intermédiaire", "8 juillet 2008"],
              ["Séminaire", "10 juillet 2008"],
              ["Note finale", "15 septembre 2008"],
            )
          : block,
      ),
    );
    expect(told(rows(newest)).slice(5)).toEqual([
      "current: Étape → Step",
      "current: Échéance → Due",
      "current: Note intermédiaire → Interim note",
      "stale: 8 juillet → 1 July",
      "missing: Séminaire → –",
      "missing: 10 juillet → –",
      "current: Note finale → Final note",
      "current: 15 septembre → 15 September",
      "current: Le budget → The budget",
    ]);
  });

  test("another spelling of spaces and apostrophes is the same words", () => {
    const typed = JSON.parse(JSON.stringify(french).replaceAll("l'", "l’").replaceAll(" ;", "\u202F;"));
    expect(standingOf(rows(identify(typed)))).toEqual({ missing: 0, stale: 0, orphan: 1 });
  });

  const note = passagesOf(whole(english)).find(({ text }) => text.startsWith("Translator"))!;
  const budget = passagesOf(whole(french)).at(-1)!;

  test("what the translator says of a passage is kept by the next pairing", () => {
    const owned = corrected(pairing, { what: "added", at: { part: note.part, block: note.block } });
    expect(standingOf(rows(french, owned))).toEqual({ missing: 0, stale: 0, orphan: 0 });
    const former = { parts: whole(english), pairing: owned, sources: [whole(french)] };
    const again = pairVersions(whole(english), { version: version("v1"), parts: whole(french) }, former);
    expect(again).toEqual(owned);
  });

  test("a passage that translates another one than was found leaves that one to whom it is", () => {
    const moved = corrected(pairing, { what: "pairs", at: { part: note.part, block: note.block }, source: budget });
    expect(told(rows(french, moved)).slice(-2)).toEqual([
      "orphan: – → The budget",
      "current: Le budget → Translator's note:",
    ]);
  });

  test("a passage of the source that needs no translation is not missing, and may need one again", () => {
    const without = { ...pairing, passages: pairing.passages.slice(0, -1) };
    expect(told(rows(french, without)).at(-1)).toBe("missing: Le budget → –");
    const spared = corrected(without, { what: "spared", sources: [budget], spared: true });
    expect(told(rows(french, spared)).at(-1)).toBe("spared: Le budget → –");
    const wanted = corrected(spared, { what: "spared", sources: [budget], spared: false });
    expect(told(rows(french, wanted)).at(-1)).toBe("missing: Le budget → –");
  });

  test("a stale passage that is said to be right follows the newest words", () => {
    const newest = withBlock(french, budget.block, edited);
    const former = { parts: whole(english), pairing, sources: [whole(french)] };
    const brought = pairVersions(whole(english), { version: version("v2"), parts: whole(newest) }, former);
    const sources = [whole(french), whole(newest)];
    const stand = (now: Pairing) =>
      standingOf(standingRows({ pairing: now, sources, translation: whole(english), newest: whole(newest) }));
    expect(stand(brought)).toEqual({ missing: 0, stale: 1, orphan: 1 });
    const at = brought.passages.at(-1)!.at;
    const right = corrected(brought, {
      what: "current",
      passages: [{ at, source: passagesOf(whole(newest)).at(-1)! }],
    });
    expect(stand(right)).toEqual({ missing: 0, stale: 0, orphan: 1 });
  });

  test("of a translation without a draft, every passage of the source is missing", () => {
    const bare = { pairing: emptyPairing(version("v1")), sources: [whole(french)], translation: [] };
    expect(standingOf(standingRows({ ...bare, newest: whole(french) })).missing).toBe(11);
  });
});

describe("of what a document has once", () => {
  const titled = (tree: DocumentTree, title: string, subtitle?: string): DocumentTree => ({
    ...tree,
    meta: { ...tree.meta, title, ...(subtitle && { subtitle }) },
  });
  const book: CslItem = { id: "noel", type: "book", title: "L’intégration en actes", author: [{ family: "Noël" }] };
  const report: CslItem = { id: "oriv", type: "report", title: "Rapport", author: [{ literal: "ORIV" }] };
  const cited = (tree: DocumentTree, ...bibliography: CslItem[]): DocumentTree => ({ ...tree, bibliography });
  const typed = [
    heading(1, "Bibliographie"),
    paragraph("Noël, 2014. L’intégration en actes."),
    paragraph("ORIV. Rapport."),
  ];
  const references = [heading(1, "References"), paragraph("Noël, 2014. L’intégration en actes.")];

  const rowsOf = (source: DocumentTree, translation: DocumentTree, newest = source, without?: Single): PassageRow[] => {
    const pairing = pairVersions(whole(translation), { version: version("v1"), parts: whole(source) });
    const kept = pairing.passages.filter(({ at }) => at.block !== without);
    const read = { sources: [whole(source)], translation: whole(translation), newest: whole(newest) };
    return standingRows({ pairing: { ...pairing, passages: kept }, ...read });
  };
  const check = (rows: readonly PassageRow[], expected: string[]) =>
    expect(rows.map(({ state, source, translation }) => `${state}: ${(source ?? translation)!.type}`)).toEqual(
      expected,
    );
  const note = (title: string, subtitle?: string) => titled(tree(paragraph("Un mot.")), title, subtitle);

  test("the title is a pair, which the change of the original’s title makes stale, and nothing else", () =>
    check(rowsOf(note("L’accès aux droits"), note("Access to rights"), note("L’accès au logement")), [
      "stale: title",
      "current: paragraph",
    ]));

  test("a subtitle that the translation lacks is missing, one that it has alone has no original", () => {
    check(rowsOf(note("Titre", "Sous-titre"), note("Title")), [
      "current: title",
      "missing: subtitle",
      "current: paragraph",
    ]);
    check(rowsOf(note("Titre"), note("Title", "Subtitle")), [
      "current: title",
      "orphan: subtitle",
      "current: paragraph",
    ]);
  });

  test("a pairing that was kept before titles were compared takes the title as paired with that of its original", () =>
    check(rowsOf(note("Titre"), note("Title"), note("Un autre"), "title"), ["stale: title", "current: paragraph"]));

  test("a bibliography that was typed is paired as one with one that came as data, either way", () => {
    check(rowsOf(tree(...typed), cited(tree(), book, report)), ["current: bibliography"]);
    check(rowsOf(cited(tree(), book, report), tree(...references)), ["current: bibliography"]);
    check(rowsOf(tree(...typed), tree(...references)), ["current: bibliography"]);
  });

  test("a bibliography is stale once an entry came, whichever way it came, and not because of its order", () => {
    const english = tree(...references);
    check(rowsOf(cited(tree(), book), english, cited(tree(), book, report)), ["stale: bibliography"]);
    check(rowsOf(cited(tree(), book, report), english, cited(tree(), report, book)), ["current: bibliography"]);
    check(rowsOf(tree(...typed), english, tree(...typed, paragraph("IREV. Bilan."))), ["stale: bibliography"]);
  });

  test("a bibliography that only the original has is missing, once", () =>
    check(rowsOf(tree(...typed), tree()), ["missing: bibliography"]));
});

test("blocks inside blocks are passages of their own, and containers are not", () => {
  const all = passagesOf(whole(french));
  expect(all.some(({ block }) => french.blocks.some((one) => one.id === block && innerBlocks(one).length > 0))).toBe(
    false,
  );
});
