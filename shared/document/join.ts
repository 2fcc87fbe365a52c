import { interfaceLanguage, translate } from "../i18n/translate.ts";
import { changeBlocks, changeInlines, type Draft } from "./draft.ts";
import { foldHeading } from "./headings.ts";
import type { Block, DocumentTree, Heading, Inline, Meta, Paragraph, ParagraphRole } from "./tree.ts";
import { eachBlockOf, mapBlocks, mapInlinesOf } from "./visit.ts";

/** One part of a document: the member's name or what its part is called, and the tree as read. */
export type Part = { title: string; tree: DocumentTree };

/**
 * The parts as one draft. One author's part stays as it is. In a collective document each opens with its title as a heading of level 1, its own
 * title, authors and date below, and its headings one level down; ids, anchors and notes are prefixed by the part's
 * place ("p2-"), so that none meets another's. `title` is the whole's, which no part needs to say again. A part in another language than the first says so on every run of text.
 */
export function join(parts: readonly Part[], collective: boolean, title = ""): Draft {
  const [first] = parts;
  if (!first) throw new Error("a document has at least one part");
  if (!collective) return withoutSchema(first.tree);
  const drafts = parts.map((part, index) => draftOf(part, index + 1, first.tree.meta.language, title));
  return {
    meta: metaOf(parts),
    blocks: drafts.flatMap((draft) => draft.blocks),
    notes: Object.assign({}, ...drafts.map((draft) => draft.notes)),
    bibliography: drafts.flatMap((draft) => draft.bibliography),
  };
}

/** What is the same whichever part says it; titles and dates of the parts stand at their head instead. */
function metaOf(parts: readonly Part[]): Meta {
  const metas = parts.map((part) => part.tree.meta);
  return {
    language: metas[0]!.language,
    authors: [...new Set(metas.flatMap((meta) => meta.authors))],
    keywords: [...new Set(metas.flatMap((meta) => meta.keywords))],
  };
}

function draftOf(part: Part, place: number, language: string, title: string): Draft {
  const prefix = `p${place}-`;
  const named = prefixed(withoutSchema(part.tree), prefix);
  const [name, ...lines] = head(part, place, prefix, title);
  const draft = { ...named, blocks: [...lines, ...named.blocks.map(demoted)] };
  const spoken = part.tree.meta.language === language ? draft : inLanguage(draft, part.tree.meta.language);
  return { ...spoken, blocks: [name, ...spoken.blocks] };
}

function head(
  { title, tree: { meta } }: Part,
  place: number,
  prefix: string,
  whole: string,
): [Heading, ...Paragraph[]] {
  const fallback = translate(interfaceLanguage(meta.language), "documents", "part", { number: place });
  const name = title || meta.title || fallback;
  const heading: Heading = {
    type: "heading",
    id: `${prefix}part`,
    level: 1,
    numbered: true,
    children: [{ type: "text", value: name }],
  };
  const said = [name, whole].map(foldHeading);
  const own = meta.title !== undefined && !said.includes(foldHeading(meta.title)) ? meta.title : undefined;
  const lines: [ParagraphRole, string | undefined, string][] = [
    ["subtitle", own, "title"],
    ["subtitle", meta.subtitle, "subtitle"],
    ["authors", meta.authors.join(", ") || undefined, "authors"],
    ["date", meta.date, "date"],
  ];
  const paragraphs = lines.flatMap(([role, value, id]): Paragraph[] =>
    value === undefined ? [] : [{ type: "paragraph", id: `${prefix}${id}`, role, children: [{ type: "text", value }] }],
  );
  return [heading, ...paragraphs];
}

function prefixed(draft: Draft, prefix: string): Draft {
  const known = namesIn(draft);
  const { notes, ...rest } = changeInlines(
    changeBlocks(draft, (blocks) => mapBlocks(blocks, (block) => renamed(block, prefix))),
    (inline) => redirected(inline, prefix, known),
  );
  const bibliography = draft.bibliography.map((item) => ({ ...item, id: prefix + item.id }));
  const renamedNotes = Object.fromEntries(Object.entries(notes).map(([id, blocks]) => [prefix + id, blocks]));
  return { ...rest, notes: renamedNotes, bibliography };
}

type Names = { notes: Set<string>; anchors: Set<string>; keys: Set<string> };

/** What can be called in a part; what cannot keeps its name, for the warning. */
function namesIn(draft: Draft): Names {
  return {
    notes: new Set(Object.keys(draft.notes)),
    anchors: new Set([...eachBlockOf(draft)].flatMap((block) => block.anchor ?? [])),
    keys: new Set(draft.bibliography.map((item) => item.id)),
  };
}

function renamed(block: Block, prefix: string): Block {
  const named = { ...block, id: prefix + block.id };
  return block.anchor === undefined ? named : { ...named, anchor: prefix + block.anchor };
}

function redirected(inline: Inline, prefix: string, known: Names): Inline {
  const name = (value: string, names: Set<string>) => (names.has(value) ? prefix + value : value);
  switch (inline.type) {
    case "noteReference":
      return { ...inline, note: name(inline.note, known.notes) };
    case "crossReference":
      return { ...inline, target: name(inline.target, known.anchors) };
    case "citation":
      return { ...inline, items: inline.items.map((item) => ({ ...item, key: name(item.key, known.keys) })) };
    default:
      return inline;
  }
}

function inLanguage(draft: Draft, language: string): Draft {
  return changeBlocks(draft, (blocks) =>
    mapInlinesOf(blocks, (children) => [{ type: "language", language, children }]),
  );
}

function demoted(block: Block): Block {
  const [result] = mapBlocks([block], (inside) =>
    inside.type === "heading" ? { ...inside, level: Math.min(inside.level + 1, 6) as Heading["level"] } : inside,
  );
  return result!;
}

function withoutSchema({ schema: _, ...draft }: DocumentTree): Draft {
  return draft;
}
