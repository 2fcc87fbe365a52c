import { documentTexts } from "../i18n/documents.ts";
import { interfaceLanguage } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { changeBlocks, changeInlines, type Draft } from "./draft.ts";
import { foldText } from "./identify.ts";
import type { Block, DocumentTree, Heading, Inline, Meta, Paragraph, ParagraphRole } from "./tree.ts";
import { eachBlockOf, mapBlocks, mapInlinesOf } from "./visit.ts";

/** One part of a document: the member's name or what its part is called, and the tree as read. */
export type Part = { title: string; tree: DocumentTree };

/**
 * The parts as one draft. A single author's part stays as it is. In a collective document each opens with its title as a
 * heading of level 1, its own title, authors and date below where they differ from what the whole says, and its headings
 * one level down; ids, anchors, notes and keys are prefixed by the part's place ("p2-"), so that none meets another's.
 * `title` is the whole's. A part in another language than the first says so on every run of text.
 */
export function join(parts: readonly Part[], collective: boolean, title?: string): Draft {
  const [first] = parts;
  if (!first) throw new Error("a document has at least one part");
  if (!collective) return withoutSchema(first.tree);
  const meta = title ? { ...metaOf(parts), title } : metaOf(parts);
  const drafts = parts.map((part, index) => draftOf(part, index + 1, meta));
  return {
    meta,
    blocks: drafts.flatMap((draft) => draft.blocks),
    notes: Object.assign({}, ...drafts.map((draft) => draft.notes)),
    bibliography: drafts.flatMap((draft) => draft.bibliography),
  };
}

/** What is the whole's: all authors and keywords, the date where the parts agree on it. */
function metaOf(parts: readonly Part[]): Meta {
  const metas = parts.map((part) => part.tree.meta);
  const [date, ...others] = new Set(metas.map((meta) => meta.date));
  return {
    language: metas[0]!.language,
    authors: [...new Set(metas.flatMap((meta) => meta.authors))],
    keywords: [...new Set(metas.flatMap((meta) => meta.keywords))],
    ...(date !== undefined && others.length === 0 ? { date } : {}),
  };
}

function draftOf(part: Part, place: number, whole: Meta): Draft {
  const prefix = `p${place}-`;
  const named = prefixed(withoutSchema(part.tree), prefix);
  const name = nameOf(part, place, whole);
  const lines = linesBelow(name, part.tree.meta, whole, prefix);
  const draft = { ...named, blocks: [...lines, ...named.blocks.map(demoted)] };
  const spoken = part.tree.meta.language === whole.language ? draft : inLanguage(draft, part.tree.meta.language);
  const children: Inline[] = [{ type: "text", value: name }];
  return {
    ...spoken,
    blocks: [{ type: "heading", id: `${prefix}part`, level: 1, numbered: true, children }, ...spoken.blocks],
  };
}

function nameOf({ title, tree }: Part, place: number, whole: Meta): string {
  const numbered = translate(interfaceLanguage(whole.language), documentTexts, "part", { number: String(place) });
  return title.trim() || tree.meta.title?.trim() || numbered;
}

/** What a part says of itself that neither its heading nor the whole says. */
function linesBelow(name: string, meta: Meta, whole: Meta, prefix: string): Paragraph[] {
  const said = [name, whole.title, whole.date].map((text) => foldText(text ?? "").toLowerCase());
  const lines: [ParagraphRole, string, string | undefined][] = [
    ["subtitle", "title", meta.title],
    ["subtitle", "subtitle", meta.subtitle],
    ["authors", "authors", meta.authors.join(", ")],
    ["date", "date", meta.date],
  ];
  return lines.flatMap(([role, id, value]): Paragraph[] =>
    value === undefined || said.includes(foldText(value).toLowerCase()) || value.trim() === ""
      ? []
      : [{ type: "paragraph", id: `${prefix}${id}`, role, children: [{ type: "text", value }] }],
  );
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
