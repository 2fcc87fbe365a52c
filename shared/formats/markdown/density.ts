import { maxDepth } from "../../document/schema.ts";
import { Refusal } from "../../errors.ts";
import type { Limits } from "../../settings.ts";

/**
 * Marks that one paragraph, or table, may hold of those that close each other: pairing them takes the square of their
 * number.
 */
const mostPairs = { paragraph: 2_000, table: 8_000 };
const pairs = /[*_]+|~+|[[\]]/g;

/** What is looked for to the end of its paragraph: openings of code and of HTML, each times the characters after it. */
const mostSought = 20_000_000;
const sought = /`+|</g;

/** Callouts that a text may open, each of which is parsed by itself. */
const mostCallouts = 2_000;
const callout = /^[ \t]*(?::{3,}[ \t]*[^\s:]|(?:!!!|\?\?\?\+?)[ \t])/;

const syntax = /[^\p{L}\p{N}\s,.;'’-]/gu;

/**
 * What parsing a line costs, in marks: a character of syntax is one, a line two, four spaces of indent one, a quote or an
 * item three; a brace may be the first of two thousand characters that are looked through.
 */
export function marksIn(line: string): number {
  const indent = /^[ \t]*/.exec(line)![0].length;
  let marks = 2 + Math.floor(indent / 4) + 3 * containersOf(line);
  for (const [mark] of line.matchAll(syntax)) marks += mark === "{" ? 10 : 1;
  return marks;
}

/** Throws `document-too-large` for a text that would take the parser long, since no author writes such. */
export function checkDensity(source: string, { nodes, textLength }: Pick<Limits, "nodes" | "textLength">): void {
  if (source.length > textLength) throw tooLarge("text", textLength);
  let [marks, looked, callouts] = [0, 0, 0];
  let paragraph = { length: 0, pairs: 0, sought: 0, table: false, html: false };
  for (const line of source.split("\n")) {
    marks += marksIn(line);
    // A mark makes a node or two.
    if (marks > nodes / 2) throw tooLarge("marks", nodes / 2);
    if (callout.test(line)) callouts += 1;
    if (callouts > mostCallouts) throw tooLarge("marks", mostCallouts);
    if (containersOf(line) > maxDepth * 4) throw tooLarge("depth", maxDepth);
    if (line.trim() === "") {
      looked += paragraph.length * paragraph.sought;
      paragraph = { length: 0, pairs: 0, sought: 0, table: false, html: false };
    } else paragraph = withLine(paragraph, line);
    const limit = paragraph.table ? mostPairs.table : mostPairs.paragraph;
    if (paragraph.pairs > limit) throw tooLarge("marks", limit);
    if (looked + paragraph.length * paragraph.sought > mostSought) throw tooLarge("marks", mostSought);
  }
}

type Paragraph = { length: number; pairs: number; sought: number; table: boolean; html: boolean };

/** What begins a block of raw HTML, which reaches to the next empty line (CommonMark 4.6): nothing in it is paired. */
const htmlBlock =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|hr|html|li|main|menu|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s/>]|$)/i;

/** A paragraph with one more line; the cells of a table are apart: its longest line stands for them. */
function withLine(paragraph: Paragraph, line: string): Paragraph {
  if (paragraph.html || htmlBlock.test(line)) return { ...paragraph, html: true };
  const { length, pairs: paired, sought: seeking, table } = paragraph;
  const row = line.trimStart().startsWith("|") && (table || length === 0);
  return {
    length: row ? Math.max(length, line.length) : length + line.length + 1,
    pairs: paired + (line.match(pairs)?.length ?? 0),
    sought: seeking + (line.match(sought)?.length ?? 0),
    table: row,
    html: false,
  };
}

/** Quotes and items that begin one in the other at the beginning of a line. */
function containersOf(line: string): number {
  return /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/.exec(line)![0].match(/[>*+.)-]/g)?.length ?? 0;
}

function tooLarge(what: string, limit: number): Refusal {
  return new Refusal("document-too-large", { what, limit });
}
