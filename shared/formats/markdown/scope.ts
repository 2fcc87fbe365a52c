import type { Root } from "mdast";
import type { Block } from "../../document/tree.ts";
import type { Context } from "../reading.ts";
import type { HtmlToken } from "./html-tokens.ts";

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
  /** Details of warnings given once for a whole text, by "code tag". */
  warned: Map<string, { count: number }>;
  /** Raw HTML in pieces: see `html-tokens.ts`, which a text without any does not load. */
  tokenize(source: string): HtmlToken[];
  /** Where `source` closes an element for the last time. */
  closings: Map<string, number>;
  /** Whether the text after `source` closes an element. */
  later(tag: string): boolean;
};

/** The scope of what is parsed by itself: nodes point into `source`. */
export function within(scope: Scope, source: string): Scope {
  return { ...scope, source, closings: new Map() };
}
