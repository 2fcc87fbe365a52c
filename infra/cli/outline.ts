import type { Block, Cell, DocumentTree, Inline } from "../../shared/document/tree.ts";

/** A tree as lines of text, without ids: what `livrable read` prints, and the readers’ tests compare. */
export function outline(tree: Pick<DocumentTree, "blocks" | "notes">): string[] {
  const notes = Object.entries(tree.notes).flatMap(([id, blocks]) => [`note ${id}`, ...indent(blocks.flatMap(lines))]);
  return [...tree.blocks.flatMap(lines), ...notes];
}

/** Inlines on one line, their marks as tags: "<b>Objet</b> de la note". */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map(inline).join("");
}

function lines(block: Block): string[] {
  const anchor = block.anchor === undefined ? "" : ` #${block.anchor}`;
  switch (block.type) {
    case "heading":
      return [`h${block.level}${block.numbered ? "" : "-"}${anchor} ${inlineText(block.children)}`];
    case "paragraph":
      return [`${block.role ?? "p"}${block.align ? `.${block.align}` : ""}${anchor} ${inlineText(block.children)}`];
    case "list": {
      const label = block.label === undefined ? "" : ` (${block.label})`;
      const kind = `${block.ordered ? `ol ${block.format} ${block.start}` : "ul"}${label}`;
      return [
        `${kind}${anchor}`,
        ...indent(block.items.flatMap((item) => ["-", ...indent(item.children.flatMap(lines))])),
      ];
    }
    case "table": {
      const columns = block.columns.map(
        ({ align, width }) => align.charAt(0) + (width === undefined ? "" : Math.round(width * 100)),
      );
      const rows = block.rows.map((row) => row.cells.map(cell).join(" "));
      return [`table${anchor} ${columns.join(",")} head ${block.headerRows}${caption(block.caption)}`, ...indent(rows)];
    }
    case "figure": {
      const { image, width, alt } = block;
      const size = `${image.width}x${image.height}${width === undefined ? "" : ` ${width}mm`}`;
      return [`figure${anchor} ${image.mediaType.slice(6)} ${size} (${alt})${caption(block.caption)}`];
    }
    case "quote":
      return [`quote${anchor}`, ...indent(block.children.flatMap(lines))];
    case "callout":
      return [`${block.variant}${anchor}${caption(block.title)}`, ...indent(block.children.flatMap(lines))];
    case "codeBlock":
      return [`code${anchor} ${JSON.stringify(block.value)}`];
    case "thematicBreak":
      return [`rule${anchor}`];
    case "pageBreak":
      return [`page${anchor}`];
    case "contents":
      return ["contents"];
  }
}

function caption(inlines: Inline[] | undefined): string {
  return inlines ? ` : ${inlineText(inlines)}` : "";
}

function cell({ colSpan, rowSpan, header, children }: Cell): string {
  const span = colSpan > 1 || rowSpan > 1 ? `${colSpan}x${rowSpan} ` : "";
  const inside = children.flatMap(lines).join(" / ");
  return `[${span}${header ? "* " : ""}${inside.startsWith("p ") && children.length === 1 ? inside.slice(2) : inside}]`;
}

function indent(some: string[]): string[] {
  return some.map((line) => `  ${line}`);
}

const tags = {
  strong: "b",
  emphasis: "i",
  smallCaps: "sc",
  superscript: "sup",
  subscript: "sub",
  strike: "s",
} as const;

function inline(one: Inline): string {
  switch (one.type) {
    case "text":
      return one.value;
    case "code":
      return `<code ${one.value}>`;
    case "lineBreak":
      return "<br>";
    case "noteReference":
      return `<note ${one.note}>`;
    case "citation":
      return `<cite ${one.items.map(({ prefix, key, locator }) => [prefix, `@${key}`, locator].filter(Boolean).join(" ")).join("; ")}>`;
    case "link":
      return `<a ${one.href}>${inlineText(one.children)}</a>`;
    case "crossReference":
      return `<ref ${one.target}>${inlineText(one.children)}</ref>`;
    case "language":
      return `<lang ${one.language}>${inlineText(one.children)}</lang>`;
    default:
      return `<${tags[one.type]}>${inlineText(one.children)}</${tags[one.type]}>`;
  }
}
