import type { Warning } from "../errors.ts";
import { interfaceLanguage, type Language } from "../i18n/translate.ts";
import { gatherBibliographies, placeEntries } from "./bibliography.ts";
import { cite } from "./cite.ts";
import type { Composed, Section } from "./composed.ts";
import { contentsBlocks } from "./contents.ts";
import { coverBlocks, type Facts, titleBlocks } from "./cover.ts";
import type { Demands } from "./demands.ts";
import { describeFigures } from "./describe.ts";
import type { Draft, Warn } from "./draft.ts";
import { closeGaps } from "./headings.ts";
import { join, type Part } from "./join.ts";
import { mendLinks } from "./mend.ts";
import { labelCaptions, numberHeadings, numberNotes } from "./number.ts";
import { resolveReferences } from "./refer.ts";
import type { Block, Meta, Paragraph } from "./tree.ts";

/**
 * All that a composition depends on. `parts` in their order, at least one; `fileName` stands in for a missing title;
 * `version` is the manifest's SHA-256, hex; `instant` is ISO 8601, in UTC.
 */
export type ComposeInput = {
  parts: readonly Part[];
  kind: Demands;
  fileName: string;
  facts: Facts;
  version?: string;
  instant: string;
};

/** The document ready to be set, as its kind wants it, and what composition noticed on the way. Pure. */
export function compose(input: ComposeInput): { document: Composed; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const warn: Warn = (warning) => warnings.push(warning);
  const language = interfaceLanguage(input.parts[0]?.tree.meta.language ?? "fr");
  const collective = isCollective(input);
  const joined = titled(join(input.parts, collective), input, warn);
  const described = describeFigures(joined, language, warn);
  const gathered = collective
    ? gatherBibliographies(described, input.kind, warn)
    : { draft: described, aliases: new Map<string, string>() };
  const called = numberNotes(gathered.draft, warn);
  const outlined = numberHeadings(closeGaps(called.draft, warn), input.kind.layout.numbered);
  const cited = cite(labelCaptions(outlined, language), language, warn);
  const draft = mendLinks(resolveReferences(cited.draft, gathered.aliases, warn));
  const document: Composed = {
    ...headOf(draft.meta),
    sections: sectionsOf(draft, cited.entries, input, language),
    notes: called.order.map((id, index) => ({ id, number: index + 1, children: draft.notes[id]! })),
    ...(input.version === undefined ? {} : { version: input.version }),
    instant: input.instant,
  };
  return { document, warnings };
}

/** Several members' parts, or one that is named after its member: each part has its title above it. */
function isCollective({ parts, kind }: ComposeInput): boolean {
  return parts.length > 1 || (kind.parts === "member" && parts[0]?.title !== "");
}

/** The author's title, or the line's where several members write; at worst the file's name, with a warning. */
function titled(draft: Draft, { facts, fileName }: ComposeInput, warn: Warn): Draft {
  const title = draft.meta.title?.trim() || facts.title?.trim();
  if (title) return { ...draft, meta: { ...draft.meta, title } };
  const name = fileName.replace(/^.*[/\\]/, "").replace(/\.(docx|odt|md|markdown|zip)$/i, "") || fileName;
  warn({ code: "title-missing", details: { title: name } });
  return { ...draft, meta: { ...draft.meta, title: name } };
}

function headOf(meta: Meta): Pick<Composed, "title" | "authors" | "language" | "keywords" | "runningHead"> {
  const title = meta.title ?? "";
  return {
    title,
    ...(meta.subtitle ? { subtitle: meta.subtitle } : {}),
    authors: meta.authors,
    ...(meta.date ? { date: meta.date } : {}),
    language: meta.language,
    keywords: meta.keywords,
    runningHead: shortened(title, 90),
  };
}

/** What we generate and what the author wrote, in the order of reading; empty ones are left out. */
function sectionsOf(draft: Draft, entries: Paragraph[], input: ComposeInput, language: Language): Section[] {
  const { layout } = input.kind;
  const body = placeEntries(draft, entries, input.kind, isCollective(input), language);
  const whole = [...body.before, ...body.entries, ...body.after];
  const sections = [
    layout.cover
      ? section("cover", true, coverBlocks(draft.meta, input.kind, input.facts, language))
      : section("body", true, titleBlocks(draft.meta)),
    section("contents", true, contentsBlocks(whole, layout.contents, language)),
    section("body", false, body.before),
    section("bibliography", true, body.entries),
    section("body", false, body.after),
  ];
  return sections.filter(({ blocks }) => blocks.length > 0);
}

function section(role: Section["role"], generated: boolean, blocks: Block[]): Section {
  return { role, generated, orientation: "portrait", blocks };
}

function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/u, "")}…`;
}
