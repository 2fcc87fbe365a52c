import type { Composed, Note, Section } from "../../document/composed.ts";
import type { Redline } from "../../document/redline/redline.ts";
import type { Block, Citation, CslItem, Inline } from "../../document/tree.ts";
import { documentTexts } from "../../i18n/documents.ts";
import { interfaceLanguage } from "../../i18n/languages.ts";
import { translate } from "../../i18n/translate.ts";
import type { Theme } from "../../kinds/theme.ts";
import { type Naming, namingOf } from "../redline/names.ts";
import { languageOf, type RedlinedPart } from "../redline/part.ts";
import { bearers, notesThatStay } from "./redline/calls.ts";
import { merge } from "./redline/merge.ts";
import { trackChanges } from "./redline/track.ts";
import type { Fate, Tracking } from "./write/tracking.ts";
import type { Images } from "./write/writing.ts";
import { openWriting, packDocx } from "./write.ts";

/** `instant` is ISO 8601; `numbered`: how many levels of headings Word numbers. */
export type RedlineOptions = {
  theme: Theme;
  images: Images;
  author: string;
  instant: string;
  language: string;
  title: string;
  numbered?: number;
};

/**
 * Two versions as one Word file with tracked changes (ECMA-376-1, 17.13.5): rejecting all gives the text before,
 * accepting all the text after. What Word cannot track within (a heading of another level, a list that became paragraphs, a
 * table of other columns) is deleted and inserted whole; what moved is so too. So the comparison to give is one that keeps
 * kinds apart (`compare`). Where paragraphs were parted or joined,
 * their ends are tracked. Headings of several parts, and bibliographies, are generated.
 */
export function writeDocxRedline(parts: readonly RedlinedPart[], options: RedlineOptions): Promise<Uint8Array> {
  const fates = new Map<object, Fate>();
  const ends = new Map<object, Fate>();
  const entries = new Map<Citation, readonly CslItem[]>();
  const merged = parts.map((part, index) => {
    const names = trackedNames(part.redline, `p${index + 1}-`);
    const { notes, ...text } = merge(part.redline, names, fates, ends);
    for (const [citation, side] of names.citations) entries.set(citation, part.entries[side]);
    return { notes, sections: sectionsOf(part, text, parts.length > 1, fates) };
  });
  const sections = merged.flatMap((part) => part.sections);
  const bearing = bearers(
    sections.flatMap(({ blocks }) => blocks),
    fates,
  );
  const document: Composed = {
    title: options.title,
    authors: [],
    language: options.language,
    keywords: [],
    runningHead: options.title,
    sections,
    notes: numbered(
      merged.flatMap(({ notes }) => notes),
      [...bearing].map(({ note }) => note),
    ),
    instant: options.instant,
  };
  const tracking: Tracking = {
    of: (node) => fates.get(node),
    endOf: (paragraph) => ends.get(paragraph),
    bears: (call) => bearing.has(call),
    entriesOf: (citation) => entries.get(citation),
    author: options.author,
    date: `${new Date(options.instant).toISOString().slice(0, 19)}Z`,
  };
  const headings = { depth: options.numbered ?? 0, own: new Set<string>() };
  const writing = { ...openWriting(document, options.theme, options.images, () => undefined), tracking, headings };
  return packDocx(writing, (xml) => trackChanges(xml, tracking));
}

/** A note is that of both texts where Word does not track its call, as it does where a whole paragraph is tracked. */
function trackedNames(redline: Redline, prefix: string): Naming {
  const names = namingOf(redline, prefix);
  const fates = new Map<object, Fate>();
  const { head, body, bibliography } = merge(redline, names, fates, new Map());
  const staying = notesThatStay([...head, ...body, ...bibliography], fates);
  return namingOf(redline, prefix, new Set([...names.kept].filter((id) => staying.has(names.note(id, "after")))));
}

/** Notes in the order of the calls that bear them, by which LibreOffice tells them apart. */
function numbered(notes: readonly Omit<Note, "number">[], called: readonly string[]): Note[] {
  const places = new Map(called.map((note, index) => [note, index]));
  const place = ({ id }: { id: string }) => places.get(id) ?? places.size;
  return notes
    .toSorted((one, other) => place(one) - place(other))
    .map((note, index) => ({ ...note, number: index + 1 }));
}

type Text = Record<"head" | "body" | "bibliography", Block[]>;

function sectionsOf(part: RedlinedPart, text: Text, several: boolean, fates: Map<object, Fate>): Section[] {
  const titled = several ? [line("title", part.title, part, fates)] : [];
  const bibliography = translate(interfaceLanguage(languageOf(part)), documentTexts, "bibliography");
  const entries =
    text.bibliography.length > 0 ? [line("contentsTitle", bibliography, {}, fates), ...text.bibliography] : [];
  const sections: Section[] = [
    section("body", true, titled),
    section("body", false, [...text.head, ...text.body]),
    section("bibliography", true, entries),
  ];
  return sections.filter(({ blocks }) => blocks.length > 0);
}

function section(role: Section["role"], generated: boolean, blocks: Block[]): Section {
  return { role, generated, orientation: "portrait", blocks };
}

function line(
  role: "title" | "contentsTitle",
  value: string,
  { fate }: { fate?: Fate },
  fates: Map<object, Fate>,
): Block {
  const children: Inline[] = [{ type: "text", value }];
  const paragraph: Block = { type: "paragraph", id: `${role}-${fates.size}`, role, children };
  if (fate) fates.set(paragraph, fate);
  return paragraph;
}
