import type { Code, Root, RootContent } from "mdast";
import type { CalloutVariant } from "../../document/tree.ts";
import { variantOfClass } from "../callouts.ts";
import { parseAttributes } from "./attributes.ts";
import { fenceAfter, ours } from "./code-fence.ts";
import { eachNode } from "./definitions.ts";

/** The info strings under which `fenceCallouts` hides callouts from Markdown, which would take them for paragraphs. */
const marks = { closed: `${ours}livrable-callout`, open: `${ours}livrable-callout-unclosed` } as const;

/** What the first line of a callout says of it, e.g. `::: {.callout-tip title="Le conseil"}`; `title` is Markdown. */
export type CalloutOpening = { variant?: CalloutVariant; name: string; id?: string; title?: string };

/** Code that is a callout: what it holds, as the source and as syntax. */
type CalloutCode = Code & { source: string; children: RootContent[] };

/**
 * Source in which what stands between the fences of a div (`::: tip`, `:::`), and what is set in below the first line of
 * an admonition (`!!! note`), stands in a fence of code. One that is not closed ends with its first paragraph.
 */
export function fenceCallouts(source: string): string {
  if (!/^[ \t]*(?::::|!!!|\?\?\?)/m.test(source)) return source;
  const lines = source.split("\n");
  const closings = closingsOf(lines);
  const fenced: string[] = [];
  let code: string | undefined;
  for (let at = 0; at < lines.length; ) {
    code = fenceAfter(code, lines[at]!);
    const found = code === undefined ? calloutAt(lines, at, closings.get(at)) : undefined;
    if (found) {
      const indent = indentOf(lines[at]!);
      const fence = "~".repeat(longestFence(found.inside) + 3);
      const all = [`${fence}${found.mark} ${lines[at]!.trim()}`, ...found.inside, fence];
      fenced.push(...all.map((line) => `${" ".repeat(indent)}${line}`));
    } else fenced.push(lines[at]!);
    at = found ? found.end : at + 1;
  }
  return fenced.join("\n");
}

/** Nested callouts that are looked into: each level reads its lines once more. */
const deepest = 6;

/** The syntax tree with what its callouts hold parsed too. */
export function withCalloutsParsed(root: Root, parse: (source: string) => Root, depth = 0): Root {
  for (const node of [...eachNode(root.children)]) {
    if (node.type !== "code" || !Object.values(marks).some((mark) => mark === node.lang)) continue;
    const source = depth < deepest ? fenceCallouts(node.value) : node.value;
    const { children } = withCalloutsParsed(parse(source), parse, depth + 1);
    Object.assign(node, { source, children });
  }
  return root;
}

/** Code that is a callout, with what its first line says. */
export function calloutIn(code: Code): (CalloutOpening & CalloutCode & { closed: boolean }) | undefined {
  if (!("children" in code)) return undefined;
  const line = code.meta ?? "";
  const opening = fenceOpening(line) ?? admonitionOpening(line);
  return opening && { ...(code as CalloutCode), ...opening, closed: code.lang === marks.closed };
}

type Found = { inside: string[]; end: number; mark: string };

/** What begins at a line; `close`: the line that closes the div that it opens. */
function calloutAt(lines: readonly string[], at: number, close: number | undefined): Found | undefined {
  const line = lines[at]!;
  const indent = indentOf(line);
  if (admonitionOpening(line)) {
    const end = setInEnd(lines, at);
    const inside = lines.slice(at + 1, end).map((each) => dedented(each, indent + 4));
    return end === at + 1 ? undefined : { inside, end, mark: marks.closed };
  }
  const opening = fenceOpening(line);
  if (!opening) return undefined;
  if (close === undefined && !opening.variant) return undefined;
  const end = close ?? paragraphEnd(lines, at + 1);
  const inside = lines.slice(at + 1, end).map((each) => dedented(each, indent));
  return close === undefined ? { inside, end, mark: marks.open } : { inside, end: end + 1, mark: marks.closed };
}

/** The line after what is set in below the first line of an admonition. */
function setInEnd(lines: readonly string[], at: number): number {
  const indent = indentOf(lines[at]!) + 4;
  let end = at + 1;
  for (let next = at + 1; next < lines.length; next++) {
    if (lines[next]!.trim() === "") continue;
    if (indentOf(lines[next]!) < indent) break;
    end = next + 1;
  }
  return end;
}

/** The lines that close divs, by the lines that open them. What is set in below an admonition is looked through by itself. */
function closingsOf(lines: readonly string[]): Map<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  let code: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    code = fenceAfter(code, line);
    if (code !== undefined) continue;
    if (/^[ \t]*:{3,}[ \t]*$/.test(line)) {
      const opening = open.pop();
      if (opening !== undefined) closings.set(opening, at);
    } else if (fenceOpening(line)) open.push(at);
    else if (admonitionOpening(line)) at = setInEnd(lines, at) - 1;
  }
  return closings;
}

function paragraphEnd(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]!.trim() === "") end += 1;
  while (end < lines.length && lines[end]!.trim() !== "") end += 1;
  return end;
}

function longestFence(lines: readonly string[]): number {
  return lines.reduce((longest, line) => Math.max(longest, /^\s*(~*)/.exec(line)![1]!.length), 0);
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)![0].replaceAll("\t", "    ").length;
}

function dedented(line: string, by: number): string {
  const spaced = line.replace(/^[ \t]+/, (blank) => blank.replaceAll("\t", "    "));
  return spaced.slice(Math.min(by, indentOf(spaced)));
}

/** `::: {#id .tip title="…"}`, `::: tip Le titre`, `:::tip[Le titre]`. */
function fenceOpening(line: string): CalloutOpening | undefined {
  const said = withoutColonsAtEnd(/^:{3,}[ \t]*([^\s:].*)$/.exec(line.trim())?.[1] ?? "");
  if (said === "") return undefined;
  const [, name = "", label, braces, rest = ""] =
    /^([\p{L}\p{M}\p{N}_-]*)[ \t]*(?:\[([^\]]*)\])?[ \t]*(\{[^}]*\})?[ \t]*(.*)$/u.exec(said)!;
  const attributes = braces === undefined ? undefined : parseAttributes(braces);
  if (name === "" && !attributes) return undefined;
  const whole = variantOfClass(said);
  if (whole) return { variant: whole, name: said };
  const classes = [name, ...(attributes?.classes ?? [])].filter((each) => each !== "");
  const named = classes.find((each) => variantOfClass(each));
  const title = attributes?.values.get("title") ?? label ?? (rest === "" ? undefined : rest);
  return opened(named ?? classes[0] ?? "", title, attributes?.id);
}

function withoutColonsAtEnd(words: string): string {
  let end = words.length;
  while (words[end - 1] === ":") end -= 1;
  return words.slice(0, end).trimEnd();
}

/** `!!! note "Le titre"`, and what folds: `??? note`. */
function admonitionOpening(line: string): CalloutOpening | undefined {
  const [, name, title] =
    /^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+([\p{L}\p{M}\p{N}_-]+)(?:[ \t]+[\p{L}\p{N}_-]+)*(?:[ \t]+"([^"]*)")?[ \t]*$/u.exec(
      line,
    ) ?? [];
  return name === undefined ? undefined : opened(name, title || (variantOfClass(name) ? undefined : asTitle(name)));
}

function opened(name: string, title: string | undefined, id?: string): CalloutOpening {
  const variant = variantOfClass(name) ?? (title === undefined ? undefined : "box");
  return { name, ...(variant && { variant }), ...(title !== undefined && { title }), ...(id !== undefined && { id }) };
}

/** The type of an admonition as a title: "question" is "Question". */
export function asTitle(name: string): string {
  const words = name.replace(/[_-]+/g, " ").trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1).toLowerCase()}`;
}
