import { createHash } from "node:crypto";
import type { RemarkName } from "../document/remark-comment.ts";
import type { DocumentTree, Image, ImageType } from "../document/tree.ts";
import { type Details, Refusal, type Refused, type Warning, type WarningCode } from "../errors.ts";
import type { Limits } from "../settings.ts";
import { withoutMetadata } from "./image-metadata.ts";
import { imageFacts } from "./images.ts";

/** A file as its author sent it; the name is only ever compared with what the content turns out to be. */
export type DraftFile = { name: string; bytes: Uint8Array };

export type ReadOptions = {
  /** BCP 47: the language of a document that does not tell its own. */
  language: string;
  limits: Limits;
  /** A file that a lone Markdown draft names, in its own folder or below; absent: it has none. */
  companion?: (name: string) => Uint8Array | undefined;
  /** Changes tracked in a word processor: read as if all were accepted (the default), or all rejected. */
  changes?: "accept" | "reject";
  /** Of our own Word file: what we generated around the text is left out (the default), or read too. */
  generated?: "leave" | "read";
};

/** Images by the SHA-256 of their bytes, sizes in pixels. */
export type ReadImages = Map<string, { mediaType: ImageType; bytes: Uint8Array; width: number; height: number }>;

/**
 * What others wrote on a draft in their word processor: a comment, or a change that was tracked. `at`: the block, when
 * it is still there; `quote`: the words commented on, or those just before the change; `text`: the comment, or the
 * words inserted or deleted. `date` as in the file, ISO 8601.
 */
export type Contribution = {
  type: "comment" | "insertion" | "deletion";
  author: string;
  date?: string;
  at?: string;
  quote: string;
  text: string;
  /**
   * What came or went whole: paragraphs, inserted after the block `at` (parted by blank lines); a row of the table `at`,
   * inserted after the row that says `quote`, or deleted; that table.
   */
  whole?: "paragraphs" | "row" | "table";
  /** Of a row: how many rows stand before it. */
  row?: number;
  /** What was answered to a comment, in order. */
  replies?: Reply[];
  /** A comment that someone marked as done. */
  resolved?: true;
  /** Of a comment of our own document that came back: the remark that it is. */
  remark?: RemarkName;
};

/** An answer to a comment. */
export type Reply = { author: string; date?: string; text: string };

/**
 * `reader`: name and version of the reader; a change of what it yields changes the version. `version`: of our own
 * document that came back, the hash of the version it was made from; `remarks`: those that it had as comments then.
 */
export type Reading =
  | {
      tree: DocumentTree;
      warnings: Warning[];
      images: ReadImages;
      contributions: Contribution[];
      reader: string;
      version?: string;
      remarks?: RemarkName[];
    }
  | { refused: Refused };

/** What a reader carries along: limits being spent, warnings and images being gathered. */
export type Context = {
  limits: Limits;
  language: string;
  warnings: Warning[];
  images: ReadImages;
  /** Comments and tracked changes found so far; `at` is the provisional id of a block. */
  contributions: Contribution[];
  /** Words that the file holds, and those of them that are left out on purpose. */
  source: { words: number; aside: number };
  /** Provisional ids of what went on as another block, to that one's. */
  moved: Map<string, string>;
  /** `at`: the provisional id of a block (see `nextId`), or a place in the author's file. */
  warn(code: WarningCode, details?: Details, at?: string): void;
  /** Warns without ever folding warnings alike: for those that hold the author's own words. */
  warnEach(code: WarningCode, details: Details, at?: string): void;
  /** A provisional block id; `finish` names blocks for good and carries the warnings over. Counts one node. */
  nextId(): string;
  /** Counts `nodes` more blocks or inlines. Throws `document-too-large`. */
  spend(nodes: number): void;
};

/** What a reader makes, before `finish`. */
export type RawTree = Pick<DocumentTree, "meta" | "blocks" | "notes" | "bibliography"> & {
  /** The author declared the language, not a program. */
  languageDeclared?: boolean;
};

/** How many warnings of one code are listed one by one; the rest are counted. */
const mostAlike = 30;

/** A reading of which nothing was read yet. */
export function openReading({ language, limits }: Pick<ReadOptions, "language" | "limits">): Context {
  const warnings: Warning[] = [];
  const counts = new Map<WarningCode, number>();
  let nodes = 0;
  let ids = 0;
  const spend = (count: number): void => {
    nodes += count;
    if (nodes > limits.nodes) throw new Refusal("document-too-large", { what: "nodes", limit: limits.nodes });
  };
  const warnEach = (code: WarningCode, details: Details, at?: string): void => {
    warnings.push({ code, details, ...(at !== undefined && { at }) });
  };
  const warn = (code: WarningCode, details: Details = {}, at?: string): void => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= mostAlike) warnEach(code, details, at);
    else if (count === mostAlike + 1) warnings.push({ code: "warnings-alike", details: { code, count: 1 } });
    else countOneMore(warnings, code);
  };
  const nextId = (): string => {
    spend(1);
    ids += 1;
    return `b${ids}`;
  };
  const source = { words: 0, aside: 0 };
  const found = { images: new Map(), contributions: [], source, moved: new Map() };
  return { limits, language, warnings, ...found, warn, warnEach, nextId, spend };
}

/**
 * Keeps an image, without its metadata, under the hash of what is left. Undefined, with a warning that gives `name`, for what is no PNG, JPEG or GIF, or has
 * more pixels than the limit.
 */
export function keepImage(context: Context, bytes: Uint8Array, name: string, at?: string): Image | undefined {
  const facts = imageFacts(bytes);
  if (!facts || facts.type === "unsupported") {
    context.warn("image-unsupported", { name, found: facts?.found ?? "?" }, at);
    return undefined;
  }
  const { mediaType, width, height } = facts;
  if (width * height > context.limits.imagePixels) {
    context.warn("image-too-large", { name, width, height }, at);
    return undefined;
  }
  const shown = withoutMetadata(bytes, mediaType);
  const hash = createHash("sha256").update(shown).digest("hex");
  if (!context.images.has(hash)) context.images.set(hash, { mediaType, bytes: shown, width, height });
  return { hash, mediaType, width, height };
}

function countOneMore(warnings: Warning[], code: WarningCode): void {
  const more = warnings.findLast((warning) => warning.code === "warnings-alike" && warning.details.code === code);
  if (more) more.details = { code, count: Number(more.details.count) + 1 };
}
