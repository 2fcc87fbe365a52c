import type { LaidOut, StructureNode } from "../../layout/frames.ts";
import { add, type Dictionary, type Literal, type PdfFile, put, type Ref, reserve, text } from "./file.ts";

/**
 * What the pages say of the structure while they are drawn (ISO 32000-1, 14.7): which pieces of marked content and
 * which annotations each node holds. Nodes keep the layout's order; content comes where it was drawn among them.
 */
export type Marks = {
  nodes: readonly StructureNode[];
  pages: Ref[];
  /** By node: its own content, after the child last drawn before it (-1: before all). */
  content: { after: number; page: number; kid: Kid }[][];
  /** By node: the child drawn last. */
  drawn: number[];
  /** By page, the node of each MCID. */
  byPage: number[][];
  annotations: { node: number; ref: Ref }[];
  /** By node: the rectangle of its image, for assistive technology. */
  boxes: Map<number, readonly number[]>;
};
type Kid = { mcid: number } | { annotation: Ref };

/** Marks of a document of which nothing was drawn yet: no node has content, no page has marks. */
export function openMarks({ structure, pages }: LaidOut, pageRefs: Ref[]): Marks {
  return {
    nodes: structure,
    pages: pageRefs,
    content: structure.map(() => []),
    drawn: structure.map(() => -1),
    byPage: pages.map(() => []),
    annotations: [],
    boxes: new Map(),
  };
}

/** A new piece of marked content for `node` on `page`; its MCID. */
export function markContent(marks: Marks, node: number, page: number): number {
  const mcid = marks.byPage[page]!.push(node) - 1;
  place(marks, node, page, { mcid });
  return mcid;
}

/** An annotation of `node` on `page`; the key under which the parent tree knows it (`StructParent`). */
export function markAnnotation(marks: Marks, node: number, page: number, ref: Ref): number {
  place(marks, node, page, { annotation: ref });
  return marks.pages.length + marks.annotations.push({ node, ref }) - 1;
}

function place(marks: Marks, node: number, page: number, kid: Kid): void {
  marks.content[node]!.push({ after: marks.drawn[node]!, page, kid });
  for (let child = node; child >= 0; child = marks.nodes[child]!.parent) {
    const parent = marks.nodes[child]!.parent;
    if (parent >= 0) marks.drawn[parent] = Math.max(marks.drawn[parent]!, child);
  }
}

/** The structure tree with its parent tree; the reference of its root. */
export function addStructure(file: PdfFile, marks: Marks): Ref {
  const root = reserve(file);
  const document = reserve(file);
  const refs = marks.nodes.map(() => reserve(file));
  const children = childrenOf(marks.nodes);
  for (const [i, ref] of refs.entries()) put(file, ref, element(marks, i, children[i] ?? [], refs, document));
  const tops = marks.nodes.flatMap(({ parent }, i) => (parent < 0 ? [refs[i]!] : []));
  put(file, document, { S: "Document", P: root, K: tops });
  const ids = noteIds(marks.nodes, refs);
  put(file, root, {
    Type: "StructTreeRoot",
    K: [document],
    ParentTree: add(file, { Nums: parentTree(file, marks, refs) }),
    ParentTreeNextKey: marks.pages.length + marks.annotations.length,
    IDTree: ids.length > 0 ? add(file, { Names: ids }) : undefined,
  });
  return root;
}

function element(marks: Marks, i: number, children: number[], refs: Ref[], document: Ref): Dictionary {
  const node = marks.nodes[i]!;
  const content = marks.content[i]!;
  const page = content[0]?.page;
  const kids = mergeKids(marks, content, children, refs, page);
  return {
    S: node.type,
    P: node.parent < 0 ? document : refs[node.parent]!,
    Pg: page === undefined ? undefined : marks.pages[page]!,
    K: kids.length === 0 ? undefined : kids.length === 1 ? kids[0]! : kids,
    A: attributes(node, marks.boxes.get(i)),
    T: node.title === undefined ? undefined : text(node.title),
    Alt: node.alt === undefined ? undefined : text(node.alt),
    Lang: node.language === undefined ? undefined : text(node.language),
    ID: node.type === "Note" ? text(noteId(i)) : undefined,
  };
}

function mergeKids(
  marks: Marks,
  content: Marks["content"][number],
  children: number[],
  refs: Ref[],
  page?: number,
): Literal[] {
  const kids: Literal[] = [];
  let next = 0;
  for (const { after, page: on, kid } of content) {
    while (next < children.length && children[next]! <= after) kids.push(refs[children[next++]!]!);
    kids.push(kidOf(marks, kid, on, page));
  }
  for (; next < children.length; next++) kids.push(refs[children[next]!]!);
  return kids;
}

/** A marked-content or object reference; the page is named where it is not the element's. */
function kidOf(marks: Marks, kid: Kid, on: number, page: number | undefined): Literal {
  const elsewhere = on === page ? undefined : marks.pages[on]!;
  if ("annotation" in kid) return { Type: "OBJR", Obj: kid.annotation, Pg: elsewhere };
  return elsewhere === undefined ? kid.mcid : { Type: "MCR", MCID: kid.mcid, Pg: elsewhere };
}

function childrenOf(nodes: readonly StructureNode[]): number[][] {
  const children: number[][] = nodes.map(() => []);
  for (const [i, { parent }] of nodes.entries()) if (parent >= 0) children[parent]!.push(i);
  return children;
}

/** Attributes of tables, lists and figures (14.8.5); spans of one are left out. */
function attributes(node: StructureNode, box: readonly number[] | undefined): Literal | undefined {
  const span = (count: number | undefined) => (count !== undefined && count > 1 ? count : undefined);
  const table = { Scope: node.scope, ColSpan: span(node.colSpan), RowSpan: span(node.rowSpan) };
  if (Object.values(table).some((value) => value !== undefined)) return { O: "Table", ...table };
  if (node.numbering !== undefined) return { O: "List", ListNumbering: node.numbering };
  if (box !== undefined) return { O: "Layout", Placement: "Block", BBox: box };
  return undefined;
}

function parentTree(file: PdfFile, marks: Marks, refs: Ref[]): Literal[] {
  const pages = marks.byPage.flatMap((nodes, page) => [
    page,
    add(
      file,
      nodes.map((node) => refs[node]!),
    ),
  ]);
  const annotations = marks.annotations.flatMap(({ node }, i) => [marks.pages.length + i, refs[node]!]);
  return [...pages, ...annotations];
}

/** Ids of notes (ISO 14289-1, 7.9), in the order of their names. */
function noteIds(nodes: readonly StructureNode[], refs: Ref[]): Literal[] {
  return nodes.flatMap(({ type }, i) => (type === "Note" ? [text(noteId(i)), refs[i]!] : []));
}

function noteId(node: number): string {
  return `note-${String(node).padStart(6, "0")}`;
}
