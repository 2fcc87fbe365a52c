import { foldedAll, type Words } from "./words.ts";

/** A node of a PDF's logical structure (ISO 32000-1, 14.7) with what it holds, in the order of reading. */
export type Node = { type: string; alt?: string; children: (Node | string)[] };

/** What the structure of a PDF says. */
export function wordsOfStructure(tops: readonly (Node | string)[]): Words {
  const telling: Telling = { paragraphs: [], notes: new Map(), contentsPages: [] };
  tell(telling, { type: "Document", children: [...tops] });
  const notes = [...telling.notes].sort(([a], [b]) => a - b).flatMap(([, paragraphs]) => paragraphs);
  const { paragraphs, contentsPages } = telling;
  return { paragraphs: foldedAll(paragraphs), notes: foldedAll(notes), contentsPages };
}

type Telling = { paragraphs: string[]; notes: Map<number, string[]>; contentsPages: string[] };

const inline = ["Span", "Link", "Reference", "Code"];

/** A node's own words make one paragraph up to the next block in it. */
function tell(telling: Telling, node: Node): void {
  const tellers: Readonly<Record<string, (telling: Telling, node: Node) => void>> = { Lbl, Note, TOCI, Figure };
  const teller = tellers[node.type];
  if (teller) {
    teller(telling, node);
    return;
  }
  let words = "";
  for (const child of node.children) {
    if (typeof child === "string" || inline.includes(child.type)) {
      words += textIn(child);
      continue;
    }
    telling.paragraphs.push(words);
    words = "";
    tell(telling, child);
  }
  telling.paragraphs.push(words);
}

/** The number of a list's item, without what is around it; bullets are not told. */
function Lbl(telling: Telling, node: Node): void {
  telling.paragraphs.push(textIn(node).replace(/[.)]\s*$|^[–•]\s*$/, ""));
}

function Note(telling: Telling, { children }: Node): void {
  const [label] = children;
  const inside: Telling = { ...telling, paragraphs: [] };
  tell(inside, { type: "Div", children: children.slice(1) });
  telling.notes.set(Number.parseInt(textIn(label!), 10), inside.paragraphs);
}

/** An entry of the contents: its words, and last its page. */
function TOCI(telling: Telling, node: Node): void {
  const pieces = piecesOf(node);
  telling.contentsPages.push(pieces.pop() ?? "");
  telling.paragraphs.push(pieces.join(""));
}

function Figure(telling: Telling, { alt }: Node): void {
  telling.paragraphs.push(`[${alt ?? ""}]`);
}

function textIn(node: Node | string): string {
  return piecesOf(node).join("");
}

function piecesOf(node: Node | string): string[] {
  return typeof node === "string" ? [node] : node.children.flatMap(piecesOf);
}
