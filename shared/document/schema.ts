import * as z from "zod";
import { Refusal } from "../errors.ts";
import { type Block, type CslItem, calloutVariants, type DocumentTree, type Inline } from "./tree.ts";

/** How deep blocks and inlines may lie in one another, in all: readers stop there, and so does the schema. */
export const maxDepth = 100;

/**
 * A stored tree out of parsed JSON. Depth is measured before anything recurses.
 * Throws `document-too-large` over `maxDepth`, a ZodError for what is not a stored tree (composed fields included).
 */
export function parseTree(json: unknown): DocumentTree {
  // A level of the tree is at most four of JSON: table, rows, cells, children and their arrays.
  if (deeperThan(json, maxDepth * 8)) throw new Refusal("document-too-large", { what: "depth", limit: maxDepth });
  return treeSchema.parse(json);
}

const children = z.lazy(() => z.array(inline));
const content = z.lazy(() => z.array(block));

const inlineSchemas = [
  z.strictObject({ type: z.literal("text"), value: z.string() }),
  z.strictObject({ type: z.literal("strong"), children }),
  z.strictObject({ type: z.literal("emphasis"), children }),
  z.strictObject({ type: z.literal("smallCaps"), children }),
  z.strictObject({ type: z.literal("superscript"), children }),
  z.strictObject({ type: z.literal("subscript"), children }),
  z.strictObject({ type: z.literal("strike"), children }),
  z.strictObject({ type: z.literal("code"), value: z.string() }),
  z.strictObject({ type: z.literal("link"), href: z.string().regex(/^(https?:|mailto:)/i), children }),
  z.strictObject({ type: z.literal("noteReference"), note: z.string() }),
  z.strictObject({
    type: z.literal("citation"),
    items: z.array(
      z.strictObject({ key: z.string().min(1), prefix: z.string().optional(), locator: z.string().optional() }),
    ),
  }),
  z.strictObject({ type: z.literal("crossReference"), target: z.string().min(1), children }),
  z.strictObject({ type: z.literal("language"), language: z.string().min(1), children }),
  z.strictObject({ type: z.literal("lineBreak") }),
] as const;
const inline: z.ZodType<Inline> = z.discriminatedUnion("type", inlineSchemas);

const identified = { id: z.string().regex(/^[\w-]{1,64}$/), anchor: z.string().min(1).optional() };
const align = z.enum(["start", "center", "end"]);

const cell = z.strictObject({
  colSpan: z.int().min(1),
  rowSpan: z.int().min(1),
  header: z.boolean(),
  children: content,
});

/** An image that is kept by its hash. */
export const imageSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.enum(["image/png", "image/jpeg", "image/gif", "image/svg+xml"]),
  width: z.number().positive(),
  height: z.number().positive(),
});

const block: z.ZodType<Block> = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("heading"),
    ...identified,
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]),
    numbered: z.boolean(),
    children,
  }),
  z.strictObject({
    type: z.literal("paragraph"),
    ...identified,
    align: align.optional(),
    role: z.literal("sourceLine").optional(),
    children,
  }),
  z.strictObject({
    type: z.literal("list"),
    ...identified,
    ordered: z.boolean(),
    start: z.int(),
    format: z.enum(["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"]),
    label: z.string().optional(),
    items: z.array(z.strictObject({ children: content })),
  }),
  z.strictObject({
    type: z.literal("table"),
    ...identified,
    columns: z.array(z.strictObject({ align, width: z.number().min(0).max(1).optional() })),
    headerRows: z.int().min(0),
    rows: z.array(z.strictObject({ cells: z.array(cell) })),
    caption: children.optional(),
  }),
  z.strictObject({
    type: z.literal("figure"),
    ...identified,
    image: imageSchema,
    alt: z.string(),
    width: z.number().positive().optional(),
    caption: children.optional(),
  }),
  z.strictObject({ type: z.literal("quote"), ...identified, children: content }),
  z.strictObject({
    type: z.literal("callout"),
    ...identified,
    variant: z.enum(calloutVariants),
    title: children.optional(),
    children: content,
  }),
  z.strictObject({ type: z.literal("codeBlock"), ...identified, value: z.string() }),
  z.strictObject({ type: z.literal("thematicBreak"), ...identified }),
  z.strictObject({ type: z.literal("pageBreak"), ...identified }),
]);

const cslName = z.looseObject({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
});
const cslDate = z.looseObject({
  "date-parts": z.array(z.array(z.union([z.number(), z.string()]))).optional(),
  literal: z.string().optional(),
  raw: z.string().optional(),
});
const words = z.string().optional();
const count = z.union([z.string(), z.number()]).optional();

/** One CSL-JSON entry: the fields we set are checked, the others kept. */
export const cslItemSchema: z.ZodType<CslItem> = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  title: words,
  author: z.array(cslName).optional(),
  editor: z.array(cslName).optional(),
  translator: z.array(cslName).optional(),
  issued: cslDate.optional(),
  accessed: cslDate.optional(),
  "container-title": words,
  "collection-title": words,
  publisher: words,
  "publisher-place": words,
  edition: count,
  volume: count,
  issue: count,
  page: words,
  "number-of-pages": count,
  URL: words,
  DOI: words,
  ISBN: words,
  ISSN: words,
  note: words,
  genre: words,
  language: words,
});

/** The stored tree, strictly: composed fields (labels, numbers, contents) are refused. See `parseTree` for depth. */
const treeSchema: z.ZodType<DocumentTree> = z.strictObject({
  schema: z.literal(1),
  meta: z.strictObject({
    title: words,
    subtitle: words,
    authors: z.array(z.string()),
    date: words,
    language: z.string().min(1),
    keywords: z.array(z.string()),
  }),
  blocks: content,
  notes: z.record(z.string(), content),
  bibliography: z.array(cslItemSchema),
});

function deeperThan(json: unknown, limit: number): boolean {
  let level = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((value) => (value !== null && typeof value === "object" ? Object.values(value) : []));
  }
  return false;
}
