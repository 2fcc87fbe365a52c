import { type Passage, passageAt, passageOver } from "../../../shared/document/anchor.ts";
import { foldText } from "../../../shared/document/identify.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { eachBlockOf, plainText, textOf } from "../../../shared/document/visit.ts";
import { highlight } from "../../../shared/formats/html/highlight.ts";
import { proposed } from "../../../shared/formats/html/proposed.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { nameOf } from "../components/passages.ts";
import { articleOf, openChanged, openVersion, type VersionText } from "../components/version-text.ts";
import type { Web } from "../http/context.ts";
import type { Answerable } from "./answerable.ts";
import { foreseenOf, type Standing } from "./standing.ts";

/**
 * The draft of now as safe HTML, with the passage of a remark highlighted and what applying it would make shown in its place; the first
 * of these is named "passage". `applies`: it can be applied; `labels`: the numbers of headings, by their words.
 */
export type TreatedDocument = { article: string; applies: boolean; labels: ReadonlyMap<string, string> };

/** The draft of now, as it is read while one of its remarks is treated; undefined: all of them are about the whole. */
export async function treatedDocument(
  web: Web,
  view: Answerable,
  standing: Standing,
  remark: LocatedRemark | undefined,
): Promise<TreatedDocument> {
  const { state } = view;
  const version = state.versions.at(-1)?.hash ?? view.version;
  const now = await openVersion(web, state, version);
  const { ids, trees } = await foreseenOf(web, view, standing, remark ? [remark] : []);
  const applies = remark !== undefined && ids.includes(remark.id);
  const instead = applies
    ? proposed(now.document, (await openChanged(web, state, version, trees)).document)
    : undefined;
  const { document, marked } = highlight(now.document, remark ? passagesOf(now, standing, remark) : []);
  const read = {
    ...document,
    sections: document.sections.filter(({ role }) => role !== "contents" && role !== "lists"),
  };
  const article = articleOf(state, read, { marked, ...(instead && { instead }) });
  return { article: article.replace(/<(mark|ins|del)\b/, '<$1 id="passage"'), applies, labels: labelsIn(now) };
}

function labelsIn({ document }: VersionText): Map<string, string> {
  const blocks = document.sections.flatMap((section) => (section.generated ? [] : section.blocks));
  return new Map(
    blocks.flatMap((block) =>
      block.type === "heading" && block.label !== undefined ? [[plainText(block.children), block.label] as const] : [],
    ),
  );
}

/** What a remark is about in the draft of now, as the page names its blocks; of one whose words are in it, these words. */
function passagesOf(now: VersionText, standing: Standing, remark: LocatedRemark): Passage[] {
  const { anchor, found, proposal, type } = remark;
  const tree = now.parts.find(({ id }) => id === anchor?.part)?.tree;
  if (!anchor || !tree) return [];
  const blocks = [...eachBlockOf(tree)];
  const isIn = proposal !== undefined && (remark.applied || standing.isThere(remark));
  const added =
    isIn && type === "addition" ? blocks.find((block) => foldText(textOf(block)) === foldText(proposal)) : undefined;
  if (added) return named(now, anchor.part, { block: added.id });
  if (found?.block === undefined) return [];
  const said = isIn && proposal !== "" ? passageAt(tree, found.block, proposal) : undefined;
  return named(now, anchor.part, said ?? whereFound(blocks, found));
}

function whereFound(
  blocks: readonly Block[],
  { fate, block: id, start, end }: NonNullable<LocatedRemark["found"]>,
): Passage {
  const block = blocks.find((each) => each.id === id);
  const isWhole = fate === "gone" || !block || start === undefined || end === undefined || start === end;
  return isWhole ? { block: id ?? "" } : passageOver(block, start, end);
}

function named(now: VersionText, part: string, passage: Passage): Passage[] {
  const block = nameOf(now, { part, ...passage });
  return block === undefined ? [] : [{ ...passage, block }];
}
