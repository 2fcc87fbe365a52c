import type { Blockquote, Code, Paragraph, PhrasingContent, RootContent } from "mdast";
import type { Block, Callout, Inline } from "../../document/tree.ts";
import { wordsIn } from "../../document/word-count.ts";
import { settleCallout, variantOfClass } from "../callouts.ts";
import { nest, trimRuns } from "../runs.ts";
import { asTitle, calloutIn } from "./fenced-callouts.ts";
import { readLine } from "./inlines.ts";
import { type Scope, within } from "./scope.ts";

type ReadBlocks = (scope: Scope, nodes: readonly RootContent[]) => Block[];

/**
 * A div or an admonition (`fenceCallouts`): a callout, or the blocks of a div that names none. Undefined for code that is
 * neither; warns `callout-unclosed`.
 */
export function readFencedCallout(scope: Scope, code: Code, readBlocks: ReadBlocks): Block[] | undefined {
  const found = calloutIn(code);
  if (!found) return undefined;
  const { variant, name, title, id: anchor, source, children, closed } = found;
  scope.context.source.aside += wordsIn([name]);
  const id = scope.context.nextId();
  const blocks = readBlocks(within(scope, source), children);
  if (!closed) scope.context.warn("callout-unclosed", { name }, id);
  if (!variant) return blocks;
  const words = title === undefined ? undefined : inlinesIn(scope, id, title);
  const callout: Callout = {
    ...{ type: "callout", id, variant },
    ...(anchor !== undefined && { anchor }),
    ...(words && { title: words }),
    children: blocks,
  };
  return [settleCallout(scope.context, callout)];
}

function inlinesIn(scope: Scope, id: string, source: string): Inline[] | undefined {
  const [paragraph] = scope.parse(source).children;
  if (paragraph?.type !== "paragraph") return source.trim() === "" ? undefined : [{ type: "text", value: source }];
  return nest(trimRuns(readLine(within(scope, source), id, paragraph.children).runs));
}

const alert = /^\[!([\p{L}\p{N}_-]+)\][+-]?[ \t]*/u;

/** A quotation that begins with `[!NOTE]`, alone on its line or with a title after it. Undefined for other quotations, and where callouts are not written. */
export function readAlert(scope: Scope, quote: Blockquote, readBlocks: ReadBlocks): Block[] | undefined {
  if (!scope.callouts) return undefined;
  const [first, ...others] = quote.children;
  const [lead, ...more] = first?.type === "paragraph" ? first.children : [];
  const [marker, name] = (lead?.type === "text" ? alert.exec(lead.value) : undefined) ?? [];
  if (marker === undefined || name === undefined || lead?.type !== "text" || first?.type !== "paragraph")
    return undefined;
  const [head, rest] = atFirstBreak([{ ...lead, value: lead.value.slice(marker.length) }, ...more]);
  const id = scope.context.nextId();
  scope.context.source.aside += wordsIn([marker]);
  const variant = variantOfClass(name);
  const said = nest(trimRuns(readLine(scope, id, head).runs));
  const title: Inline[] = said.length > 0 || variant ? said : [{ type: "text", value: asTitle(name) }];
  const paragraph: Paragraph[] = rest.length > 0 ? [{ ...first, children: rest }] : [];
  const callout: Callout = {
    ...{ type: "callout", id, variant: variant ?? "box" },
    ...(title.length > 0 && { title }),
    children: readBlocks(scope, [...paragraph, ...others]),
  };
  return [settleCallout(scope.context, callout)];
}

/** What stands on the first line of a paragraph, and what stands below. */
function atFirstBreak(nodes: readonly PhrasingContent[]): [PhrasingContent[], PhrasingContent[]] {
  const at = nodes.findIndex((node) => node.type === "break" || (node.type === "text" && node.value.includes("\n")));
  const node = nodes[at];
  if (!node) return [[...nodes], []];
  if (node.type !== "text") return [nodes.slice(0, at), nodes.slice(at + 1)];
  const line = node.value.indexOf("\n");
  const [before, after] = [node.value.slice(0, line), node.value.slice(line + 1)].map((value) =>
    value === "" ? [] : [{ ...node, value }],
  ) as [PhrasingContent[], PhrasingContent[]];
  return [
    [...nodes.slice(0, at), ...before],
    [...after, ...nodes.slice(at + 1)],
  ];
}
