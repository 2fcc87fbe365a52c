import type { Warning } from "../errors.ts";
import { interfaceLanguage, type Language } from "../i18n/translate.ts";
import type { Composed, Section } from "./composed.ts";
import { contentsBlocks } from "./contents.ts";
import { coverBlocks, type Facts, titleBlocks } from "./cover.ts";
import type { Demands } from "./demands.ts";
import { describeFigures } from "./describe.ts";
import type { Draft, Warn } from "./draft.ts";
import { closeGaps } from "./headings.ts";
import { join, type Part } from "./join.ts";
import { labelCaptions, numberHeadings, numberNotes } from "./number.ts";
import { resolveReferences } from "./refer.ts";
import type { Meta } from "./tree.ts";

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
  const joined = titled(join(input.parts), input, warn);
  const described = describeFigures(joined, language, warn);
  const called = numberNotes(described, warn);
  const outlined = numberHeadings(closeGaps(called.draft, warn), input.kind.layout.numbered);
  const draft = resolveReferences(labelCaptions(outlined, language), warn);
  const document: Composed = {
    ...headOf(draft.meta),
    sections: sectionsOf(draft, input, language),
    notes: called.order.map((id, index) => ({ id, number: index + 1, children: draft.notes[id]! })),
    ...(input.version === undefined ? {} : { version: input.version }),
    instant: input.instant,
  };
  return { document, warnings };
}

/** The author's title, or the line's where several members write; at worst the file's name, with a warning. */
function titled(draft: Draft, { parts, facts, fileName }: ComposeInput, warn: Warn): Draft {
  const known = parts.length > 1 ? (facts.title ?? draft.meta.title) : (draft.meta.title ?? facts.title);
  const title = known?.trim();
  if (title) return { ...draft, meta: { ...draft.meta, title } };
  const name = fileName.replace(/^.*[/\\]/, "").replace(/\.[^.]+$/, "") || fileName;
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

function sectionsOf(draft: Draft, { kind, facts }: ComposeInput, language: Language): Section[] {
  const { layout } = kind;
  const opening: Section = layout.cover
    ? {
        role: "cover",
        generated: true,
        orientation: "portrait",
        blocks: coverBlocks(draft.meta, kind, facts, language),
      }
    : { role: "body", generated: true, orientation: "portrait", blocks: titleBlocks(draft.meta) };
  const contents = contentsBlocks(draft.blocks, layout.contents, language);
  const sections: Section[] = [
    opening,
    { role: "contents", generated: true, orientation: "portrait", blocks: contents },
    { role: "body", generated: false, orientation: "portrait", blocks: draft.blocks },
  ];
  return sections.filter((section) => section.blocks.length > 0);
}

function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/u, "")}…`;
}
