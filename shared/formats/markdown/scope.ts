import type { Root } from "mdast";
import type { Block } from "../../document/tree.ts";
import type { Context } from "../reading.ts";

/** What reading one Markdown text carries along. */
export type Scope = {
  context: Context;
  /** BCP 47: the language of the text. */
  language: string;
  /** Markdown to its syntax tree: also for the cells of typed tables. */
  parse(source: string): Root;
  /** Whether quotations that begin with `[!NOTE]` are callouts. */
  callouts: boolean;
  /** The source that syntax nodes point into. */
  source: string;
  /** The files that the text names, by that name. */
  files: Map<string, Uint8Array>;
  /** Link definitions by folded label. */
  definitions: ReadonlyMap<string, { url: string; title?: string }>;
  /** Note bodies by the author's label. */
  notes: Map<string, Block[]>;
  /** Warnings given once for a whole text, as "code detail". */
  warned: Set<string>;
};
