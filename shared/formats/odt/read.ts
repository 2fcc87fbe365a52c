import { readNames } from "../../document/remark-comment.ts";
import type { CslItem, DocumentTree } from "../../document/tree.ts";
import { countWords } from "../../document/word-count.ts";
import { Refusal } from "../../errors.ts";
import type { Archive } from "../archive.ts";
import { finish } from "../finish.ts";
import { assemble } from "../office/assemble.ts";
import { finishOffice } from "../office/finish.ts";
import { commonest, isLanguage } from "../office/language.ts";
import { pageField, warnOfMargins } from "../office/margins.ts";
import { openPackage } from "../office/package.ts";
import { readXml, unlessDamaged } from "../office/parts.ts";
import { isThreadless } from "../office/threads.ts";
import { readPicture } from "../pictures.ts";
import type { Context, RawTree, Reading, ReadOptions } from "../reading.ts";
import { childOf, childrenOf, type Element, type Handler, inside, parseXml, readElement, textIn } from "../xml.ts";
import { blockHandler } from "./read/blocks.ts";
import { warnOfFormatting } from "./read/changes.ts";
import { recordComments } from "./read/comments.ts";
import { placeContents } from "./read/contents.ts";
import { readListStyles } from "./read/lists.ts";
import { prefixes } from "./read/namespaces.ts";
import { readObjects } from "./read/objects.ts";
import { type OdtPackage, openOdtStory } from "./read/odt.ts";
import { countWordsOf } from "./read/source-words.ts";
import { type OdtStyles, readStyles } from "./read/styles.ts";
import { wordsOf } from "./read/words.ts";

const nothing: Element = { name: "", attributes: {}, children: [] };

const odtReader = "odt/10";

/**
 * An OpenDocument text (1.3). Throws `file-damaged`, `xml-hostile`, `document-too-large`, and what reading an entry of
 * the archive throws.
 */
export async function readOdt(
  context: Context,
  archive: Archive,
  options: Pick<ReadOptions, "changes">,
): Promise<Reading> {
  const content = await readXml(context, archive, "content.xml");
  if (!content) throw new Refusal("file-damaged", { problem: "content.xml" });
  const about = childOf(await readPart(context, archive, "meta.xml"), "office:meta");
  const of = await openOdt(context, archive, content, about, options);
  const story = openOdtStory(of, true);
  const target = blockHandler(story);
  const above: Handler = {
    open: (name) => (name === "office:text" ? inside(target) : name === "office:automatic-styles" ? undefined : above),
  };
  const count = countWords();
  countWordsOf(count, content);
  context.source.words += count.words;
  parseXml(content, prefixes, context.limits, above);
  const blocks = assemble(story);
  placeContents(of);
  warnOfFormatting(of);
  recordComments(of);
  const notes: DocumentTree["notes"] = Object.fromEntries(of.notes);
  const bibliography: CslItem[] = [];
  const raw: RawTree = { meta: of.meta, blocks, notes, bibliography };
  const title = childOf(about, "dc:title");
  const reading = finish(
    context,
    finishOffice(of, raw),
    odtReader,
    title ? textIn(title).trim() || undefined : undefined,
  );
  const version = ownProperty(about, "version");
  if (!/^[0-9a-f]{64}$/.test(version)) return reading;
  const remarks = readNames(ownProperty(about, "remarks"));
  return { ...reading, version, ...(remarks.length > 0 && { remarks }) };
}

async function readPart(context: Context, archive: Archive, name: string): Promise<Element | undefined> {
  const bytes = await readXml(context, archive, name);
  return bytes && readElement(bytes, prefixes, context.limits, context.limits.nodes);
}

async function openOdt(
  context: Context,
  archive: Archive,
  content: Uint8Array,
  about: Element | undefined,
  { changes = "accept" }: Pick<ReadOptions, "changes">,
): Promise<OdtPackage> {
  const named = await readPart(context, archive, "styles.xml");
  const automatic = automaticStyles(context, content);
  const ours = childrenOf(about, "meta:user-defined").some(({ attributes }) =>
    attributes["meta:name"]?.startsWith("livrable:"),
  );
  if (!ours) warnOfMasters(context, childOf(named, "office:master-styles"));
  const styles = readStyles(named, automatic);
  const language = mainLanguage(styles, content, context.language);
  const keywords = childrenOf(about, "meta:keyword").map((keyword) => textIn(keyword).trim());
  const numberings: OdtPackage["numberings"] = new Map();
  const opened = openPackage({
    context,
    styles,
    numberings,
    media: await readMedia(archive),
    changes,
    meta: { authors: [], language, keywords: keywords.filter((word) => word !== "") },
    ours,
  });
  const parents = [childOf(named, "office:styles"), childOf(named, "office:automatic-styles")];
  return {
    ...opened,
    styles,
    blockHandler,
    listStyles: readListStyles([...parents, childOf(automatic, "office:automatic-styles")]),
    numberings,
    lists: { byId: new Map(), byStyle: new Map() },
    counted: new Set(),
    objects: await readObjects(context, archive, language),
    notes: new Map(),
    regions: new Map(),
    open: new Map(),
    contents: [],
    formatting: { count: 0, authors: new Set() },
    ranges: new Map(),
    begun: [],
    comments: [],
    ended: [],
    threadless: isThreadless(textIn(childOf(about, "meta:generator") ?? nothing)),
  };
}

/** The automatic styles of content.xml, without the text that they stand before. */
function automaticStyles(context: Context, content: Uint8Array): Element {
  const root: Element = { name: "office:document-content", attributes: {}, children: [] };
  const end = Buffer.from(content.buffer, content.byteOffset, content.length).indexOf("<office:body");
  if (end < 0) return root;
  const head = Buffer.concat([content.subarray(0, end), Buffer.from("</office:document-content>")]);
  return readElement(head, prefixes, context.limits, context.limits.nodes) ?? root;
}

async function readMedia(archive: Archive): Promise<Map<string, Uint8Array>> {
  const media = new Map<string, Uint8Array>();
  for (const name of archive.names) {
    if (!/^(Pictures|media|ObjectReplacements)\//.test(name)) continue;
    const bytes = await unlessDamaged(() => readPicture(archive, name));
    if (bytes) media.set(name, bytes);
  }
  return media;
}

/** Headers and footers of page styles (part 3, 16.9) come from the theme: their words become a warning. */
function warnOfMasters(context: Context, masters: Element | undefined): void {
  const margins = childrenOf(masters, "style:master-page").flatMap(({ children }) => children);
  const shown = margins.filter(
    (margin): margin is Element =>
      typeof margin !== "string" &&
      /^style:(header|footer)(-left|-first)?$/.test(margin.name) &&
      margin.attributes["style:display"] !== "false",
  );
  warnOfMargins(
    context,
    shown.map((margin) => wordsOf(marked(margin))),
  );
}

/** An element with the values of the fields marked that count pages (part 3, 7.3.3 and 7.5.18). */
function marked(element: Element): Element {
  const { name, attributes, children } = element;
  if (name === "text:page-number" || name === "text:page-count")
    return { name: "text:span", attributes, children: [pageField(textIn(element))] };
  return { name, attributes, children: children.map((child) => (typeof child === "string" ? child : marked(child))) };
}

/** The language of most paragraphs: their automatic style's, or the default style's. */
function mainLanguage(styles: OdtStyles, content: Uint8Array, otherwise: string): string {
  const byDefault = styles.defaultParagraph?.run.language ?? styles.defaults.language ?? otherwise;
  const counts = new Map<string, number>([[byDefault, 1]]);
  const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString("latin1");
  for (const [, name] of text.matchAll(/<text:[ph] [^<>]*?text:style-name="([^"]+)"/g)) {
    const language = styles.get(`paragraph ${name}`)?.run.language ?? byDefault;
    if (isLanguage(language)) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return commonest(counts) ?? otherwise;
}

/** A property of our own, as it comes back from a copy saved by another program; "": there is none. */
function ownProperty(about: Element | undefined, name: string): string {
  const properties = childrenOf(about, "meta:user-defined");
  const ours = properties.find(({ attributes }) => attributes["meta:name"] === `livrable:${name}`);
  return ours ? textIn(ours).trim() : "";
}
