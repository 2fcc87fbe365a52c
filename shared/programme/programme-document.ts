import { identify } from "../document/identify.ts";
import type { Block, DocumentTree, Heading } from "../document/tree.ts";
import { formatDate } from "../i18n/dates.ts";
import { type Language, languageRecord } from "../i18n/languages.ts";
import { type ProgrammeKey, programmeTexts } from "../i18n/programmes.ts";
import { translate, type Values } from "../i18n/translate.ts";
import type { Period } from "../time/period.ts";
import { wordFor } from "./file/words.ts";
import { matrixOf, type Words } from "./matrix.ts";
import { type DocumentWords, matrixTable } from "./matrix-document.ts";
import { type Action, type Expected, type Programme, presentActions, type Strand } from "./state.ts";

/** The kind of document that a programme is made into. */
export const programmeKind = "work-programme";

/** What the document takes from elsewhere; `title`: of the matrix at its end; `kind`: what a kind of document is called. */
export type ProgrammeWords = Words & Omit<DocumentWords, "language"> & { language: Language; kind: Called };
type Called = (id: string) => string;

/**
 * A programme as a document: families over their actions, each with what it is for, who steers it, what is expected of it and
 * who pays; its matrix at the end. Pure: the same programme in the same words is the same tree.
 */
export function programmeDocument(programme: Programme, words: ProgrammeWords): DocumentTree {
  const { title } = programme;
  const { network, language } = words;
  const matrix = matrixOf(programme, words);
  const families = matrix.families.flatMap(({ title, actions }) => [
    heading(1, title),
    ...actions.flatMap((action) => actionBlocks(action, words)),
  ]);
  const overview = [heading(1, words.title, false), matrixTable(matrix, words.row)];
  return identify({
    schema: 1,
    meta: { title, subtitle: periodWords(language, programme), authors: [network], language, keywords: [] },
    blocks: presentActions(programme).length === 0 ? [] : [...families, ...overview],
    notes: {},
    bibliography: [],
  });
}

function actionBlocks(action: Action, words: ProgrammeWords): Block[] {
  const { title, intent, strands, period, interventions, results, steering, concerned, funding, payment } = action;
  const { language, organisation, noFunding } = words;
  const say = (key: ProgrammeKey) => translate(language, programmeTexts, key);
  const names = (ids: readonly string[]) => (ids.length > 0 ? [ids.map(organisation).join(", ")] : []);
  const said = (key: ProgrammeKey, lines: readonly string[]) => labelled(language, say(key), lines);
  return [
    heading(2, title),
    ...paragraphs(intent),
    ...said("document-period", period ? [periodWords(language, period)] : []),
    ...said(
      "document-steering",
      steering.words === undefined
        ? names(steering.organisations)
        : [without(say("document-steering"), steering.words)],
    ),
    ...said("document-concerned", names(concerned)),
    ...said("document-interventions", interventions),
    ...said("document-results", results),
    ...said("document-expected", expectedLines(action, undefined, words)),
    ...said("document-funding", "by" in funding ? names(funding.by) : [funding.none || noFunding]),
    ...said(
      "document-payment",
      payment.map((term) => term.words),
    ),
    ...strands.flatMap((strand) => strandBlocks(action, strand, words)),
  ];
}

function strandBlocks(action: Action, strand: Strand, words: ProgrammeWords): Block[] {
  const expected = translate(words.language, programmeTexts, "document-expected");
  return [
    heading(3, strand.title),
    ...paragraphs(strand.intent),
    ...labelled(words.language, expected, expectedLines(action, strand.id, words)),
  ];
}

/** What is expected of a strand; undefined: of no strand. */
function expectedLines({ expected }: Action, strand: string | undefined, words: ProgrammeWords): string[] {
  return expected.filter((each) => each.strand === strand).map((each) => expectedLine(each, expected, words));
}

/** "Note finale (note de synthèse), fin septembre 2008, issu de : Note intermédiaire". */
function expectedLine(item: Expected, all: readonly Expected[], { language, kind }: ProgrammeWords): string {
  const { count, title, when, sources } = item;
  const say = (key: ProgrammeKey, values: Values) => translate(language, programmeTexts, key, values);
  const what = whatOf(item, language, kind);
  const named = what === undefined || isSaid(what, title) ? title : `${title} (${what})`;
  const from = all.filter(({ id }) => sources.includes(id)).map((source) => source.title);
  return [
    count === 1 ? named : say("document-times", { count, title: named }),
    ...(when ? [when.said] : []),
    ...(from.length > 0 ? [say("document-sources", { titles: from.join(", ") })] : []),
  ].join(", ");
}

function whatOf(item: Expected, language: Language, called: Called): string | undefined {
  if (item.kind === undefined) return undefined;
  if (item.what === "meeting") return wordFor(language, "meeting", item.kind);
  const named = item.what === "document" ? called(item.kind) : item.kind;
  return named.charAt(0).toLowerCase() + named.slice(1) || undefined;
}

/** Whether a title begins with what the thing is: "Note de synthèse" need not say that it is one. */
function isSaid(what: string, title: string): boolean {
  return title.toLowerCase().startsWith(what.toLowerCase());
}

function periodWords(language: Language, { from, until }: Period): string {
  const days = { from: formatDate(language, from), until: formatDate(language, until) };
  return translate(language, programmeTexts, "document-days", days);
}

function heading(level: Heading["level"], value: string, numbered = true): Heading {
  return { type: "heading", id: "", level, numbered, children: [{ type: "text", value }] };
}

function paragraphs(text: string): Block[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((value) => ({ type: "paragraph", id: "", children: [{ type: "text", value }] }));
}

/** Words that need not say what the label before them says: "ORIV" of "pilotage ORIV", after "Pilotage". */
function without(label: string, words: string): string {
  const rest = words.slice(label.length).trimStart();
  return words.toLowerCase().startsWith(`${label.toLowerCase()} `) && rest !== "" ? rest : words;
}

/** A line that begins with what it says, in bold; several are a list below it, none is nothing. */
function labelled(language: Language, label: string, lines: readonly string[]): Block[] {
  if (lines.length === 0) return [];
  const name = `${label}${languageRecord(language).colon}`;
  const [line] = lines.length === 1 ? lines : [];
  const first: Block = {
    ...{ type: "paragraph", id: "" },
    children: [
      { type: "strong", children: [{ type: "text", value: name }] },
      ...(line === undefined ? [] : [{ type: "text" as const, value: ` ${line}` }]),
    ],
  };
  if (line !== undefined) return [first];
  const items = lines.map((each) => ({ children: paragraphs(each) }));
  return [first, { type: "list", id: "", ordered: false, start: 1, format: "decimal", items }];
}
