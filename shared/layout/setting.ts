import type { Composed, Note } from "../document/composed.ts";
import type { Warning, WarningCode } from "../errors.ts";
import type { TextStyle, Theme } from "../kinds/theme.ts";
import type { Face } from "./fonts/face.ts";
import type { Fonts } from "./fonts/fonts.ts";
import type { OutlineEntry, StructureNode } from "./frames.ts";

/** Pixels. */
export type Size = { width: number; height: number };
export type Images = ReadonlyMap<string, Size>;

/** One document being set: what it is set with, and what setting it yields besides pages. */
export type Setting = {
  theme: Theme;
  fonts: Fonts;
  images: Images;
  language: string;
  notes: ReadonlyMap<string, Note>;
  /** Ids of blocks that links may lead to. */
  targets: ReadonlySet<string>;
  structure: StructureNode[];
  outline: OutlineEntry[];
  warnings: Warning[];
  /** Page breaks passed over, which would have left a page mostly blank. */
  passedBreaks: number;
  /** Characters that no font of the theme has. */
  missing: Set<string>;
  faces: Map<string, Face>;
};

/** Room for the text: a page's column, or a cell; points. */
export type Column = { width: number; height: number };

/** A document that is about to be set; `targets`: ids of blocks that links may lead to. */
export function openSetting(
  document: Composed,
  theme: Theme,
  fonts: Fonts,
  images: Images,
  targets: Set<string>,
): Setting {
  return {
    theme,
    fonts,
    images,
    language: document.language,
    notes: new Map(document.notes.map((note) => [note.id, note])),
    targets,
    structure: [],
    outline: [],
    warnings: [],
    passedBreaks: 0,
    missing: new Set(),
    faces: new Map(),
  };
}

/** Adds a node to the structure, after all that is already there; gives its index. */
export function addNode(setting: Setting, node: StructureNode): number {
  return setting.structure.push(node) - 1;
}

/** Adds a warning, `at` the id of the block it is about. */
export function warn(setting: Setting, code: WarningCode, details: Warning["details"], at?: string): void {
  setting.warnings.push(at === undefined ? { code, details } : { code, details, at });
}

/** The face of a style, with strong and emphasis taken in. */
export function faceOf(
  setting: Setting,
  { family, weight, italic }: Pick<TextStyle, "family" | "weight" | "italic">,
): Face {
  const key = `${family} ${weight} ${italic}`;
  const known = setting.faces.get(key);
  if (known !== undefined) return known;
  const face = setting.fonts.face({ family, weight, italic });
  setting.faces.set(key, face);
  return face;
}
