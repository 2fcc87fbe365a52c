import type { Language } from "../../i18n/languages.ts";
import type { Marks } from "./highlight.ts";

export type HtmlOptions = {
  /** Where the image with these bytes (SHA-256, hex) is found. */
  imageHref: (hash: string) => string;
  /** HTML to put after the block of this id, where the author's blocks can be remarked on. */
  afterBlock?: (id: string) => string;
  /** Texts to be highlighted (see `highlight.ts`). */
  /** What stands in the stead of blocks, by their ids (see `proposed.ts`). */
  instead?: ReadonlyMap<string, Instead>;
  marked?: Marks;
  /** False where the page around the article already says the title: cover and title lines are left out. */
  title?: boolean;
};

/** HTML for a block; `own` writes the block as it is. */
export type Instead = (context: Context, own: () => string) => string;

/** What one writing of an article carries along. */
export type Context = HtmlOptions & {
  /** The language of the words we generate. */
  language: Language;
  /** How often each note was called so far. */
  calls: Map<number, number>;
  /** How the names of notes and their calls begin, where it is not "livrable": of one of two texts on a page. */
  prefix?: string;
};
