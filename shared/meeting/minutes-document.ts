import { heading, table } from "../document/approval/blocks.ts";
import { identify } from "../document/identify.ts";
import type { Block, DocumentTree, Heading } from "../document/tree.ts";
import { mapBlocks } from "../document/visit.ts";
import { type DocumentKey, documentTexts } from "../i18n/documents.ts";
import type { Language } from "../i18n/languages.ts";
import { translate, type Values } from "../i18n/translate.ts";

/** The kind of document in which the minutes of a meeting are reviewed. */
export const minutesKind = "minutes";

/** The sections of minutes, by their ids in `templates/minutes/kind.json`. */
export const minutesSections = ["present", "agenda", "discussions", "decisions"] as const;
export type MinutesSection = (typeof minutesSections)[number];

/** What minutes say of a meeting, all of it in words: of dates, "20 mai 2008". */
export type Minutes = {
  title: string;
  network: string;
  language: Language;
  /** What each section is called, as its kind has it. */
  sections: Record<MinutesSection, string>;
  when: string;
  where: string;
  /** Those who came, by their organisation; its name is "" for who has none. */
  present: { organisation: string; people: string[] }[];
  /** Invited, and not there. */
  excused: string[];
  outsiders: number;
  /** How many came, where none of them is named. */
  came?: number;
  agenda: { title: string; postponed: boolean }[];
  /** As they were typed. */
  discussions: string;
  resolutions: { words: string; who: string; due?: string }[];
};

/** What was said, read as its author typed it: blocks, and the notes that they call. */
export type Said = Pick<DocumentTree, "blocks" | "notes">;

/**
 * The minutes of a meeting as a document: who was there, what was on the agenda, what was `said`, what was decided, by whom and by
 * when. Pure: the same meeting in the same words is the same tree.
 */
export function minutesDocument(minutes: Minutes, said: Said): DocumentTree {
  const { title, network, language, sections, when } = minutes;
  const say = (key: DocumentKey, values?: Values) => translate(language, documentTexts, key, values);
  const bodies: Record<MinutesSection, Block[]> = {
    present: presentBlocks(minutes, say),
    agenda: agendaBlocks(minutes, say),
    discussions: belowHeading(said.blocks),
    decisions: resolutionBlocks(minutes, say),
  };
  return identify({
    schema: 1,
    meta: { title, subtitle: say("minutes-of", { when }), authors: [network], language, keywords: [] },
    blocks: minutesSections.flatMap((section) => [heading("", 1, sections[section]), ...bodies[section]]),
    notes: said.notes,
    bibliography: [],
  });
}

/** Blocks whose headings stand below one of the first level. */
export function belowHeading(blocks: readonly Block[]): Block[] {
  return mapBlocks(blocks, (block) =>
    block.type === "heading" ? { ...block, level: Math.min(block.level + 1, 6) as Heading["level"] } : block,
  );
}

type Speak = (key: DocumentKey, values?: Values) => string;

function presentBlocks({ when, where, present, excused, outsiders, came }: Minutes, say: Speak): Block[] {
  const rows = present.map(({ organisation, people }) => [organisation || "–", people.join(", ")]);
  const header = [say("minutes-organisation"), say("minutes-people")];
  return [
    text(where === "" ? say("minutes-held", { when }) : say("minutes-held-at", { when, where })),
    ...(rows.length > 0 ? [table("", "", header, rows, [1, 2])] : []),
    ...(excused.length > 0 ? [text(say("minutes-excused", { names: excused.join(", ") }))] : []),
    ...(came === undefined ? [] : [text(say("minutes-came", { count: came }))]),
    ...(outsiders > 0 ? [text(say("minutes-outsiders", { count: outsiders }))] : []),
  ];
}

function agendaBlocks({ agenda }: Minutes, say: Speak): Block[] {
  if (agenda.length === 0) return [text(say("minutes-no-agenda"))];
  const items = agenda.map(({ title, postponed }) => ({
    children: [text(postponed ? say("minutes-postponed", { title }) : title)],
  }));
  return [{ type: "list", id: "", ordered: true, start: 1, format: "decimal", items }];
}

function resolutionBlocks({ resolutions }: Minutes, say: Speak): Block[] {
  if (resolutions.length === 0) return [text(say("minutes-no-decision"))];
  const rows = resolutions.map(({ words, who, due }, index) => [
    String(index + 1),
    words.split("\n").filter((line) => line.trim() !== ""),
    who,
    due ?? say("minutes-no-date"),
  ]);
  const header = [say("minutes-number"), say("minutes-decision"), say("minutes-who"), say("minutes-by")];
  return [table("", "", header, rows, [1, 8, 4, 4])];
}

function text(value: string): Block {
  return { type: "paragraph", id: "", children: [{ type: "text", value }] };
}
