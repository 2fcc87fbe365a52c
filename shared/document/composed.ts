import type { Block, CslItem } from "./tree.ts";

/** A document ready to be set: made by `compose.ts`, taken by every writer. They all say the same because it does. */
export type Composed = {
  /** Never empty: a missing title became the file's name, with a warning. */
  title: string;
  subtitle?: string;
  authors: string[];
  date?: string;
  /** BCP 47. */
  language: string;
  keywords: string[];
  /** The running head, as set at the top of every page but the cover. */
  runningHead: string;
  sections: Section[];
  /** In the order of their first call, numbered from 1. */
  notes: Note[];
  /** The entries that citations name by key: a Word file keeps them with its citations, so that they come back. */
  bibliography?: CslItem[];
  /** SHA-256 of the version's manifest, hex, where there is one: a property of the DOCX, the /ID of the PDF. */
  version?: string;
  /** The instant that the outputs carry, ISO 8601: same input, same bytes. */
  instant: string;
};

/**
 * Sections follow one another; a cover stands alone on its page; contents, with the lists of tables and figures that
 * follow them, the approval record and its annex begin a new page.
 * `generated` ones are ours: content controls tagged `livrable:generated` in the DOCX, dropped when it comes back.
 * Without a cover, a generated body section opens with the title; a body may be in several sections, around a
 * bibliography that its author placed, a table that needs a landscape page, or `sources`: lines that say what a section draws on.
 */
export type Section = {
  role: "cover" | "contents" | "lists" | "body" | "sources" | "bibliography" | "annex" | "approval";
  generated: boolean;
  orientation: "portrait" | "landscape";
  blocks: Block[];
};

/** Whether a section is the contents, or the lists that share their pages. */
function listsContent({ role }: Pick<Section, "role">): boolean {
  return role === "contents" || role === "lists";
}

/** Whether a section begins a page after another: what stands apart, and what lies on paper another way. */
export function beginsPage(section: Section, before: Section): boolean {
  const apart = [section, before].some(({ role }) => role === "cover" || role === "annex" || role === "approval");
  return (
    (apart && (section.role !== before.role || section.role === "cover")) ||
    listsContent(section) !== listsContent(before) ||
    section.orientation !== before.orientation
  );
}

export type Note = { id: string; number: number; children: Block[] };
