import type { Warning } from "../errors.ts";
import { documentTexts } from "../i18n/documents.ts";
import { defaultLanguage, interfaceLanguage, type Language } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import type { Approval } from "./approval/facts.ts";
import { annexBlocks, approvalBlocks } from "./approval.ts";
import { gatherBibliographies, placeEntries } from "./bibliography.ts";
import { labelCallouts } from "./callouts.ts";
import { cite } from "./cite.ts";
import type { Composed, Section } from "./composed.ts";
import { contentsBlocks, listBlocks } from "./contents.ts";
import { coverBlocks, editionLine, type Facts, type Logo, logoBlocks, titleBlocks } from "./cover.ts";
import type { Demands } from "./demands.ts";
import { describeFigures } from "./describe.ts";
import { changeBlocks, type Draft, type Warn } from "./draft.ts";
import { closeGaps } from "./headings.ts";
import { join, type Part } from "./join.ts";
import { mendLinks } from "./mend.ts";
import { labelCaptions, numberHeadings, numberNotes } from "./number.ts";
import { oriented } from "./orient.ts";
import { setBlocks, setText, type TypographyReport } from "./orthotypography.ts";
import { resolveReferences } from "./refer.ts";
import { shortenAtWord } from "./shorten.ts";
import { type DrawnOn, isSourcesLine, sourcesAnnex, withSourcesLines } from "./sources.ts";
import type { Block, Meta } from "./tree.ts";

/**
 * All that a composition depends on. `parts` in their order, at least one; `fileName` stands in for a missing title;
 * `version` is the manifest's SHA-256, hex; `instant` is ISO 8601, in UTC; `underReview`: a version that is not final
 * says so on its cover and at the head of its pages.
 */
export type ComposeInput = {
  parts: readonly Part[];
  kind: Demands;
  fileName: string;
  facts: Facts;
  logo?: Logo | undefined;
  version?: string;
  instant: string;
  underReview?: boolean;
  /** How all of it lies; absent: upright, but for tables that are too wide. */
  orientation?: "landscape";
  /** Of a final: the record that ends it. */
  approval?: Approval;
  /** What it draws on: a line at the end of each section that does, in a final the list of all. */
  drawnOn?: readonly DrawnOn[];
};

/** What composition did beside the document: what it noticed, and what it typed anew, by rule. */
export type Composition = { document: Composed; warnings: Warning[]; typography: TypographyReport };

/** The document ready to be set, as its kind wants it. Pure: the same input gives the same document. */
export function compose(input: ComposeInput): Composition {
  const warnings: Warning[] = [];
  const language = interfaceLanguage(input.parts[0]?.tree.meta.language ?? defaultLanguage);
  const { draft, entries, order } = resolve(input, language, (warning) => warnings.push(warning));
  const typography: TypographyReport = {};
  const type = typist(input, draft.meta.language, typography);
  const typed = changeBlocks(draft, type.blocks);
  const document: Composed = {
    ...headOf(
      draft.meta,
      type.text,
      input.underReview ? translate(language, documentTexts, "under-review") : undefined,
    ),
    sections: sectionsOf(typed, type.blocks(entries), type, input, language),
    notes: order.map((id, index) => ({ id, number: index + 1, children: typed.notes[id]! })),
    bibliography: typed.bibliography,
    ...(input.version === undefined ? {} : { version: input.version }),
    instant: input.instant,
  };
  return { document, warnings, typography };
}

/** One draft out of the parts, everything in it numbered, labelled, cited and led where it goes. */
function resolve(input: ComposeInput, language: Language, warn: Warn) {
  const collective = isCollective(input);
  const joined = withSourcesLines(
    join(input.parts, collective, input.facts.title),
    input.drawnOn ?? [],
    collective,
    language,
  );
  const titled = titledDraft(joined, input, warn);
  const described = describeFigures(titled, language, warn);
  const gathered = collective
    ? gatherBibliographies(described, input.kind, warn)
    : { draft: described, aliases: new Map<string, string>() };
  const called = numberNotes(gathered.draft, warn);
  const outlined = numberHeadings(closeGaps(called.draft, warn), input.kind.layout.numbered);
  const cited = cite(labelCallouts(labelCaptions(outlined, language), language), language, warn);
  const draft = mendLinks(resolveReferences(cited.draft, gathered.aliases, warn));
  return { draft, entries: cited.entries, order: called.order };
}

/** `ours`: what no author wrote, which the report does not count. */
type Typist = Record<"blocks" | "ours", (blocks: Block[]) => Block[]> & { text: (text: string) => string };

/** Types blocks and texts as the document's language wants them, where the kind does. */
function typist({ kind }: ComposeInput, language: string, report: TypographyReport): Typist {
  const as = (counted: TypographyReport) => (blocks: Block[]) => setBlocks(blocks, language, counted);
  if (!kind.layout.orthotypography) return { blocks: (blocks) => blocks, ours: as({}), text: (text) => text };
  // Texts say again what a block of the document says: they are not counted twice.
  return { blocks: as(report), ours: as({}), text: (text) => setText(text, language, {}) };
}

/** Several members' parts, or one that is named after its member: each part has its title above it. */
export function isCollective({ parts, kind }: Pick<ComposeInput, "parts" | "kind">): boolean {
  return parts.length > 1 || (kind.parts === "member" && parts[0]?.title !== "");
}

/** The author's title, or the line's where several members write; at worst the file's name, with a warning. */
function titledDraft(draft: Draft, { facts, fileName }: ComposeInput, warn: Warn): Draft {
  const title = draft.meta.title?.trim() || facts.title?.trim();
  if (title) return { ...draft, meta: { ...draft.meta, title } };
  const name = fileName.replace(/^.*[/\\]/, "") || fileName;
  warn({ code: "title-missing", details: { title: name } });
  return { ...draft, meta: { ...draft.meta, title: name } };
}

type Head = Pick<Composed, "title" | "subtitle" | "authors" | "date" | "language" | "keywords" | "runningHead">;

/** `notice`: what the running head says before the title. */
function headOf(meta: Meta, type: Typist["text"], notice: string | undefined): Head {
  const title = type(meta.title ?? "");
  return {
    title,
    ...(meta.subtitle ? { subtitle: type(meta.subtitle) } : {}),
    authors: meta.authors.map(type),
    ...(meta.date ? { date: type(meta.date) } : {}),
    language: meta.language,
    keywords: meta.keywords.map(type),
    runningHead: shortenAtWord(notice === undefined ? title : `${notice} – ${title}`, 90),
  };
}

/** What we generate and what the author wrote, in the order of reading; empty ones are left out. */
function sectionsOf(draft: Draft, entries: Block[], type: Typist, input: ComposeInput, language: Language): Section[] {
  const { layout } = input.kind;
  const body = placeEntries(draft, entries, input.kind, isCollective(input), language);
  const whole = [...body.before, ...body.entries, ...body.after];
  const opening = openingBlocks(draft.meta, input, language);
  const ending = endingSections(input, type, language);
  const listed = [...whole, ...ending.flatMap(({ blocks }) => blocks)];
  const sections = [
    section(layout.cover ? "cover" : "body", true, [...logoBlocks(input.logo), ...type.blocks(opening)]),
    section("contents", true, contentsBlocks(listed, layout.contents, language)),
    section("lists", true, layout.lists ? listBlocks(whole, language) : []),
    ...bodySections(body.before),
    section("bibliography", true, body.entries),
    ...bodySections(body.after),
    ...ending,
  ];
  const filled = sections.filter(({ blocks }) => blocks.length > 0);
  const { orientation } = input;
  return orientation === undefined ? filled : filled.map((each) => ({ ...each, orientation }));
}

/** The approval record of a final, and the dispositions of its remarks. */
function endingSections({ approval, drawnOn = [] }: ComposeInput, type: Typist, language: Language): Section[] {
  if (!approval) return [];
  return [
    section("approval", true, type.ours(approvalBlocks(approval, language))),
    section("annex", true, type.ours([...annexBlocks(approval, language), ...sourcesAnnex(drawnOn, language)])),
  ];
}

/** The cover, or the title where there is none. */
function openingBlocks(meta: Meta, { kind, facts, underReview = false }: ComposeInput, language: Language): Block[] {
  const notice = underReview ? translate(language, documentTexts, "under-review") : editionLine(facts, language);
  return kind.layout.cover ? coverBlocks(meta, kind, facts, language, notice) : titleBlocks(meta, notice);
}

/** The body, the lines that say what a section draws on apart: they are ours. */
function bodySections(blocks: readonly Block[]): Section[] {
  return runsOf(blocks).flatMap(({ ours, blocks }) =>
    oriented(blocks).map((run): Section => ({ role: ours ? "sources" : "body", generated: ours, ...run })),
  );
}

function runsOf(blocks: readonly Block[]): { ours: boolean; blocks: Block[] }[] {
  const runs: { ours: boolean; blocks: Block[] }[] = [];
  for (const block of blocks) {
    const ours = isSourcesLine(block);
    const last = runs.at(-1);
    if (last?.ours === ours) last.blocks.push(block);
    else runs.push({ ours, blocks: [block] });
  }
  return runs;
}

function section(role: Section["role"], generated: boolean, blocks: Block[]): Section {
  return { role, generated, orientation: "portrait", blocks };
}
