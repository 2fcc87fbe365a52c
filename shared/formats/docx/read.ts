import { undescribeFigures } from "../../document/describe.ts";
import type { Block, Meta } from "../../document/tree.ts";
import { countWords } from "../../document/word-count.ts";
import { Refusal } from "../../errors.ts";
import { interfaceLanguage } from "../../i18n/languages.ts";
import type { Archive } from "../archive.ts";
import { finish } from "../finish.ts";
import { assemble } from "../office/assemble.ts";
import { finishOffice } from "../office/finish.ts";
import { warnOfMargins } from "../office/margins.ts";
import { openPackage } from "../office/package.ts";
import { readXml, unlessDamaged } from "../office/parts.ts";
import { readPicture } from "../pictures.ts";
import type { Context, RawTree, Reading, ReadOptions } from "../reading.ts";
import { type Element, type Handler, inside, parseXml } from "../xml.ts";
import { blockHandler } from "./read/body.ts";
import { drawnParagraphs, newChartWords, readChart } from "./read/charts.ts";
import { readComments, recordComment, saysNoThreads } from "./read/comments.ts";
import { readDiagram } from "./read/diagrams.ts";
import { mainLanguage } from "./read/language.ts";
import { marginWords } from "./read/margin-words.ts";
import { prefixes } from "./read/namespaces.ts";
import { readNumberings } from "./read/numbering.ts";
import { type Properties, readProperties } from "./read/properties.ts";
import { partOf, type Relationship, type Relationships, readPart, readRelationships } from "./read/relationships.ts";
import { countWordsOf } from "./read/source-words.ts";
import { readStyles, stylesWithFirstColumn } from "./read/styles.ts";
import { type NotesById, partTwins } from "./read/twin-notes.ts";
import { markUnendedFields } from "./read/unended.ts";
import { openWordStory, type WordPackage, type WordPart } from "./read/word.ts";

const docxReader = "docx/10";

/**
 * A Word document, transitional or strict (ECMA-376); `main` names its main part. Throws `file-damaged`, `xml-hostile`,
 * `document-too-large`, and what reading an entry of the archive throws.
 */
export async function readDocx(
  context: Context,
  archive: Archive,
  main: string,
  options: Pick<ReadOptions, "changes" | "generated">,
): Promise<Reading> {
  const document = await readXml(context, archive, main);
  if (!document) throw new Refusal("file-damaged", { problem: main });
  const relationships = await readRelationships(context, archive, main);
  const properties = await readProperties(context, archive);
  const of = await openWord(context, archive, document, relationships, { ...options, ...properties });
  const body = readStory({ of, relationships }, document, "w:body", true);
  const byId = new Map([
    ...(await readNotes(of, archive, relationships, "foot")),
    ...(await readNotes(of, archive, relationships, "end")),
  ]);
  for (const id of of.comments.keys()) recordComment(of, id);
  const { own, title } = properties;
  // The headers and footers of our own document are ours, and its cover, which is left out, is in its properties.
  if (!properties.ours) await warnOfParts(of, archive);
  const meta = own ? { ...of.meta, ...own.meta, ...writtenOver(own.meta, coverOf(of)) } : of.meta;
  const text = own ? undescribeFigures(body, interfaceLanguage(meta.language)) : body;
  const raw: RawTree = {
    meta,
    ...partTwins(text, withoutDropped(of, byId)),
    bibliography: [...of.bibliography.values()],
  };
  const reading = finish(context, finishOffice(of, raw), docxReader, title);
  return { ...reading, ...(own && { version: own.version, ...(own.remarks.length > 0 && { remarks: own.remarks }) }) };
}

/** What stands on the cover: of a copy that another program saved without our content controls, at the head of the text. */
function coverOf({ cover, meta: { title, subtitle, date, authors } }: WordPackage): Meta {
  const head = { ...(title && { title }), ...(subtitle && { subtitle }), ...(date && { date }) };
  return { ...head, ...cover, authors: cover.authors.length > 0 ? cover.authors : authors };
}

/** What somebody, as a translator does, wrote on the cover over what we had printed there. */
function writtenOver(printed: Partial<Meta>, { title, subtitle, date, authors }: Meta): Partial<Meta> {
  const several = (printed.authors?.length ?? 0) > 1;
  const named = authors.join("; ");
  return {
    ...(title && { title }),
    ...(subtitle && { subtitle }),
    ...(date && { date }),
    // printed with commas between them
    ...(named !== "" &&
      named !== printed.authors?.join(", ") && { authors: several ? named.split(/\s*[,;]\s*/) : authors }),
  };
}

/** A note goes with its call, whatever of its own words was tracked. */
function withoutDropped({ notes: { called, dropped } }: WordPackage, notes: NotesById): NotesById {
  return new Map([...notes].filter(([id]) => called.has(id) || !dropped.has(id)));
}

async function openWord(
  context: Context,
  archive: Archive,
  document: Uint8Array,
  relationships: Relationships,
  {
    changes = "accept",
    generated = "leave",
    keywords,
    program,
    ours,
  }: Pick<ReadOptions, "changes" | "generated"> & Pick<Properties, "keywords" | "program" | "ours">,
): Promise<WordPackage> {
  const part = async (type: string) => {
    const name = partOf(relationships, type);
    return name === undefined ? undefined : readPart(context, archive, name);
  };
  const stylesPart = await part("styles");
  const styles = readStyles(stylesPart);
  const inStyles = styles.defaultParagraph?.run.language ?? styles.defaults.language;
  const language = mainLanguage(document, inStyles, context.language);
  const shown = await relationshipsShown(context, archive, relationships);
  const opened = openPackage({
    context,
    styles,
    numberings: readNumberings(await part("numbering")),
    media: await readMedia(archive, shown),
    changes,
    meta: { authors: [], language, keywords },
    ours: ours && generated === "leave",
  });
  const extended = await part("commentsExtended");
  const comments = readComments(await part("comments"), extended);
  const charts = await readParts(context, archive, shown, "chart", (root) => readChart(root, language));
  for (const [name, chart] of charts) chart.labels.push(...(await wordsDrawnOver(context, archive, name)));
  const newCharts = await readParts(context, archive, shown, "chartEx", newChartWords);
  const diagrams = await readParts(context, archive, shown, "diagramData", readDiagram);
  const budget = { left: context.limits.nodes };
  return {
    ...opened,
    blockHandler,
    generated,
    cover: { authors: [], language, keywords: [] },
    firstColumns: stylesWithFirstColumn(stylesPart),
    comments,
    passages: new Map(),
    recorded: new Set(),
    threadless: saysNoThreads(program, extended),
    asked: undefined,
    charts,
    diagrams,
    newCharts,
    margins: new Set(),
    budget,
    notes: { called: new Set(), dropped: new Set() },
  };
}

/** Where the body and the notes lead, in the package. */
async function relationshipsShown(
  context: Context,
  archive: Archive,
  relationships: Relationships,
): Promise<Relationship[]> {
  const noteParts = ["footnotes", "endnotes"].flatMap((type) => partOf(relationships, type) ?? []);
  const ofNotes = await Promise.all(noteParts.map((name) => readRelationships(context, archive, name)));
  return [relationships, ...ofNotes].flatMap((one) => [...one.values()]).filter(({ external }) => !external);
}

async function readMedia(archive: Archive, shown: readonly Relationship[]): Promise<Map<string, Uint8Array>> {
  const media = new Map<string, Uint8Array>();
  for (const { type, target } of shown) {
    if (type !== "image" || media.has(target)) continue;
    const bytes = await unlessDamaged(() => readPicture(archive, target));
    if (bytes) media.set(target, bytes);
  }
  return media;
}

/** The parts that relationships of `type` lead to, by name, each made small by `read`. */
async function readParts<T>(
  context: Context,
  archive: Archive,
  shown: readonly Relationship[],
  type: string,
  read: (root: Element | undefined) => T,
): Promise<Map<string, T>> {
  const parts = new Map<string, T>();
  for (const one of shown) {
    if (one.type !== type || parts.has(one.target)) continue;
    parts.set(one.target, read(await unlessDamaged(() => readPart(context, archive, one.target))));
  }
  return parts;
}

/** What the author drew over a chart, by the name of its part (ECMA-376-1, 14.2.2): a note, a source. */
async function wordsDrawnOver(context: Context, archive: Archive, chart: string): Promise<string[]> {
  const shapes = partOf(await readRelationships(context, archive, chart), "chartUserShapes");
  return shapes === undefined ? [] : drawnParagraphs(await unlessDamaged(() => readPart(context, archive, shapes)));
}

/** The blocks of the element called `name` in a part. */
function readStory(part: WordPart, bytes: Uint8Array, name: string, body = false): Block[] {
  const story = openWordStory(part, body);
  const target = blockHandler(story);
  const above: Handler = { open: (found) => (found === name ? inside(target) : above) };
  readWords(part.of, bytes, above);
  return assemble(story);
}

/** Reads a part with words of the author's, and counts them. */
function readWords({ context }: WordPackage, bytes: Uint8Array, root: Handler): void {
  const count = countWords();
  countWordsOf(count, bytes);
  context.source.words += count.words;
  parseXml(markUnendedFields(bytes), prefixes, context.limits, root);
}

/** The notes of footnotes.xml or endnotes.xml, but for Word's separators (ECMA-376-1, 17.11.10). */
async function readNotes(
  of: WordPackage,
  archive: Archive,
  main: Relationships,
  kind: "foot" | "end",
): Promise<NotesById> {
  const name = partOf(main, `${kind}notes`);
  const bytes = name === undefined ? undefined : await readXml(of.context, archive, name);
  if (name === undefined || !bytes) return new Map();
  const part = { of, relationships: await readRelationships(of.context, archive, name) };
  const notes = new Map<string, Block[][]>();
  const root: Handler = {
    open(found, attributes) {
      if (found !== `w:${kind}note`) return root;
      if ((attributes["w:type"] ?? "normal") !== "normal") return undefined;
      const story = openWordStory(part);
      const id = `${kind} ${attributes["w:id"]}`;
      return { ...blockHandler(story), close: () => notes.set(id, [...(notes.get(id) ?? []), assemble(story)]) };
    },
  };
  readWords(of, bytes, root);
  return notes;
}

/** Headers and footers come from the theme: their words become a warning. */
async function warnOfParts(of: WordPackage, archive: Archive): Promise<void> {
  const texts: string[] = [];
  for (const name of of.margins) {
    const root = await readPart(of.context, archive, name);
    if (root) texts.push(marginWords(root));
  }
  warnOfMargins(of.context, texts);
}
