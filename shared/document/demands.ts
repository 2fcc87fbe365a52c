import type { Texts } from "../i18n/languages.ts";

/** What a kind of deliverable demands of a document: the part of `kinds/kind.ts` that composition and checks need. */
export type Demands = {
  parts: "one" | "member";
  sections: readonly SectionDemand[];
  /** What paragraphs begin with as long as they are to be written. */
  unwritten?: Texts | undefined;
  layout: { cover: boolean; contents: number; lists: boolean; numbered: number; orthotypography: boolean };
  /** The words of the cover, above the title, with placeholders. */
  cover: readonly Texts[];
};

export type SectionDemand = {
  id: string;
  title: Texts;
  also: readonly string[];
  required: boolean;
  from: "heading" | "bibliography";
  /** Its heading alone does not do. */
  filled?: true | undefined;
};
