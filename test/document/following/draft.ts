import { identify } from "../../../shared/document/identify.ts";
import type { Block, Cell, DocumentTree, Inline, ListItem, Row, Table } from "../../../shared/document/tree.ts";

/**
 * Random drafts as networks write them, from a seed: sections under headings that come again, paragraphs of set phrases
 * with telling words, tables of twin cells, captions that repeat a cell, notes, citations, broken lines. Every block has
 * a mark that edits keep, by which a test knows it again, and which nothing else sees.
 */
export const mark: unique symbol = Symbol("mark");
export type Marked = Block & { [mark]?: readonly number[] };

/** Numbers from a seed (mulberry32). */
export type Chance = { below: (end: number) => number; of: <T>(things: readonly T[]) => T };

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { below, of: (things) => things[below(things.length)]! };
}

const structures = ["ORIV", "CREFE", "EPI", "ODTI", "RésO Villes", "Profession Banlieue", "Labo Cités", "Trajectoire"];
const places = [
  "Strasbourg",
  "Grenoble",
  "Nantes",
  "Amiens",
  "Marseille",
  "Lyon",
  "Toulouse",
  "Évry",
  "Besançon",
  "Lille",
];
const themes = [
  "la médiation sociale",
  "l’accès aux droits",
  "la réussite éducative",
  "la santé mentale",
  "le logement des jeunes",
  "la participation des habitants",
  "l’insertion par l’économie",
  "la mémoire des quartiers",
  "l’égalité professionnelle",
  "la prévention des discriminations",
  "les adultes-relais",
  "la gestion urbaine de proximité",
];
/** What sentences are about. */
export const tellingPhrases: readonly string[] = [...structures, ...places, ...themes];
const months = ["janvier", "février", "mars", "avril", "mai", "juin", "septembre", "octobre", "novembre", "décembre"];
const sentences = [
  "{s} organise à {p} un séminaire sur {t} en {m} {y}.",
  "Une enquête de {s} montre que {t} reste mal connue des élus de {p}.",
  "Les {n} participants de {p} demandent que {t} soit traitée dès {m}.",
  "Le budget de {n} euros couvre {t}, dont {n} pour {s}.",
  "La note de cadrage sur {t} sera relue par {s} avant {m} {y}.",
  "Selon {s}, les professionnels de {p} n’ont pas de référent pour {t}.",
];
const standing = ["Voir l’annexe.", "À préciser.", "Le comité de pilotage valide ce point.", "Sans objet à ce jour."];
const titles = ["Contexte", "Objectifs", "Méthode", "Calendrier", "Moyens", "Suites"];
const twins = ["Oui", "Non", "En cours", "—", "À préciser", "2008"];

export function sentence(chance: Chance): string {
  const fill = { s: structures, p: places, t: themes, m: months };
  return chance.of(sentences).replace(/\{(\w)\}/g, (_, kind: string) => {
    if (kind === "n") return String(10 + chance.below(9_000));
    if (kind === "y") return String(2005 + chance.below(9));
    return chance.of(fill[kind as keyof typeof fill]);
  });
}

let last = 0;
/** A block that nothing was before. */
export function fresh<B extends Block>(block: B): B {
  last += 1;
  return { ...block, [mark]: [last] };
}

export function marksOf(block: Block): readonly number[] {
  return (block as Marked)[mark] ?? [];
}

const text = (value: string): Inline => ({ type: "text", value });

export function paragraph(chance: Chance): Block {
  const value =
    chance.below(8) === 0
      ? chance.of(standing)
      : Array.from({ length: 1 + chance.below(3) }, () => sentence(chance)).join(" ");
  const children: Inline[] = [text(value)];
  const kind = chance.below(12);
  if (kind === 0) children.push({ type: "noteReference", note: `n${1 + chance.below(3)}` });
  if (kind === 1) children.push(text(" "), { type: "citation", items: [{ key: chance.of(["noel2014", "oriv2008"]) }] });
  if (kind === 2) children.push({ type: "lineBreak" }, text(sentence(chance)));
  return fresh({ type: "paragraph", id: "", children });
}

export function heading(chance: Chance, level: 1 | 2): Block {
  const value = level === 1 ? `Action ${1 + chance.below(40)} : ${chance.of(themes)}` : chance.of(titles);
  return fresh({ type: "heading", id: "", level, numbered: true, children: [text(value)] });
}

export function cellOf(value: string, header = false): Cell {
  return { colSpan: 1, rowSpan: 1, header, children: [fresh({ type: "paragraph", id: "", children: [text(value)] })] };
}

export function cellText(chance: Chance): string {
  return chance.below(4) === 0 ? `${chance.of(themes)}, ${chance.of(places)}` : chance.of(twins);
}

export function rowOf(chance: Chance, width: number): Row {
  const name = `${chance.of(structures)}${chance.below(2) === 0 ? ` (${chance.of(places)})` : ""}`;
  return { cells: [cellOf(name), ...Array.from({ length: width - 1 }, () => cellOf(cellText(chance)))] };
}

export const columnNames = ["Réalisé", "Financé", "Échéance", "Observations", "Responsable", "Public"];

function table(chance: Chance): Block {
  const width = 2 + chance.below(4);
  const from = chance.below(columnNames.length);
  const names = [
    "Structure",
    ...Array.from({ length: width - 1 }, (_, at) => columnNames[(from + at) % columnNames.length]!),
  ];
  const rows = [
    { cells: names.map((name) => cellOf(name, true)) },
    ...Array.from({ length: 2 + chance.below(5) }, () => rowOf(chance, width)),
  ];
  const repeated = chance.of(rows.flatMap(({ cells }) => cells)).children[0];
  const said =
    chance.below(3) === 0 && repeated?.type === "paragraph"
      ? repeated.children
      : [text(`État des actions, ${chance.of(places)}`)];
  const caption = chance.below(3) > 0 ? { caption: said } : {};
  const columns = names.map(() => ({ align: "start" as const }));
  return fresh<Table>({ type: "table", id: "", columns, headerRows: 1, rows, ...caption });
}

export function itemOf(chance: Chance): ListItem {
  const value = chance.below(3) === 0 ? chance.of(standing) : sentence(chance);
  return { children: [fresh({ type: "paragraph", id: "", children: [text(value)] })] };
}

function list(chance: Chance): Block {
  const items = Array.from({ length: 2 + chance.below(4) }, () => itemOf(chance));
  return fresh({ type: "list", id: "", ordered: false, start: 1, format: "decimal", items });
}

/** Blocks of any kind, what opens a document too. */
export function blockOf(chance: Chance): Block {
  const kind = chance.below(10);
  if (kind === 0) return table(chance);
  if (kind === 1) return list(chance);
  if (kind === 2) return fresh({ type: "quote", id: "", children: [paragraph(chance)] });
  return paragraph(chance);
}

/** A heading and what stands under it. */
export function sectionOf(chance: Chance): Block[] {
  const parts = Array.from({ length: 1 + chance.below(3) }, () => [
    heading(chance, 2),
    ...Array.from({ length: 1 + chance.below(3) }, () => blockOf(chance)),
  ]);
  return [heading(chance, 1), ...parts.flat()];
}

export function draftOf(chance: Chance): DocumentTree {
  const opening = chance.below(2) === 0 ? [blockOf(chance)] : [];
  const blocks = [...opening, ...Array.from({ length: 2 + chance.below(3) }, () => sectionOf(chance)).flat()];
  const notes = Object.fromEntries(["n1", "n2", "n3"].map((id) => [id, [paragraphWithout(chance)]]));
  const meta = { title: "Programme", authors: [], language: "fr-FR", keywords: [] };
  return identify({ schema: 1, meta, blocks, notes, bibliography: [] });
}

function paragraphWithout(chance: Chance): Block {
  return fresh({ type: "paragraph", id: "", children: [text(`Source : ${sentence(chance)}`)] });
}
