import { identify } from "../document/identify.ts";
import type { Block, DocumentTree, Cell as TableCell, Row as TableRow } from "../document/tree.ts";
import type { Matrix, MatrixRow } from "./matrix.ts";

/** What the document says besides the matrix: its own title, who it is from, the language of its words (BCP 47), the rows' titles. */
export type DocumentWords = { title: string; network: string; language: string; row: (row: MatrixRow) => string };

/**
 * The matrix as a document of one table: families over the headings of their actions, both repeated on each page, and a row a
 * question. Pure: the same matrix in the same words is the same tree, so that its hash names what is made of it.
 */
export function matrixDocument(matrix: Matrix, { title, network, language, row }: DocumentWords): DocumentTree {
  return identify({
    schema: 1,
    meta: { title, authors: [network], language, keywords: [] },
    blocks: [matrixTable(matrix, row)],
    notes: {},
    bibliography: [],
  });
}

/** The table alone, its caption the programme's title. */
export function matrixTable({ title, families, rows }: Matrix, titleOf: (row: MatrixRow) => string): Block {
  const actions = families.flatMap((family) => family.actions);
  const heads: TableRow[] = [
    {
      cells: [
        cell([], { rowSpan: 2 }),
        ...families.map(({ title, actions }) => cell([title], { colSpan: actions.length })),
      ],
    },
    { cells: actions.map(({ heading, title }) => cell([heading ?? title])) },
  ];
  const body = rows.map(({ row, cells }): TableRow => {
    const said = cells.map(({ lines }) => cell(lines, { header: false }));
    const shown = row === "payment" ? said : said.map((each) => ({ ...each, children: listed(each.children) }));
    return { cells: [cell([titleOf(row)]), ...shown] };
  });
  return {
    type: "table",
    id: "",
    columns: ["", ...actions].map(() => ({ align: "start" })),
    headerRows: heads.length,
    rows: [...heads, ...body],
    caption: [{ type: "text", value: title }],
  };
}

function cell(lines: readonly string[], spans: Partial<TableCell> = {}): TableCell {
  const paragraphs = lines.map((value): Block => ({ type: "paragraph", id: "", children: [{ type: "text", value }] }));
  return { colSpan: 1, rowSpan: 1, header: true, children: paragraphs, ...spans };
}

/** Several lines as a list, so that it is seen where one ends; a funder stands above its terms without a mark. */
function listed(children: Block[]): Block[] {
  if (children.length < 2) return children;
  const items = children.map((child) => ({ children: [child] }));
  return [{ type: "list", id: "", ordered: false, start: 1, format: "decimal", items }];
}
