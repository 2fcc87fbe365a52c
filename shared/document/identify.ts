import { createHash } from "node:crypto";
import type { Block, DocumentTree } from "./tree.ts";
import { innerBlocks, ownInlines, plainText } from "./visit.ts";

/**
 * The tree with every block named after what it says: the first 10 hex digits of the SHA-256 of its type and folded
 * text (a container's, of what it holds), then `-2`, `-3`… for the same block met again, body first, then notes.
 * A block keeps its name when its neighbours move. Linear in the size of the tree.
 */
export function identify(tree: DocumentTree): DocumentTree {
  const seen = new Map<string, number>();
  const digests = new Map<Block, string>();
  const name = (block: Block): Block => {
    const digest = digestOf(block, digests).slice(0, 10);
    const occurrence = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, occurrence);
    return withNamedInside({ ...block, id: occurrence === 1 ? digest : `${digest}-${occurrence}` }, name);
  };
  const blocks = tree.blocks.map(name);
  const notes = Object.fromEntries(Object.entries(tree.notes).map(([id, note]) => [id, note.map(name)]));
  return { ...tree, blocks, notes };
}

/** Text as anchors and redlines compare it: composed (NFC), one kind of space, of apostrophe and of quotation mark. */
export function foldText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[‘’ʼ′]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/\u00AD|\u200B|\u2060|\uFEFF/g, "")
    .replace(/(?<!\s)\s+(?=[;:!?»%])|(?<=«)\s+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function digestOf(block: Block, digests: Map<Block, string>): string {
  const known = digests.get(block);
  if (known !== undefined) return known;
  const hash = createHash("sha256").update(`${block.type}\0${foldText(ownText(block))}`);
  for (const run of innerBlocks(block)) {
    hash.update("\0");
    for (const inside of run) hash.update(digestOf(inside, digests));
  }
  const digest = hash.digest("hex");
  digests.set(block, digest);
  return digest;
}

/** What a block says and shows itself, without the blocks that it holds: of a figure, its image too, of a callout its variant. */
export function ownText(block: Block): string {
  if (block.type === "codeBlock") return block.value;
  const words = plainText(ownInlines(block));
  if (block.type === "callout") return `${block.variant} ${words}`;
  return block.type === "figure" ? `${block.image.hash} ${block.alt} ${words}` : words;
}

function withNamedInside(block: Block, name: (block: Block) => Block): Block {
  switch (block.type) {
    case "list":
      return { ...block, items: block.items.map((item) => ({ children: item.children.map(name) })) };
    case "table": {
      const rows = block.rows.map((row) => ({
        cells: row.cells.map((cell) => ({ ...cell, children: cell.children.map(name) })),
      }));
      return { ...block, rows };
    }
    case "quote":
    case "callout":
      return { ...block, children: block.children.map(name) };
    default:
      return block;
  }
}
