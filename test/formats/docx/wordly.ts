import type { Block, DocumentTree, Inline, ListItem } from "../../../shared/document/tree.ts";
import { mapBlocks, mapInlines, mapInlinesOf, plainText } from "../../../shared/document/visit.ts";
import { type Mark, nest, type Run, trimRuns, withoutWholeStrong } from "../../../shared/formats/runs.ts";
import { h, p, t, treeOf } from "../../document/sample.ts";

/**
 * A tree with what Word has no words for left out: anything but paragraphs and lists in list items, anything but
 * paragraphs in quotations, blocks without content, calls of notes but the first, citations of
 * nothing, texts that a reader takes for typed
 * numbers or bullets. `bare`: it begins with anything, under no title.
 */
export function wordly(tree: DocumentTree, bare = false): DocumentTree {
  const known = new Set(tree.bibliography.map(({ id }) => id));
  const called = new Set<string>();
  const said = (inlines: Inline[]): Inline[] =>
    mapInlines(inlines, (inline) => {
      if (inline.type === "text" || inline.type === "code") return { ...inline, value: plain(inline.value) };
      if (inline.type === "citation") return inline.items.every(({ key }) => known.has(key)) ? inline : [];
      if (inline.type !== "noteReference") return inline;
      const first = !called.has(inline.note);
      called.add(inline.note);
      return first ? inline : [];
    });
  const unnoted = (inlines: Inline[]): Inline[] =>
    mapInlines(inlines, (inline) => (inline.type === "noteReference" ? [] : inline));
  const notes = Object.fromEntries(
    Object.entries(tree.notes).map(([id, blocks]) => [
      id,
      [p("Note."), ...held(mapInlinesOf(blocks, (inlines) => said(unnoted(inlines))))],
    ]),
  );
  const { title: _, ...meta } = { ...tree.meta, language: "fr-FR" };
  const body = held(mapInlinesOf(tree.blocks, said));
  const made = treeOf(bare ? [...body, ...annexes] : [p("Début."), ...body, p("Fin.")], {
    notes,
    bibliography: tree.bibliography,
    meta: { ...meta, title: "Essai" },
  });
  return bare ? { ...made, meta } : made;
}

/** Headings of the first level, since a reader takes one that opens a text and has no other beside it for its title. */
const annexes = [h(1, "Annexe"), h(1, "Sources")];

function plain(text: string): string {
  return text.length <= 12 ? text.replace(/[^\p{L} ]/gu, "") : text;
}

function held(blocks: Block[]): Block[] {
  return apart(
    mapBlocks(blocks, (block) => {
      switch (block.type) {
        case "paragraph":
        case "heading":
          return hasWords(block.children) ? block : [];
        case "codeBlock":
          return plain(block.value).trim() === ""
            ? []
            : { ...block, value: plain(block.value).trim().replace(/\s+/g, " ") };
        case "quote":
          return quoted(block.children);
        case "callout":
          return {
            ...{ ...block, children: apart(block.children) },
            title: block.title && hasWords(block.title) ? block.title : [t("Un titre")],
          };
        case "list": {
          const items = block.items.map(
            (item): ListItem => ({ children: apart([p("Point."), ...item.children.filter(fitsItem)]) }),
          );
          return items.length > 0 ? { ...block, items } : [];
        }
        case "table":
          return {
            ...block,
            rows: block.rows.map((row) => ({
              cells: row.cells.map((one) => ({ ...one, children: apart(one.children) })),
            })),
          };
        case "pageBreak":
          return [];
        default:
          return block;
      }
    }),
  );
}

function quoted(children: Block[]): Block[] {
  const paragraphs = children.filter((block) => block.type === "paragraph");
  return paragraphs.length > 0 ? [{ type: "quote", id: "", children: paragraphs }] : [];
}

function fitsItem(block: Block): boolean {
  return block.type === "paragraph" || block.type === "list";
}

/** Neighbours that Word would join, or a caption could belong to either of, with words between them. */
export function apart(blocks: Block[]): Block[] {
  return blocks.flatMap((block, index) => {
    const neighbours = [blocks[index - 1]?.type, block.type];
    const alike = neighbours[0] === neighbours[1] && ["quote", "codeBlock", "list"].includes(block.type);
    const joins = alike || neighbours.every((type) => type === "table" || type === "figure");
    return joins ? [p("Entre deux."), block] : [block];
  });
}

function hasWords(inlines: Inline[]): boolean {
  return plainText(inlines).trim() !== "";
}

/** Blocks as they are compared: the one way to nest their inlines, and without what is composed, measured or named. */
export function normal(blocks: readonly Block[]): unknown[] {
  return blocks.map(normalBlock);
}

function normalBlock(block: Block): unknown {
  switch (block.type) {
    case "heading":
      return { type: "heading", level: block.level, children: inOneWay(block.children, true) };
    case "paragraph":
      return { type: "paragraph", align: block.align, children: inOneWay(block.children) };
    case "list": {
      const { ordered, start, format } = block;
      const counted = ordered ? { start, format } : {};
      return { type: "list", ordered, ...counted, items: block.items.map((item) => normal(item.children)) };
    }
    case "table": {
      const cells = block.rows.map((row) =>
        row.cells.map(({ colSpan, rowSpan, children }) => ({
          colSpan,
          rowSpan,
          children: normal(children.filter(isSaid)),
        })),
      );
      return {
        type: "table",
        headerRows: block.headerRows,
        aligns: block.columns.map(({ align }) => align),
        caption: inOneWay(block.caption ?? []),
        cells,
      };
    }
    case "figure":
      return { type: "figure", alt: block.alt, caption: inOneWay(block.caption ?? []) };
    case "quote":
      return { type: "quote", children: normal(block.children) };
    case "callout": {
      const { variant, title, children } = block;
      return {
        type: "callout",
        variant,
        title: title && inOneWay(title, true),
        children: normal(children.filter(isSaid)),
      };
    }
    case "codeBlock":
      return { type: "codeBlock", value: block.value.replace(/\s+/g, " ") };
    default:
      return { type: block.type };
  }
}

function isSaid(block: Block): boolean {
  return block.type !== "paragraph" || hasWords(block.children);
}

function inOneWay(inlines: readonly Inline[], heading = false): Inline[] {
  const runs = trimRuns(oneSpaced(runsOf(inlines, [])));
  return nest(heading ? withoutWholeStrong(runs) : runs);
}

type Worn = readonly Mark[];

/** Spaces wear nothing; what is no word is in no language. */
function pieceOf(leaf: Extract<Inline, { value: string }>, worn: Worn): Run[] {
  if (leaf.value === "") return [];
  if (/^[ \t\r\n]+$/.test(leaf.value)) return [{ leaf: { type: "text", value: " " }, marks: [] }];
  return [{ leaf, marks: /\p{L}/u.test(leaf.value) ? worn : worn.filter(({ type }) => type !== "language") }];
}

function oneSpaced(runs: readonly Run[]): Run[] {
  return runs.filter((run, index) => !isSpace(run) || !isSpace(runs[index - 1]));
}

function isSpace(run: Run | undefined): boolean {
  return run?.leaf.type === "text" && run.leaf.value === " ";
}

/** Inlines as runs: of marks that exclude one another the inner stays, of links the outer. */
function runsOf(inlines: readonly Inline[], worn: Worn): Run[] {
  return inlines.flatMap((inline): Run[] => {
    switch (inline.type) {
      case "text":
      case "code":
        return inline.value.split(/(\s+|[^\p{L}\s])/u).flatMap((value) => pieceOf({ ...inline, value }, worn));
      case "citation":
        return [{ leaf: { type: "citation", items: inline.items }, marks: [] }];
      case "noteReference":
        return [{ leaf: { type: "noteReference", note: "" }, marks: [] }];
      case "lineBreak":
        return [{ leaf: inline, marks: [] }];
      default:
        return runsOf(inline.children, wearing(worn, inline));
    }
  });
}

function wearing(worn: Worn, inline: Extract<Inline, { children: Inline[] }>): Worn {
  switch (inline.type) {
    case "link":
      return worn.some(isLink) ? worn : [...worn, { type: "link", href: inline.href }];
    case "crossReference":
      return worn.some(isLink) ? worn : [...worn, { type: "crossReference", target: "" }];
    case "superscript":
    case "subscript":
      return [...worn.filter(({ type }) => type !== "superscript" && type !== "subscript"), { type: inline.type }];
    case "language":
      return [...worn.filter(({ type }) => type !== "language"), { type: "language", language: inline.language }];
    default:
      return [...worn, { type: inline.type }];
  }
}

function isLink({ type }: Mark): boolean {
  return type === "link" || type === "crossReference";
}
