import type { Composed } from "../../shared/document/composed.ts";
import type { Block, Figure, Inline, List, Table } from "../../shared/document/tree.ts";

/** A composed document as a Typst program that sets the same words on the same page: what the engine is compared with. */
export function typstSource(document: Composed): string {
  const notes = new Map(document.notes.map(({ id, children }) => [id, children]));
  const set: Setting = { note: (id) => blocks(set, notes.get(id) ?? []).trim() };
  const sections = document.sections.map((section) => blocks(set, section.blocks));
  return `${preamble(document)}\n${sections.join("\n#pagebreak(weak: true)\n")}`;
}

type Setting = { note(id: string): string };

/** The page of `templates/theme.json`, in Typst's words. */
function preamble({ title, language, runningHead }: Composed): string {
  return `#set document(title: ${quoted(title)})
#set page(paper: "a4", margin: (x: 42mm, top: 30mm, bottom: 32mm), header: text(8pt)[${escaped(runningHead)}],
  footer: align(right, text(8pt, context [#counter(page).display() sur #counter(page).final().first()])))
#set text(font: "Livrable Serif", size: 10.5pt, lang: ${quoted(language.slice(0, 2))}, hyphenate: true)
#set par(justify: true, leading: 0.62em, spacing: 0.9em)
#set heading(numbering: "1.1")
#show heading: set text(font: "Livrable Sans")
#show figure.where(kind: table): set block(breakable: true)
`;
}

function blocks(set: Setting, children: readonly Block[]): string {
  return children.map((block) => `${blockOf(set, block)}\n`).join("\n");
}

function blockOf(set: Setting, block: Block): string {
  switch (block.type) {
    case "heading":
      return `${"=".repeat(block.level)} ${inlines(set, block.children)}`;
    case "paragraph":
      return block.role === "contentsTitle" ? "" : inlines(set, block.children);
    case "contents":
      return block.of === "headings" ? "#outline(depth: 3)" : listOfCaptions(block.of);
    case "list":
      return listOf(set, block);
    case "table":
      return tableOf(set, block);
    case "figure":
      return figureOf(set, block);
    case "quote":
      return `#quote(block: true)[${blocks(set, block.children)}]`;
    case "callout":
      return `#block(fill: luma(240), inset: 8pt)[${block.title ? `*${inlines(set, block.title)}*\n\n` : ""}${blocks(set, block.children)}]`;
    case "codeBlock":
      return `#raw(${quoted(block.value)}, block: true)`;
    case "thematicBreak":
      return "#line(length: 30%)";
    case "pageBreak":
      return "#pagebreak()";
  }
}

function listOf(set: Setting, { ordered, items }: List): string {
  const cells = items.map(({ children }) => `[${blocks(set, children).trim()}]`).join(", ");
  return `#${ordered ? "enum" : "list"}(${cells})`;
}

function tableOf(set: Setting, { columns, headerRows, rows, caption }: Table): string {
  const written = rows.map(({ cells }) =>
    cells.map(
      ({ colSpan, rowSpan, children }) =>
        `table.cell(colspan: ${colSpan}, rowspan: ${rowSpan})[${blocks(set, children).trim()}]`,
    ),
  );
  const header = `table.header(${written.slice(0, headerRows).flat().join(", ")})`;
  const body = written.slice(headerRows).flat();
  const table = `table(columns: ${columns.length}, stroke: none, ${[...(headerRows > 0 ? [header] : []), ...body].join(", ")})`;
  return `#figure(${table}${caption ? `, caption: [${inlines(set, caption)}]` : ""})`;
}

function figureOf(set: Setting, { image, alt, width, caption }: Figure): string {
  const shown = `image("/${image.hash}.png", width: ${width ?? 100}mm, alt: ${quoted(alt)})`;
  return `#figure(${shown}${caption ? `, caption: [${inlines(set, caption)}]` : ""})`;
}

function inlines(set: Setting, children: readonly Inline[]): string {
  return children.map((inline) => inlineOf(set, inline)).join("");
}

function inlineOf(set: Setting, inline: Inline): string {
  switch (inline.type) {
    case "text":
      return escaped(inline.value);
    case "code":
      return `#raw(${quoted(inline.value)})`;
    case "lineBreak":
      return " \\\n";
    case "noteReference":
      return `#footnote[${set.note(inline.note)}]`;
    case "citation":
      return inlines(set, inline.text ?? []);
    case "link":
      return `#link(${quoted(inline.href)})[${inlines(set, inline.children)}]`;
    case "strong":
    case "strike":
      return `#${inline.type}[${inlines(set, inline.children)}]`;
    case "emphasis":
      return `#emph[${inlines(set, inline.children)}]`;
    case "smallCaps":
      return `#smallcaps[${inlines(set, inline.children)}]`;
    case "superscript":
      return `#super[${inlines(set, inline.children)}]`;
    case "subscript":
      return `#sub[${inlines(set, inline.children)}]`;
    case "language":
      return `#text(lang: ${quoted(inline.language.slice(0, 2))})[${inlines(set, inline.children)}]`;
    case "crossReference":
      return inlines(set, inline.children);
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Every character that Typst's markup would read is escaped. */
function escaped(text: string): string {
  return text.replace(/[\\#$*_`<>@[\]~=+\-/"';:]/g, "\\$&");
}

function listOfCaptions(of: "tables" | "figures"): string {
  return `#outline(title: none, target: figure.where(kind: ${of === "tables" ? "table" : "image"}))`;
}
