import type { Root, RootContent } from "mdast";
import type { Processor } from "unified";
import type { Block, DocumentTree } from "../../document/tree.ts";
import { Refusal } from "../../errors.ts";
import type { Limits } from "../../settings.ts";
import { finish } from "../finish.ts";
import { openReading, type RawTree } from "../reading.ts";
import { eachNode } from "./definitions.ts";
import { checkDensity } from "./density.ts";
import { type Dialect, readWords } from "./words.ts";

/** What somebody typed, as blocks with the notes that they call. */
export type TypedText = Pick<DocumentTree, "blocks" | "notes">;

/**
 * Markdown as people type it into a form, such as minutes: CommonMark with GFM tables, strikethrough and footnotes, in which a line
 * ends where it was ended. HTML, images, indents and braces are words like any other, and so are the marks of callouts (`::: tip`,
 * `!!! note`, `[!NOTE]`). What would take the parser long, since no
 * author writes such, is its lines as they are.
 */
export async function readTypedText(
  text: string,
  { language, limits }: { language: string; limits: Limits },
): Promise<TypedText> {
  const context = openReading({ language, limits: { ...limits, nodes: Math.min(limits.nodes, mostNodes) } });
  const raw = (said: Pick<RawTree, "blocks" | "notes">): RawTree => ({
    meta: { title: "–", authors: [], language, keywords: [] },
    ...{ ...said, bibliography: [], languageDeclared: true },
  });
  try {
    checkDensity(text, context.limits);
    return treeOf(finish(context, raw(await readWords(context, language, text, nothingBeside, typed)), "typed"));
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof RangeError)) throw error;
    return treeOf(finish(openReading({ language, limits }), raw({ blocks: linesOf(text), notes: {} }), "typed"));
  }
}

/** Blocks and inlines of a text that is parsed for a page, each time that the page is asked for. */
const mostNodes = 20_000;

const nothingBeside = { read: async () => undefined, extra: [] };

const typed: Dialect = { syntax: wordsAlone, after: withLineEnds };

/** A unified plugin: what people do not mean when they type it into a form. */
function wordsAlone(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ disable: { null: ["htmlFlow", "htmlText", "codeIndented", "labelStartImage"] } });
}

/** A line end within a paragraph breaks the line. */
function withLineEnds(root: Root): Root {
  for (const node of [root, ...eachNode(root.children)]) {
    if (!("children" in node)) continue;
    const children = node.children as RootContent[];
    node.children = children.flatMap(brokenIn) as typeof node.children;
  }
  return root;
}

function brokenIn(node: RootContent): RootContent[] {
  if (node.type !== "text" || !/[\r\n]/.test(node.value)) return [node];
  const lines = node.value.split(/\r\n?|\n/).map((value): RootContent => ({ type: "text", value }));
  return lines.flatMap((line, index): RootContent[] => (index === 0 ? [line] : [{ type: "break" }, line]));
}

/** A paragraph a line. */
function linesOf(text: string): Block[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({ type: "paragraph", id: "", children: [{ type: "text", value: line.trim() }] }));
}

function treeOf(reading: ReturnType<typeof finish>): TypedText {
  if ("refused" in reading) throw new Refusal(reading.refused.code, reading.refused.details);
  const { blocks, notes } = reading.tree;
  return { blocks, notes };
}
