import { formatDate } from "../i18n/dates.ts";
import { documentTexts } from "../i18n/documents.ts";
import { type Language, languageRecord } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import type { Draft } from "./draft.ts";
import type { Block, Heading, Paragraph } from "./tree.ts";

/**
 * Something that a document draws on. `dated`: the day of a version or a meeting, "2008-07-03"; `hash`: SHA-256, hex, of a
 * version or a file; `sections`: the headings of those that use it, `place` being their part's, from 0.
 */
export type DrawnOn = {
  what: "version" | "meeting" | "file";
  title: string;
  dated?: string;
  hash?: string;
  sections: readonly { place: number; block: string }[];
};

const prefix = "livrable-sources-";

/** Whether a block is the line that says what its section draws on: no author wrote it. */
export function isSourcesLine({ id }: Pick<Block, "id">): boolean {
  return id.startsWith(prefix);
}

/**
 * The document with a line at the end of each section that draws on something, after all that the section holds; those of a
 * section and of what it is in follow one another, the inner first. `collective`: ids say the place of their part.
 */
export function withSourcesLines(
  draft: Draft,
  drawnOn: readonly DrawnOn[],
  collective: boolean,
  language: Language,
): Draft {
  const used = usedIn(drawnOn, collective);
  if (used.size === 0) return draft;
  const open: { level: Heading["level"]; line: Paragraph | undefined }[] = [];
  const ended = (level: number): Block[] => {
    const lines: Block[] = [];
    while ((open.at(-1)?.level ?? 0) >= level) lines.push(...[open.pop()!.line ?? []].flat());
    return lines;
  };
  const blocks = draft.blocks.flatMap((block) => {
    if (block.type !== "heading") return [block];
    const before = ended(block.level);
    const some = used.get(block.id);
    open.push({ level: block.level, line: some && lineOf(block.id, some, language) });
    return [...before, block];
  });
  return { ...draft, blocks: [...blocks, ...ended(1)] };
}

function usedIn(drawnOn: readonly DrawnOn[], collective: boolean): Map<string, DrawnOn[]> {
  const used = new Map<string, DrawnOn[]>();
  for (const source of drawnOn)
    for (const { place, block } of source.sections) {
      const id = collective ? `p${place + 1}-${block}` : block;
      used.set(id, [...(used.get(id) ?? []), source]);
    }
  return used;
}

function lineOf(heading: string, some: readonly DrawnOn[], language: Language): Paragraph {
  const key = some.length === 1 ? "sources-line-one" : "sources-line";
  const value = translate(language, documentTexts, key, {
    sources: some.map((each) => said(each, language)).join(languageRecord(language).listed),
  });
  return {
    type: "paragraph",
    id: prefix + heading,
    children: [{ type: "emphasis", children: [{ type: "text", value }] }],
  };
}

function said({ what, title, dated = "" }: DrawnOn, language: Language): string {
  const date = dated && formatDate(language, dated);
  return translate(language, documentTexts, `sources-${what}`, { title, date });
}

/** The list of all that a final draws on, with what names each for good; nothing where it draws on nothing. */
export function sourcesAnnex(drawnOn: readonly DrawnOn[], language: Language): Block[] {
  if (drawnOn.length === 0) return [];
  const text = (key: "sources-title") => translate(language, documentTexts, key);
  const entries = drawnOn.map((source, index): Paragraph => {
    const hash = source.hash === undefined ? "" : ` (SHA-256\u00a0${source.hash.slice(0, 16)})`;
    const value = `${said(source, language)}${hash}`;
    return { type: "paragraph", id: `annex-source-${index + 1}`, children: [{ type: "text", value }] };
  });
  const children: Heading["children"] = [{ type: "text", value: text("sources-title") }];
  return [{ type: "heading", id: "annex-sources", level: 1, numbered: false, children }, ...entries];
}
